"""Hotspots measured: against a slow computation by definition, and on places whose future is known."""

import csv
import json
import math
import random
from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner

from cli.app import app
from evaluation.evaluate_hotspots import evaluate_hotspots
from evaluation.hotspot_baselines import DECAY, DENSITY, LAST_3, LAST_12, SO_FAR
from evaluation.hotspot_cells import read_grid
from evaluation.hotspot_months import FOREWARN, captured
from schemas.errors import ConfigurationError
from schemas.evaluation import HotspotEvaluation

COLUMNS = ("latitude", "longitude", "date_start", "where_prec", "date_prec")
HXL = ("#geo+lat", "#geo+lon", "#date+start", "", "")
Row = tuple[object, ...]
START = date(2010, 1, 1)


def row(month: int, latitude: float, longitude: float, *, day: int = 10, where: str = "1", when: str = "1.0") -> Row:
    return latitude, longitude, f"{2010 + month // 12}-{month % 12 + 1:02}-{day:02} 00:00:00.000", where, when


def write(path: Path, rows: Iterable[Row]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([COLUMNS, HXL, *rows])
    return path


def invented(seed: int, months: int = 40) -> list[Row]:
    """Return events of fronts that come, stay a while and go, with some anywhere."""
    chance = random.Random(seed)
    rows = [row(0, 0.1, 0.1), row(months - 1, 4.9, 4.9)]
    front = (2.2, 2.2)
    for month in range(months):
        front = front if chance.random() < 0.8 else (chance.uniform(0, 5), chance.uniform(0, 5))
        rows += [row(month, *front, day=chance.randint(1, 28)) for _ in range(chance.randint(0, 6))]
        rows += [row(month, chance.uniform(0, 5), chance.uniform(0, 5)) for _ in range(2)]
    return rows


def slow_shares(rows: list[Row], method: str, task: str, top: float) -> tuple[float, float]:
    """Return the share of events captured, of all and as a mean of months, by its definition, cell by cell."""
    at = [
        (int(when[:4]) * 12 + int(when[5:7]) - 1, (math.floor(2 * y), math.floor(2 * x)))
        for y, x, when in ((float(str(r[0])), float(str(r[1])), str(r[2])) for r in rows)
    ]
    first, last = min(month for month, _ in at), max(month for month, _ in at)
    ys, xs = [cell[0] for _, cell in at], [cell[1] for _, cell in at]
    cells = [(y, x) for y in range(min(ys), max(ys) + 1) for x in range(min(xs), max(xs) + 1)]
    weigh = {
        LAST_3: lambda age: age <= 3,
        LAST_12: lambda age: age <= 12,
        SO_FAR: lambda age: True,
        DECAY: lambda age: math.exp(-(age - 1) / 6),
    }[method]
    got, of = [], []
    for month in range(first + math.ceil(0.4 * (last - first + 1)), last + 1):
        asked = [c for c in cells if task != "onset" or not any(c == d and month - 12 <= m < month for m, d in at)]
        score = {c: round(sum(weigh(month - m) for m, d in at if d == c and m < month), 9) for c in asked}
        best = sorted(asked, key=lambda c: (-score[c], c))[: max(1, int(top * len(asked) + 0.5))]
        got.append(sum(m == month and d in best for m, d in at))
        of.append(sum(m == month and d in asked for m, d in at))
    shares = [captured / events for captured, events in zip(got, of, strict=True) if events]
    return sum(got) / sum(of), sum(shares) / len(shares)


@pytest.mark.parametrize("seed", range(3))
def test_baselines_are_those_of_the_slow_computation(tmp_path: Path, seed: int) -> None:
    rows = invented(seed)
    for score in evaluate_hotspots(write(tmp_path / "ged.csv", rows)).scores:
        if score.method not in (FOREWARN, DENSITY):
            by_events, by_months = slow_shares(rows, score.method, score.task, score.top)
            assert score.share == pytest.approx(by_events if score.counted == "events" else by_months), score


def test_the_order_of_rows_changes_nothing(tmp_path: Path) -> None:
    rows = invented(1)
    shuffled = random.Random(5).sample(rows, len(rows))
    found = [evaluate_hotspots(write(tmp_path / "ged.csv", each)) for each in (rows, shuffled)]
    assert found[0] == found[1]


def test_what_comes_later_changes_no_month_before(tmp_path: Path) -> None:
    """A month ranked with its own events would capture all of a place that was never active before."""
    quiet = [row(month, 0.1, 0.1) for month in range(39)]
    sudden = [row(39, 4.9, 4.9)] * 50
    scores = evaluate_hotspots(write(tmp_path / "ged.csv", [*quiet, *sudden])).scores
    of_onset = [score for score in scores if (score.task, score.top) == ("onset", 0.05)]
    assert {score.method: score.share for score in of_onset} == dict.fromkeys((s.method for s in of_onset), 0.0)


def test_places_that_stay_the_same_are_known_to_every_method(tmp_path: Path) -> None:
    rows = [row(month, 2.2, 2.2) for month in range(40)] + [row(0, 0.1, 0.1), row(1, 4.9, 4.9)]
    for score in evaluate_hotspots(write(tmp_path / "ged.csv", rows)).scores:
        if score.task == "all cells":
            assert (score.share, score.low, score.high) == (1, 1, 1)


def test_a_front_that_moves_on_each_month_is_better_seen_by_its_neighbours(tmp_path: Path) -> None:
    chance = random.Random(2)
    at, rows = 2.2, [row(0, 0.1, 0.1), row(59, 4.9, 4.9)]
    for month in range(60):
        at += 0.5 if at < 0.5 else -0.5 if at > 4 else chance.choice((-0.5, 0.5))
        rows += [row(month, at, 2.2, day=3 + each) for each in range(5)]
    found = evaluate_hotspots(write(tmp_path / "ged.csv", rows))
    onset = {
        score.method: score.share
        for score in found.scores
        if (score.task, score.top, score.counted) == ("onset", 0.05, "events")
    }
    assert onset[FOREWARN] > onset[LAST_12]


def test_left_out_and_unreadable_rows(tmp_path: Path) -> None:
    rows = [
        row(0, 0.1, 0.1),
        row(20, 1.1, 1.1),
        row(5, 9, 9, where="4"),
        row(5, 9, 9, when="5.0"),
        ("x", "", "", "", ""),
    ]
    grid = read_grid(write(tmp_path / "ged.csv", rows))
    assert (grid.events, grid.left_out, len(grid.centres), len(grid.months)) == (2, 2, 9, 22)
    assert (grid.centres[0], grid.centres[-1]) == ((0.25, 0.25), (1.25, 1.25))
    assert grid.counts.cell.tolist() == [0, 8]
    assert date.fromordinal(int(grid.counts.day[0])) == START + timedelta(days=9)


def test_cells_south_and_west_of_zero_are_aligned_too(tmp_path: Path) -> None:
    grid = read_grid(write(tmp_path / "ged.csv", [row(0, -0.1, -0.6), row(20, 0.1, 0.1)]))
    assert (len(grid.centres), grid.centres[0]) == (6, (-0.25, -0.75))


def test_equals_go_by_cell_and_a_share_is_rounded_to_whole_cells() -> None:
    happened = np.arange(30.0)
    assert captured(np.zeros(30), happened, 0.05) == 0 + 1  # 1.5 cells are two
    assert captured(np.zeros(8), happened[:8], 0.05) == 0  # never none


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("latitude,longitude\n1,1\n", "lacks the column date_start"),
        (",".join(COLUMNS) + "\n", "no event with a place and a day"),
        (",".join(COLUMNS) + "\n1,1,2010-01-01,1,1\n", "more than 12 are needed"),
    ],
)
def test_a_file_of_another_form_is_named(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "ged.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigurationError, match=said):
        evaluate_hotspots(path)


def typed(*words: object) -> str:
    result = CliRunner(env={"COLUMNS": "200"}).invoke(
        app, ["evaluate", "hotspots", *map(str, words)], catch_exceptions=False
    )
    assert result.exit_code == 0, result.output
    return result.stdout


def test_the_command_prints_tables_or_json(tmp_path: Path) -> None:
    file = write(tmp_path / "ged.csv", invented(1))
    got = HotspotEvaluation.model_validate(json.loads(typed(file, "--corpus", "ucdp", "--json")))
    assert got == evaluate_hotspots(file)
    shown = typed(file, "--corpus", "ucdp")
    assert {FOREWARN, LAST_3, LAST_12, DENSITY} <= {line.split("  ")[0].strip() for line in shown.splitlines()}
    assert "onset, top 5%, by events:" in shown


def test_an_unknown_corpus_or_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="--corpus 'acled' is not known; give one of: ucdp"):
        typed(tmp_path, "--corpus", "acled")
    with pytest.raises(ConfigurationError, match="there is no file"):
        typed(tmp_path / "none.csv", "--corpus", "ucdp")
