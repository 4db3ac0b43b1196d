"""Finding sources: by file, and only with everything registered."""

import re
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
from schemas.source import Safeguards, SourceRules
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


SAFEGUARDS = (
    "Safeguards(benefit_exceeds_risk='a', sound_method='a', care_available='a', safety_first='a', confidentiality='a', "
    "informed_consent='a', trained_team='a', safeguards_for_children='a')"
)
CLINIC = WHOLE | {"source_type": '"clinic"', "level": '"strictly_confidential"', "safeguards": SAFEGUARDS}


def test_a_clinic_with_everything_registered_is_found(tmp_path: Path) -> None:
    assert load_source(written(tmp_path / "ward.py", CLINIC)).rules.safeguards is not None


@pytest.mark.parametrize("level", ["unclassified", "confidential"])
def test_d02_a_clinic_is_strictly_confidential(tmp_path: Path, level: str) -> None:
    with pytest.raises(ConfigurationError, match=r"ward\.py"):
        load_source(written(tmp_path / "ward.py", CLINIC | {"level": f'"{level}"'}))


@pytest.mark.parametrize("missing", re.findall(r"(\w+)='a'", SAFEGUARDS))
def test_d22_a_clinic_answers_each_of_who_s_eight_questions(tmp_path: Path, missing: str) -> None:
    answers = re.sub(rf"{missing}='a'(, )?", "", SAFEGUARDS)
    with pytest.raises(ConfigurationError, match=r"ward\.py"):
        load_source(written(tmp_path / "ward.py", CLINIC | {"safeguards": answers}))


@pytest.mark.parametrize(
    "change", [{"safeguards": "None"}, {"referral_pathway": '"None"'}, {"referral_pathway": '" no "'}]
)
def test_d22_without_safeguards_or_referral_nothing_of_survivors_is_read(
    tmp_path: Path, change: dict[str, str]
) -> None:
    with pytest.raises(ConfigurationError, match=r"ward\.py"):
        load_source(written(tmp_path / "ward.py", CLINIC | change))


@pytest.mark.parametrize("kind", ["informant", "intercept", "social_media", ""])
def test_d33_a_source_of_no_listed_kind_is_refused(tmp_path: Path, kind: str) -> None:
    with pytest.raises(ConfigurationError, match="source_type"):
        load_source(written(tmp_path / "hotline.py", WHOLE | {"source_type": f'"{kind}"'}))
