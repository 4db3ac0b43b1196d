"""Keys under which the spellings of one name meet: transliterations, doubled letters, accents, articles, spaces."""

import re
from functools import lru_cache

from nlp.folding import word_set

_ARTICLES = word_set("al el ul il ar as ash at ath ad adh an az ed er es et en ez l la le les the")
_SOUNDS = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        ("tch|sch|sh|ch|c(?=[ei])", "s"),
        ("dj|dg", "j"),
        ("ph", "f"),
        ("kh", "h"),
        ("gh", "g"),
        ("th", "t"),
        ("dh", "d"),
        ("ck|qu|q|c", "k"),
        ("x", "ks"),
        ("z", "s"),
        ("v", "f"),
        ("ou|oo|w|o", "u"),
        ("ee|[ae][iy]|y|e", "i"),
        (r"(.)\1+", r"\1"),
    )
)
_SILENT = re.compile("(?<=[aiu])h")
_VOWELS = re.compile("(?<!^)[aiuh]")


def without_articles(folded: str) -> str:
    """Return a folded name without its articles: `deir ez zor` gives `deir zor`; a name of articles alone stays."""
    words = folded.split()
    return " ".join(word for word in words if word not in _ARTICLES) or folded


@lru_cache(maxsize=4096)
def spelling_key(folded: str) -> str:
    """Return what the usual spellings of a folded name share: `bossangoa` and `bosangoa`, `ash shafah` and `shafa`.

    French and English ways of writing one sound fall together (ou/u/w, dj/j, ch/sh, k/c/q), and doubled letters, final
    h, spaces and Arabic articles with it. The rules follow the romanisation tables of UNGEGN and common French ones.
    """
    key = without_articles(folded).replace(" ", "")
    for pattern, sound in _SOUNDS:
        key = pattern.sub(sound, key)
    return _SILENT.sub("", key)


def consonant_key(folded: str) -> str:
    """Return the spelling key without its vowels but for the first letter: `tabqa` and `at tabaqah` meet in `tbk`."""
    return re.sub(r"(.)\1+", r"\1", _VOWELS.sub("", spelling_key(folded)))


def likeness_keys(folded: str) -> tuple[str, ...]:
    """Return the keys that a folded name is found by when it is spelt otherwise; none for a name in another script.

    A consonant key of one or two letters would bring too much and is left out.
    """
    if not folded.isascii():
        return ()
    spelling, consonants = spelling_key(folded), consonant_key(folded)
    return (f"s:{spelling}", f"c:{consonants}") if len(consonants) > 2 else (f"s:{spelling}",)
