"""Whether one report names the other."""

from linking.comparisons.finding import Finding
from schemas.annotation import Event


def compare_references(left: Event, right: Event) -> Finding | None:
    """One report names the other: our note of 12 February."""
    found = names_report(left, right) or names_report(right, left)
    if not found:
        return None
    return Finding("named", f"one report names the other: {found}", f"un rapport nomme l’autre : {found}")


def names_report(one: Event, other: Event) -> str:
    """Return the reference by which `one` names the report of `other`, empty for none."""
    return next((each for each in one.references if _is_meant(each, one, other)), "")


def _is_meant(reference: str, one: Event, other: Event) -> bool:
    """Tell whether a number is the end of the other's key, or a day that of a report of the same originator."""
    if "/" in reference:
        return other.key.casefold().endswith(reference)
    same_originator = bool(one.originator) and one.originator.casefold() == other.originator.casefold()
    return same_originator and other.reported_at.date().isoformat() == reference
