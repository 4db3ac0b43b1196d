"""More reports of one family of signs than the district usually has.

The signs of one family (people's movements, armed actors, trafficking, ...) reported from a district in the last
seven days are compared with its own weeks before, at least four of them. Four things that look like a rise are taken
out. Late reports: the last seven days and the three weeks before them are each compared with earlier weeks as these
were known at the same age, so that what comes in late is seen, and what has not come in yet misleads nobody. A new
source: only originators count that reported through all the weeks compared. The season: where earlier years are known,
what these weeks brought then beside the weeks before them is expected again. Chance: it is shown only where so many
would be rare by chance, also considering how many districts were looked at. Reprints of one text count once. It counts
little by itself, because the same reports already count by what they say, and because more patrols bring more reports.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from patterns.baseline import NO_REASON, significant
from patterns.detector_phrases import rise_reason
from patterns.event_evidence import event_evidence, is_counted
from patterns.geography import district_area
from patterns.making import make_pattern
from patterns.origins import without_copies
from patterns.parameters import RiseParameters, WeightParameters, parameters_for
from patterns.phrases import LANGUAGES
from patterns.scoring import noisy_or
from patterns.weekly_events import (
    WEEK,
    WeekTest,
    families_of_kinds,
    read_week_tests,
    read_years,
    weeks_ago,
    with_season,
)
from schemas.annotation import Event
from schemas.catalogue import Catalogue
from schemas.index import Index, Window
from schemas.mission import Mission
from schemas.protection import Profile
from schemas.warning import Pattern

Rise = tuple[WeekTest, list[Event]]


def detect(index: Index, *, profile: Profile, now: datetime, mission: Mission, catalogue: Catalogue) -> list[Pattern]:
    """Return one pattern for each district where reports rise at `now`, in order of district."""
    parameters = parameters_for(mission, "rise", RiseParameters)
    weights = parameters_for(mission, "weights", WeightParameters)
    scopes = list(profile.scopes)
    families = families_of_kinds(catalogue)
    tests = read_week_tests(index, scopes, now=now, families=families, parameters=parameters)
    rises: dict[str, list[Rise]] = defaultdict(list)
    for test in out_of_season(index, scopes, tests, now=now, families=families, parameters=parameters):
        events = read_week(index, scopes, test, now=now, families=families)
        events = without_copies(events, copy_similarity=weights.copy_similarity)
        if rising([recounted(test, len(events))], parameters):
            rises[test.admin2].append((test, events))
    areas = {admin2: district_area(mission, admin2) for admin2 in sorted(rises)}
    return [
        make_pattern(
            detector="report_rise",
            profile=profile,
            area=area,
            since=now - WEEK * (1 + max(test.age for test, _ in rises[admin2])),
            until=now,
            evidence=[event_evidence(event, weights) for _, events in rises[admin2] for event in events],
            reasons={
                language: [
                    rise_reason(
                        test.family,
                        test.comparison,
                        language,
                        until=now - WEEK * test.age if test.age else None,
                        season=test.season.ratio,
                    )
                    for test, _ in rises[admin2]
                ]
                for language in LANGUAGES
            },
            score=noisy_or(parameters.events_score for _ in {test.family for test, _ in rises[admin2]}),
        )
        for admin2, area in areas.items()
        if area is not None
    ]


def out_of_season(
    index: Index,
    scopes: Sequence[str],
    tests: Sequence[WeekTest],
    *,
    now: datetime,
    families: Mapping[str, str],
    parameters: RiseParameters,
) -> list[WeekTest]:
    """Return the tests that show a rise beyond the season.

    A season only explains rises, so earlier years are read of the districts where something rises, and of no other.
    """
    first = rising(tests, parameters)
    if not first:
        return []
    districts = sorted({test.admin2 for test in first})
    years = read_years(index, scopes, districts, now=now, families=families, parameters=parameters)
    judged = rising([with_season(test, years) if test in first else test for test in tests], parameters)
    return [test for test in judged if replace(test, season=NO_REASON) in first]


def rising(tests: Sequence[WeekTest], parameters: RiseParameters) -> list[WeekTest]:
    """Return the tests that show a rise, judged together."""
    found = significant(
        [test.comparison for test in tests],
        false_discovery_rate=parameters.false_discovery_rate,
        least_ratio=parameters.least_ratio,
    )
    return [
        test
        for test, holds in zip(tests, found, strict=True)
        if holds and test.comparison.value >= parameters.least_events
    ]


def recounted(test: WeekTest, value: int) -> WeekTest:
    """Return `test` with another number for the last seven days."""
    return replace(test, value=value)


def read_week(
    index: Index, scopes: Sequence[str], test: WeekTest, *, now: datetime, families: dict[str, str]
) -> list[Event]:
    """Return the events that a test counted in its week."""
    kinds = sorted(kind for kind, family in families.items() if family == test.family)
    window = Window(
        field="occurred_from", since=now - WEEK * (test.age + 2), until=min(now, now - WEEK * (test.age - 1))
    )
    where = {"admin2": test.admin2, "kind": kinds, "originator": sorted(test.originators)}
    return [
        event
        for event in index.find(Event, scopes, where, window)
        if is_counted(event)
        and event.ingested_at <= now
        and weeks_ago(event.occurred_from.date(), now.date()) == test.age
    ]
