"""Independent origins: ten reprints of one note are one source (rule of independence of the Admiralty grading)."""

from collections.abc import Iterable, Sequence
from itertools import combinations

from schemas.annotation import Event
from schemas.likeness import NEAR_COPY_SIMILARITY, similarity
from schemas.linkage import Origin


def origins_of(events: Sequence[Event]) -> tuple[Origin, ...]:
    """Group the reports of `events` by origin, in order of key: near-copies of one text, or the same originator."""
    reports = sorted({event.report_id: event for event in events}.values(), key=lambda event: (event.key, event.id))
    group_of = list(range(len(reports)))
    for one, other in combinations(range(len(reports)), 2):
        if _same_originator(reports[one], reports[other]) or _near_copies(reports[one], reports[other]):
            kept, gone = sorted((group_of[one], group_of[other]))
            group_of = [kept if group == gone else group for group in group_of]
    grouped = zip(group_of, reports, strict=True)
    return tuple(_origin(members) for members in _members(grouped))


def _members(grouped: Iterable[tuple[int, Event]]) -> list[list[Event]]:
    """Return the reports of each group, groups in the order of their first report."""
    members: dict[int, list[Event]] = {}
    for group, report in grouped:
        members.setdefault(group, []).append(report)
    return list(members.values())


def _same_originator(one: Event, other: Event) -> bool:
    return bool(one.originator) and one.originator.casefold() == other.originator.casefold()


def _near_copies(one: Event, other: Event) -> bool:
    return similarity(one.signature, other.signature) >= NEAR_COPY_SIMILARITY


def _origin(reports: Sequence[Event]) -> Origin:
    return Origin(
        keys=tuple(sorted({report.key for report in reports})),
        originators=tuple(sorted({report.originator for report in reports if report.originator})),
        reason=_reason(reports),
    )


def _reason(reports: Sequence[Event]) -> str:
    """Return why these reports are one origin, in words."""
    if len(reports) == 1:
        return "one report, from nobody else"
    pairs = list(combinations(reports, 2))
    reasons = []
    if any(_near_copies(*pair) for pair in pairs):
        reasons.append("the texts are near-copies of one text")
    if any(_same_originator(*pair) for pair in pairs):
        reasons.append("the same originator")
    return f"{len(reports)} reports: {' and '.join(reasons)}"
