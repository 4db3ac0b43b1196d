"""A group with a record makes a sign where it is named; another group does not."""

from pathlib import Path

from nlp.annotate import annotate
from nlp.catalogue_reader import read_catalogue
from schemas.mission import Actor, Mission
from tests.factories import make_report

CATALOGUE = read_catalogue(Path(__file__).parent.parent.parent / "nlp" / "catalogue")
LISTED = Actor(id="red", name="Red Vests", aliases=("Gilets Rouges",), kind="non_state_armed_group", crsv_listed=True)
OTHER = Actor(id="blue", name="Blue Caps", kind="militia")


def signs(text: str) -> list[tuple[str, str]]:
    [answer] = annotate([make_report(text=text)], mission=Mission(actors=(LISTED, OTHER)), catalogue=CATALOGUE)
    return [(hit.id, hit.status) for hit in answer.annotation.indicators if hit.id == "ARM-07"]


def test_a_listed_group_is_a_sign_once_a_sentence() -> None:
    assert signs("The Red Vests were seen at dusk. Villagers say Gilets Rouges came twice, the Red Vests again.") == [
        ("ARM-07", "affirmed"),
        ("ARM-07", "affirmed"),
    ]


def test_a_group_that_is_not_listed_is_none() -> None:
    assert signs("The Blue Caps were seen at dusk.") == []


def test_a_denied_sighting_is_negated() -> None:
    assert signs("No Red Vests were seen this week.") == [("ARM-07", "negated")]
