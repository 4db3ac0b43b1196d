"""Finds the sources: one file each, its topic being the file's name with `_` written as `-`."""

import importlib.util
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import NamedTuple

from pydantic import ValidationError

from ingest.reading import ReadRow
from schemas.errors import ConfigurationError
from schemas.messages import Message
from schemas.mission import Mission
from schemas.source import SourceRules

SOURCES = Path(__file__).parent / "sources"
SAMPLES = "samples"
"""The folder of recorded messages beside source files: one folder for each topic in it."""

Reader = Callable[[Message, Mission], Iterator[ReadRow]]


class Source(NamedTuple):
    """A source that may be read: its topic, its registration and its reader."""

    topic: str
    rules: SourceRules
    read: Reader


def find_sources(*extra_folders: Path) -> dict[str, Source]:
    """Return all sources by topic, in order of topic: Forewarn's own and those in `extra_folders`.

    Raises `ConfigurationError` for a file that lacks its rules, any field of them, or its reader, and for two files of
    one topic.
    """
    found: dict[str, Source] = {}
    for path in sorted(path for folder in (SOURCES, *extra_folders) for path in folder.glob("[!_]*.py")):
        source = load_source(path)
        if source.topic in found:
            raise ConfigurationError(f"source file {path}: topic {source.topic} has a file already; rename one of them")
        found[source.topic] = source
    return dict(sorted(found.items()))


def load_source(path: Path) -> Source:
    """Return the source in the file at `path`."""
    module = _run(path)
    rules, read = getattr(module, "RULES", None), getattr(module, "read", None)
    if not isinstance(rules, SourceRules):
        raise ConfigurationError(f"source file {path}: RULES is missing; add RULES = SourceRules(...)")
    if not callable(read):
        raise ConfigurationError(f"source file {path}: read is missing; add def read(message, mission)")
    return Source(topic=path.stem.replace("_", "-"), rules=rules, read=read)


def _run(path: Path) -> ModuleType:
    """Run the file as a module of its own, known to Python so that its models can find their types."""
    name = f"ingest.sources.{path.stem}"
    spec = importlib.util.spec_from_file_location(name, path)
    if spec is None or spec.loader is None:
        raise ConfigurationError(f"source file {path}: cannot be loaded as Python; see its name")
    module = sys.modules[name] = importlib.util.module_from_spec(spec)
    try:
        spec.loader.exec_module(module)
    except ValidationError as error:
        fields = ", ".join(sorted({".".join(map(str, fault["loc"])) for fault in error.errors()}))
        raise ConfigurationError(f"source file {path}: these fields of RULES are missing or wrong: {fields}") from error
    except Exception as error:
        raise ConfigurationError(f"source file {path}: {type(error).__name__}: {error}; mend the file") from error
    return module
