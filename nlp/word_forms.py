"""What may stand before a word of a pattern in Arabic, Swahili and Lingala.

English and French patterns say with `word*` what may follow; these three join articles, prepositions, persons and
tenses to the front. The lists are short and made from grammars, not from speakers; every sign read with them is marked
as an unverified translation.
"""

import re

_ARABIC_WORD = re.compile(r"[\u0621-\u064a\u0671]+\*?")
_VERB = re.compile(r"(?<![\w-])-(\w+\*?)")
_ARTICLE = "ال"
_LONGEST_PARTICLE = 2
_SHORTEST_AFTER_ARTICLE = 3

BEFORE = {
    "ar": "[وف]?(?:[بك]?(?:ال)?|لل?)",
    "conjunction": "[وف]?",
    # Affirmative forms alone: hawakukimbia, they did not flee, is no form of -kimbia.
    "sw": "(?:(?:wa|tu|zi|a|i|u)(?:na|li|me|ta|ka)|aliye|walio|anaye|wanao|zilizo|iliyo|ku|hu)(?:mw|m|wa|ji)?",
    "ln": "(?:ba|to|ko|a|e)(?:zo|ko)?",
}
"""Regular expressions over folded letters, by the mark that `mark_forms` puts before a word."""


def mark_forms(pattern: str, language: str) -> str:
    """Return `pattern` with a mark before each Arabic word, and each Swahili or Lingala verb written `-stem`."""
    if language == "ar":
        return _ARABIC_WORD.sub(lambda match: _marked_arabic(match[0]), pattern)
    return _VERB.sub(rf"<{language}>\1", pattern) if language in BEFORE else pattern


def _marked_arabic(written: str) -> str:
    """Before a particle such as `la` (not) there is a conjunction at most; an article that is written is taken off."""
    if len(written) <= _LONGEST_PARTICLE:
        return f"<conjunction>{written}"
    bare = written.removeprefix(_ARTICLE)
    return f"<ar>{bare if len(bare) >= _SHORTEST_AFTER_ARTICLE else written}"
