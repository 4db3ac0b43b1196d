"""Patrol notes written as plain text: header lines, then numbered paragraphs (formats.md 3.1, the daily SITREP)."""

import hashlib
import re
from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from ingest.periods import moment_written
from ingest.reading import Notes, decoded, mended_text
from schemas.errors import RefusedError

HEADERS = {
    "from": "from",
    "de": "from",
    "unit": "from",
    "unité": "from",
    "unit location": "location",
    "localisation de l'unité": "location",
    "date": "date",
    "period covered": "period",
    "période couverte": "period",
    "to": "to",
    "à": "to",
    "cc": "cc",
    "subject": "subject",
    "objet": "subject",
}
SECTIONS = {
    "1a": "places_visited",
    "1b": "significant_observations",
    "1c": "action_taken",
    "1d": "special_reports",
    "1e": "special_tasks",
    "1f": "national_resources",
    "1g": "gender_observations",
    "1h": "assessment",
    "1": "operational",
    "2": "patrol_report",
    "3": "administration",
}
"""What the numbered paragraphs of the daily SITREP are called; those of a JSON note by the same names."""
DROPPED_HEADERS = ("to", "cc")
HEADER = re.compile(r"\s*([^\W\d_][\w' ]{0,30}?)\s*:\s*(.*)")
PARAGRAPH = re.compile(r"\s*([1-9])\s*(?:[.)]\s*([a-h])?[.):]?|([a-h])\s*[.):]|(?=\s+[^\W\d_]))\s*(.*)", re.IGNORECASE)
LETTER = re.compile(r"\s*([a-h])\s*[.):]\s*(.*)")
MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:?\d{2})?|\d{1,2}/\d{1,2}/\d{4}")
DATE_FORMATS = ("%Y-%m-%dT%H:%M", "%Y-%m-%dT%H%M", "%Y-%m-%d %H:%M", "%Y-%m-%d %H%M", "%Y-%m-%d", "%d/%m/%Y")


class Sitrep(NamedTuple):
    """A plain-text note: its identity, its header fields and its paragraphs in order of reading."""

    identity: str
    headers: dict[str, str]
    sections: tuple[tuple[str, str], ...]
    dropped: tuple[str, ...]


def read_sitrep(value: bytes, notes: Notes) -> Sitrep:
    """Return the note in `value`; raise `RefusedError` for one with neither header line nor numbered paragraph."""
    lines = mended_text(decoded(value, notes), notes).splitlines()
    headers, body = _headers(lines)
    sections = tuple(_sections(body))
    if not sections:
        raise RefusedError("the note holds no text; send the report again")
    if not headers and [name for name, _ in sections] == ["body"]:
        raise RefusedError("neither a JSON object nor a note with header lines (From: ...) or numbered paragraphs")
    known = {HEADERS[name]: text for name, text in headers.items() if name in HEADERS}
    dropped = {HEADERS.get(name, name) for name in headers if HEADERS.get(name) in (None, *DROPPED_HEADERS)}
    return Sitrep(hashlib.sha256(value).hexdigest()[:16], known, sections, tuple(sorted(dropped)))


def period(sitrep: Sitrep, notes: Notes) -> tuple[datetime | None, datetime | None]:
    """Return the first and last moment that the note covers: its period, or else its date."""
    stated = sitrep.headers.get("period") or sitrep.headers.get("date")
    if not stated:
        return None, None
    moments = [moment for text in MOMENT.findall(stated) if (moment := moment_written(text, DATE_FORMATS))]
    if not moments:
        notes.append("Period covered, Date: cannot be read, left out")
        return None, None
    return min(moments), max(moments)


def _headers(lines: list[str]) -> tuple[dict[str, str], list[str]]:
    """Return the header lines up to the first line that is none, and the rest."""
    headers: dict[str, str] = {}
    for number, line in enumerate(lines):
        found = HEADER.fullmatch(line)
        if found is not None and (found[1].lower() in HEADERS or headers) and not PARAGRAPH.fullmatch(line):
            headers[found[1].lower()] = found[2].strip()
        elif line.strip():
            return headers, lines[number:]
    return headers, []


def _sections(lines: list[str]) -> Iterator[tuple[str, str]]:
    """Yield the paragraphs by name; what stands before the first number is `body`."""
    name, texts, chapter = "body", [], ""
    for line in lines:
        numbered, lettered = PARAGRAPH.fullmatch(line), LETTER.fullmatch(line) if chapter else None
        if numbered is None and lettered is None:
            texts.append(line.strip())
            continue
        yield from _filled(name, texts)
        if numbered is not None:
            chapter, letter, text = numbered[1], numbered[2] or numbered[3] or "", numbered[4]
        elif lettered is not None:
            letter, text = lettered[1], lettered[2]
        number = f"{chapter}{letter.lower()}"
        name, texts = SECTIONS.get(number, f"paragraph_{number}"), [text]
    yield from _filled(name, texts)


def _filled(name: str, texts: list[str]) -> Iterator[tuple[str, str]]:
    text = "\n".join(texts).strip()
    if text:
        yield name, text
