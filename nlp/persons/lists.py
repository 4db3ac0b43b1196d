"""Names in one list with a person's are persons' too: `Asabe Lawandi, Kubra M. and Ladidi`, `NYAKIM, Teresa`."""

import re
from collections.abc import Sequence

from nlp.persons.judging import AGAINST, Judged
from nlp.persons.words import GIVEN_NAMES, WORD_NAMES

_TITLE = r"(?i:mr|mrs|ms|dr|mme|mlle|m|sr|fr|la petite|le petit|à|to)"
_GAP = re.compile(
    rf"(?:\s\([^()]{{1,20}}\))?\.?(?:\s?[,;/&]\s?|,?\s(?:and|et|ou|or|with|avec)\s)(?:{_TITLE}\.?\s){{0,2}}"
)
_CALLED = re.compile(r"\s?[,(]?\s?[\"“«]\s?(?:(?:le|la|the)\s)?")
_MOST_AGAINST = 2


def share_places(text: str, found: Sequence[Judged]) -> list[Judged]:
    """Return `found` with what a list joins to a place as places too, if nothing speaks for a person."""
    shared = list(found)
    for step, order in ((-1, range(1, len(shared))), (1, range(len(shared) - 2, -1, -1))):
        for index in order:
            each, beside = shared[index], shared[index + step]
            first, second = sorted((index, index + step))
            gap = text[shared[first].words[-1].end : shared[second].words[0].start]
            if each.is_bare() and beside.is_other() and _GAP.fullmatch(gap):
                shared[index] = each._replace(other=max(each.other, AGAINST))
    return shared


def with_lists(text: str, found: Sequence[Judged], persons: set[int]) -> set[int]:
    """Return the indices of persons in `found`, those that a list joins to one of `persons` counted in."""
    persons = set(persons)
    for index in [*range(1, len(found)), *range(len(found) - 2, -1, -1)]:
        beside = [at for at in (index - 1, index + 1) if at in persons]
        if index not in persons and any(_is_joined(text, found, index, at) for at in beside):
            persons.add(index)
    return persons


def _is_joined(text: str, found: Sequence[Judged], index: int, at: int) -> bool:
    first, second = sorted((index, at))
    gap = text[found[first].words[-1].end : found[second].words[0].start]
    each = found[index]
    if _CALLED.fullmatch(gap) and index > at:
        return True
    given = any(word.folded in GIVEN_NAMES | WORD_NAMES for word in each.words)
    return _GAP.fullmatch(gap) is not None and each.other < _MOST_AGAINST and (given or not each.ordinary)
