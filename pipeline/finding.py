"""What analysts ask of reports beyond the index: grades on both axes, nearness to any base, violence before nearby."""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from pipeline.parts import Parts
from schemas.annotation import Event
from schemas.errors import ConfigurationError
from schemas.index import Hit, Query
from schemas.linkage import Incident
from schemas.protection import Profile
from schemas.source import Reliability

MOST_LOOKED_AT = 5000
"""Reports that are looked at where an answer cannot be cut before it is whole."""
CANNOT_BE_JUDGED = 6


class Grade(NamedTuple):
    """A grade on both axes, never merged: A to F for the source, 1 to 6 for what it says."""

    reliability: Reliability
    credibility: int


class Wanted(NamedTuple):
    """What is asked beside the query; None where nothing is."""

    least_grade: Grade | None = None
    near_base_km: float | None = None
    earlier_crsv_km: float | None = None


def written_grade(text: str) -> Grade:
    """Return the grade that is written as `C3`."""
    match = re.fullmatch(r"([A-F])([1-6])", text.strip().upper())
    if match is None:
        raise ConfigurationError(
            f"--least-grade {text!r} is no grade; write a letter A to F and a number 1 to 6, as C3"
        )
    return Grade(Reliability(match[1]), int(match[2]))


def find_reports(parts: Parts, profile: Profile, query: Query, wanted: Wanted) -> tuple[list[Hit], int]:
    """Return the reports that answer, and how many were left out for their grade."""
    whole = query if wanted == Wanted() else query.model_copy(update={"limit": MOST_LOOKED_AT})
    found = _near_bases(parts, profile, whole, wanted.near_base_km)
    if wanted.earlier_crsv_km is not None:
        told = (_with_earlier(parts, profile, hit, wanted.earlier_crsv_km) for hit in found)
        found = [hit for hit in told if hit.earlier]
    graded = _graded(parts, profile, found)
    kept = [hit for hit in graded if wanted.least_grade is None or reaches(hit, wanted.least_grade)]
    return kept[: query.limit], len(graded) - len(kept)


def reaches(hit: Hit, least: Grade) -> bool:
    """Tell whether a report reaches a grade on both axes; what cannot be judged counts as the worst."""
    credibility = hit.credibility or CANNOT_BE_JUDGED
    return hit.report.reliability <= least.reliability and credibility <= least.credibility


def _near_bases(parts: Parts, profile: Profile, query: Query, within_km: float | None) -> list[Hit]:
    """Return the reports near any base or protection site, nearest first; all that answer where it is not asked for."""
    if within_km is None:
        return parts.index.search(profile.scopes, query)
    nearest: dict[str, Hit] = {}
    for base in parts.mission.bases:
        here = {"near_latitude": base.latitude, "near_longitude": base.longitude, "within_km": within_km}
        for hit in parts.index.search(profile.scopes, query.model_copy(update=here)):
            known = nearest.get(hit.report.report_id)
            if known is None or _distance(hit) < _distance(known):
                nearest[hit.report.report_id] = hit
    return sorted(nearest.values(), key=lambda hit: (_distance(hit), hit.report.key))


def _distance(hit: Hit) -> float:
    return hit.distance_km or 0.0


def _graded(parts: Parts, profile: Profile, hits: Sequence[Hit]) -> list[Hit]:
    """Return the hits with the best credibility of the incidents that their events belong to."""
    ids = sorted({event.id for hit in hits for event in hit.events})
    incidents = parts.index.find(Incident, (profile.name,), {"events": ids}) if ids else iter(())
    grades = {id: incident.credibility.grade for incident in incidents for id in incident.events}
    return [hit.model_copy(update={"credibility": _best(hit.events, grades)}) for hit in hits]


def _best(events: Iterable[Event], grades: dict[str, int]) -> int | None:
    return min((grades[event.id] for event in events if event.id in grades), default=None)


def _with_earlier(parts: Parts, profile: Profile, hit: Hit, within_km: float) -> Hit:
    """Return the hit with the events of sexual violence of other reports that came before near its events."""
    found = {
        event.id: event
        for here in hit.events
        if here.place is not None
        for before in parts.index.search(profile.scopes, _before(here, within_km))
        for event in before.events
        if event.report_id != here.report_id
    }
    return hit.model_copy(
        update={"earlier": tuple(sorted(found.values(), key=lambda each: (each.occurred_from, each.id)))}
    )


def _before(event: Event, within_km: float) -> Query:
    if event.place is None:
        raise ValueError("an event without a place: nothing is near it")
    return Query(
        near_latitude=event.place.latitude, near_longitude=event.place.longitude, within_km=within_km,
        until=event.occurred_from, where={"crsv": ("true", "possible"), "status": ("affirmed", "hedged")},
        limit=MOST_LOOKED_AT,
    )  # fmt: skip
