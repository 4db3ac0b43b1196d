"""Names in lower case, as messages from a phone have them: `i'm kwabla`, `mama afi`, `kabasele a dit`."""

import re
from collections.abc import Iterator

from nlp.folding import fold, fold_words
from nlp.ordinary_words import never_places, ordinary_words
from nlp.persons.words import GIVEN_NAMES, KIN, TITLES, WORD_NAMES

_NAME = r"(?P<name>[^\W\d_]{3,}(?:['’-][^\W\d_]{2,})*)"
_KIN = "|".join(sorted((KIN | TITLES) - {"frere", "soeur", "m", "me"}, key=len, reverse=True))
_SELF = r"(?:this is|my name is|name is|i am|i['’]?m|me is|it['’]?s|je suis|(?:moi |ici )?c['’]?est|je m['’]appelle)"
_MINE = (
    r"(?:mon [ée]l[èe]ve|ma s(?:œ|oe)ur|mon fr[eè]re|ma fille|mon fils|my (?:sister|brother|daughter|son|wife|husband))"
)
_SMALL = r"petite?|vieille|vieux|fr[eè]re|s(?:œ|oe)ur"
_PATTERNS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?<!\w){_SELF}\s(?:the\s)?{_NAME}",
        rf"(?<!\w)(?:{_KIN}|{_SMALL})\s{_NAME}",
        rf"(?:^|[.!?]\s){_NAME}\s(?:is the one|elle|il|a dit|said|says|dit)\b",
        rf"(?<!\w){_NAME}\s{_MINE}\b",
    )
)
_SURE = _PATTERNS[2]


def lower_names(text: str, public: frozenset[str]) -> Iterator[tuple[int, int]]:
    """Yield words in lower case that are no ordinary word and stand where a name does."""
    for pattern in _PATTERNS:
        for match in pattern.finditer(text):
            word = fold(match["name"])
            joined = " ".join(part.folded for part in fold_words(match["name"]))
            if match["name"][0].islower() and joined not in public and _is_name(word, given=pattern is _SURE):
                yield match.span("name")


def _is_name(word: str, *, given: bool) -> bool:
    if given and word in GIVEN_NAMES | WORD_NAMES:
        return True
    parts = word.replace("'", "-").split("-")
    return word not in never_places() and not all(part in ordinary_words() for part in parts)
