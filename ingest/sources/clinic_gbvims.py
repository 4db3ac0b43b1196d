"""Incidents of gender-based violence from the GBVIMS Incident Recorder: a CSV export a message, counted at the door.

Columns are those of Primero's incident_recorder exporter (formats.md 3.3). Nothing of a row is kept but the cell that
it counts in; the reporting agency is not read at all (rule D30), and a row without consent counts nothing (rule D07).
"""

import csv
import io
from collections.abc import Iterator
from datetime import date, datetime

from ingest import reading
from ingest.cases import age_band
from ingest.periods import month_of
from schemas.errors import RefusedError
from schemas.messages import Message
from schemas.mission import Mission, fold_name
from schemas.protection import Level, Tlp
from schemas.report import CaseDraft, Sex
from schemas.source import Reliability, SourceRules, SourceType

RULES = SourceRules(
    source_type=SourceType.CLINIC,
    level=Level.STRICTLY_CONFIDENTIAL,
    tlp=Tlp.RED,
    purpose="early warning from counts of reported incidents, never from single survivors",
    retention_days=365,
    owner="gender-based violence coordination",
    legal_basis="GBVIMS information sharing protocol and each survivor's consent",
    referral_pathway="the reporting service has referred already; nobody is contacted because of a count",
    expected_every_days=31,
    reliability=Reliability.B,
    language="en",
)

Columns = dict[str, str]

HEADERS: Columns = {
    "incident": "incident id|id de l'incident|identifiant de l'incident",
    "interview": "date of interview|date de l'entretien|date de l'entrevue",
    "born": "date of birth|date de naissance",
    "sex": "sex|sexe",
    "county": "incident county|incident region|comté de l'incident|région de l'incident",
    "district": "incident district|district de l'incident",
    "kind": "gbv type|type de vbg|type de gbv",
    "consent": "consent given|consentement donné",
}
KNOWN = {fold_name(header): field for field, headers in HEADERS.items() for header in headers.split("|")}
REQUIRED = ("incident", "interview", "kind", "consent")
SEXUAL_VIOLENCE = frozenset({"rape", "sexual assault", "viol", "agression sexuelle"})
YES = frozenset({"yes", "oui", "true", "1", "y", "o"})
SEXES: dict[str, Sex] = {"f": "F", "female": "F", "feminin": "F", "femme": "F", "m": "M", "male": "M", "masculin": "M"}
DAY_FORMATS = ("%Y-%m-%d", "%d/%m/%Y", "%d-%b-%Y", "%d-%m-%Y")


def read(message: Message, mission: Mission) -> Iterator[reading.ReadRow]:
    """Yield one case for each row of the export; no reason and no account names a row."""
    areas = {fold_name(place.admin2): place.admin2 for place in mission.places if place.admin2}
    return reading.read_each(
        message,
        split=_rows,
        read_item=lambda row, notes: _read_row(row, notes, areas),
        identify=lambda row: None,
    )


def _rows(value: bytes | None, notes: reading.Notes) -> Iterator[Columns]:
    """Yield the filled cells of each row by what they are; a column that is not read goes by `dropped`."""
    if not value:
        raise RefusedError("the message is empty; send the export again")
    try:
        lines = list(csv.reader(io.StringIO(reading.decoded(value, notes).replace("\0", ""), newline="")))
    except csv.Error:
        raise RefusedError("the export is not whole CSV; send it again") from None
    headers = [fold_name(header) for header in lines[0]] if lines else []
    fields = [KNOWN.get(header) for header in headers]
    for name in REQUIRED:
        if name not in fields:
            raise RefusedError(f"{HEADERS[name].split('|')[0].upper()}: the export has no such column; export it too")
    dropped = " ".join(
        sorted("_".join(header.split()) for header, field in zip(headers, fields, strict=True) if not field)
    )
    for line in lines[1:]:
        if any(cell.strip() for cell in line):
            cells = zip(fields, line, strict=False)
            yield {field: cell.strip() for field, cell in cells if field and cell.strip()} | {"dropped": dropped}


def _read_row(row: Columns, notes: reading.Notes, areas: Columns) -> reading.ReadRow:
    if "incident" not in row:
        raise RefusedError("INCIDENT ID: must not be empty")
    interview, born = _day(row, "interview"), _day(row, "born")
    if interview is None:
        raise RefusedError("DATE OF INTERVIEW: must be a day like 2025-02-14")
    if "kind" not in row:
        raise RefusedError("GBV TYPE: must not be empty")
    month = month_of(interview)
    case = CaseDraft(
        identity=row["incident"],
        area=_area(row, notes, areas),
        measures=("gbv_sexual_violence" if fold_name(row["kind"]) in SEXUAL_VIOLENCE else "gbv_other",),
        sex=SEXES.get(fold_name(row.get("sex", ""))),
        age_band=age_band(born, interview),
        period_from=month.first,
        period_to=month.last,
        state="counts" if fold_name(row.get("consent", "")) in YES else "refused_for_consent",
        notes=tuple(notes),
    )
    named = (reading.code_or_none(name) or "(unnamed)" for name in row["dropped"].split())
    return reading.ReadRow(row=case, dropped_fields=tuple(sorted(set(named))))


def _area(row: Columns, notes: reading.Notes, areas: Columns) -> str:
    """Return the district, or else the county, in the mission's own spelling; `unknown` where it has neither."""
    for field in ("district", "county"):
        name = fold_name(row.get(field, ""))
        for spelling in (name, name.removeprefix("district ").strip()):
            if spelling in areas:
                return areas[spelling]
    notes.append("INCIDENT DISTRICT: no second-level area of this mission")
    return "unknown"


def _day(row: Columns, field: str) -> date | None:
    for form in DAY_FORMATS:
        try:
            return datetime.strptime(row.get(field, ""), form).date()
        except ValueError:
            continue
    return None
