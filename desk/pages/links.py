"""Links to judge: two reports side by side, blind to the score until judged."""

from collections.abc import Iterable
from typing import NamedTuple

from desk.pages.shared import sign_names, why_of
from desk.visit import Refused, Sent, Shown, Visit
from pipeline.deciding import decide_pair
from pipeline.queues import decisions_on_pair, links_to_judge, pending_decisions
from schemas.annotation import Event
from schemas.linkage import Decision, DecisionKind, Link, standing
from schemas.report import Report

SHOWN = 25
SAYS: dict[str, DecisionKind] = {"confirm": "confirm", "reject": "reject"}


class Side(NamedTuple):
    """One of the two: what was said, in which report."""

    event: Event
    report: Report | None
    signs: list[str]


def queue(visit: Visit) -> Shown:
    """List the pairs of reports that wait, each with its first pair of signs and how many there are."""
    waiting = _not_passed(visit)
    of_reports = [(links[0], len(links)) for links in _by_reports(waiting).values()]
    pairs = [(link, number, sides(visit, link)) for link, number in of_reports[:SHOWN]]
    events = [side.event for _, _, both in pairs for side in both]
    fields = {"pairs": pairs, "waiting": len(waiting), "of_reports": len(of_reports)}
    return Shown("links.html.j2", fields, [link.id for link, _, _ in pairs], events)


def pair(visit: Visit) -> Shown:
    """Show one pair; what the machine and others think of it only to those who judged it."""
    link = _link(visit)
    both = sides(visit, link)
    decisions = decisions_on_pair(visit.parts, link.left, link.right)
    mine = [each for each in standing(decisions) if each.by == visit.user and each.undoes is None]
    waiting = [each for each in _not_passed(visit) if each.id != link.id]
    fields = {
        "link": link,
        "alike": sum(_reports_of(each) == _reports_of(link) for each in waiting),
        "sides": both,
        "mine": mine[-1] if mine else None,
        "others": [each for each in decisions if each.by != visit.user] if mine else [],
        "is_pending": bool(mine) and mine[-1].id in pending_decisions(visit.parts),
        "next": waiting[0] if waiting else None,
        "waiting": len(waiting),
    }
    ids = [link.id, *(side.event.report_id for side in both)]
    return Shown("pair.html.j2", fields, ids, [side.event for side in both])


def judge(visit: Visit) -> Sent:
    """Keep what the user says of a pair, or that they cannot tell, which is no decision."""
    link, answer = _link(visit), visit.needed("answer")
    if answer == "pass":
        visit.session.passed.add(link.id)
        waiting = [each for each in _not_passed(visit) if each.id != link.id]
        return Sent(f"/links/{waiting[0].id}" if waiting else "/links")
    kind = SAYS.get(answer)
    if kind is None:
        raise Refused(422, "empty")
    for each in [link, *(_alike(visit, link) if visit.one("all") else ())]:
        if not _has_said(visit, each, kind):
            decide_pair(visit.parts, kind, each.left, each.right, by=visit.user, at=visit.now, why=why_of(visit))
    return Sent(f"/links/{link.id}")


def sides(visit: Visit, link: Link) -> list[Side]:
    """Return the two events of a link with their reports; raises `Refused` where the profile does not see both."""
    events = visit.parts.index.get(Event, visit.profile.scopes, [link.left, link.right])
    reports = visit.parts.index.get(Report, visit.profile.scopes, [link.left_report_id, link.right_report_id])
    if len(events) < 2:
        raise Refused(404, "not_there")
    both = (events[link.left], events[link.right])
    return [Side(event, reports.get(event.report_id), sign_names(visit, event.indicators)) for event in both]


def _link(visit: Visit) -> Link:
    found = visit.parts.index.get(Link, (visit.profile.name,), [visit.path["id"]])
    if not found:
        raise Refused(404, "not_there")
    return found[visit.path["id"]]


def _reports_of(link: Link) -> frozenset[str]:
    return frozenset((link.left_report_id, link.right_report_id))


def _by_reports(links: Iterable[Link]) -> dict[frozenset[str], list[Link]]:
    grouped: dict[frozenset[str], list[Link]] = {}
    for link in links:
        grouped.setdefault(_reports_of(link), []).append(link)
    return grouped


def _alike(visit: Visit, link: Link) -> list[Link]:
    """Return the other pairs of the same two reports that wait."""
    waiting = links_to_judge(visit.parts, visit.profile)
    return [each for each in waiting if _reports_of(each) == _reports_of(link) and each.id != link.id]


def _not_passed(visit: Visit) -> list[Link]:
    return [link for link in links_to_judge(visit.parts, visit.profile) if link.id not in visit.session.passed]


def _has_said(visit: Visit, link: Link, kind: str) -> bool:
    """Tell whether what stands of a pair is what the user says: a form sent twice is one answer."""
    stands: list[Decision] = standing(decisions_on_pair(visit.parts, link.left, link.right))
    return bool(stands) and (stands[-1].kind, stands[-1].by) == (kind, visit.user)
