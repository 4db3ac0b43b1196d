"""Signs named within a sentence: the most severe first, and no more than a reader takes in."""

from collections.abc import Iterable

from patterns import phrases
from patterns.signs import most_severe_first, name_of
from schemas.catalogue import Catalogue
from schemas.warning import ToldLanguage

MOST_NAMED = 4  # as many as a reader keeps in mind at once (Cowan 2001)


def signs_named(indicator_ids: Iterable[str], catalogue: Catalogue, language: ToldLanguage) -> str:
    """Return the signs in words: rape, abduction, night flight, strangers and 3 other signs."""
    ids = most_severe_first(catalogue, indicator_ids)
    called = [name_of(each, catalogue, language) for each in ids[:MOST_NAMED]]
    return listed(called, language) + others(len(ids), phrases.AND_OTHER_SIGNS[language])


def signs_named_with_ids(indicator_ids: Iterable[str], catalogue: Catalogue, language: ToldLanguage) -> str:
    """Return the signs in words with their ids: rape (CRSV-01), abduction (TIP-01) and 3 others."""
    ids = most_severe_first(catalogue, indicator_ids)
    called = [f"{name_of(each, catalogue, language)} ({each})" for each in ids[:MOST_NAMED]]
    return listed(called, language) + others(len(ids), phrases.AND_OTHERS[language])


def listed(called: list[str], language: ToldLanguage) -> str:
    """Return names in a row, parted by semicolons where a name holds a comma itself."""
    return (phrases.SEMICOLON[language] if any("," in name for name in called) else ", ").join(called)


def others(signs: int, forms: tuple[str, str]) -> str:
    """Return how many of `signs` are not named, or nothing; `forms` are for one and for many."""
    count = signs - MOST_NAMED
    return forms[count > 1].format(count=count) if count > 0 else ""
