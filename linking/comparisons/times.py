"""When two events were."""

from linking.comparisons.finding import Finding
from linking.spacetime import CONTRADICTION_DAYS, Days, days_of, days_told_later, gap_days
from schemas.annotation import Event

_WIDE_DAYS = 7
_FRENCH_PARTS = {"morning": "matin", "day": "journée", "evening": "soir", "night": "nuit"}


def compare_times(left: Event, right: Event) -> Finding | None:
    """Same day: 2025-03-06."""
    gap = gap_days(left, right)
    if days_told_later(left, right) is not None:
        return None
    if gap == 0:
        return _days_overlap(left, right)
    apart, jours = ("1 day", "1 jour") if gap == 1 else (f"{gap} days", f"{gap} jours")
    sentence = f"{apart} apart: {_written(days_of(left))} and {_written(days_of(right))}"
    phrase = f"à {jours} d’écart : {_written(days_of(left), 'au')} et {_written(days_of(right), 'au')}"
    if gap == 1:
        return Finding("next_day", sentence, phrase)
    return Finding("days_apart" if gap <= CONTRADICTION_DAYS else "contradict", sentence, phrase)


def _days_overlap(left: Event, right: Event) -> Finding:
    """Return the level of two spans that share a day; a span of weeks overlaps with nearly everything."""
    ours, theirs = days_of(left), days_of(right)
    widest = max(ours.number, theirs.number)
    same = ours == theirs and widest == 1
    sentence = f"same day: {_written(ours)}" if same else f"the days overlap: {_written(ours)} and {_written(theirs)}"
    shared = f"les jours se recoupent : {_written(ours, 'au')} et {_written(theirs, 'au')}"
    phrase = f"même jour : {_written(ours)}" if same else shared
    if widest > 2:
        return Finding("overlap" if widest <= _WIDE_DAYS else "wide_overlap", sentence, phrase)
    if left.time_of_day and right.time_of_day and left.time_of_day != right.time_of_day:
        one, other = sorted((left.time_of_day, right.time_of_day))
        parts, moments = f"{one} and {other}", f"{_FRENCH_PARTS[one]} et {_FRENCH_PARTS[other]}"
        return Finding("other_part_of_day", f"{sentence}, {parts}", f"{phrase}, {moments}")
    return Finding("same_day", sentence, phrase)


def _written(days: Days, to: str = "to") -> str:
    return days.first.isoformat() if days.number == 1 else f"{days.first} {to} {days.last}"
