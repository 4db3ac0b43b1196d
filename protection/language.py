"""The language of a report: as stated, else detected among a fixed list."""

import re
from functools import cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

# The five languages of the catalogue, and those most met in mission areas where the five are not enough.
LANGUAGES = ("ar", "en", "es", "fa", "fr", "ha", "ht", "ln", "pt", "ru", "rw", "so", "sw", "uk")
_NAMES = {"english": "en", "anglais": "en", "french": "fr", "français": "fr", "francais": "fr", "arabic": "ar"}
_THREE_LETTERS = {"eng": "en", "fra": "fr", "fre": "fr", "ara": "ar", "swa": "sw", "lin": "ln"}
_CHARACTERS = 5_000  # enough for a certain answer; keeps detection independent of a report's length


def language_of(stated: str | None, text: str, default: str) -> tuple[str, bool]:
    """Return the language's ISO 639-1 code and whether it was detected.

    `default` is the source's: taken for a text without letters, where it is a language code.
    """
    code = _code(stated or "")
    if code:
        return code, False
    if re.search(r"[^\W\d_]", text):
        return str(_identifier().classify(text[:_CHARACTERS])[0]), True
    return _code(default) or "en", False


def _code(stated: str) -> str:
    word = re.split(r"[-_ ,;/]", stated.strip().casefold())[0]
    word = _NAMES.get(word, _THREE_LETTERS.get(word, word))
    return word if re.fullmatch(r"[a-z]{2}", word) else ""


@cache
def _identifier() -> LanguageIdentifier:
    identifier = LanguageIdentifier.from_model_file(MODEL_FILE)
    identifier.set_languages(LANGUAGES)
    return identifier
