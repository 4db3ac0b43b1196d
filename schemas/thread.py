"""A thread: everything linked to one report, event or incident, and why."""

from schemas.annotation import Assertion, Event, EventPlace
from schemas.base import Item, Moment
from schemas.linkage import Decision, Incident, Link
from schemas.protection import Level, Tlp
from schemas.report import Report
from schemas.source import Reliability, SourceType
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


class ThreadMember(Item):
    """One event of an incident that has several: what it says, and why it is held to be of the same incident.

    It has the id of its event. `events` and `report_ids` are those of the whole incident, so that any of them finds all
    its members in one look, which is what Kibana can do. `reasons` has one line for each link to another member, with
    the other's key before it; the strongest link comes first.
    """

    id: str
    profile: str
    incident_id: str
    events: tuple[str, ...]
    report_ids: tuple[str, ...]
    key: str
    report_id: str
    kind: str
    status: Assertion
    indicators: tuple[str, ...]
    place: EventPlace | None
    occurred_from: Moment
    quote: str
    reasons: tuple[str, ...]
    source_type: SourceType
    originator: str
    reliability: Reliability
    credibility: int
    level: Level
    tlp: Tlp
