"""UCDP GED's source_article: reports in the press, and which event each of them tells of."""

import html
import math
import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

from evaluation.halves import Half, in_half
from nlp.gazetteer.tables import Row, read_rows
from schemas.errors import ConfigurationError
from schemas.geography import Position

_COLUMNS = ("id", "source_article", "side_a", "side_b", "type_of_violence", "latitude", "longitude")
_BETWEEN = re.compile(r'"\s*;\s*(?=")')
_FORM = re.compile(r'([^"]+?),\s*(\d{4}-\d{2}-\d{2}),\s*(.+)', re.DOTALL)


class Coarse(NamedTuple):
    """What the coarse setting may know of the event: its cell of 0.1 degree, both sides, and the type of violence."""

    cell: Position
    side_a: str
    side_b: str
    violence: str


class Cited(NamedTuple):
    """One report in the press; `event` is the one event that cites it: the truth."""

    outlet: str
    published: date
    title: str
    event: str
    coarse: Coarse


def read_cited(path: Path, half: Half) -> list[Cited]:
    """Return the reports that exactly one event of the file cites, in order of day; `half` cuts by event.

    A second header row (HXL tags) and citations of another form than `"Outlet,YYYY-MM-DD,Title"` are passed over.
    Raises `ConfigurationError` for a file that lacks a column of UCDP GED, or has no such citation.
    """
    found: dict[tuple[str, date, str], dict[str, Coarse]] = defaultdict(dict)
    for row in read_rows(path, delimiter=","):
        if missing := [column for column in _COLUMNS if column not in row]:
            raise ConfigurationError(f"{path} is no UCDP GED file: it lacks the column {missing[0]}")
        if coarse := _coarse(row):
            for cited in _citations(row["source_article"]):
                found[cited][row["id"]] = coarse
    reports = [Cited(*cited, *next(iter(events.items()))) for cited, events in found.items() if len(events) == 1]
    if not reports:
        raise ConfigurationError(f'{path} cites no report as "Outlet,YYYY-MM-DD,Title"; name a newer UCDP GED file')
    return sorted((each for each in reports if in_half(each.event, half)), key=_order)


def _order(report: Cited) -> tuple[date, str, str]:
    return report.published, report.outlet, report.title


def _coarse(row: Row) -> Coarse | None:
    try:
        cell = Position(round(float(row["latitude"]), 1), round(float(row["longitude"]), 1))
    except ValueError:
        return None
    if not all(map(math.isfinite, cell)):
        return None
    return Coarse(cell, row["side_a"].strip(), row["side_b"].strip(), row["type_of_violence"].strip())


def _citations(source_article: str) -> Iterator[tuple[str, date, str]]:
    for part in _BETWEEN.split(source_article):
        if (form := _FORM.fullmatch(_unquoted(part))) and (published := _day(form[2])):
            yield form[1].strip(), published, " ".join(html.unescape(form[3]).split())


def _unquoted(part: str) -> str:
    return part.strip().removeprefix('"').removesuffix('"').strip()


def _day(written: str) -> date | None:
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None
