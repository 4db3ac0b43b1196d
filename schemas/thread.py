"""A thread: everything linked to one report, event or incident, and why."""

from schemas.annotation import Event
from schemas.base import Item, Moment
from schemas.linkage import Decision, Incident, Link
from schemas.report import Report
from schemas.warning import Warning


class ReportChange(Item):
    """What one version of a report changed against the one before it, in sentences."""

    report_id: str
    key: str
    at: Moment
    what: tuple[str, ...]


class Thread(Item):
    """Incidents with their events and reports in order of time, their links, what people decided, and warnings."""

    asked: str
    incidents: tuple[Incident, ...]
    events: tuple[Event, ...]
    reports: tuple[Report, ...]
    links: tuple[Link, ...]
    decisions: tuple[Decision, ...] = ()
    changes: tuple[ReportChange, ...] = ()
    warnings: tuple[Warning, ...] = ()
