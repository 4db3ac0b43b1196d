"""The truth about a labelled mission: which incident each event of each report tells of."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from evaluation.halves import Half, in_half
from schemas.annotation import Event
from schemas.report import Report

_SAID_LETTERS = 60


class Telling(NamedTuple):
    """A report, or the part of it from `start` to `end`, that tells of one incident."""

    incident: str
    report_id: str
    start: int
    end: int


def read_tellings(file: Path, reports: Iterable[Report], half: Half) -> list[Telling]:
    """Return what the reports of one half tell of: incidents of several reports, and of one."""
    truth = json.loads(file.read_text("utf-8"))
    by_key = _by_key(reports)
    return [
        telling
        for kind in ("incidents", "single")
        for incident in truth.get(kind, ())
        if in_half(incident["id"], half)
        for named in incident["reports"]
        for telling in _tellings(incident["id"], named, by_key)
    ]


def read_mentions(file: Path, reports: Iterable[Report]) -> set[str]:
    """Return the ids of the reports that name another incident in passing."""
    by_key = _by_key(reports)
    named = (each.get("report") or each for each in json.loads(file.read_text("utf-8")).get("mentions", ()))
    return {telling.report_id for each in named for telling in _tellings("", each, by_key)}


def incident_of(event: Event, tellings: Mapping[str, list[Telling]]) -> str | None:
    """Return the incident that `event` tells of, None for none of them."""
    found = (
        telling
        for telling in tellings.get(event.report_id, ())
        if any(telling.start <= start < telling.end for start, _ in event.spans)
    )
    return next((telling.incident for telling in found), None)


def by_report(tellings: Iterable[Telling]) -> dict[str, list[Telling]]:
    """Return the tellings of each report."""
    grouped: dict[str, list[Telling]] = defaultdict(list)
    for telling in tellings:
        grouped[telling.report_id].append(telling)
    return grouped


def _by_key(reports: Iterable[Report]) -> dict[str, list[Report]]:
    grouped: dict[str, list[Report]] = defaultdict(list)
    for report in reports:
        grouped[report.key].append(report)
    return grouped


def _tellings(incident: str, named: Mapping[str, Any], by_key: Mapping[str, list[Report]]) -> list[Telling]:
    """Return the report that `named` stands for, with its line where it names one; none for a report not there."""
    reports = by_key.get(named.get("key", ""), [])
    place = named.get("place")
    reports = [each for each in reports if place in {stated.name for stated in each.stated_places}] or reports
    if not reports:
        return []
    said = named.get("says")
    if said is None:
        return [Telling(incident, reports[0].report_id, 0, len(reports[0].text) + 1)]
    start = reports[0].text.find(said[:_SAID_LETTERS])
    if start < 0:
        return []
    end = reports[0].text.find("\n", start)
    return [Telling(incident, reports[0].report_id, start, end if end >= 0 else len(reports[0].text) + 1)]
