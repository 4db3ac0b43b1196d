"""Patrol notes of the mission's own team sites: one JSON object or one plain-text SITREP a message (formats.md 3.1)."""

from collections.abc import Iterator
from datetime import datetime

from ingest import reading
from ingest.sitrep import period, read_sitrep
from schemas.messages import Message
from schemas.mission import Mission
from schemas.protection import Audience, Level, Tlp
from schemas.report import Contact, Draft, StatedPlace
from schemas.source import Reliability, SourceRules, SourceType

RULES = SourceRules(
    source_type=SourceType.PATROL,
    level=Level.CONFIDENTIAL,
    tlp=Tlp.AMBER,
    audience=Audience.MISSION,
    purpose="early warning for the protection of civilians",
    retention_days=730,
    owner="joint operations centre",
    legal_basis="the mission's mandate to protect civilians",
    impact_assessment="DPIA of the mission folder",
    sharing_protocol="information sharing protocol of the mission folder",
    referral_pathway="referral note of the mission folder; observers do not question survivors",
    expected_every_days=1,
    reliability=Reliability.B,
    language="en",
)

BLANK_OR_MARK = b" \t\r\n\xef\xbb\xbf"
SECTIONS = ("significant_observations", "gender_observations", "action_taken", "assessment")
# `restricted` is older usage for what ST/SGB/2007/6 calls confidential.
LEVELS = {"restricted": Level.CONFIDENTIAL} | {level.value: level for level in Level}


class NotedPlace(reading.Wire):
    """A place that the patrol visited."""

    name: str | None = None
    pcode: str | None = None
    grid: str | None = None
    lat: reading.OptionalNumber = None
    lon: reading.OptionalNumber = None
    last_visited: reading.OptionalDate = None


class NotedContact(reading.Wire):
    """A group that the patrol spoke with."""

    group: str
    count: reading.OptionalCount = None
    interviewer_sex: reading.OptionalSex = None


class PatrolNote(reading.Wire):
    """The note as the team site writes it."""

    unit: reading.Code
    report_no: reading.Code
    report_type: str | None = None
    revision: reading.Revision = 0
    withdrawn: bool = False
    dtg_start: reading.OptionalMoment = None
    dtg_end: reading.OptionalMoment = None
    places: tuple[NotedPlace, ...] = ()
    contacts: tuple[NotedContact, ...] = ()
    significant_observations: str | None = None
    gender_observations: str | None = None
    action_taken: str | None = None
    assessment: str | None = None
    lang: str | None = None
    classification: str | None = None


def read(message: Message, mission: Mission) -> Iterator[reading.ReadRow]:
    """Yield the one row of the message; what does not begin like a JSON object is read as plain text."""
    if message.value and not message.value.lstrip(BLANK_OR_MARK).startswith((b"{", b"[")):
        return reading.read_each(
            message, split=lambda value, notes: [value or b""], read_item=_read_text, identify=lambda value: None
        )
    return reading.read_rows(
        message,
        split=lambda document: [document],
        read_item=_read_note,
        identify=lambda item: reading.identity_or_none(item, "unit", "report_no"),
    )


def _read_text(value: bytes, notes: reading.Notes) -> reading.ReadRow:
    sitrep = read_sitrep(value, notes)
    first, last = period(sitrep, notes)
    unit = sitrep.headers.get("from") or sitrep.headers.get("location") or ""
    draft = Draft(
        identity=sitrep.identity,
        title=sitrep.headers.get("subject", "Patrol note"),
        sections=sitrep.sections,
        originator=unit,
        observed_from=first,
        observed_to=last,
        notes=tuple(notes),
    )
    return reading.ReadRow(row=draft, dropped_fields=reading.field_names(sitrep.dropped))


def _read_note(item: object, notes: reading.Notes) -> reading.ReadRow:
    note = reading.validated(PatrolNote, item, notes)
    draft = Draft(
        identity=f"{note.unit}:{note.report_no}",
        title=f"{note.report_type or 'Patrol note'} {note.report_no}",
        sections=tuple((name, text) for name in SECTIONS if (text := getattr(note, name))),
        language=note.lang,
        originator=note.unit,
        order=note.revision,
        withdrawn=note.withdrawn,
        level=_level(note.classification, notes),
        stated_places=tuple(_stated_place(place, notes) for place in note.places),
        contacts=tuple(Contact(**contact.model_dump(include=set(Contact.model_fields))) for contact in note.contacts),
        observed_from=note.dtg_start,
        observed_to=_end(note, notes),
        notes=tuple(notes),
    )
    return reading.ReadRow(row=draft, dropped_fields=reading.dropped_fields(note))


def _level(classification: str | None, notes: reading.Notes) -> Level | None:
    """Return the level named; a word that nobody defined counts as the highest, so that nothing leaks."""
    if not classification:
        return None
    level = LEVELS.get(classification.lower().replace(" ", "_"))
    if level is None:
        notes.append("classification: not a known level, taken as strictly confidential")
    return level or Level.STRICTLY_CONFIDENTIAL


def _stated_place(place: NotedPlace, notes: reading.Notes) -> StatedPlace:
    latitude, longitude = reading.coordinates(place.lat, place.lon, notes)
    return StatedPlace(
        name=place.name,
        pcode=place.pcode,
        grid=place.grid,
        latitude=latitude,
        longitude=longitude,
        last_visited=place.last_visited,
    )


def _end(note: PatrolNote, notes: reading.Notes) -> datetime | None:
    if note.dtg_start and note.dtg_end and note.dtg_end < note.dtg_start:
        notes.append("dtg_end: lies before dtg_start, left out")
        return None
    return note.dtg_end
