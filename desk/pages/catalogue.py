"""Proposed changes of the catalogue: read, approved, refused."""

from pathlib import Path
from typing import Literal

from desk.pages.shared import why_of
from desk.visit import Refused, Sent, Shown, Visit
from pipeline import catalogue_review
from schemas.base import Item
from schemas.catalogue import Proposal
from schemas.protection import Level, Tlp

SAYS: dict[str, Literal["approved", "refused"]] = {"approve": "approved", "refuse": "refused"}


class _Internal(Item):
    """How pages are marked that show the mission's own work and no report."""

    level: Level = Level.UNCLASSIFIED
    tlp: Tlp = Tlp.AMBER


INTERNAL = _Internal()


def listed(visit: Visit) -> Shown:
    """List the proposals, those that wait first, then the latest."""
    found = sorted(
        _proposals(visit), key=lambda each: (each.state != "waiting", -each.steps[-1].at.timestamp(), each.id)
    )
    fields = {"proposals": found, "is_kept": "kept" in visit.query}
    return Shown("catalogue.html.j2", fields, [each.id for each in found], [INTERNAL])


def proposal(visit: Visit) -> Shown:
    """Show one proposal as it was written, with what it says of signs that are there already."""
    found = _proposal(visit)
    there = {sign.id for sign in visit.parts.catalogue.indicators}
    fields = {
        "proposal": found,
        "text": Path(found.file).read_text(encoding="utf-8"),
        "changed": [sign for sign in found.signs if sign in there],
        "new": [sign for sign in found.signs if sign not in there],
        "is_kept": "kept" in visit.query,
    }
    return Shown("proposal.html.j2", fields, [found.id], [INTERNAL])


def decide(visit: Visit) -> Sent:
    """Keep that a proposal is approved or refused."""
    found, what = _proposal(visit), SAYS.get(visit.needed("answer"))
    if what is None:
        raise Refused(422, "empty")
    catalogue_review.decide(
        visit.parts.settings.mission, found.id, what, by=visit.user, at=visit.now, why=why_of(visit)
    )
    return Sent(f"/catalogue/{found.id}?kept=1")


def waiting(visit: Visit) -> int:
    """Return how many proposals wait."""
    return sum(each.state == "waiting" for each in _proposals(visit))


def _proposals(visit: Visit) -> list[Proposal]:
    return catalogue_review.proposals(visit.parts.settings.mission)


def _proposal(visit: Visit) -> Proposal:
    found = next((each for each in _proposals(visit) if each.id == visit.path["id"]), None)
    if found is None:
        raise Refused(404, "not_there")
    return found
