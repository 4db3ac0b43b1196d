import pytest

from patterns.event_evidence import event_evidence
from patterns.parameters import WeightParameters
from patterns.wording import (
    crsv_verdict,
    not_known,
    open_question,
    probes,
    referral_note,
    statement_of,
    trafficking_verdict,
)
from schemas.mission import Mission
from tests.factories import make_area, make_pattern
from tests.patterns.world import CATALOGUE, MISSION, sign, step


@pytest.mark.parametrize(
    ("indicators", "crsv", "trafficking"),
    [
        (["MOB-03", "ARM-01"], True, False),
        (["MOB-03", "MOB-06"], False, False),
        (["MOB-05"], True, False),
        (["TIP-04"], False, True),
        (["TIP-01"], False, True),
        (["TIP-01", "ARM-01"], True, True),
        (["ECO-02"], False, False),
    ],
)
def test_crsv_and_trafficking_are_decided_apart(indicators: list[str], crsv: bool, trafficking: bool) -> None:
    assert crsv_verdict(indicators, CATALOGUE).indicated is crsv
    assert trafficking_verdict(indicators, CATALOGUE).indicated is trafficking


def test_a_verdict_names_the_signs_it_rests_on() -> None:
    assert "recruiters (TIP-04)" in trafficking_verdict(["TIP-04"], CATALOGUE).reason
    assert "no sign here shows an act" in trafficking_verdict(["MOB-03"], CATALOGUE).reason


def test_probes_never_ask_survivors() -> None:
    assert probes(["ARM-01", "CRSV-01"], CATALOGUE) == ("Who has noticed strangers?",)


def test_the_question_asks_after_the_absent_first() -> None:
    area = make_area()
    assert open_question(area, ["ARM-01", "MOB-01"]).startswith("Where are the women and children")
    assert open_question(area, ["ARM-01"]).startswith("Who are the people seen")
    assert open_question(area, ["TIP-04"]).startswith("Who moves people")
    assert "harmless" in open_question(area, ["ECO-01"])


def test_what_is_not_known_says_who_when_where_and_how_far_confirmed() -> None:
    evidence = [event_evidence(sign("a", "strangers"), WeightParameters())]
    lines = not_known(make_area(), evidence, 1)
    assert [line.split(":")[0] for line in lines] == ["Who", "When", "Where", "No independent confirmation"]
    assert "3 originators" in " ".join(not_known(make_area(), evidence, 3))


@pytest.mark.parametrize(("language", "hedge"), [("en", "none of this is verified"), ("fr", "n’est vérifié")])
def test_a_statement_is_hedged_in_both_languages(language: str, hedge: str) -> None:
    evidence = (event_evidence(sign("a", "strangers"), WeightParameters()),)
    [entry] = step([], [make_pattern(score=0.7, evidence=evidence)], day=1)
    told = statement_of(entry.warning, CATALOGUE, language)
    assert hedge in told
    assert ("may point to" in told) or ("pourraient annoncer" in told)
    assert ("strangers" if language == "en" else "signe strangers") in told
    assert statement_of(entry.warning, CATALOGUE, "en") == entry.warning.statement


def test_the_mission_says_where_survivors_are_referred() -> None:
    assert referral_note(Mission(referral={"en": "Health post."})) == "Health post."
    assert referral_note(MISSION).startswith("Do not question survivors.")
