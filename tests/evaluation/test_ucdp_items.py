"""Reports in the press as UCDP cites them."""

import random
from datetime import date

import pytest

from evaluation.ucdp_items import Cited, Coarse, read_cited
from schemas.errors import ConfigurationError
from schemas.geography import Position
from tests.evaluation.invented import cited_row, write_cited, write_ucdp

COARSE = Coarse(Position(3.2, 1.2), "Government of Lavandra", "Red Vests", "1.0")
BOTH = '"Lavandra Post,2025-03-06,Five killed in Balle";"Radio Nord 12,2025-03-07,Raid &#8220;at dawn&#8221;,  Balle"'


def test_each_report_is_of_the_one_event_that_cites_it(tmp_path):
    got = read_cited(write_cited(tmp_path / "ged.csv", cited_row(1, BOTH, 3.2044, 1.1571)), "all")
    assert got == [
        Cited("Lavandra Post", date(2025, 3, 6), "Five killed in Balle", "1", COARSE),
        Cited("Radio Nord 12", date(2025, 3, 7), "Raid “at dawn”, Balle", "1", COARSE),
    ]


def test_a_report_that_two_events_cite_is_of_neither(tmp_path):
    shared = '"Lavandra Post,2025-03-06,Five killed in Balle"'
    rows = [cited_row(1, BOTH), cited_row(2, shared), cited_row(3, '"Lavandra Post,2025-03-06,Another"')]
    assert [item.event for item in read_cited(write_cited(tmp_path / "ged.csv", *rows), "all")] == ["3", "1"]


def test_quotation_marks_and_semicolons_of_a_title_stay_in_it(tmp_path):
    title = 'They killed "many"; others fled, "most" of them'
    row = cited_row(1, f'"Lavandra Post,2025-03-06,{title}";"Radio Nord,2025-03-06,Other"')
    assert [item.title for item in read_cited(write_cited(tmp_path / "ged.csv", row), "all")] == [title, "Other"]


@pytest.mark.parametrize(
    "bad",
    [
        "Agence Nord 6 March 2025 Five killed",
        '"Lavandra Post,2025-02-30,No such day"',
        '"Lavandra Post,2025-03-06,"',
        "",
    ],
)
def test_other_forms_are_passed_over(tmp_path, bad):
    rows = [cited_row(1, BOTH), cited_row(2, bad), cited_row(3, '"Radio Nord,2025-03-09,No place"', "", "")]
    assert {item.event for item in read_cited(write_cited(tmp_path / "ged.csv", *rows), "all")} == {"1"}


def test_the_halves_cut_between_events_whatever_the_order_of_rows(tmp_path):
    rows = [cited_row(n, f'"A,2025-03-06,Title {n}";"B,2025-03-07,Title {n}"') for n in range(40)]
    tune, report, every = (
        read_cited(write_cited(tmp_path / "ged.csv", *rows), half) for half in ("tune", "report", "all")
    )
    assert {item.event for item in tune}.isdisjoint(item.event for item in report)
    assert sorted(tune + report) == sorted(every)
    assert tune
    assert report
    shuffled = random.Random(1).sample(rows, len(rows))
    assert read_cited(write_cited(tmp_path / "ged.csv", *shuffled), "all") == every


def test_a_file_of_another_form_is_refused_by_what_it_lacks(tmp_path):
    with pytest.raises(ConfigurationError, match="lacks the column id"):
        read_cited(write_ucdp(tmp_path / "ged.csv", {"where_prec": "1"}), "all")
    with pytest.raises(ConfigurationError, match="cites no report"):
        read_cited(write_cited(tmp_path / "ged.csv", cited_row(1, "by telephone")), "all")
