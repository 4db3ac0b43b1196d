"""Makes text from reports safe to show: characters that steer the reader's screen are made visible."""

import unicodedata

_KEPT = frozenset("\n\t\u200c\u200d")  # the joiners belong to the spelling of Arabic and Persian
_SEEN_AS = "\N{REPLACEMENT CHARACTER}"


def clean(text: str) -> str:
    """Return `text` with every control, direction-changing and surrogate character replaced by U+FFFD.

    These are the Unicode categories Cc, Cf and Cs, joiners and line breaks excepted.
    """
    return "".join(_SEEN_AS if _steers(character) else character for character in text)


def _steers(character: str) -> bool:
    return character not in _KEPT and unicodedata.category(character) in {"Cc", "Cf", "Cs"}
