"""One suite for both twins: the embedded index and a real Elasticsearch."""

import random
from collections import Counter
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from pathlib import Path
from threading import Thread
from uuid import uuid4

import pytest
from elasticsearch import Elasticsearch

from schemas.annotation import Annotation, Assertion, Event, EventActor
from schemas.base import stable_id
from schemas.errors import ConfigurationError, StopError
from schemas.index import CubeRow, Document, Index, Query, Window
from schemas.linkage import Incident, Link
from schemas.protection import Level
from schemas.report import Count, Report
from schemas.source import Reliability, SourceType
from schemas.warning import Pattern, Warning
from search import elastic_index, elastic_reader, elastic_renewal, embedded_renewal, embedded_tables
from search.documents import flatten, scope_of
from search.elastic_index import ElasticIndex
from search.embedded_index import EmbeddedIndex
from search.geometry import distance_km
from search.mappings import MAPPING_VERSION
from search.open_index import open_index
from tests.factories import (
    make_annotation,
    make_count,
    make_event,
    make_incident,
    make_link,
    make_member,
    make_pattern,
    make_place,
    make_report,
    make_warning,
    moment,
    report_id_of,
)
from tests.services.fixtures import elasticsearch_url

__all__ = ["elasticsearch_url"]

CONFIDENTIAL = ["confidential"]
LEVELS = ["unclassified", "confidential", "strictly_confidential"]
ALWAYS = Window(field="occurred_from")


@pytest.fixture(params=["embedded", "embedded, nothing rare", pytest.param("elastic", marks=pytest.mark.services)])
def index(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Index]:
    if request.param == "embedded, nothing rare":
        monkeypatch.setattr(embedded_tables, "FEW", 0)
    url = request.getfixturevalue("elasticsearch_url") if request.param == "elastic" else ""
    prefix = f"test-{uuid4().hex}"
    opened = open_index(url=url, path=tmp_path / "index.sqlite", prefix=prefix)
    yield opened
    opened.close()
    if url:
        with Elasticsearch(url) as client:
            for name in client.indices.get(index=f"{prefix}-*"):
                client.indices.delete(index=name)


def fill(index: Index, *documents: Document) -> None:
    index.put(documents)
    index.refresh()


def found(index: Index, query: Query, scopes: list[str] | None = None) -> list[str]:
    return [hit.report.key.removeprefix("patrol-notes:") for hit in index.search(scopes or CONFIDENTIAL, query)]


EVERY_KIND = [
    make_report(retention_until=date(9999, 12, 31), text="Awọn ọmọbìnrin méjì 🚨 \x00 «volées» — “النساء”"),
    make_annotation(),
    make_event(severity=1, signature=(0, 2**64 - 1), keys=("k",), counts=()),
    make_count(value=None, sex=None),
    make_link(),
    make_incident(place=None),
    make_member(),
    make_pattern(),
    make_warning(),
]


@pytest.mark.parametrize("document", EVERY_KIND, ids=lambda document: type(document).__name__)
def test_every_kind_comes_back_as_it_was_put(index: Index, document: Document) -> None:
    fill(index, document)
    kind: type = type(document)
    assert list(index.find(kind, [scope_of(document)])) == [document]


def test_put_replaces_what_has_the_same_id(index: Index) -> None:
    fill(index, make_event(kind="abduction"), make_event("two"))
    fill(index, make_event(kind="attack"))
    assert [event.kind for event in index.find(Event, CONFIDENTIAL, {"report_id": report_id_of()})] == ["attack"]
    assert list(index.find(Event, CONFIDENTIAL, {"kind": "abduction"})) == [make_event("two")]


def test_the_last_of_two_with_one_id_wins(index: Index) -> None:
    fill(index, make_event(kind="abduction"), make_event(kind="attack"))
    assert [event.kind for event in index.find(Event, CONFIDENTIAL)] == ["attack"]


def test_putting_nothing_is_allowed(index: Index) -> None:
    fill(index)
    assert list(index.find(Event, CONFIDENTIAL)) == []


def test_delete_takes_out_what_is_there_and_passes_over_the_rest(index: Index) -> None:
    fill(index, make_report(), make_report("two"), make_event())
    index.delete(Report, "confidential", [report_id_of(), "never-there"])
    index.delete(Report, "unclassified", [report_id_of("two")])
    index.refresh()
    assert list(index.find(Report, CONFIDENTIAL)) == [make_report("two")]
    assert list(index.find(Event, CONFIDENTIAL)) == [make_event()]
    assert found(index, Query(text="girls")) == ["two"]


def test_get_returns_those_that_are_there(index: Index) -> None:
    fill(index, make_annotation(), make_annotation("two"))
    wanted = [report_id_of(), "never-there"]
    assert index.get(Annotation, LEVELS, wanted) == {report_id_of(): make_annotation()}
    assert index.get(Annotation, LEVELS, []) == {}


def test_find_yields_more_than_a_page_in_order_of_id(index: Index) -> None:
    events = [make_event(str(number)) for number in range(2300)]
    fill(index, *events)
    assert list(index.find(Event, CONFIDENTIAL)) == sorted(events, key=lambda event: event.id)
    ids = [event.id for event in events]
    assert set(index.get(Event, CONFIDENTIAL, ids)) == set(ids)


def test_find_by_several_values_and_by_values_of_lists(index: Index) -> None:
    first = make_event("1", kind="attack", indicators=("ATT-01", "ABD-01"))
    second = make_event("2", kind="flight", indicators=("FLI-01",))
    third = make_event("3", kind="taxation", indicators=("TAX-01",))
    fill(index, first, second, third)

    def kinds(**where: str | list[str]) -> set[str]:
        return {event.kind for event in index.find(Event, CONFIDENTIAL, where)}

    assert kinds(kind=["attack", "flight"]) == {"attack", "flight"}
    assert kinds(indicators="ABD-01") == {"attack"}
    assert kinds(indicators=["ABD-01", "TAX-01"], kind="taxation") == {"taxation"}
    assert kinds(kind=[]) == set()
    assert kinds(kind="ATTACK") == set()


def test_find_is_what_a_filter_over_all_would_be(index: Index) -> None:
    chance = random.Random(1)
    events = [
        make_event(
            f"{number}",
            kind=chance.choice("abc"),
            topic=chance.choice("xy"),
            keys=tuple(chance.sample("pqrs", 2)),
            occurred_from=moment(chance.randrange(20)),
        )
        for number in range(120)
    ]
    fill(index, *events, make_incident())
    for _ in range(25):
        where = {
            field: chance.sample(values, 2)
            for field, values in {"kind": "abcd", "topic": "xyz", "keys": "pqrt"}.items()
            if chance.random() < 0.6
        }
        since, until = (chance.choice([None, moment(chance.randrange(20))]) for _ in range(2))
        wanted = [
            event
            for event in sorted(events, key=lambda event: event.id)
            if all(values_of(event, field) & set(values) for field, values in where.items())
            and (since is None or event.occurred_from >= since)
            and (until is None or event.occurred_from < until)
        ]
        window = Window(field="occurred_from", since=since, until=until)
        assert list(index.find(Event, CONFIDENTIAL, where, window)) == wanted
        counted = {
            row.group: row.documents for row in index.cube(Event, CONFIDENTIAL, ("kind", "topic"), window, where)
        }
        assert counted == Counter((event.kind, event.topic) for event in wanted)


def values_of(event: Event, field: str) -> set[str]:
    value = getattr(event, field)
    return set(value) if isinstance(value, tuple) else {value}


def test_find_by_a_truth_value(index: Index) -> None:
    fill(index, make_report(), make_report("two", withdrawn=True))
    assert list(index.find(Report, CONFIDENTIAL, {"withdrawn": "true"})) == [make_report("two", withdrawn=True)]


def test_a_window_includes_its_start_and_excludes_its_end(index: Index) -> None:
    fill(index, *(make_event(str(day), occurred_from=moment(day)) for day in range(5)))

    def days(window: Window) -> list[int]:
        return sorted((event.occurred_from - moment()).days for event in index.find(Event, CONFIDENTIAL, None, window))

    assert days(Window(field="occurred_from", since=moment(1), until=moment(3))) == [1, 2]
    assert days(Window(field="occurred_from", since=moment(3))) == [3, 4]
    assert days(Window(field="occurred_from", until=moment(0))) == []
    assert days(ALWAYS) == [0, 1, 2, 3, 4]


def test_counts_are_found_by_their_period(index: Index) -> None:
    fill(index, make_count(period_from=date(2026, 3, 2)), make_count("two", period_from=date(2026, 3, 9)))
    week = Window(field="period_from", since=moment(-1), until=moment(1))
    assert list(index.find(Count, CONFIDENTIAL, {"measure": "attendance"}, week)) == [make_count()]


def test_a_field_that_is_not_there_is_named(index: Index) -> None:
    with pytest.raises(StopError, match="'colour'"):
        list(index.find(Event, CONFIDENTIAL, {"colour": "red"}))
    with pytest.raises(StopError, match="'period_from'"):
        index.cube(Event, CONFIDENTIAL, ["day"], Window(field="period_from"))


def test_candidates_are_cut_just_above_the_cap(index: Index) -> None:
    events = [make_event(str(number), keys=("common", f"rare-{number}")) for number in range(5)]
    fill(index, *events)
    by_id = sorted(event.id for event in events)
    answer = index.candidates(CONFIDENTIAL, ["common", "rare-3", "unknown"], 2)
    assert answer == {"common": by_id[:3], "rare-3": [stable_id("event", "3")]}
    assert index.candidates(CONFIDENTIAL, ["common"], 5) == {"common": by_id}
    assert index.candidates(CONFIDENTIAL, [], 2) == {}


def test_common_keys_are_counted_over_levels_the_most_common_first(index: Index) -> None:
    levels = [*LEVELS, *LEVELS]
    fill(
        index,
        *(make_event(str(number), keys=("b", "a")[: 1 + number % 2], level=levels[number]) for number in range(5)),
    )
    counted = [(each.key, each.events) for each in index.common_keys(LEVELS, more_than=1, most=9)]
    assert counted == [("b", 5), ("a", 2)]
    assert [each.key for each in index.common_keys(LEVELS, more_than=2, most=9)] == ["b"]
    assert [each.key for each in index.common_keys(LEVELS, more_than=0, most=1)] == ["b"]
    assert index.common_keys([], more_than=0, most=9) == []


def test_keys_that_begin_so(index: Index) -> None:
    index.put([make_event("1", keys=("name:a:1", "name:a:2", "name:ab:1", "z")), make_event("2", keys=("name:a:2",))])
    index.refresh()
    assert index.keys_beginning(LEVELS, "name:a:") == ["name:a:1", "name:a:2"]
    assert index.keys_beginning(LEVELS, "name:c:") == []
    assert index.keys_beginning([], "name:a:") == []


def test_candidates_of_many_keys(index: Index) -> None:
    fill(index, *(make_event(str(number), keys=(f"key-{number}",)) for number in range(450)))
    keys = [f"key-{number}" for number in range(450)]
    assert index.candidates(LEVELS, keys, 10) == {key: [stable_id("event", key[4:])] for key in keys}


def test_cube_counts_in_order_of_group_and_each_of_many_values(index: Index) -> None:
    fill(
        index,
        make_event("1", indicators=("ABD-01", "ATT-01")),
        make_event("2", indicators=("ATT-01",)),
        make_event("3", indicators=("ATT-01",), occurred_from=moment(1)),
        make_event("4", indicators=("ATT-01",), occurred_from=moment(9)),
    )
    window = Window(field="occurred_from", since=moment(0), until=moment(2))
    assert index.cube(Event, CONFIDENTIAL, ["indicators", "day"], window) == [
        CubeRow(group=("ABD-01", "2026-03-02"), documents=1),
        CubeRow(group=("ATT-01", "2026-03-02"), documents=2),
        CubeRow(group=("ATT-01", "2026-03-03"), documents=1),
    ]
    only = {"indicators": "ABD-01"}
    assert index.cube(Event, CONFIDENTIAL, ["kind"], window, only) == [CubeRow(group=("abduction",), documents=1)]


def test_cube_leaves_out_what_has_no_value(index: Index) -> None:
    fill(index, make_event("1"), make_event("2", place=None), make_event("3", place=make_place(place_id=None)))
    rows = index.cube(Event, CONFIDENTIAL, ["place_id", "source_type", "originator"], ALWAYS)
    assert rows == [CubeRow(group=("XX-1", "patrol", "TS-ALPHA"), documents=1)]
    (cell,) = index.cube(Event, CONFIDENTIAL, ["cell", "admin2"], ALWAYS)
    assert cell.documents == 2


def test_cube_of_more_cells_than_a_page(index: Index, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(elastic_reader, "CELLS", 500)
    fill(index, *(make_event(str(number), originator=f"TS-{number:04d}") for number in range(1100)))
    rows = index.cube(Event, CONFIDENTIAL, ["originator"], ALWAYS)
    assert [row.group for row in rows] == [(f"TS-{number:04d}",) for number in range(1100)]


def test_scopes_never_mix(index: Index) -> None:
    for number, level in enumerate(Level):
        report, event = make_report(str(number), level=level), make_event(str(number), level=level, keys=("shared",))
        fill(index, report, event)
    for number, level in enumerate(Level):
        event_id, report_id = stable_id("event", str(number)), report_id_of(str(number))
        assert [event.id for event in index.find(Event, [level.value])] == [event_id]
        assert index.candidates([level.value], ["shared"], 9) == {"shared": [event_id]}
        assert [row.documents for row in index.cube(Event, [level.value], ["day"], ALWAYS)] == [1]
        assert [hit.report.report_id for hit in index.search([level.value], Query(text="girls"))] == [report_id]
        others = [other.value for other in Level if other is not level]
        assert event_id not in index.get(Event, others, [event_id])


def test_derived_items_lie_by_profile(index: Index) -> None:
    fill(index, make_incident(), make_incident(profile="protected", independent_origins=2))
    assert list(index.find(Incident, ["analyst"])) == [make_incident()]
    assert [incident.independent_origins for incident in index.find(Incident, ["protected"])] == [2]


@pytest.mark.parametrize("scopes", [["never_written"], []])
def test_what_was_never_written_is_empty(index: Index, scopes: list[str]) -> None:
    fill(index, make_event(keys=("k",)), make_report(), make_link(), make_warning())
    index.delete(Pattern, "never_written", ["x"])
    assert list(index.find(Event, scopes)) == []
    assert index.get(Link, scopes, [make_link().id]) == {}
    assert index.candidates(scopes, ["k"], 3) == {}
    assert index.cube(Event, scopes, ["day"], ALWAYS) == []
    assert index.search(scopes, Query(text="girls")) == []
    assert list(index.find(Warning, scopes)) == []


def test_links_are_found_from_either_side(index: Index) -> None:
    fill(index, make_link("one", "two"), make_link("two", "three"))
    ends = [{link.left, link.right} for link in index.find(Link, ["analyst"], {"events": stable_id("event", "one")})]
    assert ends == [{stable_id("event", "one"), stable_id("event", "two")}]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("girls", ["english"]),
        ("GIRL", ["english"]),
        ("enlevees", ["french"]),
        ("ENLEVÉES", ["french"]),
        ("the girls of the river", ["english"]),
        ("d'eau", ["french"]),
        ("Kanvi-Est", ["english", "french"]),
        ("kanvi est", ["english", "french"]),
        ("kanvi girls fillettes", []),
        ("wasichana", ["swahili"]),
        ("النساء", ["arabic"]),
        ("N'Dakou", ["french"]),
        ("note of a patrol", ["english"]),
        ("tractor", []),
        ("the", []),
    ],
)
def test_text_is_found_in_any_language_with_accents_folded(index: Index, text: str, names: list[str]) -> None:
    fill(
        index,
        make_report("english", title="Patrol note", text="Two girls were taken at the river in Kanvi-Est"),
        make_report("french", title="", text="Fillettes enlevées au point d’eau de Kanvi-Est, chef de N'Dakou"),
        make_report("swahili", title="", text="Wasichana wawili walichukuliwa"),
        make_report("arabic", title="", text="خطفوا النساء ليلا"),
    )
    assert sorted(found(index, Query(text=text))) == names


FINDING = [
    "girls*",
    "-girls",
    "girls\u0301",
    "NEAR(girls river)",
    "girls\x00river",
    "(girls) [river]",
    '"girls" "river',
]
NOT_FINDING = [
    '"',
    "'; DROP TABLE documents; --",
    "*",
    "girls OR tractor",
    "girls AND NOT river",
    "girls NEAR/2 river",
    "text:girls",
    "((((",
    ")",
    "^girls~2",
    '{"match_all": {}}',
    "🚨🚨",
    "\x00",
    "_all:*",
    "a/b\\c",
    "x " * 5000,
    "".join(f"word{number} " for number in range(1500)),
    "y" * 10_000,
    "\\" * 10_000,
]
HOSTILE = [(text, ["one"]) for text in FINDING] + [(text, []) for text in NOT_FINDING]


@pytest.mark.parametrize(("text", "names"), HOSTILE, ids=range(len(HOSTILE)))
def test_what_a_user_types_is_only_ever_words(index: Index, text: str, names: list[str]) -> None:
    actor = text[:1000]
    fill(index, make_report(), make_event(actors=(EventActor(name=actor),)))
    assert found(index, Query(text=text)) == names
    assert found(index, Query(indicators=(text,), reliability=(text,))) == []
    assert found(index, Query(actors=(actor,))) == ["one"]
    assert list(index.find(Event, CONFIDENTIAL, {"kind": text})) == []


def test_more_values_than_one_clause_holds(index: Index) -> None:
    fill(index, make_event())
    ids = [str(number) for number in range(70_000)] + [report_id_of()]
    assert list(index.find(Event, CONFIDENTIAL, {"report_id": ids})) == [make_event()]


def test_without_words_the_newest_come_first(index: Index) -> None:
    fill(index, *(make_report(str(day), occurred_from=moment(day)) for day in range(4)))
    assert found(index, Query()) == ["3", "2", "1", "0"]
    assert found(index, Query(limit=2)) == ["3", "2"]
    assert found(index, Query(limit=0)) == []


def test_a_report_without_events_is_dated_by_itself(index: Index) -> None:
    fill(index, *(make_report(str(day), occurred_from=moment(day)) for day in range(4)))
    assert found(index, Query(since=moment(1), until=moment(3))) == ["2", "1"]


def test_near_is_sorted_by_distance_and_within_is_exact(index: Index) -> None:
    places = {"far": 12.0, "near": 11.01, "middle": 11.4}
    for name, latitude in places.items():
        fill(index, make_report(name), make_event(name, place=make_place(latitude=latitude, longitude=3.0)))
    fill(index, make_report("nowhere"), make_event("nowhere", place=None))
    answers = index.search(CONFIDENTIAL, Query(near_latitude=11.0, near_longitude=3.0))
    assert [hit.report.key for hit in answers] == [f"patrol-notes:{name}" for name in ("near", "middle", "far")]
    assert [hit.distance_km for hit in answers] == [
        distance_km(11.0, 3.0, latitude, 3.0) for latitude in (11.01, 11.4, 12.0)
    ]
    for name, latitude in places.items():
        reach = distance_km(11.0, 3.0, latitude, 3.0)
        assert name in found(index, Query(near_latitude=11.0, near_longitude=3.0, within_km=reach))
        assert name not in found(index, Query(near_latitude=11.0, near_longitude=3.0, within_km=reach - 0.001))


def test_near_works_across_the_date_line_and_at_the_pole(index: Index) -> None:
    fill(index, make_report("east"), make_event("east", place=make_place(latitude=0, longitude=179.9)))
    fill(index, make_report("north"), make_event("north", place=make_place(latitude=89.9, longitude=0)))
    assert found(index, Query(near_latitude=0, near_longitude=-179.9, within_km=30)) == ["east"]
    assert found(index, Query(near_latitude=89.9, near_longitude=180, within_km=30)) == ["north"]


def test_a_report_is_placed_by_its_nearest_event(index: Index) -> None:
    far = make_event(id="far", place=make_place(latitude=12.0))
    near = make_event(id="near", place=make_place(latitude=11.1))
    fill(index, make_report(), far, near)
    (hit,) = index.search(CONFIDENTIAL, Query(near_latitude=11.0, near_longitude=2.9))
    assert hit.distance_km == distance_km(11.0, 2.9, 11.1, 2.9)
    assert hit.events == (near, far)


def test_more_near_events_than_a_page(index: Index) -> None:
    events = [
        make_event(f"{place}-{number}", report_id=report_id_of(str(place)), place=make_place(latitude=place / 10))
        for place in range(5)
        for number in range(120)
    ]
    fill(index, *(make_report(str(place)) for place in range(5)), *events)
    answers = index.search(CONFIDENTIAL, Query(near_latitude=0, near_longitude=2.9))
    assert [(hit.report.report_id, len(hit.events)) for hit in answers] == [
        (report_id_of(str(n)), 120) for n in range(5)
    ]
    assert all(left.distance_km <= right.distance_km for left, right in pairwise(answers))  # type: ignore[operator]  # all have one


def test_all_parts_of_a_query_hold_together_in_one_event(index: Index) -> None:
    group = (EventActor(actor_id="GROUP-1", name="Lions of the North"),)
    fill(
        index,
        make_report("both", reliability=Reliability.A),
        make_event("both", actors=group, occurred_from=moment(2), occurred_to=moment(4)),
        make_report("apart"),
        make_event("apart", indicators=("ATT-01",), actors=group),
        make_event("apart", id="apart-2"),
    )
    assert found(index, Query(indicators=("ABD-01",), actors=("GROUP-1",))) == ["both"]
    assert found(index, Query(actors=("Lions of the North",), limit=1, reliability=("B", "C"))) == ["apart"]
    assert found(index, Query(indicators=("ABD-01", "ATT-01"), reliability=("A",))) == ["both"]
    assert found(index, Query(indicators=("ABD-01",), since=moment(4))) == ["both"]
    assert found(index, Query(indicators=("ABD-01",), since=moment(4.1))) == []
    assert found(index, Query(indicators=("ABD-01",), until=moment(2))) == ["apart"]
    assert found(index, Query(text="tractor", indicators=("ABD-01",))) == []
    assert found(
        index, Query(text="girls", near_latitude=11.2, near_longitude=2.9, actors=("GROUP-1",), since=moment(1))
    ) == ["both"]


def test_fields_of_an_event_hold_together_in_one_event(index: Index) -> None:
    fill(
        index,
        make_report("women"),
        make_event("women", interviewer_sex="F", time_of_day="night"),
        make_report("men"),
        make_event("men", interviewer_sex="M", time_of_day="night"),
        make_event("men", id="men-2", interviewer_sex="F", status=Assertion.NEGATED),
    )
    assert found(index, Query(where={"interviewer_sex": ("M",)})) == ["men"]
    assert found(index, Query(where={"interviewer_sex": ("F",), "time_of_day": ("night",)})) == ["women"]
    assert sorted(found(index, Query(where={"status": ("affirmed", "negated")}))) == ["men", "women"]
    assert found(index, Query(where={"status": ()})) == []
    with pytest.raises(StopError, match="'colour'"):
        found(index, Query(where={"colour": ("red",)}))


def test_a_hit_shows_the_events_that_answer(index: Index) -> None:
    other = make_event(id="other", indicators=("ATT-01",))
    fill(index, make_report(), make_event(), other)
    (hit,) = index.search(CONFIDENTIAL, Query(indicators=("ATT-01",)))
    assert hit.events == (other,)
    (whole,) = index.search(CONFIDENTIAL, Query(text="girls"))
    assert set(whole.events) == {make_event(), other}


def test_a_report_that_may_not_be_seen_is_not_shown_by_its_event(index: Index) -> None:
    fill(index, make_report(level=Level.STRICTLY_CONFIDENTIAL), make_event())
    assert found(index, Query(indicators=("ABD-01",))) == []
    assert found(index, Query(near_latitude=11.2, near_longitude=2.9)) == []


def test_what_a_clinic_says_is_never_a_point(index: Index) -> None:
    event = make_event(source_type=SourceType.CLINIC)
    fill(index, make_report(source_type=SourceType.CLINIC), event)
    assert found(index, Query(near_latitude=11.2, near_longitude=2.9)) == []
    assert index.cube(Event, CONFIDENTIAL, ["admin2"], ALWAYS) == [CubeRow(group=("Kanvi",), documents=1)]
    assert not {"location", "cell", "place_id", "place_name"} & set(flatten(event))


def test_a_keyword_too_long_to_index_is_still_kept(index: Index) -> None:
    report = make_report(title="é" * 40_000)
    fill(index, report)
    assert list(index.find(Report, CONFIDENTIAL)) == [report]
    assert list(index.find(Report, CONFIDENTIAL, {"title": report.title})) == []


def test_numbers_too_large_for_an_integer_field_are_still_kept(index: Index) -> None:
    count = make_count(value=10**18)
    fill(index, count)
    assert list(index.find(Count, CONFIDENTIAL)) == [count]


def test_finding_and_writing_may_go_on_at_once(index: Index) -> None:
    fill(index, *(make_event(str(number)) for number in range(1500)))
    index.put(event.model_copy(update={"kind": "attack"}) for event in index.find(Event, CONFIDENTIAL))
    index.refresh()
    assert {event.kind for event in index.find(Event, CONFIDENTIAL)} == {"attack"}


def test_what_was_made_is_empty_and_may_be_made_again(index: Index) -> None:
    index.make()
    index.make()
    assert list(index.find(Event, LEVELS)) == []
    fill(index, make_event())
    index.make()
    assert list(index.find(Event, LEVELS)) == [make_event()]


def test_a_bad_prefix_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="FOREWARN_INDEX_PREFIX"):
        open_index(url="http://127.0.0.1:9", path=tmp_path / "index.sqlite", prefix="Bad,*")


def reopened(index: Index) -> Index:
    """Return the same index, opened as another process has it."""
    if isinstance(index, EmbeddedIndex):
        return EmbeddedIndex(index._path)
    assert isinstance(index, ElasticIndex)
    return ElasticIndex(index._url, index._prefix)


@pytest.fixture
def settled(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let nobody wait after a switch."""
    monkeypatch.setattr(elastic_renewal, "SETTLE_SECONDS", 0)


@pytest.mark.usefixtures("settled")
def test_what_was_built_aside_takes_over_and_is_written_on(index: Index) -> None:
    fill(index, make_report("one", text="old words"), make_event("one"))
    other = reopened(index)
    aside = index.aside()
    fill(aside, make_report("two", text="new words"), make_event("two", keys=("k",)))
    assert (found(other, Query(text="old")), found(other, Query(text="new"))) == (["one"], [])
    index.become(aside)
    aside.close()
    for each in (index, other):
        assert (found(each, Query(text="old")), found(each, Query(text="new"))) == ([], ["two"])
        assert list(each.find(Event, CONFIDENTIAL)) == [make_event("two", keys=("k",))]
        assert each.candidates(CONFIDENTIAL, ["k"], 5) == {"k": [make_event("two").id]}
    fill(other, make_report("three", text="third words"))
    assert found(index, Query(text="third")) == ["three"]
    other.close()


@pytest.mark.usefixtures("settled")
def test_what_was_built_aside_and_left_changes_nothing_and_does_not_come_back(index: Index) -> None:
    fill(index, make_report("one"))
    left = index.aside()
    fill(left, make_report("two"))
    left.close()
    again = index.aside()
    assert list(again.find(Report, CONFIDENTIAL)) == []
    assert list(index.find(Report, CONFIDENTIAL)) == [make_report("one")]
    again.close()


def test_searches_go_on_while_another_index_takes_over(index: Index) -> None:
    fill(index, *[make_report(f"old{number}", text="words") for number in range(30)])
    aside = index.aside()
    fill(aside, *[make_report(f"new{number}", text="words") for number in range(40)])
    answers: list[set[str]] = []

    def search_on() -> None:
        other = reopened(index)
        while "new0" not in (answers or [{"none yet"}])[-1]:
            answers.append(set(found(other, Query(text="words", limit=100))) or {"old: none at the switch"})
        other.close()

    searching = Thread(target=search_on)
    searching.start()
    index.become(aside)
    aside.close()
    searching.join(timeout=60)
    assert not searching.is_alive()
    assert {frozenset(name[:3] for name in answer) for answer in answers} <= {frozenset({"old"}), frozenset({"new"})}
    assert set(found(index, Query(text="words", limit=100))) == {f"new{number}" for number in range(40)}


@pytest.mark.usefixtures("settled")
def test_an_index_of_other_fields_is_read_and_not_written_until_it_is_made_anew(
    index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(index, make_report("one"))
    for module in (elastic_index, embedded_renewal, embedded_tables):
        monkeypatch.setattr(module, "MAPPING_VERSION", MAPPING_VERSION + 1)
    other = reopened(index)
    with pytest.raises(StopError, match="forewarn rebuild"):
        other.put([make_report("two")])
    assert list(other.find(Report, CONFIDENTIAL)) == [make_report("one")]
    aside = other.aside()
    aside.put([make_report("two")])
    other.become(aside)
    aside.close()
    fill(other, make_report("three"))
    assert {report.key for report in other.find(Report, CONFIDENTIAL)} == {make_report(n).key for n in ("two", "three")}
    other.close()
