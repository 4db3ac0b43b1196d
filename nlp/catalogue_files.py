"""The catalogue's YAML files as an adviser writes them: signs, groups of words, and where a mistake stands."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from schemas.catalogue import Mistake

CONCEPTS_FILE = "concepts.yaml"
OnMistake = Callable[[Mistake], None]
Step = str | int
_OPENING = (yaml.SequenceStartEvent, yaml.MappingStartEvent)
_CLOSING = (yaml.SequenceEndEvent, yaml.MappingEndEvent)
_DEEPEST = 20
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Entry(NamedTuple):
    """One sign as written: which file, the how manieth in it, and its fields."""

    file: Path
    number: int
    values: dict[str, Any]

    @property
    def id(self) -> str:
        """The sign's id."""
        return str(self.values["id"])

    def mistake(self, what: str, *path: Step) -> Mistake:
        """Return a mistake in the field that `path` leads to, or as near to it as there is a line."""
        return Mistake(file=str(self.file), line=line_of(self.file, (self.number, *path)), id=self.id, what=what)


def read_signs(layer: Path, on_mistake: OnMistake) -> Iterator[Entry]:
    """Yield the signs of a folder of YAML files, or of one file."""
    for path in _files(layer):
        found = read_yaml(path, on_mistake)
        if isinstance(found, list):
            yield from _entries(path, found, on_mistake)
        elif found is not None and not (isinstance(found, dict) and path == layer):
            on_mistake(_mistake(path, "it must be a list of signs, each beginning with '- id:'"))


def read_word_groups(layer: Path, on_mistake: OnMistake) -> tuple[Path, dict[str, dict[str, list[Any]]]]:
    """Return the groups of words by language that a folder's concepts.yaml, or one file, holds."""
    path = layer / CONCEPTS_FILE if layer.is_dir() else layer
    found = read_yaml(path, on_mistake) if path.exists() else None
    return path, found if isinstance(found, dict) else {}


def read_yaml(path: Path, on_mistake: OnMistake) -> Any:
    """Return what a file holds, None where it cannot be read."""
    try:
        text = path.read_text(encoding="utf-8")
        if trouble := _trouble(text):
            on_mistake(_mistake(path, trouble))
            return None
        return yaml.load(text, Loader=_LOADER)  # noqa: S506 both loaders are safe
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        mend = "quote a pattern that begins with [ or { or holds a colon"
        on_mistake(_mistake(path, f"it cannot be read as YAML: {error.problem or error.context}; {mend}", line))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        on_mistake(
            _mistake(path, f"it cannot be read as YAML in UTF-8: {type(error).__name__}; save it as plain UTF-8")
        )
    return None


def _trouble(text: str) -> str | None:
    """Return why a file must not be built up: aliases that multiply what they name, or a nesting that ends Python."""
    depth = 0
    for event in yaml.parse(text, Loader=_LOADER):
        depth += isinstance(event, _OPENING) - isinstance(event, _CLOSING)
        if isinstance(event, yaml.AliasEvent):
            return "it uses an alias (*name): write out what it stands for"
        if depth > _DEEPEST:
            return f"it is nested deeper than {_DEEPEST} levels: write signs as ours are written"
    return None


def line_of(path: Path, steps: tuple[Step, ...]) -> int:
    """Return the line of what `steps` (keys and numbers) lead to in a YAML file, or of the last that is there."""
    node = yaml.compose(path.read_text(encoding="utf-8"), Loader=_LOADER)
    for step in steps:
        child = _child(node, step)
        if child is None:
            break
        node = child
    return int(node.start_mark.line) + 1 if node else 1


def _files(layer: Path) -> list[Path]:
    return [path for path in sorted(layer.glob("*.yaml")) if path.name != CONCEPTS_FILE] if layer.is_dir() else [layer]


def _entries(path: Path, found: list[Any], on_mistake: OnMistake) -> Iterator[Entry]:
    for index, values in enumerate(found):
        if isinstance(values, dict) and values.get("id"):
            yield Entry(path, index, values)
        else:
            line = line_of(path, (index,))
            on_mistake(_mistake(path, "a sign has no id: begin it with '- id:'", line))


def _mistake(path: Path, what: str, line: int = 1) -> Mistake:
    return Mistake(file=str(path), line=line, id="", what=what)


def _child(node: Any, step: Step) -> Any:
    if isinstance(node, yaml.MappingNode):
        return next((value for key, value in node.value if key.value == str(step)), None)
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        return node.value[step]
    return None
