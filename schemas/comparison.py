"""What changed in an area against the same weeks of last year."""

from typing import Literal

from schemas.annotation import ToldLanguage
from schemas.base import Item, Moment, Probability

Answer = Literal["more", "less", "no_clear_change", "not_comparable"]


class Change(Item):
    """One sign or clinic measure, now and in the same weeks of last year.

    `now` and `last_year` count all that is known; `alike_now` and `alike_last_year` only what can be compared: reports
    of originators that told of anything in both years, clinic cells that were published in both. `chance` is how likely
    numbers so far apart are where nothing changed.
    """

    what: str
    of: Literal["reports", "clinic_counts"]
    name: dict[ToldLanguage, str]
    now: int
    last_year: int
    alike_now: int
    alike_last_year: int
    chance: Probability | None
    answer: Answer


class AreaComparison(Item):
    """An area in the weeks before a day, beside the same weeks of last year; reports are no prevalence (rule D29)."""

    area: str
    profile: str
    since: Moment
    until: Moment
    last_since: Moment
    last_until: Moment
    originators_of_both: tuple[str, ...]
    originators_new: tuple[str, ...]
    originators_gone: tuple[str, ...]
    changes: tuple[Change, ...]
