"""What two events tell of."""

from linking.comparisons.finding import Finding
from schemas.annotation import Event

_ACT_SEVERITY = 5


def compare_kinds(left: Event, right: Event) -> Finding | None:
    """Both speak of abduction."""
    if not left.indicators or not right.indicators:
        return None
    ours, theirs = sorted((left.kind.replace("_", " "), right.kind.replace("_", " ")))
    if ours == theirs:
        return Finding("same", f"both speak of {ours}", "les deux parlent de la même chose")
    if are_related(left, right):
        return Finding(
            "related", f"{ours} and {theirs} are often told together", "deux choses souvent rapportées ensemble"
        )
    return Finding("unrelated", f"{ours} and {theirs} are different things", "deux choses différentes")


def are_related(left: Event, right: Event) -> bool:
    """Say whether two kinds go together: acts of one attack (severity 5), or signs of one family (MOB-01, MOB-05)."""
    both_acts = left.severity >= _ACT_SEVERITY and right.severity >= _ACT_SEVERITY
    return both_acts or not _families(left).isdisjoint(_families(right))


def _families(event: Event) -> set[str]:
    return {indicator.partition("-")[0] for indicator in event.indicators}
