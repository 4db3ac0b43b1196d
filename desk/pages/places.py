"""Names of places: those whose place is in doubt, those that have none, and those of one report."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import timedelta
from itertools import islice

from desk.visit import Found, Refused, Shown, Visit
from pipeline.queues import decided_names, doubtful_names, names_of_report
from pipeline.unplaced import unplaced_names
from schemas.annotation import Annotation
from schemas.base import stable_id
from schemas.mission import fold_name
from schemas.report import Report
from schemas.status import UnplacedTotal

SHOWN = 25
KEPT_FOR = timedelta(minutes=5)


def name_id(report_id: str, name: str) -> str:
    """Return what stands for a name in an address: no name of a report does."""
    return stable_id("name", report_id, fold_name(name))[:12]


def queue(visit: Visit) -> Shown:
    """List the names that could not be placed, and those in doubt, on which nobody decided."""
    found, said = _found(visit), decided_names(visit.parts)
    doubtful = [each for each in found.doubtful if not _is_said(said, each.report_id, each.name)][:SHOWN]
    unplaced = list(islice(_with_report(visit, found.unplaced, said), SHOWN))
    fields = {
        "doubtful": [(each, name_id(each.report_id, each.name)) for each in doubtful],
        "unplaced": [(each, report, name_id(report, each.name)) for each, report in unplaced],
    }
    ids = [*(each.report_id for each in doubtful), *(report for _, report in unplaced)]
    return Shown("places.html.j2", fields, ids, _reports(visit, ids))


def names(visit: Visit) -> Shown:
    """List the names of places in one report, and where each was put."""
    report, annotation = report_of(visit)
    said = decided_names(visit.parts).get(report.report_id, set())
    listed = [
        (each, name_id(report.report_id, each.name), fold_name(each.name) in said)
        for each in names_of_report(report, annotation)
    ]
    return Shown("names.html.j2", {"report": report, "names": listed}, [report.report_id], [report])


def report_of(visit: Visit) -> tuple[Report, Annotation]:
    """Return a report that the profile sees and that was read; raises `Refused` for any other."""
    asked = visit.path["report"]
    reports = visit.parts.index.get(Report, visit.profile.scopes, [asked])
    annotations = visit.parts.index.get(Annotation, visit.profile.scopes, [asked])
    if asked not in reports or asked not in annotations:
        raise Refused(404, "not_there")
    return reports[asked], annotations[asked]


def _found(visit: Visit) -> Found:
    """Return what was found at most a few minutes ago: it takes a look at all that was read of all reports."""
    kept = visit.memory.get(visit.profile.name)
    if kept is None or visit.now - kept.at > KEPT_FOR:
        doubtful, unplaced = doubtful_names(visit.parts, visit.profile), unplaced_names(visit.parts, visit.profile)
        kept = visit.memory[visit.profile.name] = Found(visit.now, doubtful, unplaced)
    return kept


def _is_said(said: Mapping[str, set[str]], report: str, name: str) -> bool:
    return fold_name(name) in said.get(report, set())


def _with_report(
    visit: Visit, unplaced: Iterable[UnplacedTotal], said: Mapping[str, set[str]]
) -> Iterator[tuple[UnplacedTotal, str]]:
    """Yield the names on which nobody decided, each with a report that has it."""
    for each in unplaced:
        report = _report_of_key(visit, each)
        if report is not None and not _is_said(said, report, each.name):
            yield each, report


def _report_of_key(visit: Visit, unplaced: UnplacedTotal) -> str | None:
    found = visit.parts.index.find(Report, visit.profile.scopes, {"key": unplaced.example_key})
    return next((report.report_id for report in found), None)


def _reports(visit: Visit, ids: Sequence[str]) -> list[Report]:
    return list(visit.parts.index.get(Report, visit.profile.scopes, ids).values())
