"""Estimates the match weights of `linking` on the tuning half of a labelled mission, and on pairs nobody labelled.

Run: forewarn export events > EVENTS; forewarn export reports > REPORTS
     python -m evaluation.fit_links EVENTS REPORTS [TRUTH]; it writes linking/match_weights.json.
Without TRUTH all pairs count as unlabelled. Reports that tell of an incident of the other half are left out.
"""

import sys
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from itertools import combinations
from pathlib import Path
from typing import TypeVar

from evaluation.link_truth import Telling, by_report, incident_of, read_mentions, read_tellings
from linking.blocking import KEY_CAP
from linking.estimate import Estimate, compare, estimate
from linking.match_weights import FILE, written
from linking.prepare import prepare_events
from schemas.annotation import Event
from schemas.base import Item
from schemas.linkage import MatchWeights
from schemas.report import Report

Kind = TypeVar("Kind", bound=Item)


def read_items(file: Path, kind: type[Kind]) -> list[Kind]:
    """Return the items of one export."""
    return [kind.model_validate_json(line) for line in file.read_text("utf-8").splitlines()]


def prepared(events: Iterable[Event], reports: Iterable[Report]) -> list[Event]:
    """Return the events with all that linking compares, as it is read out today."""
    by_id = {report.report_id: report for report in reports}
    of_report = defaultdict(list)
    for event in events:
        of_report[event.report_id].append(event)
    return [event for id, each in sorted(of_report.items()) for event in _prepared(each, by_id[id])]


def _prepared(events: Sequence[Event], report: Report) -> tuple[Event, ...]:
    names = [place.name for place in report.stated_places if place.name]
    return prepare_events(events, report.text, place_names=names)


def blocked_pairs(events: Sequence[Event]) -> list[tuple[Event, Event]]:
    """Return the pairs of different reports that share a key which is not over-common."""
    holders = defaultdict(list)
    for number, event in enumerate(events):
        for key in event.keys:
            holders[key].append(number)
    numbers = {pair for held in holders.values() if len(held) <= KEY_CAP for pair in combinations(held, 2)}
    found = ((events[one], events[other]) for one, other in sorted(numbers))
    return [(one, other) for one, other in found if one.report_id != other.report_id]


def labelled(events: Sequence[Event], tellings: Sequence[Telling]) -> dict[str, str]:
    """Return what each event tells of; one of no incident tells of nothing but itself."""
    of_report = by_report(tellings)
    return {event.id: incident_of(event, of_report) or f"nothing:{event.id}" for event in events}


def fit(events: Sequence[Event], reports: Sequence[Report], truth: Path | None) -> Estimate:
    """Return the estimate; the events are prepared."""
    if truth is None:
        return estimate([compare(one, other, None) for one, other in blocked_pairs(events)])
    of_other_half = by_report(read_tellings(truth, reports, "report"))
    skipped = read_mentions(truth, reports)
    kept = [each for each in events if each.report_id not in skipped and incident_of(each, of_other_half) is None]
    incident = labelled(kept, read_tellings(truth, reports, "tune"))
    pairs = blocked_pairs(kept)
    return estimate([compare(one, other, incident[one.id] == incident[other.id]) for one, other in pairs])


def weights(found: Estimate, estimated_on: str) -> MatchWeights:
    """Return the estimate as the file has it, stamped with its version."""
    version = f"{datetime.now(UTC):%Y-%m-%d}"
    return MatchWeights(
        version=version, estimated_on=estimated_on, matches=round(found.matches), others=round(found.others),
        prior=round(found.prior, 4), levels=found.levels,
    )  # fmt: skip


if __name__ == "__main__":
    _events, _reports, *_truth = map(Path, sys.argv[1:])
    all_reports = read_items(_reports, Report)
    _name = f"{_truth[0].parent.name}, tuning half" if _truth else "pairs that nobody labelled"
    _name += "; telling: UCDP, Syria"
    _found = fit(prepared(read_items(_events, Event), all_reports), all_reports, _truth[0] if _truth else None)
    FILE.write_text(written(weights(_found, _name)), "utf-8")
