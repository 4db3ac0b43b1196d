"""What readers of clinics' rows share: days, age bands, and what a code counts."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Annotated, NamedTuple

from pydantic import BeforeValidator

from ingest.reading import Notes
from schemas.mission import Element, Mission
from schemas.report import AgeBand, Measure, Sex

AGE_BANDS: tuple[tuple[int, AgeBand], ...] = (
    (61, "61+"),
    (41, "41-60"),
    (26, "26-40"),
    (18, "18-25"),
    (12, "12-17"),
    (0, "0-11"),
)
OLDEST_YEARS = 120


class Lists(NamedTuple):
    """The mission's elements by code, and the ids of its facilities."""

    elements: dict[str, Element]
    facilities: frozenset[str]


def lists_of(mission: Mission) -> Lists:
    """Return what the readers look up, made once for a message."""
    return Lists(
        elements={element.code: element for element in mission.elements},
        facilities=frozenset(facility.id for facility in mission.facilities),
    )


def note_unknown_facility(field: str, facility_id: str, lists: Lists, notes: Notes) -> None:
    """Add a note if the mission does not list the facility that `field` names."""
    if facility_id not in lists.facilities:
        notes.append(f"{field}: facilities.csv has no such facility, so its district is not known")


def day_of(value: object) -> date:
    """Return the day of an ISO 8601 moment as its writer's calendar has it, whatever the zone.

    Raises `ValueError` for all else, a bare year or number too, which would pass for seconds since 1970.
    """
    try:
        day = datetime.fromisoformat(str(value).strip()).date()
    except ValueError:
        raise ValueError("must be a day like 2025-02-14, with or without a time") from None
    if not 2000 <= day.year < 2100:
        raise ValueError("must be a day of this century")
    return day


VisitDay = Annotated[date, BeforeValidator(day_of)]


def age_band(born: date | None, on: date) -> AgeBand | None:
    """Return the age band (GBVIMS) on the day `on`; None for an age that nobody has."""
    if born is None:
        return None
    years = on.year - born.year - ((on.month, on.day) < (born.month, born.day))
    return next((band for least, band in AGE_BANDS if years >= least), None) if years <= OLDEST_YEARS else None


def measures_of(codes: Iterable[str], lists: Lists) -> tuple[Measure, ...]:
    """Return attendance, and what `codes` count by elements.csv besides, each once."""
    found = {element.measure for element in listed(codes, lists) if element.measure} - {"attendance"}
    return ("attendance", *sorted(found))


def sex_and_age(codes: Iterable[str], lists: Lists) -> tuple[Sex | None, AgeBand | None]:
    """Return the sex and the age band that `codes` say by elements.csv, the first of each."""
    found = listed(codes, lists)
    sex = next((element.sex for element in found if element.sex), None)
    return sex, next((element.age_band for element in found if element.age_band), None)


def listed(codes: Iterable[str], lists: Lists) -> list[Element]:
    """Return what elements.csv says of `codes`, in their order; codes that it does not list are passed over."""
    return [lists.elements[code] for code in codes if code in lists.elements]
