"""Which texts are read for places, signs and events: the five languages of the catalogue, in their own scripts."""

import re
from typing import get_args

from schemas.catalogue import Language

LANGUAGES: tuple[str, ...] = get_args(Language)
_LETTER = re.compile(r"[^\W\d_]")
_LATIN = re.compile(r"[A-Za-z\u00aa-\u02af\u1e00-\u1eff]")
_ARABIC = re.compile(r"[\u0620-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc]")
_CHARACTERS = 5_000  # the script of a text shows in its beginning; the check stays cheap for long ones


def is_processed(language: str) -> bool:
    """Tell whether texts in the language of this ISO 639-1 code are read; others are stored unread."""
    return language in LANGUAGES


def is_read(language: str, text: str) -> bool:
    """Tell whether a text is read: a language of ours, and at least half of its letters in that language's script.

    A report may say that it is in English and be in Cyrillic; nothing would be found in it, and that is no calm.
    """
    if not is_processed(language):
        return False
    beginning = text[:_CHARACTERS]
    script = _ARABIC if language == "ar" else _LATIN
    return 2 * len(script.findall(beginning)) >= len(_LETTER.findall(beginning))
