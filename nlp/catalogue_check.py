"""Finds what an adviser must mend in the catalogue: what cannot be read, and what is not yet whole."""

import re
from collections.abc import Iterator
from pathlib import Path

from nlp.catalogue_files import Entry, read_signs
from nlp.catalogue_reader import read_layers
from schemas.catalogue import Indicator, Language, Mistake

_LANGUAGES: tuple[Language, ...] = ("en", "fr")
_ASKS_A_SURVIVOR = re.compile(
    r"\b(?:ask|interview|question|talk to|speak (?:to|with))\s+(?:the |a |an |any |each )?"
    r"(?:survivor|victim|wom[ae]n|girl|boy|child|her\b|him\b|them\b|patient)"
    r"|\b(?:demander|poser|parler|interroger)\b[^.?!]{0,20}?\b(?:à|aux?|avec|les?|la|une?)\s*"
    r"(?:survivant|victime|patiente|femme|fille|enfant)",
    re.IGNORECASE,
)
_NEVER = re.compile(r"\b(?:never|not|jamais|pas)\b", re.IGNORECASE)


def find_mistakes(*layers: Path) -> list[Mistake]:
    """Return every mistake in `layers`, by file and line: what is refused when the catalogue is read, and what lacks.

    A sign needs a name and probe questions in English and French, and patterns in both unless it has none at all.
    """
    mistakes: list[Mistake] = []
    signs = {sign.id: sign for sign in read_layers(layers, mistakes.append)}
    entries = {entry.id: entry for layer in layers for entry in read_signs(layer, lambda _: None)}
    for sign_id, sign in signs.items():
        mistakes += _lacking(sign, entries[sign_id])
    return sorted(set(mistakes), key=lambda each: (each.file, each.line, each.id, each.what))


def _lacking(sign: Indicator, entry: Entry) -> Iterator[Mistake]:
    for language in _LANGUAGES:
        if not sign.name.get(language):
            yield entry.mistake(f"has no name in {language}: add it to name", "name")
        if not sign.probes.get(language):
            yield entry.mistake(
                f"has no probe question in {language}: write what a patrol may ask or look at", "probes"
            )
        if any(sign.patterns.values()) and not sign.patterns.get(language):
            yield entry.mistake(f"has no pattern in {language}: add one to patterns.{language}", "patterns")
    for language, probes in sign.probes.items():
        for number, probe in enumerate(probes):
            if asks_a_survivor(probe):
                mend = "ask about places, paths and services, never the person it happened to"
                yield entry.mistake(f"asks a survivor: {mend}", "probes", language, number)


def asks_a_survivor(probe: str) -> bool:
    """Tell whether a probe question tells a patrol to question somebody to whom it may have happened."""
    return any(
        _ASKS_A_SURVIVOR.search(sentence) and not _NEVER.search(sentence)
        for sentence in re.split(r"(?<=[.?!])\s", probe)
    )
