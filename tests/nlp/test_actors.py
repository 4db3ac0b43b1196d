from datetime import date
from itertools import pairwise

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

import nlp.language  # noqa: F401 its import registers our components with spaCy
from nlp.actor_names import bearer_on
from schemas.mission import Actor
from tests.nlp.invented import ACTORS

UNION = Actor(id="ump", name="Union of Mardane", ordinary_names=("UN-M", "Union"), kind="militia")
PARENT = Actor(id="old", name="Colombe", kind="militia", valid_from=date(2010, 1, 1), valid_to=date(2015, 12, 31))
CHILD = Actor(id="new", name="Nouvelle Colombe", aliases=("Colombe", "NC"), kind="militia", split_from="old",
              valid_from=date(2016, 1, 1))  # fmt: skip
GRANDCHILD = Actor(id="last", name="NC-Vrai", kind="militia", split_from="new", valid_from=date(2020, 1, 1))
FAMILY = {actor.id: actor for actor in (PARENT, CHILD, GRANDCHILD)}


@pytest.fixture(scope="module")
def found():
    language = spacy.blank("fr")
    language.add_pipe("forewarn_folding")
    actors = [actor.model_dump(mode="json") for actor in (*ACTORS, UNION, *FAMILY.values())]
    language.add_pipe("forewarn_actors", config={"actors": actors})

    def find(text: str) -> list[tuple[str, str, int, int]]:
        doc = language(text)
        return [(span.text, span.label_, span.start, span.end) for span in doc.spans["actors"]]

    return find


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Des éléments du FRL", [("FRL", "frl")]),
        ("le Front Rouge de Lavandra", [("Front Rouge de Lavandra", "frl")]),
        ("les ZAMBO ZAMBO reviennent", [("ZAMBO ZAMBO", "frl")]),
        ("zambo-zambo fighters came", [("zambo-zambo", "frl")]),
        ("les femmes au champ, frl", []),
        ("Frl is a word", []),
        ("présence de la Colombe", [("Colombe", "new|old")]),
    ],
)
def test_groups_are_found_by_name(found, text, expected):
    assert [each[:2] for each in found(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Union fighters came", ["Union"]),
        ("attributed to the militia of the Union", ["Union"]),
        ("The Union of teachers met", []),
        ("a union of fighters", []),
        ("UNION FIGHTERS CAME", []),
    ],
)
def test_an_ordinary_word_is_a_name_only_with_evidence(found, text, expected):
    assert [name for name, label, *_ in found(text) if label] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("une quinzaine d’hommes armés non identifiés", "hommes armés non identifiés"),
        ("Des inconnus armés rôdent", "inconnus armés"),
        ("unknown armed men seen", "unknown armed men"),
        ("six men in mixed uniform", "men in mixed uniform"),
        ("six hommes en tenue mixte", "hommes en tenue mixte"),
        ("raped by uniformed men speaking Lingala", "uniformed men speaking Lingala"),
        ("men in uniform who spoke a foreign language", "men in uniform who spoke a foreign language"),
        ("des hommes en treillis parlant lingala", "hommes en treillis parlant lingala"),
        ("a group of gunmen on motorbikes entered", "gunmen on motorbikes"),
        ("armed youths with machetes", "armed youths with machetes"),
        ("des hommes munis de machettes", "hommes munis de machettes"),
        ("des hommes à moto lourdement armés", "hommes à moto lourdement armés"),
        ("heavily armed elements", "heavily armed elements"),
        ("présumés combattants", "présumés combattants"),
        ("des coupeurs de route, armés", None),
        ("obscure people moving around", "obscure people"),
        ("men dressed in black", "men dressed in black"),
        ("des cavaliers enturbannés", "cavaliers enturbannés"),
        ("soldiers on foot", "soldiers on foot"),
    ],
)
def test_unnamed_groups_are_kept_as_they_are_described(found, text, expected):
    assert [each[0] for each in found(text)] == ([expected] if expected else [])


@pytest.mark.parametrize(
    "text",
    [
        "men and boys were separated", "les hommes sont partis", "people fled on foot", "women in the market",
        "young people in the field", "les jeunes du village", "men, armed by the state", "groups of women",
        "men with their families",
    ],
)  # fmt: skip
def test_people_of_whom_nothing_is_said_are_no_actor(found, text):
    assert found(text) == []


@pytest.mark.parametrize(
    ("label", "day", "bearer"),
    [
        ("new|old", date(2012, 1, 1), "old"),
        ("new|old", date(2018, 1, 1), "new"),
        ("old", date(2018, 1, 1), "old"),
        ("new", date(2012, 1, 1), "old"),
        ("last", date(2012, 1, 1), "old"),
        ("last", date(2018, 1, 1), "new"),
        ("old", date(2005, 1, 1), None),
        ("", date(2018, 1, 1), None),
    ],
)
def test_a_name_stands_for_who_bore_it_on_the_day(label, day, bearer):
    actor = bearer_on(day, label, FAMILY)
    assert (actor.id if actor else None) == bearer


def test_groups_that_split_from_each_other_end_the_search():
    circle = {
        name: Actor(id=name, name=name, kind="militia", split_from=other, valid_from=date(2020, 1, 1))
        for name, other in (("a", "b"), ("b", "a"))
    }
    assert bearer_on(date(2010, 1, 1), "a", circle) is None


@given(
    words=st.lists(
        st.sampled_from(["armed", "men", "in", "uniform", "hommes", "armés", ",", "à", "moto", "FRL", "Union", "by"])
    )
)
def test_what_is_found_stands_in_the_text_in_order(found, words):
    spans = [each[2:] for each in found(" ".join(words))]
    assert all(left[1] <= right[0] for left, right in pairwise(spans))
