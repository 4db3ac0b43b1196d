"""The first page: what waits for this user."""

from typing import NamedTuple

from desk.pages import catalogue, warnings
from desk.roles import may
from desk.visit import Shown, Visit
from pipeline.queues import links_to_judge
from schemas.linkage import Incident


class Work(NamedTuple):
    """One queue: its page, its name in the words, and how much waits in it, where that is quickly said."""

    path: str
    name: str
    waiting: int | None


def home(visit: Visit) -> Shown:
    """Say what waits, the most urgent first."""
    work = [Work(f"/{name}", name, count(visit)) for name, right, count in QUEUES if may(visit.session.role, right)]
    first = next((each for each in work if each.waiting), None)
    return Shown("home.html.j2", {"work": work, "first": first, "sees_nothing": not visit.profile.levels})


def _links(visit: Visit) -> int:
    return len(links_to_judge(visit.parts, visit.profile))


def _threads(visit: Visit) -> int:
    found = visit.parts.index.find(Incident, (visit.profile.name,))
    return sum(bool(each.contradictions) for each in found if len(set(each.report_ids)) > 1)


def _uncounted(_: Visit) -> None:
    """Count nothing: it would take a look at all reports."""


QUEUES = (
    ("warnings", "act", warnings.unanswered),
    ("questions", "answer", warnings.open_questions),
    ("links", "judge", _links),
    ("threads", "judge", _threads),
    ("places", "place", _uncounted),
    ("catalogue", "approve", catalogue.waiting),
)
