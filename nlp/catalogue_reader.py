"""Reads the catalogue of warning signs from layers of YAML files, and refuses what an adviser must mend."""

import hashlib
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple, NoReturn, get_args

from pydantic import ValidationError

from nlp.catalogue_files import Entry, OnMistake, line_of, read_signs, read_word_groups
from nlp.pattern_language import check_is_telling, compile_pattern, expand_concepts
from nlp.word_forms import mark_forms
from schemas.catalogue import Catalogue, Indicator, Language, Mistake
from schemas.errors import ConfigurationError

BUILT_IN = Path(__file__).parent / "catalogue"
PATTERN_FIELDS = ("patterns", "look_alikes")
LANGUAGES = get_args(Language)
_REPLACES = "replaces"
Concepts = dict[str, dict[str, str]]


class WrittenPattern(NamedTuple):
    """One line of an entry: as the adviser wrote it, and with its groups and word forms written out."""

    entry: Entry
    field: str
    language: str
    number: int
    line: str
    expanded: str


@lru_cache(maxsize=8)
def read_catalogue(*layers: Path) -> Catalogue:
    """Return the warning signs of `layers` (folders, or single files), sorted by id.

    A later layer adds signs, and to one that is there it adds patterns and look-alikes (or puts its own in their place
    where it says `replaces: [patterns]`) and replaces the rest. Raises `ConfigurationError` with file, line, id and
    mend.
    """
    indicators = read_layers(layers, refuse)
    return Catalogue(version=_version(indicators), indicators=indicators)


def read_layers(layers: tuple[Path, ...], on_mistake: OnMistake) -> tuple[Indicator, ...]:
    """Return the signs of all layers, telling `on_mistake` of each mistake; what is mistaken is left out."""
    merged: dict[str, dict[str, Any]] = {}
    origins: dict[str, list[Entry]] = {}
    concepts: Concepts = {}
    for layer in layers:
        concepts = read_concepts(layer, concepts, on_mistake)
        for entry in _once_each(read_signs(layer, on_mistake), on_mistake):
            merged[entry.id] = _merge(merged.get(entry.id, {}), _written_out(entry, concepts, on_mistake))
            origins.setdefault(entry.id, []).append(entry)
    checked = (_validated(merged[each], origins[each], on_mistake) for each in sorted(merged))
    return tuple(indicator for indicator in checked if indicator is not None)


def read_concepts(layer: Path, earlier: Concepts, on_mistake: OnMistake) -> Concepts:
    """Return the concepts by language; a concept may use those above it, and adds to an earlier one of its name."""
    concepts = {language: dict(named) for language, named in earlier.items()}
    path, groups = read_word_groups(layer, on_mistake)
    for language, named in groups.items():
        known = concepts.setdefault(language, {})
        for name, terms in named.items():
            try:
                written = expand_concepts("|".join(_words(terms)), known)
            except ConfigurationError as error:
                line = line_of(path, (language, name))
                on_mistake(Mistake(file=str(path), line=line, id=f"{language} {name}", what=str(error)))
                continue
            known[name] = f"({known[name]}|{written})" if name in known else f"({written})"
    return concepts


def written_patterns(entry: Entry, concepts: Concepts, on_mistake: OnMistake) -> Iterator[WrittenPattern]:
    """Yield the patterns and look-alikes of an entry that can be read."""
    for field in PATTERN_FIELDS:
        for language, lines in (entry.values.get(field) or {}).items():
            if language not in LANGUAGES:
                known = ", ".join(LANGUAGES)
                on_mistake(
                    entry.mistake(f"mend {field}.{language}: it is no language here; use {known}", field, language)
                )
            elif not isinstance(lines, list):
                on_mistake(entry.mistake(f"mend {field}.{language}: write a list, one pattern a line", field, language))
            else:
                yield from _readable(entry, field, language, lines, concepts.get(language, {}), on_mistake)


def _readable(
    entry: Entry, field: str, language: str, lines: list[Any], known: dict[str, str], on_mistake: OnMistake
) -> Iterator[WrittenPattern]:
    for number, line in enumerate(lines):
        try:
            expanded = mark_forms(expand_concepts(_words([line])[0], known), language)
            compile_pattern(expanded)
            check_is_telling(expanded)
        except ConfigurationError as error:
            on_mistake(entry.mistake(f"{field} {str(line)[:80]!r}: {error}", field, language, number))
        else:
            yield WrittenPattern(entry, field, language, number, line, expanded)


def _once_each(entries: Iterator[Entry], on_mistake: OnMistake) -> Iterator[Entry]:
    seen: set[str] = set()
    for entry in entries:
        if entry.id in seen:
            on_mistake(entry.mistake("is there twice in this folder: give one of them another id", "id"))
        else:
            seen.add(entry.id)
            yield entry


def _words(terms: Any) -> list[str]:
    """YAML reads a bare no, yes, on or off as a truth value."""
    if not isinstance(terms, list) or not all(isinstance(term, str) for term in terms):
        raise ConfigurationError('a term is not read as a word: put it in quotes, as in "no"')
    return terms


def _written_out(entry: Entry, concepts: Concepts, on_mistake: OnMistake) -> dict[str, Any]:
    written: dict[str, dict[str, list[str]]] = {field: {} for field in PATTERN_FIELDS}
    for pattern in written_patterns(entry, concepts, on_mistake):
        written[pattern.field].setdefault(pattern.language, []).append(pattern.expanded)
    return {**entry.values, **written}


def _merge(earlier: dict[str, Any], later: dict[str, Any]) -> dict[str, Any]:
    replaced = later.get(_REPLACES) or ()
    merged = {**earlier, **later}
    merged.pop(_REPLACES, None)
    for field in PATTERN_FIELDS:
        before, after = ({} if field in replaced else earlier.get(field, {})), later[field]
        merged[field] = {
            language: [*before.get(language, []), *after.get(language, [])] for language in sorted({*before, *after})
        }
    return merged


def _validated(values: dict[str, Any], origins: list[Entry], on_mistake: OnMistake) -> Indicator | None:
    try:
        return Indicator.model_validate(values)
    except ValidationError as error:
        for each in error.errors(include_url=False, include_input=False):
            path = each["loc"]
            source = next((entry for entry in reversed(origins) if path and path[0] in entry.values), origins[-1])
            on_mistake(source.mistake(f"mend {'.'.join(map(str, path))}: {each['msg']}", *path))
    return None


def refuse(mistake: Mistake) -> NoReturn:
    """Raise `ConfigurationError` with the mistake."""
    raise ConfigurationError(mistake.text)


def _version(indicators: tuple[Indicator, ...]) -> str:
    """Return a short hash of the content, so that every hit says what it was found with."""
    content = "\n".join(indicator.model_dump_json() for indicator in indicators)
    return hashlib.sha256(content.encode()).hexdigest()[:12]
