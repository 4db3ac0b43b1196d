"""The replay test: the road of missions/thirteen-villages is warned of before day 0, the rest is mostly left alone."""

import csv
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from cli.app import app
from evaluation.evaluate_warnings import read_warning_truth
from schemas.evaluation import WarningEvaluation, WarningScore

FOLDER = Path(__file__).parents[2] / "missions" / "thirteen-villages"
LEAST_DAYS_AHEAD = 3
MOST_FALSE_A_WEEK = 1


@pytest.fixture(scope="module")
def found() -> WarningEvaluation:
    result = CliRunner().invoke(app, ["evaluate", "warnings", str(FOLDER), "--json"], catch_exceptions=False)
    return WarningEvaluation.model_validate(json.loads(result.stdout))


@pytest.fixture(scope="module")
def ours(found: WarningEvaluation) -> WarningScore:
    """Give how our warnings of every level keep to the truth."""
    return next(score for score in found.scores if score.method == "Forewarn")


def test_the_road_is_warned_of_before_the_attack(ours: WarningScore) -> None:
    (lead,) = ours.lead_days
    assert lead is not None
    assert lead >= LEAST_DAYS_AHEAD


def test_false_warnings_are_few(ours: WarningScore) -> None:
    assert ours.false_alarms_a_week <= MOST_FALSE_A_WEEK


def test_they_are_fewer_than_those_of_one_strong_sign_alone(found: WarningEvaluation, ours: WarningScore) -> None:
    plain = next(score for score in found.scores if score.method.startswith("one sign"))
    assert plain.hits == 1
    assert ours.false_alarms < plain.false_alarms


def test_a_reader_who_knows_the_story_misses_nothing_that_is_in_the_messages() -> None:
    lines = (FOLDER / "messages.jsonl").read_text(encoding="utf-8")
    told = read_warning_truth(FOLDER).warnings[0]
    names = {key.rpartition(":")[2] for key in (*told.event_reports, *(sign.key for sign in told.signs))}
    assert [name for name in names if name not in lines] == []


def test_the_truth_names_places_that_are_there() -> None:
    with (FOLDER / "places.csv").open(encoding="utf-8") as file:
        places = list(csv.DictReader(file))
    truth = read_warning_truth(FOLDER)
    areas = (*truth.warnings, *truth.quiet, *truth.tolerated)
    assert {id for area in areas for id in area.place_ids} <= {place["id"] for place in places}
    assert {area.admin2 for area in areas} - {None} <= {place["admin2"] for place in places}
    assert len(truth.warnings[0].place_ids) == 13
