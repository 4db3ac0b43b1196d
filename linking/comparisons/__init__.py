"""Comparisons of two events, one file each: the sentence that the analyst reads, and the level that weighs it.

A comparison that finds a value missing on either side gives None: it weighs nothing and says nothing.
"""

from collections.abc import Callable

from linking.comparisons.details import compare_details
from linking.comparisons.finding import Finding
from linking.comparisons.groups import compare_groups
from linking.comparisons.kinds import compare_kinds
from linking.comparisons.numbers import compare_numbers
from linking.comparisons.places import compare_places
from linking.comparisons.references import compare_references
from linking.comparisons.tellings import compare_tellings
from linking.comparisons.texts import compare_texts
from linking.comparisons.times import compare_times
from schemas.annotation import Event

__all__ = [
    "COMPARISONS",
    "Finding",
    "compare_details",
    "compare_groups",
    "compare_kinds",
    "compare_numbers",
    "compare_places",
    "compare_references",
    "compare_tellings",
    "compare_texts",
    "compare_times",
]

COMPARISONS: dict[str, Callable[[Event, Event], Finding | None]] = {
    "place": compare_places,
    "time": compare_times,
    "telling": compare_tellings,
    "kind": compare_kinds,
    "group": compare_groups,
    "number": compare_numbers,
    "details": compare_details,
    "text": compare_texts,
    "reference": compare_references,
}
"""All comparisons by name, in the order in which their reasons are shown; a new one is a file, a line and weights."""
