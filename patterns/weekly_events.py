"""Reported events a week, by district and family of signs."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from patterns.baseline import Comparison, compare
from patterns.parameters import RiseParameters
from patterns.signs import family
from schemas.annotation import Event
from schemas.catalogue import Catalogue
from schemas.index import CubeRow, Index, Window

WEEK = timedelta(weeks=1)


@dataclass(frozen=True)
class WeekTest:
    """The events of the last seven days in one district and family, beside the weeks before."""

    admin2: str
    family: str
    previous: tuple[int, ...]
    comparison: Comparison


def families_of_kinds(catalogue: Catalogue) -> dict[str, str]:
    """Return the family of each kind of event; where two families share a kind, the first by id."""
    pairs = sorted((indicator.id, indicator.kind) for indicator in catalogue.indicators)
    return {kind: family(indicator_id) for indicator_id, kind in reversed(pairs)}


def read_week_tests(
    index: Index, scopes: Sequence[str], *, now: datetime, families: dict[str, str], parameters: RiseParameters
) -> list[WeekTest]:
    """Return a test of the last seven days for every district and family with an event in the weeks looked at."""
    window = Window(field="occurred_from", since=now - WEEK * (parameters.most_weeks + 1), until=now)
    rows = index.cube(Event, scopes, ("admin2", "day", "kind"), window)
    return week_tests(rows, families, today=now.date(), parameters=parameters)


def week_tests(
    rows: Iterable[CubeRow], families: dict[str, str], *, today: date, parameters: RiseParameters
) -> list[WeekTest]:
    """Return the tests that the cube of (district, day, kind) allows.

    A week without events is a true zero once reports had begun to come; the weeks before the first event of all are
    missing, not zero. The week of that first event may be cut short and is left out.
    """
    counts: Counter[tuple[str, str, int]] = Counter()
    for row in rows:
        admin2, day, kind = row.group
        if admin2 and kind in families:
            counts[admin2, families[kind], weeks_ago(date.fromisoformat(day), today)] += row.documents
    known_weeks = range(1, max((week for _, _, week in counts), default=0))
    if len(known_weeks) < parameters.least_periods:
        return []
    pasts = {
        (admin2, name): tuple(counts[admin2, name, week] for week in known_weeks) for admin2, name, _ in sorted(counts)
    }
    return [
        WeekTest(admin2, name, past, compare(counts[admin2, name, 0], past)) for (admin2, name), past in pasts.items()
    ]


def weeks_ago(day: date, today: date) -> int:
    """Return how many whole weeks before `today` a day lies; 0 is the last seven days."""
    return max(0, (today - day).days - 1) // 7
