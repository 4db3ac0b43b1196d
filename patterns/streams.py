"""Who reports, and when: streams of arrivals, and how unlikely a pause is beside a stream's own gaps."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from itertools import pairwise
from math import log, sqrt
from statistics import fmean, median, stdev
from typing import Literal, NamedTuple

from scipy.stats import t as student

from patterns.parameters import SilenceParameters
from schemas.annotation import Event
from schemas.index import CubeRow, Index, Window
from schemas.protection import Level, Profile
from schemas.report import Count, Report
from schemas.source import SourceType

What = Literal["originator", "district", "clinic"]


class Stream(NamedTuple):
    """The days on which something came from one originator, one district's community, or one clinic."""

    what: What
    topic: str
    name: str
    days: tuple[date, ...]

    @property
    def gaps(self) -> list[int]:
        """The days from each arrival to the next."""
        return [(later - earlier).days for earlier, later in pairwise(self.days)]

    @property
    def usual(self) -> float:
        """The usual gap in days."""
        return median(self.gaps)


def read_streams(index: Index, profile: Profile, *, now: datetime, parameters: SilenceParameters) -> list[Stream]:
    """Return the streams of what `profile` may see, by day of arrival.

    Patrols and organisations are told apart by originator; communities by district, since a caller's role is told by
    many; clinics by facility where whole counts may be read, else by the district whose sums are published.
    """
    scopes = list(profile.scopes)
    whole = Level.STRICTLY_CONFIDENTIAL in profile.levels
    counts = [Level.STRICTLY_CONFIDENTIAL.value] if whole else scopes
    window = Window(field="ingested_at", since=now - timedelta(days=parameters.window_days), until=now)
    community = {"source_type": [SourceType.COMMUNITY.value]}
    others = {"source_type": [each.value for each in SourceType if each is not SourceType.COMMUNITY]}
    return [
        *streams("originator", index.cube(Report, scopes, ("topic", "originator", "ingested_day"), window, others)),
        *streams("district", index.cube(Event, scopes, ("topic", "admin2", "ingested_day"), window, community)),
        *streams("clinic", index.cube(Count, counts, ("topic", "facility_id", "ingested_day"), window)),
    ]


def streams(what: What, rows: Iterable[CubeRow]) -> Iterator[Stream]:
    """Yield the streams of a cube of (topic, name, day of arrival)."""
    days: dict[tuple[str, str], list[date]] = defaultdict(list)
    for topic, name, day in (row.group for row in rows):
        if name:
            days[topic, name].append(date.fromisoformat(day))
    for (topic, name), each in sorted(days.items()):
        yield Stream(what, topic, name, tuple(sorted(set(each))))


def past_their_rhythm(
    every: Sequence[Stream], *, today: date, parameters: SilenceParameters, expected_days: dict[str, float]
) -> list[Stream]:
    """Return the streams that are silent for longer than their own gaps and the mission let expect.

    Where a topic of several streams is itself past its rhythm, the system is down, and nobody of it is silent.
    """
    down = {topic for topic in {each.topic for each in every} if is_down(every, topic, today, parameters)}
    return [
        stream
        for stream in every
        if stream.topic not in down
        and is_silent(stream, today, parameters)
        and pause_days(stream, today) > expected_days.get(stream.name, 0.0)
    ]


def is_down(every: Sequence[Stream], topic: str, today: date, parameters: SilenceParameters) -> bool:
    """Return whether all that comes by one topic has stopped; of a topic of one stream nobody can tell."""
    own = [each for each in every if each.topic == topic]
    together = Stream("originator", topic, "", tuple(sorted({day for each in own for day in each.days})))
    return len(own) > 1 and is_silent(together, today, parameters)


def is_silent(stream: Stream, today: date, parameters: SilenceParameters) -> bool:
    """Return whether a stream's pause is longer than nearly all of its gaps would be."""
    pause, gaps = pause_days(stream, today), stream.gaps
    if len(gaps) < parameters.least_gaps or not 0 < pause <= parameters.longest_days:
        return False
    return pause_probability(gaps, pause, least_spread=parameters.least_spread) <= parameters.chance


def pause_days(stream: Stream, today: date) -> int:
    """Return for how many days nothing has come."""
    return (today - stream.days[-1]).days


def pause_probability(gaps: Sequence[int], pause: int, *, least_spread: float) -> float:
    """Return the chance that the next gap of a stream is as long as `pause`.

    Durations are taken as log-normal; for a new one after n known ones Student's t with n - 1 degrees of freedom holds
    (Geisser, Predictive Inference, 1993). A source as regular as a clock is still allowed `least_spread`.
    """
    logs = [log(gap) for gap in gaps]
    spread = max(stdev(logs), least_spread) * sqrt(1 + 1 / len(logs))
    return float(student.sf((log(pause) - fmean(logs)) / spread, len(logs) - 1))
