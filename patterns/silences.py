"""Who is silent now, where, and whether armed people came before: what the silence detector rests on."""

from collections import Counter
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple

from patterns.event_evidence import COUNTED
from patterns.parameters import SilenceParameters
from patterns.signs import family
from patterns.streams import Stream, past_their_rhythm, read_streams
from schemas.annotation import Event
from schemas.catalogue import Catalogue
from schemas.index import Index, Window
from schemas.mission import Mission
from schemas.protection import Profile
from schemas.report import Count, Report
from schemas.status import SourceStatus


@dataclass(frozen=True)
class Look:
    """One look at an index: for whom, when, and by which numbers."""

    index: Index
    profile: Profile
    now: datetime
    parameters: SilenceParameters

    @property
    def scopes(self) -> list[str]:
        """The levels that the profile may read."""
        return list(self.profile.scopes)


class Silence(NamedTuple):
    """A silent stream, its district, its last report or count, and the armed signs before it."""

    stream: Stream
    admin2: str
    last: Report | Count
    armed: tuple[Event, ...]
    alone: bool


def read_silences(look: Look, mission: Mission, catalogue: Catalogue) -> list[Silence]:
    """Return the sources that are silent while their systems work, each with its district."""
    every = read_streams(look.index, look.profile, now=look.now, parameters=look.parameters)
    waiting = held_up(look)
    silent = past_their_rhythm(
        [each for each in every if each.topic not in waiting],
        today=look.now.date(),
        parameters=look.parameters,
        expected_days=expected_days(mission),
    )
    topics = Counter(each.topic for each in every)
    return [
        Silence(
            stream,
            admin2,
            last_of(look, stream),
            armed_before(look, stream, admin2, catalogue),
            alone=topics[stream.topic] == 1,
        )
        for stream in silent
        for admin2 in [home_of(look, stream)]
        if admin2 is not None
    ]


def held_up(look: Look) -> frozenset[str]:
    """Return the topics that a person stopped, or whose messages waited after the last run."""
    sources = look.index.find(SourceStatus, look.scopes)
    return frozenset(each.topic for each in sources if each.state == "stopped" or each.lag_messages > 0)


def expected_days(mission: Mission) -> dict[str, float]:
    """Return how long each base and facility may stay away by the mission's own files."""
    bases = {each.id: each.expected_every_days or 0.0 for each in mission.bases}
    return bases | {each.id: each.expected_every_days or 0.0 for each in mission.facilities}


def home_of(look: Look, stream: Stream) -> str | None:
    """Return the district of a stream: that of most places it told of; None where it tells of many."""
    if stream.what == "district":
        return stream.name
    first = look.now - timedelta(days=look.parameters.window_days)
    window = Window(field="ingested_at", since=first, until=look.now)
    kind, field = (Count, "facility_id") if stream.what == "clinic" else (Event, "originator")
    rows = look.index.cube(kind, look.scopes, ("admin2",), window, {field: stream.name, "topic": stream.topic})
    total = sum(row.documents for row in rows)
    return next((row.group[0] for row in rows if row.documents > look.parameters.home_share * total), None)


def last_of(look: Look, stream: Stream) -> Report | Count:
    """Return what came last of a stream, for its level and source; the one of the smallest id of several."""
    where = {"topic": stream.topic, "ingested_day": stream.days[-1].isoformat()}
    if stream.what == "clinic":
        return next(look.index.find(Count, look.scopes, {**where, "facility_id": stream.name}))
    if stream.what == "originator":
        return next(look.index.find(Report, look.scopes, {**where, "originator": stream.name}))
    event = next(look.index.find(Event, look.scopes, {**where, "admin2": stream.name}))
    return look.index.get(Report, look.scopes, [event.report_id])[event.report_id]


def armed_before(look: Look, stream: Stream, admin2: str, catalogue: Catalogue) -> tuple[Event, ...]:
    """Return the signs of armed people in the district, from two weeks before the last report to when one was due."""
    least = look.parameters.armed_severity
    kinds = sorted(each.kind for each in catalogue.indicators if family(each.id) == "ARM" and each.severity >= least)
    last = start_of(stream.days[-1])
    due = min(look.now, last + timedelta(days=stream.usual + 1))
    window = Window(field="occurred_from", since=last - timedelta(days=look.parameters.armed_days), until=due)
    events = look.index.find(Event, look.scopes, {"admin2": admin2, "kind": kinds}, window)
    return tuple(event for event in events if event.status in COUNTED and event.ingested_at <= look.now)


def start_of(day: date) -> datetime:
    """Return the first moment of `day`."""
    return datetime.combine(day, time(), UTC)
