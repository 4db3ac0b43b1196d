"""Linked reports as the page shows them: in time order, with why they are linked and where their numbers differ."""

from collections import defaultdict
from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

from briefing.cards import cards
from briefing.material import Material
from schemas.annotation import Event
from schemas.linkage import Incident, Link, Origin, StatedNumber

THREADS_SHOWN = 12
REPORTS_SHOWN = 8
LINKS_SHOWN = 8


class Line(NamedTuple):
    """One report of a thread with its number there; `echo_of` is the number of an earlier report of the same origin."""

    number: int
    title: str
    events: list[Event]
    echo_of: int | None


class NumberedLink(NamedTuple):
    """A link between the reports that have these numbers in the thread."""

    first: int
    second: int
    link: Link


class Thread(NamedTuple):
    """One incident of several reports; lines and links are all there, the page shows the first of them."""

    incident: Incident
    lines: list[Line]
    links: list[NumberedLink]
    numbers: list[tuple[int | None, StatedNumber]]
    origins: list[tuple[list[int], Origin]]


def threads(material: Material) -> list[Thread]:
    """Return the incidents of several reports that hold a sign: first those behind open warnings, then the latest."""
    warned = {incident for card in cards(material) for incident in card.threads}
    linked = [incident for incident in material.incidents if incident.indicators and len(set(incident.report_ids)) > 1]
    linked.sort(key=lambda incident: (incident.id not in warned, -incident.last_at.timestamp(), incident.id))
    events = {event.id: event for event in material.events}
    titles = {report.report_id: report.title for report in material.reports}
    links = _links_by_event(material.links)
    return [_thread(incident, events, titles, links) for incident in linked]


def _thread(
    incident: Incident, events: dict[str, Event], titles: dict[str, str], links: dict[str, list[Link]]
) -> Thread:
    members = [events[event] for event in incident.events if event in events]
    lines = _lines(members, titles, incident)
    number_of_event = {event.id: line.number for line in lines for event in line.events}
    number_of_key = {event.key: line.number for line in lines for event in line.events}
    return Thread(
        incident,
        lines,
        _numbered_links(number_of_event, links),
        [(number_of_key.get(stated.key), stated) for stated in incident.numbers],
        [
            (sorted(number_of_key[key] for key in origin.keys if key in number_of_key), origin)
            for origin in incident.origins
        ],
    )


def _lines(events: Sequence[Event], titles: dict[str, str], incident: Incident) -> list[Line]:
    first_of_origin: dict[int, int] = {}
    lines = []
    ordered = sorted(events, key=lambda event: (event.reported_at, event.report_id, event.occurred_from, event.id))
    for number, (report_id, members) in enumerate(groupby(ordered, key=lambda event: event.report_id), start=1):
        told = list(members)
        origin = _origin_of(told[0].key, incident)
        first = first_of_origin.setdefault(origin, number)
        lines.append(Line(number, titles.get(report_id, ""), told, first if first != number else None))
    return lines


def _origin_of(key: str, incident: Incident) -> int:
    """Return the position of the origin of `key`; a key of no origin stands for itself."""
    positions = [position for position, origin in enumerate(incident.origins) if key in origin.keys]
    return positions[0] if positions else -1 - incident.keys.index(key)


def _links_by_event(links: Sequence[Link]) -> dict[str, list[Link]]:
    by_event: dict[str, list[Link]] = defaultdict(list)
    for link in links:
        if link.status != "rejected":
            by_event[link.left].append(link)
    return by_event


def _numbered_links(number_of_event: dict[str, int], links: dict[str, list[Link]]) -> list[NumberedLink]:
    """Return the strongest link of each pair of reports."""
    strongest: dict[tuple[int, int], Link] = {}
    for link in (link for event in number_of_event for link in links.get(event, ())):
        if link.right not in number_of_event:
            continue
        first, second = sorted((number_of_event[link.left], number_of_event[link.right]))
        best = strongest.get((first, second), link)
        strongest[first, second] = max(best, link, key=lambda each: (each.weight, each.id))
    return [NumberedLink(first, second, link) for (first, second), link in sorted(strongest.items())]
