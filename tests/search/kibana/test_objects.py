"""Objects have the shape that a real Kibana 7.10 took, and every name in them leads somewhere."""

import json
from collections.abc import Iterator
from itertools import combinations
from typing import Any, get_args
from urllib.parse import unquote

import pytest

from schemas.annotation import Assertion
from schemas.linkage import LinkStatus
from schemas.protection import PROFILES
from schemas.report import Measure
from schemas.source import SourceType
from schemas.status import SourceState
from schemas.warning import AlertLevel, WarningStatus
from search.fields import KINDS, Fields, FieldType
from search.kibana.build import ndjson
from search.kibana.dashboards import NOTE
from search.kibana.declared import declared
from search.kibana.edition import Edition, kind_named
from search.kibana.index_patterns import NAMED_BY_ANY
from search.kibana.saved import INDEX, SavedObject
from tests.search.kibana.kql import fields_of
from tests.search.kibana.sets import EDITIONS, NAMES, SETS, held, is_told, of_type, source_of

VERSIONS = {"index-pattern": "7.6.0", "search": "7.9.3", "visualization": "7.10.0", "dashboard": "7.9.3"}
STILL_IN_KIBANA_8 = {"metric", "table", "histogram", "markdown", "vega"}
WITHOUT_ORDER = {FieldType.TEXT, FieldType.GEO_POINT}
COLUMNS = 48
sets = pytest.mark.parametrize("items", SETS.values(), ids=NAMES)


def fields_behind(pattern: str) -> Fields:
    return kind_named(declared().patterns[pattern]).fields


@sets
def test_every_object_has_the_shape_that_was_imported(items: list[SavedObject]) -> None:
    for item in items:
        assert set(item) == {"type", "id", "attributes", "references", "migrationVersion"}
        assert item["migrationVersion"] == {item["type"]: VERSIONS[item["type"]]}
        assert item["attributes"]["title"]


def test_every_id_is_there_once_over_all_sets() -> None:
    ids = [(item["type"], item["id"]) for items in SETS.values() for item in items]
    assert len(ids) == len(set(ids))


@sets
def test_every_reference_leads_to_an_object_before_it(items: list[SavedObject]) -> None:
    before: set[tuple[str, str]] = set()
    for item in items:
        assert {(reference["type"], reference["id"]) for reference in item["references"]} <= before
        before.add((item["type"], item["id"]))


@sets
def test_names_of_references_are_used_and_no_others(items: list[SavedObject]) -> None:
    for item in items:
        named = [reference["name"] for reference in item["references"]]
        if item["type"] == "dashboard":
            assert named == [panel["panelRefName"] for panel in held(item, "panelsJSON")]
        elif item["type"] != "index-pattern":
            assert named == ([INDEX] if "indexRefName" in source_of(item) else [])


@sets
def test_json_in_strings_can_be_read(items: list[SavedObject]) -> None:
    for item in items:
        for name in item["attributes"].keys() & {"visState", "uiStateJSON", "panelsJSON", "optionsJSON"}:
            held(item, name)
    for pattern in of_type(items, "index-pattern"):
        assert isinstance(held(pattern, "fieldFormatMap"), dict)
        assert held(pattern, "sourceFilters") == [{"value": "body"}]


@sets
def test_panels_fill_the_grid_without_overlap(items: list[SavedObject]) -> None:
    for board in of_type(items, "dashboard"):
        places = [panel["gridData"] for panel in held(board, "panelsJSON")]
        assert all(place["x"] + place["w"] <= COLUMNS and place["w"] > 0 and place["h"] > 0 for place in places)
        assert not [pair for pair in combinations(places, 2) if overlap(*pair)]
        assert sum(place["w"] * place["h"] for place in places) == COLUMNS * max(
            place["y"] + place["h"] for place in places
        )


def overlap(one: dict[str, int], other: dict[str, int]) -> bool:
    beside = one["x"] + one["w"] <= other["x"] or other["x"] + other["w"] <= one["x"]
    above = one["y"] + one["h"] <= other["y"] or other["y"] + other["h"] <= one["y"]
    return not (beside or above)


@sets
def test_panels_know_their_place_and_show_searches_and_charts(items: list[SavedObject]) -> None:
    for board in of_type(items, "dashboard"):
        for panel, reference in zip(held(board, "panelsJSON"), board["references"], strict=True):
            assert panel["version"] == "7.10.2"
            assert panel["panelIndex"] == panel["gridData"]["i"]
            assert reference["type"] in ("search", "visualization")


def test_every_chart_is_on_a_dashboard() -> None:
    shown = {name for board in declared().dashboards.values() for row in board.rows for name in row.panels}
    assert set(declared().charts) <= shown


@sets
def test_only_kinds_of_charts_that_kibana_8_still_has(items: list[SavedObject]) -> None:
    assert {held(item, "visState")["type"] for item in of_type(items, "visualization")} == STILL_IN_KIBANA_8


def test_all_is_said_in_both_languages() -> None:
    made = declared()
    told = [each.title for each in made.searches.values()] + [each.title for each in made.charts.values()]
    told += [text for each in made.dashboards.values() for text in (each.title, each.note)]
    told += [*made.families.values(), *made.map.values()]
    for chart in made.charts.values():
        told += [*chart.by.values(), *chart.sums.values(), *chart.latest.values()]
    assert [each for each in told if not is_told(each)] == []
    for words in made.lookups.values():
        assert set(words["en"]) == set(words["fr"])


@sets
def test_titles_differ_within_a_type(items: list[SavedObject]) -> None:
    titles = [(item["type"], item["attributes"]["title"]) for item in items]
    assert len(titles) == len(set(titles))


def test_every_field_of_a_pattern_is_in_the_mapping() -> None:
    for pattern in declared().patterns.values():
        fields = kind_named(pattern).fields
        assert {*pattern.thread, *pattern.desk, *pattern.percent} <= {*fields, "_id"}
        assert pattern.time is None or fields[pattern.time] is FieldType.DATE


def test_every_field_of_a_search_is_in_the_mapping() -> None:
    for search in declared().searches.values():
        fields = fields_behind(search.of)
        assert fields_of(search.query) <= set(fields), search.title
        assert set(search.columns) <= {*fields, "_id"}, search.title
        assert not {fields[name] for name in search.sort} & WITHOUT_ORDER, search.title


def test_every_field_of_a_chart_is_in_the_mapping() -> None:
    for chart in declared().charts.values():
        fields = fields_behind(chart.of)
        assert fields_of(chart.query) <= set(fields), chart.title
        counted = {*chart.by, *([chart.split] if chart.split not in ("", "families") else [])}
        assert {fields[name] for name in counted} <= {FieldType.KEYWORD}, chart.title
        measured = {*chart.sums, *([chart.sum] if chart.sum else [])}
        assert {fields[name] for name in measured} <= {FieldType.INTEGER, FieldType.FLOAT}, chart.title
        assert {fields[name] for name in chart.latest} <= {FieldType.DATE}, chart.title


VALUES: dict[str, set[str]] = {
    "status": {*Assertion, *get_args(WarningStatus), *get_args(LinkStatus)},
    "alert_level": set(AlertLevel),
    "state": set(get_args(SourceState)),
    "source_type": set(SourceType),
    "measure": set(get_args(Measure)),
}


def test_there_are_words_for_every_value_and_for_no_others() -> None:
    assert {field: set(words["en"]) for field, words in declared().lookups.items()} == VALUES
    assert set(VALUES) <= {name for kind in KINDS for name in kind.fields}


@sets
def test_every_link_of_a_note_leads_to_a_dashboard(items: list[SavedObject]) -> None:
    boards = {board["id"] for board in of_type(items, "dashboard")}
    notes = [item for item in of_type(items, "visualization") if item["id"].endswith(NOTE)]
    for note in notes:
        text = held(note, "visState")["params"]["markdown"]
        assert {part.split(")")[0] for part in text.split("(#/view/")[1:]} == boards


@pytest.mark.parametrize("edition", EDITIONS, ids=NAMES)
def test_a_click_leads_to_the_thread_and_to_the_desk(edition: Edition) -> None:
    items = SETS[f"{edition.profile.name}-{edition.language}"]
    thread, boards = edition.id_of("thread"), {board["id"] for board in of_type(items, "dashboard")}
    assert thread in boards
    for pattern in of_type(items, "index-pattern"):
        for field, address in links(pattern):
            assert address.startswith((f"../app/dashboards#/view/{thread}?", "https://desk.example/thread/{{value}}"))
            assert '"' not in address
            if "#/view/" in address:
                query = unquote(address.split("query:'")[1].split("'")[0])
                assert fields_of(query.replace("{{value}}", "a1")) == set(NAMED_BY_ANY), field


def test_from_every_report_and_event_there_is_a_way_to_both() -> None:
    for name in ("event", "report"):
        (pattern,) = [each for each in SETS["analyst-en"] if each["id"] == f"test-analyst-en-{name}"]
        addresses = [address for _, address in links(pattern)]
        assert any("#/view/" in address for address in addresses)
        assert any("desk.example" in address for address in addresses)


def links(pattern: SavedObject) -> Iterator[tuple[str, str]]:
    for field, shown in held(pattern, "fieldFormatMap").items():
        if shown["id"] == "url":
            yield field, shown["params"]["urlTemplate"]


def test_without_a_desk_nothing_leads_there() -> None:
    text = ndjson([EDITIONS[0].model_copy(update={"desk_url": ""})])
    assert "desk.example" not in text
    assert "/thread/" not in text


def test_an_edition_sees_its_own_profile_alone() -> None:
    for name, items in SETS.items():
        profile = PROFILES[name.split("-")[0]]
        for pattern in of_type(items, "index-pattern"):
            scopes = {alias.split("-")[-1] for alias in pattern["attributes"]["title"].split(",")}
            assert scopes <= {profile.name, *profile.scopes}


def test_an_analyst_sees_suppressed_counts_alone_and_so_does_everybody() -> None:
    for items in SETS.values():
        (pattern,) = [each for each in items if each["id"].endswith("-count")]
        assert "strictly_confidential" not in pattern["attributes"]["title"]


def test_the_window_is_what_was_asked_for_but_a_thread_has_no_end() -> None:
    fixed = EDITIONS[0].model_copy(update={"since": "2025-01-06T00:00:00.000Z", "until": "2025-03-17T00:00:00.000Z"})
    assert windows(EDITIONS[0])["today"] == ("now-14d", "now")
    assert windows(EDITIONS[0])["clinics"] == ("now-90d", "now")
    assert windows(fixed)["today"] == ("2025-01-06T00:00:00.000Z", "2025-03-17T00:00:00.000Z")
    assert windows(fixed)["thread"] == windows(EDITIONS[0])["thread"]


def windows(edition: Edition) -> dict[str, tuple[str, str]]:
    lines: list[dict[str, Any]] = [json.loads(line) for line in ndjson([edition]).splitlines()]
    return {
        each["id"].removeprefix("test-analyst-en-"): (each["attributes"]["timeFrom"], each["attributes"]["timeTo"])
        for each in of_type(lines, "dashboard")
    }
