"""Incident tables of organisations as HXL CSV: one file a message, one report a row (formats.md 3.2)."""

import hashlib
from collections.abc import Iterator, Sequence
from datetime import datetime

from ingest import reading
from ingest.hxl import Row, read_table
from ingest.periods import moment_written
from schemas.errors import RefusedError
from schemas.messages import Message
from schemas.mission import Mission
from schemas.protection import Audience, Level, Tlp, stated_audience
from schemas.report import Draft, StatedPlace
from schemas.source import Reliability, SourceRules, SourceType

RULES = SourceRules(
    source_type=SourceType.NGO,
    level=Level.CONFIDENTIAL,
    tlp=Tlp.AMBER,
    audience=Audience.ALL,
    purpose="early warning for the protection of civilians",
    retention_days=1825,
    owner="protection cluster information management",
    legal_basis="information sharing protocol of the protection cluster",
    impact_assessment="DPIA of the mission folder",
    sharing_protocol="information sharing protocol of the mission folder",
    referral_pathway="referral note of the mission folder; the organisations run their own",
    expected_every_days=31,
    reliability=Reliability.C,
    language="en",
)

ID_HEADERS = frozenset({"id", "event_id", "event id", "event_id_cnty", "identifier"})
DATE_FORMATS = ("%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y")
READ_TAGS = frozenset({"event", "date", "group", "adm1", "adm2", "adm3", "loc", "geo", "description", "affected"})
READ_BESIDES = frozenset({"#meta+sharing", "#country+code", "#org+name", "#meta+source"})


def read(message: Message, mission: Mission) -> Iterator[reading.ReadRow]:
    """Yield one row for each row of the table."""
    return reading.read_each(message, split=read_table, read_item=_read_row, identify=_stated_identity)


def _read_row(row: Row, notes: reading.Notes) -> reading.ReadRow:
    described = "\n".join(row.all("description"))
    coded = _coded(row)
    if not described and not coded:
        raise RefusedError("#description, #event: one of them must say what happened")
    first, last = _dates(row, notes)
    draft = Draft(
        identity=_stated_identity(row) or _hash(row),
        title=row.first("event", "type") or "",
        sections=(("description", described), ("coded", coded)),
        originator=(row.first("org", "name") or row.first("meta", "source") or "").strip('" ').split(",")[0],
        country=row.first("country", "code"),
        audience=stated_audience(row.first("meta", "sharing")),
        stated_places=_places(row, notes),
        occurred_from=first,
        occurred_to=last,
        reported_at=_moment(row.first("date", "reported"), "#date+reported", notes),
        notes=tuple(notes),
    )
    return reading.ReadRow(row=draft, dropped_fields=_dropped(row))


def _stated_identity(row: Row) -> str | None:
    """Return the row's own identity: `#event+code`, else its first id column, known by tag or header."""
    own = (value for column, value in row.cells.items() if "id" in column.attributes or column.header in ID_HEADERS)
    return reading.code_or_none(row.first("event", "code") or next(own, None))


def _hash(row: Row) -> str:
    """Return an identity for a row that has none: the file may move the row, but not correct it."""
    cells = sorted(f"{column.name if column.tag else ''}={value}" for column, value in row.cells.items())
    return hashlib.sha256("\n".join(cells).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _coded(row: Row) -> str:
    """Return what the coded columns say, in the file's own words, as a line that can be read for signs."""
    affected = (
        f"{' '.join(sorted(column.attributes)) or 'affected'}: {value}"
        for column, value in row.cells.items()
        if column.tag == "affected" and value not in ("0", "0.0")
    )
    parts = ("; ".join(row.all("event", "type")), "; ".join(row.all("group", "name")), "; ".join(affected))
    return ". ".join(part for part in parts if part)


def _dates(row: Row, notes: reading.Notes) -> tuple[datetime | None, datetime | None]:
    start = row.first("date", "occurred") or row.first("date", "start", without=["year"])
    plain = start or row.first("date", without=["year", "end", "reported"])
    first = _moment(plain, "#date", notes)
    last = _moment(row.first("date", "end", without=["year"]), "#date+end", notes)
    if first and last and last < first:
        notes.append("#date+end: lies before the start, left out")
        return first, None
    return first, last


def _moment(text: str | None, name: str, notes: reading.Notes) -> datetime | None:
    """Return the day that `text` names; day before month where it is not ISO 8601, as OCHA's tables have it."""
    if text is None:
        return None
    try:
        return reading.in_utc(datetime.fromisoformat(text))
    except ValueError:
        moment = moment_written(text, DATE_FORMATS)
    if moment is None:
        notes.append(f"{name}: cannot be read, left out")
    return moment


def _places(row: Row, notes: reading.Notes) -> tuple[StatedPlace, ...]:
    latitude, longitude = reading.coordinates(_number(row, "lat", notes), _number(row, "lon", notes), notes)
    place = StatedPlace(
        name=row.first("loc", "name") or row.first("adm3", "name"),
        pcode=_finest_code(row),
        latitude=latitude,
        longitude=longitude,
        admin1=row.first("adm1", "name"),
        admin2=row.first("adm2", "name"),
    )
    return (place,) if place != StatedPlace() else ()


def _finest_code(row: Row) -> str | None:
    """Return the p-code of the finest area that the row names, if that area has one."""
    named = next((tag for tag in ("loc", "adm3", "adm2", "adm1") if row.first(tag)), None)
    return row.first(named, "code") if named else None


def _number(row: Row, attribute: str, notes: reading.Notes) -> float | None:
    text = row.first("geo", attribute)
    try:
        return float(text) if text else None
    except ValueError:
        notes.append(f"#geo+{attribute}: cannot be read, left out")
        return None


def _dropped(row: Row) -> tuple[str, ...]:
    names: Sequence[str] = [
        column.name for column in row.cells if column.tag not in READ_TAGS and column.name not in READ_BESIDES
    ]
    return reading.field_names(name.removeprefix("#") for name in names)
