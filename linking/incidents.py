"""Incidents: clusters of linked events with all that their sources say, side by side."""

from collections.abc import Iterable, Sequence

from linking.clusters import cluster
from linking.contradictions import contradictions_of
from linking.credibility import NO_GRADES, Grades, credibility_of
from linking.decisions import Decided
from linking.origins import origins_of
from schemas.annotation import REPORT_KIND, Event, EventPlace
from schemas.linkage import Incident, Link, StatedNumber
from schemas.protection import Profile, highest_level, strictest_tlp


def incidents_of(
    events: Iterable[Event], links: Iterable[Link], *, profile: Profile, decided: Decided, grades: Grades = NO_GRADES
) -> list[Incident]:
    """Return the incidents that `events` make, in order of id.

    An event without links is an incident of one, so every event id resolves to exactly one incident.
    """
    by_id = {event.id: event for event in events}
    clusters = cluster(by_id, links, decided=decided)
    return [_incident([by_id[event_id] for event_id in ids], profile, grades) for ids in clusters]


def _incident(events: Sequence[Event], profile: Profile, grades: Grades) -> Incident:
    """Make one incident of `events`, sorted by id."""
    origins, contradictions = origins_of(events), contradictions_of(events)
    return Incident(
        id=events[0].id,
        profile=profile.name,
        events=tuple(event.id for event in events),
        keys=_distinct(event.key for event in events),
        report_ids=_distinct(event.report_id for event in events),
        kinds=_distinct(event.kind for event in events if event.is_sign) or (REPORT_KIND,),
        indicators=_distinct(indicator for event in events for indicator in event.indicators),
        place=_closest_place(events),
        first_at=min(event.occurred_from for event in events),
        last_at=max(event.occurred_to for event in events),
        independent_origins=len(origins),
        origins=origins,
        numbers=_numbers(events),
        contradictions=contradictions,
        credibility=credibility_of(events, origins, contradictions, grades),
        level=highest_level(event.level for event in events),
        tlp=strictest_tlp(event.tlp for event in events),
    )


def _distinct(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(values)))


def _closest_place(events: Sequence[Event]) -> EventPlace | None:
    """Return the place that is known best: the smallest radius, the first event's where two are equal."""
    places = [event.place for event in events if event.place is not None]
    return min(places, key=lambda place: place.radius_km, default=None)


def _numbers(events: Sequence[Event]) -> tuple[StatedNumber, ...]:
    """Return every number as each source gave it, in order of key and number; one report says a number once."""
    numbers = {StatedNumber(key=event.key, count=count) for event in events for count in event.counts}
    return tuple(sorted(numbers, key=lambda number: (number.key, *number.count.model_dump().values())))
