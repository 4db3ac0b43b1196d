"""Finding sources: by file, and only with everything registered."""

from pathlib import Path

import pytest

from ingest.registry import find_sources, load_source
from schemas.errors import ConfigurationError
from tests.ingest.messages import rows_of

WHOLE = {
    "source_type": '"community"',
    "level": '"confidential"',
    "tlp": '"AMBER"',
    "audience": '"all"',
    "purpose": '"early warning"',
    "retention_days": "30",
    "owner": '"desk"',
    "legal_basis": '"mandate"',
    "impact_assessment": '"DPIA 7"',
    "sharing_protocol": '"ISP 3"',
    "referral_pathway": '"focal point"',
    "expected_every_days": "1",
    "reliability": '"F"',
    "language": '"fr"',
}
IMPORTS = """
from ingest.reading import ReadRow
from schemas.report import Refused
from schemas.source import SourceRules
"""
READER = """
def read(message, mission):
    yield ReadRow(row=Refused(reason="nothing to read"))
"""


def written(path: Path, rules: dict[str, str], reader: str = READER) -> Path:
    arguments = ", ".join(f"{name}={value}" for name, value in rules.items())
    path.write_text(f"{IMPORTS}RULES = SourceRules({arguments})\n{reader}")
    return path


def test_own_and_extra_sources_are_found(tmp_path: Path) -> None:
    written(tmp_path / "radio_calls.py", WHOLE)
    written(tmp_path / "_not_a_source.py", {})
    found = find_sources(tmp_path)
    assert list(found) == sorted([*find_sources(), "radio-calls"])
    assert len(rows_of(found["radio-calls"], b"")) == 1


@pytest.mark.parametrize("field", WHOLE)
def test_d01_d15_d16_d20_a_source_without_a_field_is_refused(tmp_path: Path, field: str) -> None:
    path = written(tmp_path / "hotline.py", {name: value for name, value in WHOLE.items() if name != field})
    with pytest.raises(ConfigurationError, match=rf"hotline\.py: these fields of RULES .*: {field}$"):
        load_source(path)


def test_all_missing_fields_are_named_at_once(tmp_path: Path) -> None:
    path = written(
        tmp_path / "hotline.py", {name: WHOLE[name] for name in sorted(WHOLE) if name not in ("tlp", "owner")}
    )
    with pytest.raises(ConfigurationError, match="owner, tlp"):
        load_source(path)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "RULES is missing"),
        ("RULES = 5", "RULES is missing"),
        ("import nothing_of_that_name", "ModuleNotFoundError"),
        ("def", "SyntaxError"),
    ],
)
def test_a_broken_source_is_named(tmp_path: Path, text: str, reason: str) -> None:
    (tmp_path / "hotline.py").write_text(text)
    with pytest.raises(ConfigurationError, match=rf"hotline\.py: {reason}"):
        find_sources(tmp_path)


def test_a_source_needs_a_reader(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="read is missing"):
        load_source(written(tmp_path / "hotline.py", WHOLE, reader=""))


def test_two_files_of_one_topic_are_refused(tmp_path: Path) -> None:
    written(tmp_path / "patrol_notes.py", WHOLE)
    with pytest.raises(ConfigurationError, match="topic patrol-notes has a file already"):
        find_sources(tmp_path)
