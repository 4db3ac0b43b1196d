"""docs/protection.md says of every rule how it is held, and names only what is there."""

import ast
import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.pipeline.runs import ROOT

PAGE = ROOT / "docs" / "protection.md"
KINDS = {"code", "registration", "people", "open"}


class Row(NamedTuple):
    """A rule, how it is held, and by what."""

    rule: str
    kind: str
    held_by: str


ROWS = [
    Row(*match)
    for match in re.findall(r"^\| (D\d\d) \|[^|]+\| (\w+) \| ([^|]+) \|", PAGE.read_text("utf-8"), flags=re.MULTILINE)
]


def test_every_rule_has_one_row_of_a_known_kind() -> None:
    assert [row.rule for row in ROWS] == [f"D{number:02}" for number in range(1, 40)]
    assert {row.kind for row in ROWS} <= KINDS


@pytest.mark.parametrize("row", [row for row in ROWS if row.kind in ("code", "registration")], ids=lambda row: row.rule)
def test_a_rule_that_is_held_by_code_or_registration_names_tests_of_its_own(row: Row) -> None:
    named = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", row.held_by)
    assert named
    for path, test in named:
        assert test in functions_of(ROOT / path), f"{path}::{test} is not there"
        assert f"_{row.rule.lower()}_" in test


@pytest.mark.parametrize("row", [row for row in ROWS if row.kind == "people"], ids=lambda row: row.rule)
def test_a_rule_that_is_held_by_people_names_its_procedure(row: Row) -> None:
    ((page, heading),) = re.findall(r"\]\((\w[\w/.-]+\.md)#([\w-]+)\)", row.held_by)
    titles = re.findall(r"^#+ (.+)$", (PAGE.parent / page).read_text("utf-8"), flags=re.MULTILINE)
    assert heading in {anchor_of(title) for title in titles}


@cache
def functions_of(path: Path) -> frozenset[str]:
    """Return the names of the functions of a file."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return frozenset(node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def anchor_of(title: str) -> str:
    """Return the address of a heading within its page, as GitHub makes it."""
    return re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-")
