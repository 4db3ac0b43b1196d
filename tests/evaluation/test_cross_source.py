"""A recorded mission measured: an index made by hand, and its truth."""

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from evaluation.cross_source import Told, read_truth, tellings_of
from evaluation.evaluate_cross_source import evaluate_mission
from evaluation.halves import half_of
from evaluation.told_events import events_of, read_run, span_of
from schemas.annotation import Event
from schemas.errors import ConfigurationError
from schemas.linkage import Contradiction, Origin, Side
from search.embedded_index import EmbeddedIndex
from tests.factories import make_annotation, make_event, make_incident, make_report

LINES = "- Balle: five girls taken.\n- Marassé: huts burnt at night.\n"
TELLERS = ("alert", "note", "table", "silent", "apart", "review")


def told(name: str, says: str = "") -> dict[str, object]:
    return {"key": f"patrol-notes:{name}"} | ({"says": says, "field": "body", "line": 1} if says else {})


TRUTH: dict[str, object] = {
    "written": "2026-11-28",
    "incidents": [
        {"id": "raid", "day": "2026-03-02", "reports": [told("alert"), told("note"), told("silent")]},
        {"id": "fire", "day": "2026-03-02", "reports": [told("table"), told("review", "- Marassé: huts burnt")]},
    ],
    "single": [{"id": "later", "day": "2026-03-09", "reports": [told("apart")]}],
    "hard_negatives": [
        {"left": told("alert"), "right": told("apart"), "left_incident": "raid", "right_incident": "later"},
        {"left": told("note"), "right": told("table"), "left_incident": "raid", "right_incident": "fire"},
    ],
    "echoes": [{"incident": "raid", "original": told("alert"), "echo": told("note"), "how": "reprint"}],
    "contradictions": [{"incident": "raid", "left": told("alert"), "right": told("note"), "what": "two and five"}],
    "mentions": [],
    "ordinary": [{"key": "patrol-notes:weather", "why": "weather"}],
}  # fmt: skip


def events() -> list[Event]:
    """Return one event a report (none of `silent`), and two of the review, one a line."""
    lines = [make_event("review", id=f"r{start}", spans=((start, start + 5),)) for start in (2, LINES.index("huts"))]
    return [*(make_event(name, id=name) for name in ("alert", "note", "table", "apart", "weather")), *lines]


@pytest.fixture
def index(tmp_path):
    """What a run left: alert and note joined and of one origin, table wrongly with note, the fire's line alone."""
    index = EmbeddedIndex(tmp_path / "index.sqlite")
    index.put(make_report(name, text=LINES) for name in (*TELLERS, "weather"))
    index.put(make_annotation(name) for name in (*TELLERS, "weather"))
    index.put(events())
    keys = ("patrol-notes:alert", "patrol-notes:note")
    sides = tuple(Side(says=says, keys=(key,)) for key, says in zip(keys, ("2", "5"), strict=True))
    contradiction = Contradiction(about="number", what="abduction", sides=sides)
    origin = Origin(keys=keys, originators=("TS-ALPHA",), reason="near-copies")
    joined = make_incident(
        id="alert",
        events=("alert", "note", "table"),
        profile="protected",
        origins=(origin,),
        contradictions=(contradiction,),
    )
    alone = [make_incident(id=name, events=(name,), profile="protected") for name in ("apart", "weather", "r2", "r38")]
    index.put([joined, *alone])
    yield index
    index.close()


def mission(folder: Path, truth: Mapping[str, object] = TRUTH) -> Path:
    (folder / "messages.jsonl").write_text("", encoding="utf-8")
    (folder / "truth.json").write_text(json.dumps(truth), encoding="utf-8")
    return folder


def test_the_measures_are_those_that_a_reader_counts(tmp_path, index):
    found = evaluate_mission(mission(tmp_path), index, half="all", worst=0)
    assert (found.reports, found.events, found.true_pairs) == (6, 3, 4)
    assert {each.name: (each.count, each.of) for each in found.measures} == {
        "hard negatives joined": (1, 2),
        "hard negatives joined, of those read as events": (1, 2),
        "echoes in one incident with their original": (1, 1),
        "echoes counted as one origin": (1, 1),
        "contradictions shown side by side": (1, 1),
        "reports of incidents that yield no event": (1, 6),
        "ordinary reports joined to an incident": (0, 1),
    }
    (ours,) = [row for row in found.scores if (row.setting, row.method) == ("all reports", "forewarn")]
    assert [ours.pairs.precision, ours.pairs.recall] == pytest.approx([1 / 3, 1 / 4])
    assert sum(each.pairs for each in found.misses if each.kind.startswith("missed")) == 3
    assert sum(each.pairs for each in found.misses if each.kind.startswith("joined wrongly")) == 2


def test_what_is_read_and_linked_rightly_bounds_what_linking_can_reach(tmp_path, index):
    found = evaluate_mission(mission(tmp_path), index, half="all", worst=0)
    bound = {row.setting: row for row in found.scores if row.method == "all that is read, linked rightly"}
    assert bound["all reports"].pairs.recall == pytest.approx(2 / 4)
    assert bound["reports that yield an event"].pairs.f1 == 1


def test_a_line_has_the_events_that_stand_in_it(tmp_path, index):
    run = read_run(index)
    fire = next(each.told for each in tellings_of(read_truth(mission(tmp_path), "all")) if each.told.says)
    assert LINES[slice(*(span_of(fire, run) or ()))] == "- Marassé: huts burnt at night."
    assert [event.id for event in events_of(fire, run)] == ["r38"]


def test_a_line_is_found_though_its_end_was_masked(index):
    run = read_run(index)
    masked, whole, none = (
        Told(key="patrol-notes:review", says=says)
        for says in (
            "- Marassé: huts burnt by Colonel Nobody",
            "- Marassé: huts burnt",
            "- Nowhere: nothing of the sort",
        )
    )
    assert span_of(masked, run) == span_of(whole, run) is not None
    assert span_of(none, run) is None


def test_a_mention_in_passing_counts_neither_way(tmp_path, index):
    mentions = [{"key": "patrol-notes:table", "incident": "raid"}]
    found = evaluate_mission(mission(tmp_path, TRUTH | {"mentions": mentions}), index, half="all", worst=0)
    (ours,) = [row for row in found.scores if (row.setting, row.method) == ("all reports", "forewarn")]
    assert ours.pairs.precision == 1


def test_the_halves_cut_between_incidents(tmp_path):
    folder = mission(tmp_path)
    for half in ("tune", "report"):
        assert {each.incident for each in tellings_of(read_truth(folder, half))} == {
            name for name in ("raid", "fire", "later") if half_of(name) == half
        }


def test_a_report_that_stands_with_one_of_the_other_half_is_wrong_and_the_other_is_not_named(tmp_path, index):
    assert {half_of("raid"), half_of("fire")} == {"tune", "report"}
    found = evaluate_mission(mission(tmp_path), index, half="tune", worst=9)
    (ours,) = [row for row in found.scores if (row.setting, row.method) == ("all reports", "forewarn")]
    assert ours.pairs.precision < 1
    cases = [case for each in found.misses if each.kind.startswith("joined wrongly") for case in each.cases]
    assert cases
    assert all(case.count("of the other half") == 1 for case in cases)


def test_a_hard_negative_that_names_the_other_in_passing_is_left_out(tmp_path, index):
    mentions = [{"key": "patrol-notes:note", "incident": "fire"}]
    found = evaluate_mission(mission(tmp_path, TRUTH | {"mentions": mentions}), index, half="all", worst=0)
    assert {each.name: (each.count, each.of) for each in found.measures}["hard negatives joined"] == (0, 1)


def test_no_case_of_the_frozen_half_is_shown(tmp_path, index):
    for half in ("report", "all"):
        with pytest.raises(ConfigurationError, match="frozen"):
            evaluate_mission(mission(tmp_path), index, half=half, worst=1)


def test_a_truth_that_names_no_message_is_refused(tmp_path, index):
    truth = TRUTH | {"single": [{"id": "gone", "reports": [told("gone")]}]}
    with pytest.raises(ConfigurationError, match="patrol-notes:gone stands in the truth"):
        evaluate_mission(mission(tmp_path, truth), index, half="all", worst=0)


def test_a_folder_of_another_form_is_refused(tmp_path):
    with pytest.raises(ConfigurationError, match=r"no truth\.json"):
        read_truth(tmp_path, "all")
    with pytest.raises(ConfigurationError, match="incidents: Field required"):
        read_truth(mission(tmp_path, {"single": []}), "all")
