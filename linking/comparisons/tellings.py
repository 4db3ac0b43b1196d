"""When two events were told, where one of them has no day of its own."""

from linking.comparisons.finding import Finding
from linking.spacetime import STAND_IN_DAYS, days_told_later
from schemas.annotation import Event

_LEVELS = ((0, "same_day"), (1, "next_day"), (3, "days_later"), (STAND_IN_DAYS, "week_later"))


def compare_tellings(left: Event, right: Event) -> Finding | None:
    """Told 2 days later, without a day of its own.

    What happened is told soon, and by some after days. That an event has no day says nothing: these levels are weighed
    among such pairs alone.
    """
    days = days_told_later(left, right)
    if days is None:
        return None
    level = next(level for most, level in _LEVELS if days <= most)
    later = {0: "on the same day", 1: "1 day later"}.get(days, f"{days} days later")
    plus_tard = {0: "le même jour", 1: "1 jour plus tard"}.get(days, f"{days} jours plus tard")
    return Finding(level, f"told {later}, without a day of its own", f"rapporté {plus_tard}, sans jour propre")
