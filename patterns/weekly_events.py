"""Reported events a week, by district and family of signs, each week as it was known at the same age."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import NamedTuple

from patterns.baseline import NO_REASON, Comparison, Factor, common_spread, compare, factor_of
from patterns.event_evidence import COUNTED
from patterns.parameters import RiseParameters
from patterns.signs import family
from schemas.annotation import Event
from schemas.catalogue import Catalogue
from schemas.index import CubeRow, Index, Window

WEEK = timedelta(weeks=1)
YEAR = timedelta(weeks=52)  # whole weeks, so that market days and Sundays fall together
LONG_AGO = 10_000
SEASON_WEEKS = 3  # a week of another year with the one before and after: seasons do not keep to the day

Series = tuple[str, str]


class Told(NamedTuple):
    """Events of one district, family, originator and week; `delay` is how many weeks after it they came in."""

    series: Series
    originator: str
    week: int
    delay: int
    events: int


class Year(NamedTuple):
    """The events of each series and week around this time of an earlier year, and the oldest week that has any."""

    events: Counter[tuple[Series, int]]
    oldest: int


@dataclass(frozen=True)
class WeekTest:
    """The events of a week in one district and family, beside the weeks before; `age` 0 are the last seven days.

    Only `originators` are counted that reported through all of these weeks. `season` is what earlier years let expect.
    """

    admin2: str
    family: str
    age: int
    originators: frozenset[str]
    value: int
    previous: tuple[int, ...]
    season: Factor = NO_REASON
    spread: float = 0.0

    @property
    def comparison(self) -> Comparison:
        """How the week compares with those before."""
        return compare(self.value, self.previous, self.season, spread=self.spread)


def families_of_kinds(catalogue: Catalogue) -> dict[str, str]:
    """Return the family of each kind of event; where two families share a kind, the first by id."""
    pairs = sorted((indicator.id, indicator.kind) for indicator in catalogue.indicators)
    return {kind: family(indicator_id) for indicator_id, kind in reversed(pairs)}


def read_week_tests(
    index: Index, scopes: Sequence[str], *, now: datetime, families: Mapping[str, str], parameters: RiseParameters
) -> list[WeekTest]:
    """Return a test of the last weeks for every district and family with an event in the weeks looked at."""
    first = now - WEEK * (parameters.most_weeks + parameters.late_weeks + 1)
    where = {"status": sorted(COUNTED)}
    rows = index.cube(
        Event,
        scopes,
        ("admin2", "kind", "originator", "day", "ingested_day"),
        Window(field="occurred_from", since=first, until=now),
        where,
    )
    before = index.cube(Event, scopes, ("originator",), Window(field="ingested_at", until=first))
    known = frozenset(row.group[0] for row in before)
    told = list(told_in(rows, families, today=now.date()))
    return week_tests(told, known=known, parameters=parameters)


def read_years(
    index: Index,
    scopes: Sequence[str],
    districts: Sequence[str],
    *,
    now: datetime,
    families: Mapping[str, str],
    parameters: RiseParameters,
) -> list[Year]:
    """Return what `districts` had around this time in earlier years."""
    where = {"status": sorted(COUNTED), "admin2": districts}
    return [
        year_of(index.cube(Event, scopes, ("admin2", "kind", "day"), window, where), families, today=today.date())
        for today, window in same_weeks(now, parameters)
    ]


def same_weeks(now: datetime, parameters: RiseParameters) -> Iterator[tuple[datetime, Window]]:
    """Yield the same day of each earlier year, with the weeks around it."""
    reach = WEEK * (parameters.most_weeks + parameters.late_weeks + 1)
    for years in range(1, parameters.earlier_years + 1):
        day = now - YEAR * years
        yield day, Window(field="occurred_from", since=day - reach, until=day + 2 * WEEK)


def told_in(rows: Iterable[CubeRow], families: Mapping[str, str], *, today: date) -> Iterator[Told]:
    """Yield what the cube of (district, kind, originator, day, day of arrival) holds that is known today."""
    for row in rows:
        admin2, kind, originator, day, came_in = row.group
        week, arrival = (weeks_ago(date.fromisoformat(each), today) for each in (day, came_in))
        if admin2 and kind in families and came_in <= today.isoformat():
            yield Told((admin2, families[kind]), originator, week, max(0, week - arrival), row.documents)


def year_of(rows: Iterable[CubeRow], families: Mapping[str, str], *, today: date) -> Year:
    """Return the events of each series and week of an earlier year; weeks after its `today` are below zero."""
    counts: Counter[tuple[Series, int]] = Counter()
    for row in rows:
        admin2, kind, day = row.group
        if admin2 and kind in families:
            counts[(admin2, families[kind]), whole_weeks(date.fromisoformat(day), today)] += row.documents
    return Year(counts, max((week for _, week in counts), default=0))


def week_tests(
    told: Sequence[Told],
    *,
    known: frozenset[str],
    parameters: RiseParameters,
) -> list[WeekTest]:
    """Return the tests that `told` allows; `known` are the originators that reported before all these weeks.

    A week without events is a true zero while its originators report. The week in which one begins may be cut short:
    its weeks count from the next. One that began too late for a baseline is left out, so that a new source makes no
    rise. What an originator brings with its first delivery, its archive, counts as known in time.
    """
    starts = begun(((each.originator, each.week) for each in told), known)
    arrivals = begun(((each.originator, each.week - each.delay) for each in told), known)
    by_series: dict[Series, list[Told]] = defaultdict(list)
    for each in told:
        archive = each.week - each.delay == arrivals[each.originator]
        by_series[each.series].append(each._replace(delay=0) if archive else each)
    tests = [
        test
        for series in sorted(by_series)
        for age in range(parameters.late_weeks + 1)
        for test in week_test(series, by_series[series], age=age, starts=starts, parameters=parameters)
    ]
    spread = common_spread(test.previous for test in tests)
    return [replace(test, spread=spread) for test in tests]


def begun(weeks: Iterable[tuple[str, int]], known: frozenset[str]) -> dict[str, int]:
    """Return the earliest of the `weeks` of each originator, and long ago for those `known` before."""
    starts: dict[str, int] = {}
    for originator, week in weeks:
        starts[originator] = LONG_AGO if originator in known else max(starts.get(originator, 0), week)
    return starts


def week_test(
    series: Series,
    told: Sequence[Told],
    *,
    age: int,
    starts: Mapping[str, int],
    parameters: RiseParameters,
) -> Iterator[WeekTest]:
    """Yield the test of the week of one age, if enough weeks lie behind it."""
    counted = frozenset(each.originator for each in told if starts[each.originator] > age + parameters.least_periods)
    weeks = range(age + 1, min([age + parameters.most_weeks + 1, *(starts[name] for name in counted)]))
    if not counted or len(weeks) < parameters.least_periods:
        return
    events: Counter[int] = Counter()
    for each in told:
        if each.originator in counted and each.delay <= age:
            events[each.week] += each.events
    previous = tuple(events[week] for week in weeks)
    yield WeekTest(*series, age, counted, events[age], previous)


def with_season(test: WeekTest, years: Sequence[Year]) -> WeekTest:
    """Return a test that expects what earlier years had in this week and its neighbours, beside the weeks before.

    A year in which nothing was recorded that early says nothing.
    """
    series, weeks = (test.admin2, test.family), range(test.age + 1, test.age + 1 + len(test.previous))
    known = [year.events for year in years if year.oldest >= weeks[-1]]
    here = sum(year[series, week] for year in known for week in range(test.age - 1, test.age + SEASON_WEEKS - 1))
    before = sum(year[series, week] for year in known for week in weeks[1:])
    return replace(test, season=factor_of(here, SEASON_WEEKS, before, len(weeks) - 1) if here else NO_REASON)


def weeks_ago(day: date, today: date) -> int:
    """Return how many whole weeks before `today` a day lies; 0 is the last seven days."""
    return max(0, whole_weeks(day, today))


def whole_weeks(day: date, today: date) -> int:
    """Return how many whole weeks before `today` a day lies, below zero for a day after it."""
    days = (today - day).days
    return (days - 1) // 7 if days > 0 else days // 7
