"""Forms filled in on phones: KoBo submissions and ODK Central OData rows, one or a list a message (formats.md 3.2).

What a question means is known by the end of its name (`loc/adm2_pcode`), because every organisation has a form of its
own; a question that holds more than one word is text. What names the enumerator or the phone is never read.
"""

import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from pydantic import TypeAdapter, ValidationError

from ingest import reading
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
    retention_days=730,
    owner="protection cluster information management",
    legal_basis="information sharing protocol of the protection cluster",
    impact_assessment="DPIA of the mission folder",
    sharing_protocol="information sharing protocol of the mission folder",
    referral_pathway="referral note of the mission folder; the organisations run their own",
    expected_every_days=7,
    reliability=Reliability.C,
    language="en",
)

REJECTED = frozenset({"rejected", "validation_status_not_approved"})
NAME_ENDS = ("village", "place", "lieu", "localite", "location_name", "place_name")
CODE_ENDS = ("pcode", "p_code")
DAY_ENDS = ("date", "event_date", "date_incident", "incident_date")
SIGNS_ENDS = ("signs", "signes", "indicators", "observed")
POINT_ENDS = ("_geolocation", "geopoint", "gps", "point", "coordinates")
SHARING_ENDS = ("sharing", "partage")
PLACE_ENDS = (*NAME_ENDS, *CODE_ENDS, *POINT_ENDS)
READ_ENDS = (*PLACE_ENDS, *DAY_ENDS, *SHARING_ENDS)
PERSONAL_ENDS = (
    *("imei", "deviceid", "subscriberid", "simserial", "phonenumber", "phone", "telephone", "username", "email"),
    *("name", "nom", "enumerator", "enqueteur", "interviewer", "respondent", "repondant", "instanceid", "deprecatedid"),
    *("instancename", "version", "formhub", "uuid", "start", "end", "today"),
)
IDENTITIES = ("meta/rootUuid", "meta/deprecatedID", "meta/instanceID", "_uuid", "__id")
SUBMITTED = ("_submission_time", "__system/submissionDate")
CHANGED = ("__system/updatedAt",)
READ_BESIDES = frozenset({*IDENTITIES, *SUBMITTED, *CHANGED, "__system/reviewState", "_validation_status/uid"})
WKT_POINT = re.compile(r"POINT ?Z? ?\(\s*(-?[\d.]+)\s+(-?[\d.]+)[^)]*\)", re.IGNORECASE)
WORDS = re.compile(r"\w\W+\w")
ADDRESS = re.compile(r"https?://|@")
MOMENT = TypeAdapter(datetime)
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")

MOST_ANSWERS, LONGEST_PATH = 5_000, 1_000

Answers = dict[str, Any]


def read(message: Message, mission: Mission) -> Iterator[reading.ReadRow]:
    """Yield one row for each submission."""
    return reading.read_rows(message, split=_submissions, read_item=_read_submission, identify=_stated_identity)


def _submissions(document: dict[str, Any]) -> list[object]:
    name = next((name for name in ("results", "value") if name in document), None)
    return reading.items_of(document, name) if name else [document]


def _read_submission(item: object, notes: reading.Notes) -> reading.ReadRow:
    if not isinstance(item, dict):
        raise RefusedError("the row: must be a submission, an object of questions and answers")
    answers = _flat(item)
    identity = _stated_identity(item)
    if identity is None:
        raise RefusedError("meta/instanceID, _uuid, __id: one of them must name the submission")
    _refuse_rejected(answers)
    sections = _sections(answers)
    if not sections:
        raise RefusedError("the submission holds no answer in words; nothing can be read from it")
    submitted = _moment(answers, SUBMITTED, notes)
    changed = _moment(answers, CHANGED, notes) or submitted
    read_names = {name for name, _ in sections} | {name for name in answers if _ends(name, *READ_ENDS)}
    draft = Draft(
        identity=identity,
        title="Field form",
        sections=sections,
        order=int(changed.timestamp()) if changed else 0,
        audience=stated_audience(_sharing(answers)),
        stated_places=_places(answers, notes),
        occurred_from=_day(answers, notes),
        reported_at=submitted,
        notes=tuple(notes),
    )
    return reading.ReadRow(row=draft, dropped_fields=_dropped(answers, read_names))


def _flat(item: Answers, path: str = "") -> Answers:
    """Return all answers by their path; GeoJSON and lists stay whole."""
    if len(path) > LONGEST_PATH:
        raise RefusedError("the row: its groups are nested too deeply; send the submission as the form has it")
    flat: Answers = {}
    for name, answer in item.items():
        if isinstance(answer, dict) and "coordinates" not in answer:
            flat |= _flat(answer, f"{path}{name}/")
        else:
            flat[path + name] = answer
        if len(flat) > MOST_ANSWERS:
            raise RefusedError(f"the row: has more than {MOST_ANSWERS:,} answers; send them as several submissions")
    return flat


def _stated_identity(item: object) -> str | None:
    """Return the id of the submission's first version: an edit names it, or its root, and has an id of its own."""
    stated = next((found for name in IDENTITIES if isinstance(found := _at(item, name), str)), None)
    return reading.code_or_none(stated.removeprefix("uuid:")) if stated else None


def _at(item: object, path: str) -> object:
    """Return the answer at `path`, whether its groups are objects or stand in the question's name."""
    if not isinstance(item, dict) or path in item:
        return item[path] if isinstance(item, dict) else None
    group, _, rest = path.partition("/")
    return _at(item.get(group), rest) if rest else None


def _refuse_rejected(answers: Answers) -> None:
    states = (answers.get("__system/reviewState"), answers.get("_validation_status/uid"))
    if any(state in REJECTED for state in states):
        raise RefusedError("reviewState: the organisation rejected this submission; nothing is to be mended here")


def _ends(name: str, *ends: str) -> bool:
    last = name.rsplit("/", 1)[-1].lower()
    return any(last == end or last.endswith(f"_{end}") for end in ends)


def _sections(answers: Answers) -> tuple[tuple[str, str], ...]:
    """Return the answers in words, by question; codes of a multiple choice are read as words."""
    return tuple((name, text) for name, answer in answers.items() if (text := _words(name, answer)))


def _words(name: str, answer: object) -> str:
    if not isinstance(answer, str) or name.startswith("_") or "/_" in name or _ends(name, *PLACE_ENDS, *PERSONAL_ENDS):
        return ""
    if _ends(name, *SIGNS_ENDS):
        return ", ".join(code.replace("_", " ") for code in answer.split())
    return answer if WORDS.search(answer) and not DAY.match(answer) and not ADDRESS.match(answer) else ""


def _places(answers: Answers, notes: reading.Notes) -> tuple[StatedPlace, ...]:
    latitude, longitude = reading.coordinates(*_point(answers), notes)
    place = StatedPlace(
        name=_first(answers, *NAME_ENDS),
        pcode=_first(answers, *CODE_ENDS),
        latitude=latitude,
        longitude=longitude,
    )
    return (place,) if place != StatedPlace() else ()


def _first(answers: Answers, *ends: str) -> str | None:
    found = (answer for name, answer in answers.items() if isinstance(answer, str) and answer and _ends(name, *ends))
    return next(found, None)


def _sharing(answers: Answers) -> str | None:
    """Return what the form says of sharing, in whatever form it says it."""
    return next((str(answer) for name, answer in answers.items() if answer and _ends(name, *SHARING_ENDS)), None)


def _point(answers: Answers) -> tuple[float | None, float | None]:
    """Return latitude and longitude of the first point: KoBo's pair or text, GeoJSON or WKT."""
    for name, answer in answers.items():
        if _ends(name, *POINT_ENDS) and (point := _as_point(answer)):
            return point
    return None, None


def _as_point(answer: object) -> tuple[float, float] | None:
    match answer:
        case {"coordinates": [float() | int() as longitude, float() | int() as latitude, *_]}:
            return latitude, longitude
        case [float() | int() as latitude, float() | int() as longitude]:
            return latitude, longitude
        case str() if found := WKT_POINT.fullmatch(answer.strip()):
            return _numbers(found[2], found[1])
        case str():
            return _numbers(*answer.split()[:2])
    return None


def _numbers(*texts: str) -> tuple[float, float] | None:
    try:
        latitude, longitude = map(float, texts)
    except ValueError:
        return None
    return latitude, longitude


def _day(answers: Answers, notes: reading.Notes) -> datetime | None:
    return _moment(answers, tuple(name for name in answers if _ends(name, *DAY_ENDS)), notes)


def _moment(answers: Answers, names: tuple[str, ...], notes: reading.Notes) -> datetime | None:
    stated = next((answers[name] for name in names if isinstance(answers.get(name), str)), None)
    if stated is None:
        return None
    try:
        return reading.in_utc(MOMENT.validate_python(stated))
    except (ValidationError, ValueError):
        notes.append("a date: cannot be read, left out")
        return None


def _dropped(answers: Answers, read_names: set[str]) -> tuple[str, ...]:
    return reading.field_names(name for name in answers if name not in read_names and name not in READ_BESIDES)
