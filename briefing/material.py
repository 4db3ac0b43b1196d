"""All that one briefing page is made of; the pipeline fills it from the index of one access profile."""

from schemas.annotation import Event
from schemas.base import Item, Moment
from schemas.catalogue import Indicator
from schemas.linkage import Incident, Link
from schemas.mission import Mission
from schemas.products import CoverageGaps, Requirements, TopAreas
from schemas.protection import PROFILES, Level, Tlp, highest_level, strictest_tlp
from schemas.report import Report
from schemas.status import SourceStatus, UnplacedTotal
from schemas.warning import LIVE, AlertLevel, Warning


class Material(Item):
    """What the page shows. `indicators` gives the signs their names; a sign that is not in it shows its id.

    `unplaced_names` counts mentions of places that have none, `unplaced` names those that may be shown, the commonest
    first. `unprocessed_languages` counts reports per language code, `quarantined` rows per reason. The products `top`,
    `gaps` and `pirs` rest on what is shown here, so they raise no marking of their own.
    """

    mission: Mission
    profile: str
    now: Moment
    warnings: tuple[Warning, ...] = ()
    incidents: tuple[Incident, ...] = ()
    links: tuple[Link, ...] = ()
    events: tuple[Event, ...] = ()
    reports: tuple[Report, ...] = ()
    sources: tuple[SourceStatus, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    unplaced_names: int = 0
    unplaced: tuple[UnplacedTotal, ...] = ()
    unprocessed_languages: dict[str, int] = {}
    quarantined: dict[str, int] = {}
    top: TopAreas | None = None
    gaps: CoverageGaps | None = None
    pirs: Requirements | None = None


class Marking(Item):
    """The level and sharing mark that stand on top and bottom of the page."""

    level: Level
    tlp: Tlp


def marking(material: Material) -> Marking:
    """Return the highest level and narrowest mark of all parts (rule D03).

    A page of no parts takes the highest level of its profile and AMBER+STRICT, the mark of what has none (rule D19).
    """
    marked: list[Warning | Incident | Event | Report]
    marked = [*material.warnings, *material.incidents, *material.events, *material.reports]
    if not marked:
        return Marking(level=highest_level(PROFILES[material.profile].levels), tlp=Tlp.AMBER_STRICT)
    levels = [item.level for item in (*marked, *material.links)]
    return Marking(level=highest_level(levels), tlp=strictest_tlp(item.tlp for item in marked))


def open_warnings(material: Material) -> tuple[Warning, ...]:
    """Return the warnings that have not ended, the most urgent first.

    Their order gives them their numbers W1, W2, ... on the page.
    """
    urgency = list(AlertLevel).index
    opened = [warning for warning in material.warnings if warning.status in LIVE]
    return tuple(sorted(opened, key=lambda warning: (-urgency(warning.alert_level), -warning.score, warning.id)))


def ended(material: Material) -> tuple[Warning, ...]:
    """Return the warnings that ended, stepped down or closed, the latest change first."""
    closed = [warning for warning in material.warnings if warning.status not in LIVE]
    return tuple(sorted(closed, key=lambda warning: (-warning.updated_at.timestamp(), warning.id)))
