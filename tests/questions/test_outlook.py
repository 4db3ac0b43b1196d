"""A10 to A16: routes, gaps, nights, seasons, what nobody answered, where to look first, the card for a road."""

import json

from tests.questions.conftest import Ask, hits, keys


def test_a10_gives_the_way_with_what_is_carried_along_with_people(ask: Ask) -> None:
    (way,) = [json.loads(line)["route"] for line in ask("A10", "--json").splitlines()]
    assert [place["name"] for place in way["places"]] == ["Tchélouba", "Oumdara", "Almorra"]
    assert way["co_smuggling"]
    assert way["goods"] == ["drugs"]
    back = ("routes", "--from", "Rive-Nord", "--to", "Plaine-Sud", "--json")
    assert ask("A10", instead=back) == ""


def test_a11_lists_places_not_visited_with_new_signs_and_how_far_they_are(ask: Ask) -> None:
    gaps = ask("A11")
    first = gaps.split("\n- ")[1]
    assert "new sign" not in first
    assert "sign" in first
    assert "in a straight line from" in first
    days = [line for line in gaps.splitlines() if line.startswith("- ")]
    assert len(days) > 1


def test_a12_finds_what_was_at_night_and_near_and_nothing_else(ask: Ask) -> None:
    found = hits(ask("A12", "--json"))
    assert {"patrol-notes:POC-ZAROUME:PTRL/0003", "community-alerts:CAN/2025/0001"} <= set(keys(ask("A12", "--json")))
    assert {event["time_of_day"] for hit in found for event in hit["events"]} == {"night"}
    assert max(hit["distance_km"] for hit in found) <= 5
    by_day, far = "patrol-notes:POC-ZAROUME:PTRL/0004", "patrol-notes:POC-ZAROUME:PTRL/0005"
    near = keys(ask("A12", "--json", instead=("search", "--near-base-km", "5")))
    assert by_day in near
    assert by_day not in keys(ask("A12", "--json"))
    nights = keys(ask("A12", "--json", instead=("search", "--night")))
    assert far in nights
    assert far not in near


def test_a13_compares_a_season_with_itself(ask: Ask) -> None:
    """Kastimba is far worse than a year ago; Dorvéla, worse than last month, is as bad as in any dry season."""
    (worse,) = json.loads(ask("A13", "--json"))["changes"]
    assert (worse["what"], worse["now"], worse["last_year"], worse["answer"]) == ("pillage", 7, 1, "more")
    (as_ever,) = json.loads(ask("A13", "--json", instead=("compare", "Dorvéla")))["changes"]
    assert (as_ever["now"], as_ever["last_year"], as_ever["answer"]) == (6, 6, "no_clear_change")
    months = json.loads(ask("A13", "--json", instead=("search", "--area", "Dorvéla", "--count-by", "month")))
    assert months["2025-02"] > months["2024-12"]


def test_a14_lists_what_nobody_acknowledged_and_whom_it_was_passed_on_to(ask: Ask) -> None:
    found = [json.loads(line) for line in ask("A14", "--json").splitlines()]
    assert "Mbazéré" in {warning["area"]["admin2"] for warning in found}
    assert {warning["acknowledged_at"] for warning in found} == {None}
    assert all(warning["escalated_to"] for warning in found)


def test_a15_names_at_most_five_areas_each_with_reasons_grades_and_what_is_not_known(ask: Ask) -> None:
    shown = ask("A15")
    areas = [line for line in shown.splitlines() if line[:1].isdigit()]
    assert 1 <= len(areas) <= 5
    for part in ("Signs: ", "source B, information", "What is not known", "   Why"):
        assert shown.count(part) >= len(areas)


def test_a16_has_signs_prompts_risks_and_referral_and_asks_no_survivor(ask: Ask) -> None:
    card = ask("A16")
    for part in ("Look for", "Ask in general", "Risk of going there", "Never question a survivor"):
        assert part in card
    prompts = card.split("Ask in general")[1].split("Places on the way")[0]
    assert prompts.count("?") > 3
    assert not [word for word in ("survivor", "raped", "victim") if word in prompts]
    assert "72 hours" in card
