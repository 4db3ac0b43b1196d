"""Incidents of gender-based violence from the GBVIMS Incident Recorder: a CSV export a message, counted at the door.

Columns are those of Primero's incident_recorder exporter (formats.md 3.3, `ingest.gbvims_columns`). Nothing of a row is
kept but the cell that it counts in; the reporting agency is not read at all (rule D30), and a row without consent
counts nothing (rule D07).
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice
from typing import NamedTuple

from ingest import reading
from ingest.cases import age_band
from ingest.gbvims_columns import (
    COLUMNS,
    NOT_GENDER_BASED,
    OTHER_VIOLENCE,
    READ,
    REQUIRED,
    SEXES,
    SEXUAL_VIOLENCE,
    YES,
    column_names,
    folded,
)
from ingest.periods import moment_written, month_of
from ingest.safeguards import CLINIC_SAFEGUARDS
from ingest.tables import table_lines
from schemas.errors import RefusedError
from schemas.messages import Message
from schemas.mission import Mission
from schemas.protection import Audience, Level, Tlp
from schemas.report import CaseDraft, CaseState, Measure
from schemas.source import Reliability, SourceRules, SourceType

RULES = SourceRules(
    source_type=SourceType.CLINIC,
    level=Level.STRICTLY_CONFIDENTIAL,
    tlp=Tlp.RED,
    audience=Audience.STAFF,
    purpose="early warning from counts of reported incidents, never from single survivors",
    retention_days=365,
    owner="gender-based violence coordination",
    legal_basis="GBVIMS information sharing protocol and each survivor's consent",
    impact_assessment="DPIA of the mission folder",
    sharing_protocol="information sharing protocol of the mission folder",
    referral_pathway="the reporting service has referred already; nobody is contacted because of a count",
    safeguards=CLINIC_SAFEGUARDS,
    expected_every_days=31,
    reliability=Reliability.B,
    language="en",
)

DAY_FORMATS = ("%Y-%m-%d", "%d-%b-%Y", "%d-%b-%y", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y")
"""Primero writes the second, spreadsheets the others; in figures the day comes before the month."""
EITHER_DAY_OR_MONTH = re.compile(r"(?:0?[1-9]|1[0-2])([/.-])(?:0?[1-9]|1[0-2])\1[0-9]{4}")
DELIMITERS = ",;\t"

Areas = dict[str, str]


class Incident(NamedTuple):
    """The filled cells that are read, by column, and the names of the columns that are not."""

    cells: dict[str, str]
    dropped: tuple[str, ...]


def read(message: Message, mission: Mission) -> Iterator[reading.ReadRow]:
    """Yield one case for each row of the export; no reason and no account names a row."""
    areas = _areas(mission)
    return reading.read_each(
        message,
        split=_incidents,
        read_item=lambda incident, notes: _read_incident(incident, notes, areas),
        identify=lambda incident: None,
    )


def _areas(mission: Mission) -> Areas:
    """Return the second-level areas by every folded name that the mission has for them."""
    own = {folded(place.admin2): place.admin2 for place in mission.places if place.admin2}
    districts = [place for place in mission.places if place.feature_code == "ADM2" and place.admin2]
    others = {folded(name): place.admin2 or "" for place in districts for name in (place.name, *place.alternate_names)}
    return others | own


def _incidents(value: bytes | None, notes: reading.Notes) -> list[Incident]:
    headers, *lines = _lines(value, notes)
    names = column_names(headers)
    _refuse_unreadable(headers, names)
    dropped = tuple(sorted({name or "(unnamed)" for name in names} - READ))
    return [Incident(_cells(names, line), dropped) for line in lines]


def _lines(value: bytes | None, notes: reading.Notes) -> list[list[str]]:
    """Return the lines that hold anything, split at what divides the headers: comma, semicolon or tab."""
    text = reading.decoded(value or b"", notes).replace("\0", "").strip()
    first = text.partition("\n")[0]
    lines = table_lines(text, delimiter=max(DELIMITERS, key=first.count))
    filled = list(islice(lines, reading.MOST_ROWS + 2))
    if not filled:
        raise RefusedError("the message is empty; send the export again")
    return filled


def _refuse_unreadable(headers: Sequence[str], names: Sequence[str | None]) -> None:
    """Raise `RefusedError` for a table without headers, or where a column to read is missing or there twice."""
    if any(_day(header) for header in headers):
        raise RefusedError("the export has no headers; export it with its first row")
    for name in REQUIRED:
        if name not in names:
            raise RefusedError(f"{COLUMNS[name][0]}: the export has no such column; export it too")
    for name in sorted(READ):
        if names.count(name) > 1:
            raise RefusedError(f"{COLUMNS[name][0]}: the export has two such columns; leave one out")


def _cells(names: Sequence[str | None], line: Sequence[str]) -> dict[str, str]:
    cells = zip(names, line, strict=False)
    return {name: cell.strip() for name, cell in cells if name in READ and name and cell.strip()}


def _read_incident(incident: Incident, notes: reading.Notes, areas: Areas) -> reading.ReadRow:
    cells = incident.cells
    for name in ("incident_id", "gbv_type"):
        if name not in cells:
            raise RefusedError(f"{COLUMNS[name][0]}: must not be empty")
    interview = _interview(cells, notes)
    month = month_of(interview)
    case = CaseDraft(
        identity=cells["incident_id"],
        area=_area(cells, notes, areas),
        measures=(_measure(cells, notes),),
        sex=SEXES.get(folded(cells.get("sex", ""))),
        age_band=age_band(_day(cells.get("date_of_birth", "")), interview),
        period_from=month.first,
        period_to=month.last,
        state=_state(cells),
        notes=tuple(notes),
    )
    return reading.ReadRow(row=case, dropped_fields=incident.dropped)


def _interview(cells: dict[str, str], notes: reading.Notes) -> date:
    written = cells.get("date_of_interview", "")
    day = _day(written)
    if day is None:
        raise RefusedError("DATE OF INTERVIEW: must be a day like 2025-02-14 or 14-Feb-2025")
    if EITHER_DAY_OR_MONTH.match(written):
        notes.append("DATE OF INTERVIEW: written in figures, read as day before month")
    return day


def _day(text: str) -> date | None:
    moment = moment_written(re.split("[ T]", text.strip())[0], DAY_FORMATS)
    return moment.date() if moment else None


def _measure(cells: dict[str, str], notes: reading.Notes) -> Measure:
    kind = folded(cells["gbv_type"])
    if kind in SEXUAL_VIOLENCE:
        return "gbv_sexual_violence"
    if kind not in OTHER_VIOLENCE | NOT_GENDER_BASED:
        notes.append("GBV TYPE: not a word of ingest/gbvims_columns.py, counted as another kind of violence")
    return "gbv_other"


def _state(cells: dict[str, str]) -> CaseState:
    """Count a row with consent, unless the service found that the violence was not gender-based."""
    if folded(cells.get("consent", "")) not in YES:
        return "refused_for_consent"
    return "withdrawn" if folded(cells["gbv_type"]) in NOT_GENDER_BASED else "counts"


def _area(cells: dict[str, str], notes: reading.Notes, areas: Areas) -> str:
    """Return the district, or else the county, in the mission's own spelling; `unknown` where it has neither."""
    named = (areas.get(folded(cells.get(name, ""))) for name in ("district", "county"))
    area = next(filter(None, named), None)
    if area is None:
        notes.append("INCIDENT DISTRICT: no second-level area of this mission")
    return area or "unknown"
