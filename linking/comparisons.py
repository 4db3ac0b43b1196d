"""Comparisons of two events: each gives the sentence that the analyst reads and the level that weighs it.

A comparison that finds a value missing on either side gives None: it weighs nothing and says nothing.
"""

from collections.abc import Callable
from itertools import product
from typing import NamedTuple

from linking import match_weights as weights
from linking.blocking import named_groups
from linking.match_weights import MatchLevel
from linking.spacetime import CONTRADICTION_DAYS, CONTRADICTION_KM, Days, days_of, gap_days, gap_km
from schemas.annotation import Event, EventPlace, PeopleCount
from schemas.geography import distance_km
from schemas.likeness import NEAR_COPY_SIMILARITY, similarity

_SHARED_PASSAGES_SIMILARITY = 0.25
_WIDE_RADII_KM = 10
_NEAR_GAP_KM = 5
_WIDE_DAYS = 7
_ACT_SEVERITY = 5


class Comparison(NamedTuple):
    """What one comparison found: the level, and the sentence with the values at hand."""

    level: MatchLevel
    sentence: str


def compare_places(left: Event, right: Event) -> Comparison | None:
    """4 km apart, within what both places leave open."""
    if left.place is None or right.place is None:
        return None
    gap = gap_km(left.place, right.place)
    if gap == 0:
        return _places_meet(left.place, right.place)
    apart = f"{distance_km(left.place, right.place):.0f} km apart"
    if gap <= _NEAR_GAP_KM:
        return Comparison(weights.PLACES_NEAR, f"{apart}, {gap:.1f} km more than both places leave open")
    level = weights.PLACES_APART if gap <= CONTRADICTION_KM else weights.PLACES_CONTRADICT
    return Comparison(level, f"{apart}, {gap:.0f} km more than both places leave open")


def _places_meet(ours: EventPlace, theirs: EventPlace) -> Comparison:
    """Return the level of two places whose circles meet; circles as wide as districts prove little, one road a lot."""
    same = _is_same_place(ours, theirs)
    apart = f"{distance_km(ours, theirs):.0f} km apart, within what both places leave open"
    sentence = f"same place: {ours.name}" if same else apart
    if ours.radius_km + theirs.radius_km > _WIDE_RADII_KM and not (same and ours.line):
        return Comparison(weights.WITHIN_WIDE_RADII, f"{sentence} (only roughly known)")
    return Comparison(weights.SAME_PLACE if same else weights.WITHIN_RADII, sentence)


def _is_same_place(ours: EventPlace, theirs: EventPlace) -> bool:
    """Tell whether two places are one place of the gazetteer, or one stretch named from either end."""
    if ours.line or theirs.line:
        return sorted(ours.line) == sorted(theirs.line)
    return ours.place_id is not None and ours.place_id == theirs.place_id


def compare_times(left: Event, right: Event) -> Comparison:
    """Same day: 2025-03-06."""
    ours, theirs = days_of(left), days_of(right)
    gap = gap_days(left, right)
    if gap == 0:
        return _days_overlap(ours, theirs)
    if gap == 1:
        return Comparison(weights.NEXT_DAY, f"1 day apart: {_written(ours)} and {_written(theirs)}")
    level = weights.DAYS_APART if gap <= CONTRADICTION_DAYS else weights.DAYS_CONTRADICT
    return Comparison(level, f"{gap} days apart: {_written(ours)} and {_written(theirs)}")


def _days_overlap(ours: Days, theirs: Days) -> Comparison:
    """Return the level of two spans that share a day; a span of weeks overlaps with nearly everything."""
    widest = max(ours.number, theirs.number)
    if ours == theirs and widest == 1:
        return Comparison(weights.SAME_DAY, f"same day: {_written(ours)}")
    sentence = f"the days overlap: {_written(ours)} and {_written(theirs)}"
    if widest <= 2:
        return Comparison(weights.SAME_DAY, sentence)
    return Comparison(weights.DAYS_OVERLAP if widest <= _WIDE_DAYS else weights.WIDE_DAYS_OVERLAP, sentence)


def _written(days: Days) -> str:
    return days.first.isoformat() if days.number == 1 else f"{days.first} to {days.last}"


def compare_kinds(left: Event, right: Event) -> Comparison:
    """Both speak of abduction."""
    ours, theirs = left.kind.replace("_", " "), right.kind.replace("_", " ")
    if left.kind == right.kind:
        return Comparison(weights.SAME_KIND, f"both speak of {ours}")
    if _are_related(left, right):
        return Comparison(weights.RELATED_KINDS, f"{ours} and {theirs} are often told together")
    return Comparison(weights.UNRELATED_KINDS, f"{ours} and {theirs} are different things")


def _are_related(left: Event, right: Event) -> bool:
    """Say whether two kinds go together: acts of one attack (severity 5), or signs of one family (MOB-01, MOB-05)."""
    both_acts = left.severity >= _ACT_SEVERITY and right.severity >= _ACT_SEVERITY
    return both_acts or not _families(left).isdisjoint(_families(right))


def _families(event: Event) -> set[str]:
    return {indicator.partition("-")[0] for indicator in event.indicators}


def compare_groups(left: Event, right: Event) -> Comparison | None:
    """Both name the Red Vests."""
    ours, theirs = named_groups(left), named_groups(right)
    if not ours or not theirs:
        return None
    shared = _names(left, ours & theirs)
    if shared:
        return Comparison(weights.SAME_GROUP, f"both name {shared}")
    sentence = f"different groups: {_names(left, ours)} and {_names(right, theirs)}"
    return Comparison(weights.DIFFERENT_GROUPS, sentence)


def _names(event: Event, actor_ids: set[str]) -> str:
    return ", ".join(sorted({actor.name for actor in event.actors if actor.actor_id in actor_ids}))


def compare_numbers(left: Event, right: Event) -> Comparison | None:
    """5 and 8 to 12 people: the numbers differ, both are kept."""
    if not left.counts or not right.counts:
        return None
    ours, theirs = min(product(left.counts, right.counts), key=_gap_and_bounds)
    people = f"{_range(ours)} and {_range(theirs)} people"
    if ours.minimum == ours.maximum == theirs.minimum == theirs.maximum:
        return Comparison(weights.SAME_NUMBER, f"same number of people: {_range(ours)}")
    if _gap_and_bounds((ours, theirs))[0] == 0:
        return Comparison(weights.RANGES_TOUCH, f"{people}: the ranges touch")
    within_double = max(ours.minimum, theirs.minimum) <= 2 * min(ours.maximum, theirs.maximum)
    level = weights.NUMBERS_DIFFER if within_double else weights.NUMBERS_FAR_APART
    return Comparison(level, f"{people}: the numbers differ, both are kept")


def _gap_and_bounds(pair: tuple[PeopleCount, PeopleCount]) -> tuple[int, ...]:
    """Return how far two ranges are apart, then how loosely they are stated: the order of likeness of two counts."""
    left, right = pair
    gap = max(left.minimum - right.maximum, right.minimum - left.maximum, 0)
    looseness = left.maximum - left.minimum + right.maximum - right.minimum
    return gap, looseness, left.minimum, right.minimum


def _range(count: PeopleCount) -> str:
    return str(count.minimum) if count.minimum == count.maximum else f"{count.minimum} to {count.maximum}"


def compare_texts(left: Event, right: Event) -> Comparison | None:
    """The texts are near-copies (97% of word runs in common).

    A copy repeats every act of its original, so the texts say nothing of two acts that are unrelated, nor across
    languages.
    """
    unrelated = left.kind != right.kind and not _are_related(left, right)
    if unrelated or left.lang != right.lang or not left.signature or not right.signature:
        return None
    share = similarity(left.signature, right.signature)
    in_common = f"{share:.0%} of word runs in common"
    if share >= NEAR_COPY_SIMILARITY:
        return Comparison(weights.NEAR_COPIES, f"the texts are near-copies ({in_common})")
    if share >= _SHARED_PASSAGES_SIMILARITY:
        return Comparison(weights.SHARED_PASSAGES, f"the texts share passages ({in_common})")
    return Comparison(weights.WORDED_APART, "the texts are worded differently")


COMPARISONS: dict[str, Callable[[Event, Event], Comparison | None]] = {
    "place": compare_places,
    "time": compare_times,
    "kind": compare_kinds,
    "group": compare_groups,
    "number": compare_numbers,
    "text": compare_texts,
}
"""All comparisons by name, in the order in which their reasons are shown; a new one is one function and a line."""
