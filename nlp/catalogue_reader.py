"""Reads the catalogue of warning signs from folders of YAML files, and refuses what an adviser must mend."""

import hashlib
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from nlp.pattern_language import check_is_telling, compile_pattern, expand_concepts
from schemas.catalogue import Catalogue, Indicator
from schemas.errors import ConfigurationError

CONCEPTS_FILE = "concepts.yaml"
BUILT_IN = Path(__file__).parent / "catalogue"
_PATTERN_FIELDS = ("patterns", "look_alikes")
_Entry = dict[str, Any]
_Concepts = dict[str, dict[str, str]]


@lru_cache(maxsize=8)
def read_catalogue(*folders: Path) -> Catalogue:
    """Return the warning signs of `folders` with their concepts written out, sorted by id.

    A later folder adds indicators, and to one that is there it adds patterns and look-alikes and replaces the rest.
    Raises `ConfigurationError` with file, id and mend.
    """
    entries: dict[str, _Entry] = {}
    concepts: _Concepts = {}
    for folder in folders:
        concepts = _read_concepts(folder / CONCEPTS_FILE, concepts)
        for indicator_id, entry in _read_folder(folder, concepts).items():
            entries[indicator_id] = _merge(entries.get(indicator_id, {}), entry)
    indicators = tuple(_check(entries[indicator_id]) for indicator_id in sorted(entries))
    return Catalogue(version=_version(indicators), indicators=indicators)


def _read_folder(folder: Path, concepts: _Concepts) -> dict[str, _Entry]:
    entries: dict[str, _Entry] = {}
    for path in sorted(folder.glob("*.yaml")):
        if path.name != CONCEPTS_FILE:
            for entry in _read_entries(path):
                where = f"{path}: {entry['id']}"
                if entry["id"] in entries:
                    raise ConfigurationError(f"{where} is there twice in this folder: give one of them another id")
                entries[entry["id"]] = {**_write_out(entry, concepts, where=where), "file": str(path)}
    return entries


def _read_entries(path: Path) -> list[_Entry]:
    entries = _read_yaml(path)
    if not isinstance(entries, list) or not all(isinstance(entry, dict) and "id" in entry for entry in entries):
        raise ConfigurationError(f"{path}: it must be a list of indicators, each beginning with '- id:'")
    return entries


def _read_yaml(path: Path) -> Any:
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506 both loaders are safe
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise ConfigurationError(f"{path}: it cannot be read as YAML in UTF-8: {error}") from error


def _read_concepts(path: Path, earlier: _Concepts) -> _Concepts:
    """Return the concepts by language; a concept may use those above it, and adds to an earlier one of its name."""
    concepts = {language: dict(named) for language, named in earlier.items()}
    for language, named in (_read_yaml(path) if path.exists() else {}).items():
        known = concepts.setdefault(language, {})
        for name, terms in named.items():
            where = f"{path}: {language} {name}"
            written = _expand("|".join(_words(terms, where=where)), known, where=where)
            known[name] = f"({known[name]}|{written})" if name in known else f"({written})"
    return concepts


def _words(terms: list[Any], *, where: str) -> list[str]:
    """YAML reads a bare no, yes, on or off as a truth value."""
    if not all(isinstance(term, str) for term in terms):
        raise ConfigurationError(f'{where}: a term is not read as a word: put it in quotes, as in "no"')
    return terms


def _expand(pattern: str, concepts: dict[str, str], *, where: str) -> str:
    try:
        return expand_concepts(pattern, concepts)
    except ConfigurationError as error:
        raise ConfigurationError(f"{where}: {error}") from error


def _write_out(entry: _Entry, concepts: _Concepts, *, where: str) -> _Entry:
    return {**entry, **{field: dict(_written_out(entry, field, concepts, where)) for field in _PATTERN_FIELDS}}


def _written_out(entry: _Entry, field: str, concepts: _Concepts, where: str) -> Iterator[tuple[str, list[str]]]:
    for language, patterns in (entry.get(field) or {}).items():
        yield language, [_expand(line, concepts.get(language, {}), where=f"{where}: {line!r}") for line in patterns]


def _merge(earlier: _Entry, later: _Entry) -> _Entry:
    merged = {**earlier, **later}
    for field in _PATTERN_FIELDS:
        before, after = earlier.get(field, {}), later[field]
        merged[field] = {
            language: [*before.get(language, []), *after.get(language, [])] for language in sorted({*before, *after})
        }
    return merged


def _check(entry: _Entry) -> Indicator:
    where = f"{entry.pop('file')}: {entry['id']}"
    try:
        indicator = Indicator.model_validate(entry)
    except ValidationError as error:
        raise ConfigurationError(f"{where}: {_complaint(error)}") from error
    for field in _PATTERN_FIELDS:
        for line in (line for lines in getattr(indicator, field).values() for line in lines):
            _check_pattern(line, where=f"{where}: {field} {line[:80]!r}")
    return indicator


def _check_pattern(line: str, *, where: str) -> None:
    try:
        compile_pattern(line)
        check_is_telling(line)
    except ConfigurationError as error:
        raise ConfigurationError(f"{where}: {error}") from error


def _complaint(error: ValidationError) -> str:
    first = error.errors(include_url=False, include_input=False)[0]
    return f"mend {'.'.join(map(str, first['loc']))}: {first['msg']}"


def _version(indicators: tuple[Indicator, ...]) -> str:
    """Return a short hash of the content, so that every hit says what it was found with."""
    content = "\n".join(indicator.model_dump_json() for indicator in indicators)
    return hashlib.sha256(content.encode()).hexdigest()[:12]
