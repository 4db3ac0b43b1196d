"""A thread: everything linked to one report, event or incident, and why."""

from schemas.annotation import Event
from schemas.base import Item
from schemas.linkage import Decision, Incident, Link
from schemas.report import Report
from schemas.warning import Warning


class Thread(Item):
    """Incidents with their events and reports in order of time, their links, what people decided, and warnings."""

    asked: str
    incidents: tuple[Incident, ...]
    events: tuple[Event, ...]
    reports: tuple[Report, ...]
    links: tuple[Link, ...]
    decisions: tuple[Decision, ...] = ()
    warnings: tuple[Warning, ...] = ()
