"""A05 to A09: threads, reprints, purposes of abduction, trafficking with and without sexual violence."""

import json
from pathlib import Path

from ingest.mission import read_mission
from tests.questions.conftest import Ask, hits, keys


def test_a05_holds_patrol_organisation_and_alert_each_linked_with_reasons(ask: Ask) -> None:
    thread = json.loads(ask("A05", "--json"))
    assert {event["source_type"] for event in thread["events"]} == {"patrol", "ngo", "community"}
    told = {event["key"] for event in thread["events"]}
    linked = {key for link in thread["links"] for key in (link["left_key"], link["right_key"])}
    assert told <= linked
    assert all(link["reasons"] for link in thread["links"])
    assert "abduction" in {event["kind"] for event in thread["events"]}


def test_a06_marks_the_reprint_and_counts_one_origin(ask: Ask) -> None:
    thread = json.loads(ask("A06", "--json"))
    incident = next(each for each in thread["incidents"] if len(each["keys"]) > 1)
    assert {"ngo-reliefweb:9100012", "ngo-reliefweb:9100013"} <= set(incident["keys"])
    assert incident["independent_origins"] == 1
    assert "near-copies of one text" in ask("A06")


def test_a07_tells_purposes_apart_and_knows_the_group_by_another_name(ask: Ask) -> None:
    counted = json.loads(ask("A07", "--json"))
    assert counted == {"own_use": 1, "portering": 1, "sale": 1}
    words, by_count = ("search", "--actor", "fdov", "--indicator", "TIP-01"), ("--limit", "50", "--json")
    named = {
        actor["name"]
        for hit in hits(ask("A07", *by_count, instead=words))
        for event in hit["events"]
        for actor in event["actors"]
    }
    assert {"Tala-Tala", "Front de Fovéra"} & named


def test_a07_tongo_tongo_is_the_lra(tmp_path: Path) -> None:
    actors = {actor.id: actor for actor in read_mission(tmp_path).actors}
    assert "Tongo-Tongo" in actors["lra"].aliases


def test_a08_finds_those_returned_from_the_sea_without_sexual_violence(ask: Ask) -> None:
    found = hits(ask("A08", "--json"))
    sea = [event for hit in found for event in hit["events"] if "TIP-15" in event["indicators"]]
    assert {event["lang"] for event in sea} == {"en", "fr"}
    assert {event["crsv"]["answer"] for hit in found for event in hit["events"]} == {"false"}
    assert "patrol-notes:TS-ALMORRA:PTRL/0003" not in keys(ask("A08", "--json"))


def test_a09_gives_a_reason_for_each_of_the_two(ask: Ask) -> None:
    found = hits(ask("A09", "--json"))
    assert [hit["report"]["key"] for hit in found] == ["patrol-notes:TS-ALMORRA:PTRL/0003"]
    shown = ask("A09")
    assert "CRSV true: Sexual slavery is stated" in shown
    assert "trafficking true: All that is needed is stated." in shown
