"""Threads: everything linked to one report, and splitting and merging them."""

from collections.abc import Sequence
from typing import NamedTuple

from desk.pages.shared import sign_names, why_of
from desk.visit import Refused, Sent, Shown, Visit
from pipeline.deciding import decide_grade, decide_merge, decide_split
from pipeline.queues import pending_decisions
from pipeline.thread import read_thread
from schemas.annotation import Event
from schemas.errors import ConfigurationError
from schemas.linkage import Decision, Incident, Link, standing
from schemas.report import Report
from schemas.thread import Thread

SHOWN = 25
REPORTS_SHOWN = 20
LINKS_SHOWN = 20
OTHERS_SHOWN = 5


class Said(NamedTuple):
    """One event with the names of its signs."""

    event: Event
    signs: list[str]


class Line(NamedTuple):
    """One report of a thread with what it says, in order of time."""

    report: Report | None
    said: list[Said]

    @property
    def spans(self) -> list[tuple[int, int]]:
        """The words of the report that its events rest on."""
        return [span for each in self.said for span in each.event.spans]


class Neighbour(NamedTuple):
    """An incident outside the thread that one of its events may belong to, and the reasons."""

    said: Said
    link: Link


class Taken(NamedTuple):
    """A decision about the thread, whether it stands, and whether it waits for the next run."""

    decision: Decision
    stands: bool
    is_pending: bool


def listed(visit: Visit) -> Shown:
    """List the threads of several reports: contradictions first, then the latest."""
    found = [each for each in visit.parts.index.find(Incident, (visit.profile.name,)) if len(set(each.report_ids)) > 1]
    found.sort(key=lambda each: (not each.contradictions, -each.last_at.timestamp(), each.id))
    shown = [(each, sign_names(visit, each.indicators[:3])) for each in found[:SHOWN]]
    return Shown("threads.html.j2", {"threads": shown, "all": len(found)}, [each.id for each, _ in shown], found)


def thread(visit: Visit) -> Shown:
    """Show one thread, by the id or key of anything in it."""
    found = _read(visit, visit.path["asked"])
    lines = _lines(visit, found)
    fields = {
        "thread": found,
        "lines": lines[:REPORTS_SHOWN],
        "first": found.events[0].id if found.events else "",
        "more": max(0, len(lines) - REPORTS_SHOWN),
        "links": _links_shown(visit, found),
        "numbers": {each.event.id: number for number, line in enumerate(lines, start=1) for each in line.said},
        "neighbours": _neighbours(visit, found),
        "taken": _taken(visit, found),
        "is_kept": "kept" in visit.query,
    }
    ids = [*(event.id for event in found.events), *(report.report_id for report in found.reports)]
    return Shown("thread.html.j2", fields, ids, [*found.events, *found.reports, *found.incidents])


def split(visit: Visit) -> Sent:
    """Keep that the ticked events do not belong to their thread."""
    events = _seen(visit, visit.many("events"))
    decide_split(visit.parts, events, by=visit.user, at=visit.now, why=why_of(visit), profile=visit.profile)
    return Sent(f"/thread/{events[0]}?kept=1")


def merge(visit: Visit) -> Sent:
    """Keep that two threads are one."""
    left, right = _seen(visit, [visit.needed("left"), visit.needed("right")])
    decide_merge(visit.parts, left, right, by=visit.user, at=visit.now, why=why_of(visit), profile=visit.profile)
    return Sent(f"/thread/{left}?kept=1")


def grade(visit: Visit) -> Sent:
    """Keep how credible a thread is."""
    (event,), credibility = _seen(visit, [visit.needed("event")]), visit.needed("grade")
    if credibility not in "123456" or len(credibility) != 1:
        raise Refused(422, "empty")
    decide_grade(visit.parts, event, int(credibility), by=visit.user, at=visit.now, why=why_of(visit))
    return Sent(f"/thread/{event}?kept=1")


def _read(visit: Visit, asked: str) -> Thread:
    try:
        return read_thread(visit.parts, visit.profile, asked)
    except ConfigurationError:
        raise Refused(404, "not_there") from None


def _seen(visit: Visit, ids: Sequence[str]) -> list[str]:
    """Return the ids of events that the profile sees; raises `Refused` for none, or any other."""
    events = visit.parts.index.get(Event, visit.profile.scopes, ids)
    if not ids:
        raise Refused(422, "empty")
    if len(events) < len(set(ids)):
        raise Refused(404, "not_there")
    return list(dict.fromkeys(ids))


def _lines(visit: Visit, found: Thread) -> list[Line]:
    """Return the reports in the order in which what they tell of began."""
    reports = {report.report_id: report for report in found.reports}
    of_report: dict[str, list[Said]] = {}
    for event in found.events:
        of_report.setdefault(event.report_id, []).append(Said(event, sign_names(visit, event.indicators)))
    return [Line(reports.get(id), said) for id, said in of_report.items()]


def _links_shown(visit: Visit, found: Thread) -> list[Link]:
    """Return the strongest link of each pair of reports within the thread."""
    inside = {event.id for event in found.events}
    strongest: dict[frozenset[str], Link] = {}
    for link in found.links:
        if {link.left, link.right} <= inside and link.status != "rejected":
            strongest.setdefault(frozenset((link.left_report_id, link.right_report_id)), link)
    return list(strongest.values())[:LINKS_SHOWN]


def _neighbours(visit: Visit, found: Thread) -> list[Neighbour]:
    """Return what may belong to the thread too: the other ends of doubtful links, each once."""
    inside = {event.id for event in found.events}
    ends = {end: link for link in found.links if link.status == "possible" for end in {link.left, link.right} - inside}
    events = visit.parts.index.get(Event, visit.profile.scopes, list(ends)[:OTHERS_SHOWN])
    return [Neighbour(Said(each, sign_names(visit, each.indicators)), ends[each.id]) for each in events.values()]


def _taken(visit: Visit, found: Thread) -> list[Taken]:
    """Return what people decided, with what became of it."""
    pending, stands = pending_decisions(visit.parts), {decision.id for decision in standing(found.decisions)}
    return [Taken(each, stands=each.id in stands, is_pending=each.id in pending) for each in found.decisions]
