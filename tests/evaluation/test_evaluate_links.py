"""Measuring links on a file whose truth is plain."""

from pathlib import Path

import pytest

from evaluation.cited_events import coarse_events, text_events
from evaluation.evaluate_links import evaluate_cited
from evaluation.ucdp_items import read_cited
from linking.scoring import reasons_for
from nlp.gazetteer.build import mission_gazetteer
from schemas.annotation import Event
from schemas.catalogue import Catalogue
from schemas.evaluation import LinkEvaluation
from tests.evaluation.invented import cited_row, write_cited
from tests.nlp.invented import PLACES

CATALOGUE = Catalogue(version="none", indicators=())


def cited(number: int, *titles: str, day: int) -> str:
    return ";".join(
        f'"Outlet {number} {place},2025-03-{day + place:02d},{title}"' for place, title in enumerate(titles)
    )


def ged(folder: Path) -> Path:
    """Three events: two reports of a raid alike, two of another far off, and one alone."""
    rows = [
        cited_row(
            1, cited(1, "Five men killed in raid on the market of Balle", "Five men killed in raid on Balle", day=3)
        ),
        cited_row(2, cited(2, "Boat sunk by soldiers", "Soldiers sink a boat on the lake", day=3), 8.0, 9.0),
        cited_row(3, cited(3, "Farmers and herders clash", day=20), 5.0, 5.0, side_a="Farmers", type_of_violence="2.0"),
    ]
    return write_cited(folder / "ged.csv", *rows)


def name_of(event: Event) -> str:
    return event.place.name if event.place else ""


@pytest.fixture(scope="module")
def measured(tmp_path_factory) -> LinkEvaluation:
    file = ged(tmp_path_factory.mktemp("ged"))
    return evaluate_cited(
        file, settings=("text", "coarse"), half="all", catalogue=CATALOGUE, gazetteer=mission_gazetteer(PLACES), worst=1
    )


def test_the_truth_is_counted(measured):
    assert (measured.reports, measured.events, measured.true_pairs) == (5, 3, 2)
    assert measured.notes == ()


def test_every_method_stands_in_every_setting_it_can(measured):
    methods = {(row.setting, row.method, row.counted) for row in measured.scores}
    for counted in ("links", "incidents"):
        assert {("text", "forewarn", counted), ("coarse", "forewarn", counted)} <= methods
        assert {("text", "splink 5", counted), ("coarse", "splink 5", counted)} <= methods
        assert ("text", "TF-IDF within 2 days", counted) in methods
        assert ("coarse", "same cell, equal sides", counted) in methods


def test_a_window_of_place_and_time_solves_what_it_can(measured):
    (row,) = [each for each in measured.scores if (each.method, each.counted) == ("same cell", "incidents")]
    assert (row.pairs.f1, row.b_cubed.f1, row.ceaf_e.f1, row.events_merged) == (
        1,
        pytest.approx(1),
        pytest.approx(1),
        0,
    )
    assert row.threshold == "within 1 days"


def test_all_true_pairs_that_are_not_together_are_told_by_kind(measured):
    for setting in ("text", "coarse"):
        (ours,) = [
            row
            for row in measured.scores
            if (row.setting, row.method, row.counted) == (setting, "forewarn", "incidents")
        ]
        missed = sum(
            each.pairs for each in measured.misses if each.setting == setting and each.kind.startswith("missed")
        )
        assert missed == round((1 - ours.pairs.recall) * measured.true_pairs)
        assert 0 <= ours.kept_by_blocking <= 1
    assert all(len(each.cases) == 1 for each in measured.misses)


def test_titles_are_read_with_the_stage_s_own_functions(tmp_path):
    items = read_cited(ged(tmp_path), "all")
    events = text_events(items, catalogue=CATALOGUE, gazetteer=mission_gazetteer(PLACES))
    first = events[0]
    assert (name_of(first), first.counts[0].minimum, first.date_basis) == ("Balle", 5, "reported")
    assert first.keys
    assert [event.report_id for event in events] == list(dict.fromkeys(event.report_id for event in events))


def test_the_coarse_setting_adds_cell_sides_and_type_and_no_day_or_id(tmp_path):
    items = read_cited(ged(tmp_path), "all")
    in_text = text_events(items, catalogue=CATALOGUE, gazetteer=None)
    events = coarse_events(items, in_text)
    assert [event.id for event in events] == [event.id for event in in_text]
    assert {name_of(event) for event in events} == {"cell 3.2 1.2", "cell 8.0 9.0", "cell 5.0 5.0"}
    assert [event.occurred_from for event in events] == [event.occurred_from for event in in_text]
    pair = [event for event in events if name_of(event) == "cell 3.2 1.2"]
    weights = {reason.comparison: reason.weight for reason in reasons_for(*sorted(pair, key=lambda event: event.id))}
    assert weights["place"] > 0
