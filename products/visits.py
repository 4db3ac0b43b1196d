"""Where patrols were, by their own notes: past visits only, never a plan."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple

from products.places import nearest_place, settlements
from products.view import View
from schemas.geography import Position
from schemas.index import Window
from schemas.mission import Place, fold_name
from schemas.protection import Level, Tlp
from schemas.report import Contact, Report, StatedPlace
from schemas.source import SourceType


class Visit(NamedTuple):
    """A patrol at a place on a day; `since` and `until` are the whole patrol's, and None for an earlier visit."""

    report_id: str
    place_id: str
    day: date
    since: datetime | None
    until: datetime | None
    contacts: tuple[Contact, ...]
    level: Level
    tlp: Tlp


class Visits(NamedTuple):
    """All visits, oldest first, and how many stated places are none of the mission's."""

    visits: tuple[Visit, ...]
    not_matched: int


def read_visits(view: View) -> Visits:
    """Return the visits that patrol notes tell of, those of withdrawn notes left out."""
    finder = Finder.of(view)
    made: list[Visit] = []
    lost = 0
    for report in patrol_notes(view):
        for stated in report.stated_places:
            place = finder.find(stated, report.stated_places)
            lost += place is None
            made += _visits(report, stated, place) if place else []
    known = (visit for visit in made if visit.day <= view.now.date())
    return Visits(tuple(sorted(known, key=lambda visit: (visit.day, visit.place_id, visit.since is None))), lost)


def patrol_notes(view: View) -> Iterator[Report]:
    """Yield the patrol notes that stand, as far back as a visit counts."""
    since = view.now - timedelta(days=view.numbers.visits_days)
    window = Window(field="dated_at", since=since, until=view.now)
    for report in view.index.find(Report, view.scopes, {"source_type": SourceType.PATROL.value}, window):
        if not report.withdrawn and report.ingested_at <= view.now:
            yield report


def _visits(report: Report, stated: StatedPlace, place: Place) -> Iterator[Visit]:
    since = report.observed_from or report.occurred_from or report.reported_at or report.ingested_at
    timed = report.observed_from
    marks = report.level, report.tlp
    yield Visit(
        report.report_id, place.id, since.date(), timed, report.observed_to if timed else None, report.contacts, *marks
    )
    if stated.last_visited:
        yield Visit(report.report_id, place.id, stated.last_visited, None, None, (), *marks)


class Finder(NamedTuple):
    """Finds the settlement that a place field means: by p-code, by name, by position."""

    places: Sequence[Place]
    by_code: Mapping[str, Place]
    by_name: Mapping[str, Sequence[Place]]
    same_place_km: float

    @classmethod
    def of(cls, view: View) -> "Finder":
        """Return a finder for the mission's settlements."""
        places, by_name = settlements(view.mission), defaultdict(list)
        for place in places:
            for name in {fold_name(each) for each in (place.name, *place.alternate_names)}:
                by_name[name].append(place)
        by_code = {code: place for place in places for code in (place.id, place.pcode) if code}
        return cls(places, by_code, by_name, view.numbers.same_place_km)

    def find(self, stated: StatedPlace, beside: Iterable[StatedPlace]) -> Place | None:
        """Return the settlement of a place field; namesakes are told apart by the districts of those `beside`."""
        if place := self.by_code.get(stated.pcode or ""):
            return place
        if stated.latitude is not None and stated.longitude is not None:
            position = Position(stated.latitude, stated.longitude)
            return nearest_place(self.places, position, within_km=self.same_place_km)
        named = self.by_name.get(fold_name(stated.name or ""), ())
        coded = (self.by_code.get(each.pcode or "") for each in beside)
        around = {place.admin2 for place in coded if place} | {stated.admin2} - {None}
        return _only(named) or _only([place for place in named if place.admin2 in around])


def _only(places: Sequence[Place]) -> Place | None:
    return places[0] if len(places) == 1 else None


def by_place(visits: Iterable[Visit]) -> dict[str, list[Visit]]:
    """Return the visits of each place, oldest first."""
    found: dict[str, list[Visit]] = defaultdict(list)
    for visit in visits:
        found[visit.place_id].append(visit)
    return found


def visits_near(view: View, visits: Iterable[Visit], is_near: Callable[[Place], bool]) -> list[Visit]:
    """Return the visits to the settlements that `is_near` holds for, oldest first."""
    ids = {place.id for place in settlements(view.mission) if is_near(place)}
    return [visit for visit in visits if visit.place_id in ids]


def days_since(view: View, visits: Sequence[Visit]) -> int | None:
    """Return the days since the latest of `visits`, None where there is none."""
    return (view.now.date() - max(visit.day for visit in visits)).days if visits else None


def hours_looked(visits: Iterable[Visit], *, since: datetime) -> set[int]:
    """Return the hours of the day in which a patrol was about after `since`, by the patrol's own beginning and end."""
    return {
        hour for visit in visits if visit.since and visit.since >= since for hour in _hours(visit.since, visit.until)
    }


def _hours(since: datetime, until: datetime | None) -> Iterator[int]:
    spent = min((until or since) - since, timedelta(hours=23))
    for number in range(int((spent + timedelta(minutes=since.minute)).total_seconds() // 3600) + 1):
        yield (since.hour + number) % 24


def clock_spans(hours: set[int]) -> tuple[str, ...]:
    """Return the hours in spans of the clock that may pass midnight: `18:00–06:00`."""
    if len(hours) == 24:
        return ("00:00–24:00",)
    starts = sorted(hour for hour in hours if (hour - 1) % 24 not in hours)
    return tuple(f"{start:02}:00–{_end(start, hours):02}:00" for start in starts)


def _end(start: int, hours: set[int]) -> int:
    hour = start
    while hour in hours:
        hour = (hour + 1) % 24
    return hour
