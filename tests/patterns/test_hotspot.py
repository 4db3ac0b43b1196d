"""Hotspots against known truth: a planted gathering, chance alone, and effort that differs from place to place."""

import random
from collections.abc import Iterator
from contextlib import closing
from itertools import count
from pathlib import Path

import h3
import numpy as np
import pytest
from scipy.stats import binomtest

from patterns.detectors import hotspot
from patterns.parameters import HotspotParameters
from patterns.scan import Tally, dealt_out, gatherings, likelihood_ratio
from schemas.annotation import Assertion, Event
from schemas.protection import ANALYST
from schemas.source import SourceType
from schemas.warning import Pattern
from tests.factories import make_place, moment
from tests.patterns.world import CATALOGUE, MISSION, indexed, sign

NOW = 90.0
PLACES = [
    make_place(place_id=f"XX-{n}", name=f"Village {n}", latitude=10 + n % 5 * 0.4, longitude=2 + n // 5 * 0.4)
    for n in range(20)
]
HERE = 7
NUMBERS = count()


def report(place: int, day: float, *, kind: str = "season", **fields: object) -> Event:
    """Return what one patrol says of one village and day."""
    return sign(f"n{next(NUMBERS)}", kind, day, place=PLACES[place], **fields)


def background(chance: random.Random, *, share: float = 0.15, effort: dict[int, int] | None = None) -> Iterator[Event]:
    """Yield twelve weeks of reports, of which the same share tells of a sign wherever they come from."""
    for place in range(len(PLACES)):
        for day in range(7, int(NOW), 7 // (effort or {}).get(place, 1)):
            kind = "strangers" if chance.random() < share else "season"
            yield report(place, day + chance.random(), kind=kind)


def planted(**fields: object) -> list[Event]:
    """Return ten days of signs in one village."""
    return [report(HERE, NOW - 10 + each, kind="night_flight", **fields) for each in range(10)]


def found(folder: Path, events: list[Event]) -> list[Pattern]:
    with closing(indexed(folder, events)) as index:
        return hotspot.detect(index, profile=ANALYST, now=moment(NOW), mission=MISSION, catalogue=CATALOGUE)


def test_a_planted_gathering_is_found_where_it_is(tmp_path: Path) -> None:
    gathered = planted()
    [pattern] = found(tmp_path, [*background(random.Random(1)), *gathered])
    assert {event.id for event in gathered} <= {each.event_id for each in pattern.evidence}
    assert abs(pattern.area.latitude - PLACES[HERE].latitude) < 0.2
    assert (pattern.area.place_id, pattern.area.name) == (None, PLACES[HERE].name)
    assert 9 < pattern.area.radius_km < 40
    assert pattern.score < 0.2
    assert pattern.reasons[0].startswith("Signs gather here: in the last ")
    assert pattern.reasons_in["fr"][0].startswith("Des signes se concentrent ici\u00a0: ces ")


def test_more_effort_alone_is_no_hotspot(tmp_path: Path) -> None:
    """One village is visited daily: it has seven times the signs, and no larger share of reports with one."""
    events = list(background(random.Random(1), effort={HERE: 7}))
    here = [each for each in events if each.kind == "strangers" and each.place == PLACES[HERE]]
    assert len(here) > 10
    assert found(tmp_path, events) == []


def test_a_hotline_that_reports_only_alarms_is_no_hotspot(tmp_path: Path) -> None:
    events = list(background(random.Random(2)))
    line = {"source_type": SourceType.COMMUNITY, "originator": "Community line"}
    alarms = [report(HERE, NOW - 12 + each, kind="strangers", **line) for each in range(12)]
    elsewhere = [report(place, 20 + place, kind="strangers", **line) for place in range(20)]
    assert found(tmp_path, [*events, *alarms, *elsewhere]) == []


@pytest.mark.parametrize("fields", [{"status": Assertion.NEGATED}, {"signature": tuple(range(64))}])
def test_denied_signs_and_reprints_do_not_gather(tmp_path: Path, fields: dict[str, object]) -> None:
    events = list(background(random.Random(3)))
    assert found(tmp_path, [*events, *planted(**fields)]) == []


def test_weeks_of_history_say_nothing(tmp_path: Path) -> None:
    events = [each for each in background(random.Random(1)) if each.occurred_from >= moment(NOW - 30)]
    assert found(tmp_path, [*events, *planted()]) == []


def test_the_order_of_events_changes_nothing(tmp_path: Path) -> None:
    events = [*background(random.Random(1)), *planted()]
    shuffled = random.Random(4).sample(events, len(events))
    for name in "ab":
        (tmp_path / name).mkdir()
    assert found(tmp_path / "a", events) == found(tmp_path / "b", shuffled)


CELLS = ("85754e67fffffff", "85754e63fffffff", "85754e6bfffffff")


def tally(random_: np.random.Generator, cells: tuple[str, ...], often_visited: int = 1) -> Tally:
    reports = random_.integers(0, 12, size=(2, len(cells), 4)).astype(float)
    reports[:, 0] *= often_visited
    signs = random_.binomial(reports.astype(int), [[[0.1]], [[0.4]]]).astype(float)
    return Tally(cells, (7, 14, 28), reports, signs)


def test_signs_are_dealt_out_within_their_source_type_and_never_beyond_its_reports() -> None:
    found = tally(np.random.default_rng(1), CELLS)
    one = Tally(found.cells, found.spans, found.reports[:1], found.signs[:1])
    dealt = dealt_out(one, 200)
    assert (dealt.sum(axis=(1, 2)) == one.signs.sum()).all()
    assert (dealt <= one.reports[0]).all()
    np.testing.assert_allclose(dealt.mean(axis=0), one.expected, atol=0.4)


def test_expected_signs_add_up_to_those_seen() -> None:
    found = tally(np.random.default_rng(2), CELLS)
    assert found.expected.sum() == pytest.approx(found.signs.sum())


def test_the_ratio_is_kulldorffs() -> None:
    """By hand: 8 of 20 signs where 4 are expected."""
    by_hand = 8 * np.log(8 / 4) + 12 * np.log(12 / 16)
    assert likelihood_ratio(np.array([8.0, 4.0, 2.0]), np.array([4.0, 4.0, 4.0]), 20).tolist() == [
        pytest.approx(by_hand), 0, 0,
    ]  # fmt: skip


@pytest.mark.parametrize("often_visited", [1, 7])
def test_noise_fires_no_more_often_than_is_said(often_visited: int) -> None:
    """At a stated chance of 0.1 a look, 300 looks at noise, with one cell visited as often as all others or more."""
    cells = tuple(sorted(h3.grid_disk(CELLS[0], 2)))
    parameters = HotspotParameters(chance=0.1, permutations=99, least_signs=2, least_ratio=1.0)
    noise = (tally(np.random.default_rng(seed), cells, often_visited) for seed in range(300))
    fired = sum(bool(gatherings(each, parameters)) for each in noise)
    assert binomtest(fired, 300, 0.1, alternative="greater").pvalue > 0.001
    assert fired > 5  # the permutations would be wrong the other way
