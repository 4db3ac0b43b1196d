"""The README and the published schemas say what is so."""

import json
import re
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from schemas.export import FOLDER, outdated_schemas
from schemas.settings import Settings
from tests.cli.test_commands import commands
from tests.pipeline.runs import ROOT, state_of

README = (ROOT / "README.md").read_text(encoding="utf-8")
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("**/*.md"), *(ROOT / "missions").glob("*/README.md")])


def test_every_command_is_in_the_readme() -> None:
    rows = re.findall(r"^\| `forewarn ([^|]+)\|", README, flags=re.MULTILINE)
    named = {word for row in rows for word in re.findall(r"\b[a-z]+\b", row)}
    existing = {word for words in commands() for word in words}
    assert named == existing


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_command_that_is_named_exists(document: Path) -> None:
    existing = {words[0] for words in commands()}
    typed = re.findall(r"(?:`|^|bin/)forewarn ([a-z]+)", document.read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert set(typed) <= existing


def test_every_setting_is_in_the_readme() -> None:
    named = re.findall(r"^\| `(FOREWARN_[A-Z_]+)`", README, flags=re.MULTILINE)
    assert sorted(named) == sorted(f"FOREWARN_{name.upper()}" for name in Settings.model_fields)


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_make_target_that_is_named_exists(document: Path) -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), flags=re.MULTILINE))
    named = re.findall(r"(?:`|^)make ([a-z-]+)", document.read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert set(named) <= targets


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_link_to_a_file_leads_somewhere(document: Path) -> None:
    links = re.findall(r"\]\((?!https?://|#)([^)#]+)", document.read_text(encoding="utf-8"))
    assert [link for link in links if not (document.parent / link).exists()] == []


def test_published_schemas_are_current() -> None:
    assert outdated_schemas() == []


def test_exports_keep_to_their_schemas(finished: Settings) -> None:
    for name, items in state_of(finished).items():
        validator = Draft202012Validator(json.loads((FOLDER / f"{schema_of(name)}.json").read_text(encoding="utf-8")))
        assert [error.message for item in items for error in validator.iter_errors(item)] == [], name


def schema_of(name: str) -> str:
    """Return the published schema of an export; the history of warnings is made of its entries."""
    kind = name.split()[0]
    return "warning-entries" if kind == "warnings" and name.endswith("history") else kind
