"""UCDP events as questions."""

import gzip
import random

import pytest

from evaluation.halves import half_of
from evaluation.ucdp import Question, read_questions
from nlp.gazetteer.store import name_key
from schemas.errors import ConfigurationError
from schemas.geography import Position
from tests.evaluation.invented import ucdp_row, write_ucdp

ROWS = (
    ucdp_row("Tébirou town", 2.1, 1.1),
    ucdp_row("Tébirou town", 2.1, 1.1, where_prec="1.0"),
    ucdp_row("Tébirou town", 2.2, 1.2),
    ucdp_row("Tébirou town", 3.1, 1.1, adm_1="Sudane"),
    ucdp_row("Marassé", 3.0, 1.0, country="Mali (invented)"),
    ucdp_row("Nordane", 2.0, 1.0, where_prec="4"),
)


def test_events_at_exact_places_become_one_question_a_place(tmp_path):
    assert read_questions(write_ucdp(tmp_path / "ged.csv", *ROWS), "all") == [
        Question("Marassé", "Nordane", "ML", Position(3.0, 1.0), 1),
        Question("Tébirou town", "Nordane", "", Position(2.1, 1.1), 3),
        Question("Tébirou town", "Sudane", "", Position(3.1, 1.1), 1),
    ]


def test_a_packed_file_reads_the_same(tmp_path):
    plain = write_ucdp(tmp_path / "ged.csv", *ROWS)
    packed = tmp_path / "ged.csv.gz"
    packed.write_bytes(gzip.compress(plain.read_bytes()))
    assert read_questions(packed, "all") == read_questions(plain, "all")


def test_the_order_of_rows_changes_nothing_even_where_coordinates_are_equally_common(tmp_path):
    rows = [ucdp_row("Balle", *at) for at in ((3.2, 1.2), (3.1, 1.2), (3.1, 1.1))]
    orders = [rows, rows[::-1], random.Random(1).sample(rows, 3)]
    answers = [read_questions(write_ucdp(tmp_path / "ged.csv", *order), "all") for order in orders]
    assert answers == [[Question("Balle", "Nordane", "", Position(3.1, 1.1), 3)]] * 3


@pytest.mark.parametrize(
    "bad",
    [
        ucdp_row("Balle", "", ""),
        ucdp_row("Balle", "north", 1.0),
        ucdp_row("Balle", "nan", 1.0),
        ucdp_row("Balle", 95.0, 1.0),
        ucdp_row("", 3.0, 1.0),
        {"where_prec": "1"},
    ],
)
def test_a_bad_row_asks_nothing_and_stops_nothing(tmp_path, bad):
    got = read_questions(write_ucdp(tmp_path / "ged.csv", bad, ROWS[0]), "all")
    assert got == [Question("Tébirou town", "Nordane", "", Position(2.1, 1.1), 1)]


def test_the_halves_split_places_by_name_whatever_their_area(tmp_path):
    rows = [ucdp_row(f"Village {number}", 2.0, 1.0, adm_1=area) for number in range(30) for area in ("N", "S")]
    file = write_ucdp(tmp_path / "ged.csv", *rows)
    tune, report, every = (read_questions(file, half) for half in ("tune", "report", "all"))
    assert tune
    assert report
    assert sorted(tune + report) == every
    assert not {each.name for each in tune} & {each.name for each in report}
    assert {half_of(name_key(each.name)) for each in tune} == {"tune"}


def test_a_file_of_another_form_is_refused(tmp_path):
    file = tmp_path / "other.csv"
    file.write_text("place,latitude\nBalle,3.2\n", encoding="utf-8")
    with pytest.raises(ConfigurationError, match="lacks the column where_prec"):
        read_questions(file, "all")
