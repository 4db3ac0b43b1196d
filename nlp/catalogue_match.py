"""Shows what patterns match in a text, for an adviser who tries a pattern before others rely on it."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from nlp.catalogue_files import line_of, read_signs
from nlp.catalogue_reader import Concepts, WrittenPattern, read_concepts, refuse, written_patterns
from nlp.folding import Word, fold_words
from nlp.pattern_index import PatternIndex
from nlp.pattern_language import check_is_telling, compile_pattern, expand_concepts
from nlp.word_forms import mark_forms
from schemas.base import Item

TRIED = "your pattern"


class PatternMatch(Item):
    """Words of a text that a pattern matches: of which sign, and where the pattern is written.

    `is_look_alike` marks words that look like the sign and are none: what they meet of the sign is not counted.
    """

    id: str
    is_look_alike: bool
    start: int
    end: int
    words: str
    pattern: str
    file: str = ""
    line: int = 0


class _Rule(NamedTuple):
    id: str
    is_look_alike: bool
    pattern: str
    written: WrittenPattern | None


def matches(text: str, language: str, *layers: Path) -> list[PatternMatch]:
    """Return what the patterns and look-alikes of the catalogue match in `text`, in order of place."""
    return _matches(text, _rules(layers, language))


def matches_of_pattern(pattern: str, text: str, language: str, *layers: Path) -> list[PatternMatch]:
    """Return what one pattern matches; it may use the groups of words of `layers`.

    Raises `ConfigurationError` for a pattern that cannot be read or would match nearly anything.
    """
    concepts: Concepts = {}
    for layer in layers:
        concepts = read_concepts(layer, concepts, refuse)
    expanded = mark_forms(expand_concepts(pattern, concepts.get(language, {})), language)
    compile_pattern(expanded)
    check_is_telling(expanded)
    return _matches(text, [(_Rule(TRIED, False, pattern, None), expanded)])


def _rules(layers: Iterable[Path], language: str) -> Iterator[tuple[_Rule, str]]:
    concepts: Concepts = {}
    for layer in layers:
        concepts = read_concepts(layer, concepts, refuse)
        for entry in read_signs(layer, refuse):
            for each in written_patterns(entry, concepts, refuse):
                if each.language == language:
                    yield _Rule(entry.id, each.field == "look_alikes", each.line, each), each.expanded


def _matches(text: str, rules: Iterable[tuple[_Rule, str]]) -> list[PatternMatch]:
    """Match line by line; sentences are not cut here, so a pattern may reach into the next one."""
    index = PatternIndex((rule, compile_pattern(expanded)) for rule, expanded in rules)
    found: list[PatternMatch] = []
    start = 0
    for line in text.splitlines(keepends=True):
        words = [word._replace(start=word.start + start, end=word.end + start) for word in fold_words(line)]
        found += (
            _match(text, words, each.what, each.start, each.end) for each in index.find([w.folded for w in words])
        )
        start += len(line)
    return sorted(found, key=lambda each: (each.start, each.end, each.id, each.pattern))


def _match(text: str, words: list[Word], rule: _Rule, first: int, last: int) -> PatternMatch:
    start, end = words[first].start, words[last - 1].end
    where = {"id": rule.id, "is_look_alike": rule.is_look_alike, "pattern": rule.pattern}
    place = {"start": start, "end": end, "words": text[start:end]}
    return PatternMatch(**where, **place, **_written_at(rule.written))


def _written_at(written: WrittenPattern | None) -> dict[str, str | int]:
    if written is None:
        return {}
    path = (written.entry.number, written.field, written.language, written.number)
    return {"file": str(written.entry.file), "line": line_of(written.entry.file, path)}
