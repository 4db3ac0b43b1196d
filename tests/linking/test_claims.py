import pytest

from linking.claims import claims_in
from linking.contradictions import contradictions_of
from linking.prepare import prepare_events
from schemas.annotation import PeopleCount
from tests.factories import make_event


def claimed(text: str, language: str = "en") -> list[tuple[str, str, str]]:
    return [(claim.about, claim.what, claim.says) for claim in claims_in(text, language)]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("A 16-year-old girl was led away.", "en", [("age", "", "16")]),
        ("The girl, aged thirteen, cried.", "en", [("age", "", "13")]),
        ("Une fille de 16 ans est partie.", "fr", [("age", "", "16")]),
        ("Elle aurait treize ans.", "fr", [("age", "", "13")]),
        ("Il y a trois ans, une crue.", "fr", []),
        ("About 80 huts burned.", "en", [("number", "house", "80")]),
        ("Environ 120 cases ont brûlé.", "fr", [("number", "house", "120")]),
        ("Three stolen goats were seen.", "en", [("number", "goat", "3")]),
        ("No one knows, but nobody was hurt.", "en", [("harm", "wounded", "nobody wounded")]),
        ("Deux blessés.", "fr", [("harm", "wounded", "somebody wounded")]),
        ("Aucun mort.", "fr", [("harm", "killed", "nobody killed")]),
        ("The army denied this.", "en", [("denial", "", "says that it is not so")]),
        ("The team was denied access.", "en", []),
        ("Les tirs relevaient d’un exercice.", "fr", [("denial", "", "says that it is not so")]),
        ("Women wait at the well.", "en", []),
    ],
)
def test_claims_are_read_alike_in_two_languages(text, language, expected):
    assert claimed(text, language) == expected


def told(name: str, text: str, **fields):
    (event,) = prepare_events([make_event(name, key=f"topic:{name}", counts=(), **fields)], text)
    return event


@pytest.mark.parametrize(
    ("ours", "theirs", "about", "what", "sides"),
    [
        ("A girl aged 16.", "A girl aged 13.", "age", "", ["16", "13"]),
        ("80 huts burned.", "120 huts burned.", "number", "house", ["80", "120"]),
        ("One man was killed.", "Nobody was killed.", "harm", "killed", ["somebody killed", "nobody killed"]),
        ("Soldiers fired.", "The army denies it.", "denial", "", ["tells of it", "says that it is not so"]),
    ],
)
def test_what_cannot_both_be_right_stands_side_by_side(ours, theirs, about, what, sides):
    (found,) = contradictions_of([told("b", theirs), told("a", ours)])
    assert (found.about, found.what, [side.says for side in found.sides]) == (about, what, sides)
    assert [side.keys for side in found.sides] == [("topic:a",), ("topic:b",)]


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("A girl aged 16.", "Girls aged 13 and 16-year-old twins."),
        ("80 huts burned.", "80 houses are gone."),
        ("80 huts burned.", "Three goats were taken."),
        ("The army denies it.", "The ministry denies it."),
    ],
    ids=["one of several ages", "the same thing", "other things", "both deny"],
)
def test_what_can_both_be_right_does_not(ours, theirs):
    assert contradictions_of([told("a", ours), told("b", theirs)]) == ()


def test_what_is_told_without_a_sign_is_compared_with_signs_by_what_it_counts():
    def count(number: int, who: str) -> tuple[PeopleCount]:
        return (PeopleCount(minimum=number, maximum=number, who=who),)

    sign = make_event("a", key="topic:a", counts=count(5, "girls"))
    silent = {"kind": "report", "indicators": (), "lang": "fr"}
    (found,) = contradictions_of([sign, make_event("b", key="topic:b", counts=count(12, "filles"), **silent)])
    assert [side.says for side in found.sides] == ["5 girls", "12 filles"]
    assert contradictions_of([sign, make_event("b", key="topic:b", counts=count(12, "soldats"), **silent)]) == ()
