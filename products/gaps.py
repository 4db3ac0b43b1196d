"""Coverage gaps: where and at which hours nobody has looked, and what was reported from there since (R14, R18)."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import timedelta

from products.places import districts, nearest_base, nearest_place, settlements
from products.signs import each_sign, gravest, heard, signs, told
from products.view import View, heading
from products.visits import Visit, by_place, clock_spans, days_since, hours_looked, read_visits
from schemas.annotation import Event
from schemas.mission import Place
from schemas.products import AskedBy, CoverageGaps, NightIncident, PlaceGap
from schemas.source import SourceType

ALL_HOURS = frozenset(range(24))


def coverage_gaps(view: View, *, at_least_days: int | None = None) -> CoverageGaps:
    """Return the gaps: places not visited for so many days, those with new signs first, then the longest unvisited."""
    least = view.numbers.unvisited_days if at_least_days is None else at_least_days
    found, places = read_visits(view), settlements(view.mission)
    visits = by_place(found.visits)
    events = signs(view, heard(view, days=view.numbers.window_days))
    at_place = _at_places(view, events, places)
    gaps = [_gap(view, place, visits.get(place.id, []), at_place[place.id]) for place in places]
    unvisited = [gap for gap in gaps if gap.days_since is None or gap.days_since >= least]
    return CoverageGaps(
        **heading(view, [*found.visits, *events]),
        at_least_days=least,
        hours_of_days=view.numbers.hours_days,
        places=tuple(sorted(unvisited, key=_urgency)),
        never_visited=sum(gap.last_visit is None for gap in gaps),
        not_matched=found.not_matched,
        night_near_bases=tuple(_night_near_bases(view, events)),
        asked_by=tuple(_asked_by(view, found.visits, events)),
    )


def _urgency(gap: PlaceGap) -> tuple[bool, int, int, float, str]:
    """Return what gaps are sorted by: new signs, their severity and number, and how long nobody was there."""
    unseen_days = float("inf") if gap.days_since is None else gap.days_since
    return not gap.signs_since, -gap.gravest, -gap.signs_since, -unseen_days, gap.place_id


def _at_places(view: View, events: Iterable[Event], places: Sequence[Place]) -> dict[str, list[Event]]:
    """Return the signs of each place; what a clinic says belongs to its district and to no place (rule D12)."""
    ids = {place.id for place in places}
    found: dict[str, list[Event]] = defaultdict(list)
    for event in events:
        if place_id := _place_of(view, event, places, ids):
            found[place_id].append(event)
    return found


def _place_of(view: View, event: Event, places: Sequence[Place], ids: set[str]) -> str | None:
    if not _is_point(view, event) or event.place is None:
        return None
    if event.place.place_id in ids:
        return event.place.place_id
    near = nearest_place(places, event.place, within_km=view.numbers.same_place_km)
    return near.id if near else None


def _is_point(view: View, event: Event) -> bool:
    """Return whether an event may be shown at its place: not a clinic's, and placed closer than a district."""
    placed = event.place is not None and event.place.radius_km <= view.numbers.wide_km
    return placed and event.source_type is not SourceType.CLINIC


def _gap(view: View, place: Place, visits: Sequence[Visit], events: Sequence[Event]) -> PlaceGap:
    last = max((visit.day for visit in visits), default=None)
    new = [event for event in events if last is None or event.occurred_from.date() > last]
    since = view.now - timedelta(days=view.numbers.hours_days)
    return PlaceGap(
        place_id=place.id,
        place=place.name,
        admin2=place.admin2,
        last_visit=last,
        days_since=days_since(view, visits),
        not_looked=clock_spans(set(ALL_HOURS - hours_looked(visits, since=since))),
        signs_since=len(new),
        gravest=gravest(new),
        signs=each_sign(view, {each for event in new for each in event.indicators}),
        latest_sign=max((event.occurred_from.date() for event in new), default=None),
        only_men_asked=_only_men(visits),
        base=nearest_base(view.mission, place),
    )


def _only_men(visits: Iterable[Visit]) -> bool:
    """Return whether patrols spoke with people there, and no woman of ours ever did."""
    sexes = {contact.interviewer_sex for visit in visits for contact in visit.contacts}
    return "M" in sexes and "F" not in sexes


def _night_near_bases(view: View, events: Iterable[Event]) -> list[NightIncident]:
    """Return what is told of the night close to a base or protection site, the nearest first (A12)."""
    found = []
    for event in events:
        base = nearest_base(view.mission, event.place) if event.place and event.time_of_day == "night" else None
        if base and base.straight_line_km <= view.numbers.near_base_km and _is_point(view, event):
            found.append(NightIncident(told=told(view, [event])[0], base=base))
    return sorted(found, key=lambda each: (each.base.straight_line_km, each.told.event_id))


def _asked_by(view: View, visits: Iterable[Visit], events: Sequence[Event]) -> list[AskedBy]:
    """Return, by district, who asked and what was told to whom (A18)."""
    district = {place.id: place.admin2 for place in view.mission.places}
    contacts: dict[str | None, dict[tuple[str, int], str | None]] = defaultdict(dict)
    for visit in visits:
        for number, contact in enumerate(visit.contacts):
            contacts[district[visit.place_id]][visit.report_id, number] = contact.interviewer_sex
    names = [name for name in districts(view.mission) if contacts[name]]
    return [_split(view, name, list(contacts[name].values()), events) for name in names]


def _split(view: View, area: str, asked: Sequence[str | None], events: Sequence[Event]) -> AskedBy:
    inside = [event for event in events if event.place and event.place.admin2 == area]
    women, men = ({each for e in inside if e.interviewer_sex == sex for each in e.indicators} for sex in ("F", "M"))
    return AskedBy(
        area=area,
        contacts_by_women=sum(sex == "F" for sex in asked),
        contacts_by_men=sum(sex == "M" for sex in asked),
        contacts_not_stated=sum(sex is None for sex in asked),
        told_to_women=each_sign(view, women),
        told_to_men=each_sign(view, men),
        only_to_women=each_sign(view, women - men),
    )
