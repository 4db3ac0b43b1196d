"""How the sources are: who has fallen silent, and what is stopped; never how many rows came."""

from desk.pages.catalogue import INTERNAL
from desk.visit import Shown, Visit
from schemas.protection import PROTECTED
from schemas.status import SourceStatus

URGENCY = ("stopped", "silent", "too_few", "never", "on_time")


def listed(visit: Visit) -> Shown:
    """List the sources of the mission, those in trouble first; names and states of sources are no report."""
    found = list(visit.parts.index.find(SourceStatus, PROTECTED.scopes))
    found.sort(key=lambda each: (URGENCY.index(each.state), each.topic))
    return Shown("sources.html.j2", {"sources": found}, [each.topic for each in found], [INTERNAL])
