"""A small invented mission for the tests of products: two districts, a straight road, a base, a clinic."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

from products.view import View
from schemas.annotation import Event, ToldLanguage
from schemas.index import Document
from schemas.mission import Base, Facility, Mission, Place, PriorityRequirement
from schemas.protection import ANALYST, Profile
from schemas.report import Report, StatedPlace
from schemas.warning import Warning
from tests.factories import make_event, make_evidence, make_place, make_report, make_warning, moment
from tests.patterns.world import CATALOGUE, indexed, indicator

NOW = 40
"""The day on which products are made; signs a few days before it are fresh."""

DEGREE_KM = 111.195
KANVI = CATALOGUE.model_copy(
    update={
        "indicators": (
            *CATALOGUE.indicators,
            indicator("ARM-09", "ambush", 3, "both"),
            indicator("ARM-14", "extremist_rule", 3, "both"),
            indicator("ARM-12", "reprisal_threat", 4, "crsv"),
        )
    }
)


def place(number: int, name: str, north_km: float, *, east_km: float = 0, **fields: Any) -> Place:
    """Return a village so many kilometres north and east of the base at 0, 0, on the equator."""
    defaults: dict[str, Any] = {"feature_code": "PPL", "admin1": "Nord", "admin2": "Kanvi", "pcode": f"XX-{number}"}
    position = {"latitude": north_km / DEGREE_KM, "longitude": east_km / DEGREE_KM}
    return Place(id=f"XX-{number}", name=name, **(defaults | position | fields))


PLACES = (
    place(1, "Alo", 0),
    place(2, "Bemi", 10),
    place(3, "Cona", 20),
    place(4, "Dusso", 30, east_km=40, admin2="Dombu"),
    place(5, "Centre de Cona", 20, feature_code="HSP"),
    place(6, "Kanvi", 10, feature_code="ADM2"),
    place(7, "Dombu", 30, east_km=40, feature_code="ADM2", admin2="Dombu"),
)
MISSION = Mission(
    name="Test mission",
    invented=True,
    places=PLACES,
    bases=(
        Base(id="B", name="Alo base", latitude=0, longitude=0),
        Base(id="F", name="Far base", latitude=2, longitude=2),
    ),
    facilities=(Facility(id="F", name="Centre de Cona", place_id="XX-5", admin2="Kanvi"),),
    addressees={"Nord": "duty officer of Sector North"},
    referral={"en": "Refer to the focal point.", "fr": "Orienter vers le point focal."},
    pirs=(
        PriorityRequirement(id="P1", question="Where?", areas=("Kanvi", "Dombu"), indicators=("ARM",), owner="chief"),
    ),
)


def at(number: int, **fields: Any) -> dict[str, Any]:
    """Return the fields of an event at village `number`."""
    known = PLACES[number - 1]
    defaults = {
        "place_id": known.id,
        "name": known.name,
        "latitude": known.latitude,
        "longitude": known.longitude,
        "radius_km": 1.0,
        "admin2": known.admin2,
    }
    return {"place": make_place(**defaults | fields)}


def told(name: str, kind: str, day: float, where: int = 2, **fields: Any) -> Event:
    """Return a sign of `kind` at village `where`, told by a patrol, known two hours later."""
    ours, known = next(each for each in KANVI.indicators if each.kind == kind), moment(day) + timedelta(hours=2)
    defaults: dict[str, Any] = {
        "kind": kind,
        "indicators": (ours.id,),
        "severity": ours.severity,
        "occurred_from": moment(day),
        "occurred_to": moment(day),
        "reported_at": known,
        "ingested_at": known,
        "quote": f"{kind} at {name}",
        "actors": (),
        "counts": (),
    }
    return make_event(name, **(defaults | at(where) | fields))


def patrol(name: str, day: float, *stated: StatedPlace, hours: float = 8, **fields: Any) -> Report:
    """Return a patrol note of a patrol that began at 06:00 on `day`."""
    defaults = {
        "stated_places": stated,
        "observed_from": moment(day),
        "observed_to": moment(day) + timedelta(hours=hours),
        "occurred_from": None,
        "occurred_to": None,
        "reported_at": moment(day + 0.5),
        "ingested_at": moment(day + 0.5),
    }
    return make_report(name, **defaults | fields)


def warning_at(number: int, name: str = "one", **fields: Any) -> Warning:
    """Return an open warning at village `number`, with one sign."""
    known = PLACES[number - 1]
    area = {
        "name": known.name,
        "admin1": "Nord",
        "admin2": known.admin2,
        "place_id": known.id,
        "latitude": known.latitude,
        "longitude": known.longitude,
        "radius_km": 5.0,
    }
    defaults: dict[str, Any] = {
        "area": area,
        "indicators": ("ARM-01",),
        "window_to": moment(NOW + 10),
        "evidence": (make_evidence(name, place_name=known.name, occurred_to=moment(NOW - 2)),),
        "independent_origins": 2,
    }
    return make_warning(name, **defaults | fields)


@contextmanager
def view_of(
    folder: Path,
    documents: Iterable[Document] = (),
    *,
    profile: Profile = ANALYST,
    mission: Mission = MISSION,
    language: ToldLanguage = "en",
    now: float = NOW,
) -> Iterator[View]:
    """Open a view on an embedded index that holds `documents`."""
    index = indexed(folder, documents)
    try:
        yield View(index, profile, mission, KANVI, moment(now), language)
    finally:
        index.close()
