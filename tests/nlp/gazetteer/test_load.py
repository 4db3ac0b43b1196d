import random

import pytest

from nlp.gazetteer.load import load, read_file
from nlp.gazetteer.store import open_gazetteer
from nlp.gazetteer.world import alpha2, countries, country_at, is_outside
from schemas.gazetteer import Area, Content
from schemas.geography import Position
from tests.nlp.invented import PLACES, place

CONTENT = (
    "places",
    Content("invented", len(PLACES), PLACES, (Area(pcode="XX09", name="Farane", level=1, country="XX"),)),
)


def test_a_load_tells_what_it_did(tmp_path):
    steps: list[str] = []
    account = load([CONTENT], tmp_path / "store.sqlite", tell=steps.append)
    assert [(each.file, each.places, each.areas) for each in account.files][:1] == [("places", len(PLACES), 1)]
    assert account.places >= len(PLACES)
    assert steps[0].startswith("Looking")


def test_the_same_files_give_the_same_version_in_any_order(tmp_path):
    rows = list(PLACES)
    random.Random(5).shuffle(rows)
    shuffled = ("places", CONTENT[1]._replace(places=tuple(rows)))
    versions = {load([each], tmp_path / f"{number}.sqlite").version for number, each in enumerate((CONTENT, shuffled))}
    assert len(versions) == 1


def test_another_name_gives_another_version(tmp_path):
    more = CONTENT[1]._replace(places=(*PLACES, place("XX010203", "Zarkoune")))
    versions = {
        load([("p", each)], tmp_path / f"{each.rows}{len(each.places)}.sqlite").version for each in (CONTENT[1], more)
    }
    assert len(versions) == 2


def test_a_store_loads_again_as_it_is(tmp_path):
    first = load([CONTENT], tmp_path / "first.sqlite")
    again = load([("first.sqlite", read_file(tmp_path / "first.sqlite"))], tmp_path / "again.sqlite")
    assert (again.places, again.areas, again.version) == (first.places, first.areas, first.version)


def test_every_name_finds_its_place(tmp_path):
    load([CONTENT], tmp_path / "store.sqlite")
    gazetteer = open_gazetteer(tmp_path / "store.sqlite")
    assert [each.id for each in gazetteer.places_named("tebiru")] == ["XX010102"]
    assert gazetteer.place_of_pcode("XX010102") is not None


def test_a_load_that_fails_leaves_the_store_as_it_was(tmp_path):
    store = tmp_path / "store.sqlite"
    before = load([CONTENT], store).version
    broken = Content("broken", 1, (PLACES[0], None))  # type: ignore[arg-type]  # what no reader gives
    with pytest.raises(AttributeError):
        load([("broken", broken)], store)
    assert open_gazetteer(store).version == before


def test_the_world_is_known_by_both_codes_and_by_position():
    assert {alpha2("NGA"), alpha2("XYZ")} == {"NG", "XYZ"}
    assert country_at(Position(9.1, 7.5)) == "NG"
    assert "FR" in countries()
    assert is_outside(place("X", "Ovril", at=(9.1, 7.5), country="SY"))
    assert not is_outside(place("X", "Ovril", at=(9.1, 7.5), country="NG"))
    assert not is_outside(place("X", "Ovril", at=(9.1, 7.5), country="XX"))
