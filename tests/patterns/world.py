"""A small invented world for the tests of patterns: a catalogue, a district, signs and clinic weeks."""

from collections.abc import Iterable
from contextlib import closing
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from patterns.life import fold
from patterns.registry import detect_all
from patterns.warnings import update
from schemas.annotation import Event, EventPlace
from schemas.base import stable_id
from schemas.catalogue import Catalogue, Indicator
from schemas.index import Document
from schemas.mission import Mission, Place
from schemas.protection import ANALYST, Level, Profile
from schemas.report import Count
from schemas.source import SourceType
from schemas.warning import Pattern, Warning, WarningEntry
from search.embedded_index import EmbeddedIndex
from tests.factories import make_count, make_event, make_place, moment

MONDAY = date(2026, 3, 2)


def indicator(indicator_id: str, kind: str, severity: int, tie: Any, **fields: Any) -> Indicator:
    """Return an invented indicator."""
    return Indicator(
        id=indicator_id,
        name={"en": kind.replace("_", " "), "fr": f"signe {kind}"},
        definition=kind,
        kind=kind,
        severity=severity,
        tie=tie,
        sources=("patrol",),
        patterns={},
        probes=fields.pop(
            "probes", {"en": (f"Who has noticed {kind.replace('_', ' ')}?",), "fr": (f"Qui a vu {kind} ?",)}
        ),
        basis="invented",
        **fields,
    )


CATALOGUE = Catalogue(
    version="test",
    indicators=(
        indicator("MOB-01", "women_missing", 4, "both"),
        indicator("MOB-03", "night_flight", 4, "both"),
        indicator("MOB-05", "women_stop_market", 4, "crsv"),
        indicator("MOB-06", "school_closed", 3, "both"),
        indicator("ARM-01", "strangers", 4, "both"),
        indicator("ARM-03", "checkpoint", 3, "both"),
        indicator("ARM-15", "vigilantes", 2, "crsv"),
        indicator("POL-02", "impunity", 2, "crsv"),
        indicator("CLN-01", "clinic_surge", 4, "crsv"),
        indicator("CLN-02", "pep_used_up", 4, "crsv"),
        indicator("CLN-06", "silence", 4, "both", absence=True),
        indicator("TIP-01", "abduction", 5, "both"),
        indicator("TIP-04", "recruiters", 3, "trafficking"),
        indicator("CRSV-01", "rape", 5, "crsv", probes={"en": ("Ask survivors what happened.",)}),
        indicator("ECO-01", "season", 2, "both"),
    ),
)
BY_KIND = {each.kind: each for each in CATALOGUE.indicators}

MISSION = Mission(
    places=(
        Place(id="XX-D1", name="Kanvi", feature_code="ADM2", latitude=11.2, longitude=2.9, admin1="Nord"),
        Place(
            id="XX-1", name="Kanvi-Est", feature_code="PPL", latitude=11.2, longitude=2.9, admin1="Nord", admin2="Kanvi"
        ),
        Place(id="XX-D2", name="Dombu", feature_code="ADM2", latitude=12.6, longitude=4.4, admin1="Nord"),
    ),
    addressees={"Nord": "duty officer of Sector North"},
)


def village(number: int = 1, **fields: Any) -> EventPlace:
    """Return village `number` of Kanvi: each 2 km north of the one before."""
    defaults = {
        "place_id": f"XX-{number}",
        "name": f"Kanvi-{number}",
        "latitude": 11.2 + number * 2 / 111.2,
        "radius_km": 1.0,
    }
    return make_place(**defaults | fields)


def sign(name: str, kind: str, day: float = 0, **fields: Any) -> Event:
    """Return a sign of `kind` on `day`, told by a patrol, known two hours later."""
    defaults: dict[str, Any] = {
        "kind": kind,
        "indicators": (BY_KIND[kind].id,),
        "severity": BY_KIND[kind].severity,
        "place": village(),
        "occurred_from": moment(day),
        "occurred_to": moment(day),
        "ingested_at": moment(day) + timedelta(hours=2),
        "quote": f"{kind} at {name}",
    }
    return make_event(name, **defaults | fields)


NGO: dict[str, Any] = {"originator": "Example NGO", "source_type": SourceType.NGO}
COMMUNITY: dict[str, Any] = {"originator": "Community line", "source_type": SourceType.COMMUNITY}


def clinic_week(number: int, value: int | None, **fields: Any) -> Count:
    """Return the attendance of women in week `number`, Monday to Sunday, known the Monday after."""
    start = MONDAY + timedelta(weeks=number)
    facility, band = fields.get("facility_id", "FAC-7"), fields.get("age_band", "18-25")
    level = fields.get("level", Level.CONFIDENTIAL)
    measure = fields.get("measure", "attendance")
    defaults: dict[str, Any] = {
        "id": stable_id(facility, measure, band or "", fields.get("sex") or "", str(number), level),
        "age_band": band,
        "period_from": start,
        "period_to": start + timedelta(days=6),
        "value": value,
        "ingested_at": datetime.combine(start + timedelta(days=7), datetime.min.time(), moment().tzinfo),
    }
    return make_count(f"{facility}-{number}", **defaults | fields)


def indexed(folder: Path, documents: Iterable[Document]) -> EmbeddedIndex:
    """Return an index that holds `documents`."""
    index = EmbeddedIndex(folder / "index.sqlite")
    index.put(documents)
    index.refresh()
    return index


def detect(
    folder: Path,
    documents: Iterable[Document],
    *,
    now: float = 10,
    profile: Profile = ANALYST,
    mission: Mission = MISSION,
) -> list[Pattern]:
    """Return what all detectors see in `documents` on day `now`."""
    with closing(indexed(folder, documents)) as index:
        return detect_all(index, profile=profile, now=moment(now), mission=mission, catalogue=CATALOGUE)


def lives(
    folder: Path, documents: Iterable[Document], *, days: Iterable[float], profile: Profile = ANALYST
) -> tuple[list[WarningEntry], list[Warning]]:
    """Return the entries and the final warnings of a run with a step on each of `days`; nothing is known too early."""
    entries: list[WarningEntry] = []
    with closing(indexed(folder, ())) as index:
        waiting = sorted(documents, key=lambda document: document.ingested_at)  # type: ignore[union-attr]  # events, counts
        for day in days:
            known = [each for each in waiting if each.ingested_at <= moment(day)]  # type: ignore[union-attr]  # as above
            index.put(known)
            index.refresh()
            patterns = detect_all(index, profile=profile, now=moment(day), mission=MISSION, catalogue=CATALOGUE)
            entries += step(entries, patterns, day=day, profile=profile)
    return entries, fold(entries)


def step(
    entries: list[WarningEntry], patterns: Iterable[Pattern], *, day: float, profile: Profile = ANALYST
) -> list[WarningEntry]:
    """Return the entries that a step adds to `entries`."""
    return update(fold(entries), list(patterns), now=moment(day), profile=profile, mission=MISSION, catalogue=CATALOGUE)
