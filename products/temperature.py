"""The temperature of an area week by week, made of named parts that are never added up (R39)."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from products.places import area_asked, districts, inside
from products.signs import CHECKPOINT, explosives, gravest, heard, heard_in, of_indicators, origins, reports, signs
from products.view import Marked, View, heading
from products.visits import Visit, read_visits, visits_near
from products.weeks import Week, average, weeks_back
from schemas.annotation import Event
from schemas.products import AreaTemperature, Part, PartChange, Temperature, WeekParts

CHANGING: tuple[Part, ...] = ("reports", "visits", "signs", "gravest", "origins", "checkpoints", "explosives")


class AreaRead(NamedTuple):
    """What was heard from an area, and who was there."""

    name: str
    events: Sequence[Event]
    visits: Sequence[Visit]


def temperature(view: View, asked: str | None = None) -> Temperature:
    """Return the temperature of the area `asked`, or of every district from which something was heard."""
    areas = [_read_one(view, asked)] if asked else _read_all(view)
    used: list[Marked] = []
    for area in areas:
        used += [*area.events, *area.visits]
    return Temperature(**heading(view, used), areas=tuple(_area(view, area) for area in areas))


def _read_one(view: View, asked: str) -> AreaRead:
    area = area_asked(view, asked)
    been = visits_near(view, read_visits(view).visits, lambda place: inside(place, area))
    return AreaRead(area.name, heard_in(view, area, days=7.0 * view.numbers.weeks), been)


def _read_all(view: View) -> list[AreaRead]:
    events, visits = heard(view, days=7.0 * view.numbers.weeks), read_visits(view).visits
    district = {place.id: place.admin2 for place in view.mission.places}
    rows = (
        AreaRead(
            name,
            [event for event in events if event.place and event.place.admin2 == name],
            [visit for visit in visits if district[visit.place_id] == name],
        )
        for name in districts(view.mission)
    )
    return [row for row in rows if row.events]


def _area(view: View, area: AreaRead) -> AreaTemperature:
    weeks = [_week(view, week, area.events, area.visits) for week in weeks_back(view.now, view.numbers.weeks)]
    return AreaTemperature(area=area.name, weeks=tuple(weeks), changes=tuple(_changes(view, weeks)))


def _week(view: View, week: Week, events: Sequence[Event], visits: Sequence[Visit]) -> WeekParts:
    said = week.of(events)
    seen = signs(view, said)
    return WeekParts(
        since=week.since,
        until=week.until,
        reports=reports(said),
        visits=sum(week.since.date() <= visit.day < week.until.date() for visit in visits),
        signs=len(seen),
        gravest=gravest(seen),
        origins=origins(seen),
        checkpoints=reports(of_indicators(seen, CHECKPOINT)),
        explosives=reports(explosives(seen)),
        silent_days=_silent_days(week.until, events, visits),
    )


def _silent_days(until: datetime, events: Sequence[Event], visits: Sequence[Visit]) -> int | None:
    """Return the days between the last that was reported or visited and `until`; None where nothing was before it."""
    told = [event.reported_at.date() for event in events if event.reported_at < until]
    been = [visit.day for visit in visits if visit.day < until.date()]
    last = max([*told, *been], default=None)
    return None if last is None else (until.date() - last).days


def _changes(view: View, weeks: Sequence[WeekParts]) -> list[PartChange]:
    """Return each part that the latest week differs in from the average of the weeks before."""
    latest, before = weeks[-1], weeks[-1 - view.numbers.weeks_before : -1]
    rows = [(part, getattr(latest, part), average(getattr(week, part) for week in before)) for part in CHANGING]
    return [PartChange(part=part, latest=now, before=usual) for part, now, usual in rows if now != usual]
