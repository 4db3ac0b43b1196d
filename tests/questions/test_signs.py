"""A01 to A04: who is missing from view, who slept in the bush, unknown men in any language, clinics above baseline."""

import json

from tests.pipeline.test_example_mission import TRUTH
from tests.questions.conftest import Ask, hits, keys


def test_a01_is_found_in_both_languages_without_what_is_denied(ask: Ask) -> None:
    found = hits(ask("A01", "--json"))
    assert {hit["report"]["language"] for hit in found} == {"en", "fr"}
    assert {event["place"]["admin1"] for hit in found for event in hit["events"]} == {"Nord-Ouvande"}
    assert {sign for hit in found for event in hit["events"] for sign in event["indicators"]} >= {"MOB-01", "MOB-02"}
    denied = {each["key"] for each in TRUTH["negated"] if each["indicator"] in ("MOB-01", "MOB-02")}
    assert denied
    assert not denied & {hit["report"]["key"] for hit in found}


def test_a02_shows_the_flight_with_its_reason_and_words(ask: Ask) -> None:
    shown = ask("A02")
    assert "MOB-03 because of ARM-01, as they say" in shown
    assert '"They slept in the bush on Thursday and Saturday night with the small children."' in shown


def test_a03_finds_four_languages_nearest_first(ask: Ask) -> None:
    found = hits(ask("A03", "--json"))
    assert [hit["report"]["language"] for hit in found] == ["en", "fr", "sw", "ar"]
    distances = [hit["distance_km"] for hit in found]
    assert distances == sorted(distances)
    assert distances[-1] < 20


def test_a03_leaves_out_what_is_denied_and_what_is_far(ask: Ask) -> None:
    near, denied = keys(ask("A03", "--json")), "patrol-notes:TS-TAKIRO:PTRL/0003"
    far = "patrol-notes:TS-TAKIRO:PTRL/0002"
    assert not {far, denied} & set(near)
    everywhere = keys(ask("A03", "--json", instead=("search", "--indicator", "ARM-01", "--status", "affirmed")))
    assert far in everywhere
    assert denied not in everywhere


def test_a04_flags_the_district_of_the_clinic_and_hides_small_cells(ask: Ask) -> None:
    clinics = [json.loads(line) for line in ask("A04", "--json").splitlines()]
    assert [each["area"]["name"] for each in clinics] == ["Mbazéré"]
    assert all(each["area"]["place_id"] is None for each in clinics)
    assert "Tokounda" not in json.dumps(clinics, ensure_ascii=False)
    cells = [json.loads(line) for line in ask("A04", instead=("export", "counts", "--profile", "analyst")).splitlines()]
    assert cells
    assert not [cell for cell in cells if cell["value"] is not None and 0 < cell["value"] < 5]
