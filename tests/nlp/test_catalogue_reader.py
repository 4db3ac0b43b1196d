from pathlib import Path

import pytest

from nlp.catalogue_reader import BUILT_IN, read_catalogue
from schemas.errors import ConfigurationError

SIGN = """
- id: {id}
  name: {{en: Sign}}
  definition: A sign.
  kind: absence
  severity: {severity}
  tie: both
  sources: [patrol]
  patterns: {{{lang}: ["{pattern}"]}}
  basis: invented
"""
FIRST_ISSUE = [
    "MOB-01",
    "MOB-02",
    "MOB-03",
    "MOB-04",
    "MOB-05",
    "MOB-06",
    "MOB-07",
    "ARM-01",
    "ARM-02",
    "ARM-03",
    "ARM-04",
    "ARM-05",
    "ARM-06",
    "ARM-07",
    "ARM-09",
    "ARM-11",
    "ARM-12",
    "CLN-01",
    "CLN-02",
    "CLN-05",
    "CRSV-01",
    "CRSV-02",
    "CRSV-03",
    "CRSV-04",
    "CRSV-08",
    "TIP-01",
    "TIP-02",
    "TIP-03",
    "TIP-04",
    "TIP-05",
    "TIP-07",
    "TIP-08",
    "TIP-09",
    "TIP-11",
    "TIP-12",
    "TIP-19",
    "CHD-02",
    "CHD-03",
    "CHD-04",
]
ABDUCTIONS = {"TIP-01", "TIP-02", "CHD-03"}


def write(folder: Path, *, file: str = "a.yaml", **values: str) -> Path:
    folder.mkdir(exist_ok=True)
    filled = {"id": "ZZZ-01", "severity": "3", "lang": "en", "pattern": "women fled", **values}
    (folder / file).write_text(SIGN.format(**filled), encoding="utf-8")
    return folder


def test_first_issue_is_whole() -> None:
    signs = {sign.id: sign for sign in read_catalogue(BUILT_IN).indicators}
    assert set(FIRST_ISSUE) <= set(signs)
    assert {sign.id for sign in signs.values() if sign.kind == "abduction"} == ABDUCTIONS
    for sign in signs.values():
        assert sign.probes["en"], sign.id
        assert sign.probes["fr"], sign.id
        assert sign.id == "ARM-07" or (sign.patterns["en"] and sign.patterns["fr"]), sign.id


def test_later_folder_adds_patterns_and_replaces_the_rest(tmp_path: Path) -> None:
    ours, mission = write(tmp_path / "ours"), write(tmp_path / "mission", pattern="women gone", severity="5")
    write(mission, file="b.yaml", id="ZZZ-02")
    first, second = read_catalogue(ours, mission).indicators
    assert first.patterns["en"] == ("women fled", "women gone")
    assert (first.severity, second.id) == (5, "ZZZ-02")


def test_concepts_are_written_out_and_added_to(tmp_path: Path) -> None:
    ours, mission = write(tmp_path / "ours", pattern="{who} fled"), write(tmp_path / "mission", pattern="{who} left")
    (ours / "concepts.yaml").write_text("en: {women: [women, girls], who: ['{women}', men]}", encoding="utf-8")
    (mission / "concepts.yaml").write_text("en: {who: [traders]}", encoding="utf-8")
    (sign,) = read_catalogue(ours, mission).indicators
    assert sign.patterns["en"] == ("((women|girls)|men) fled", "(((women|girls)|men)|traders) left")


def test_version_follows_content(tmp_path: Path) -> None:
    ours = write(tmp_path / "ours")
    version = read_catalogue(ours).version
    assert read_catalogue(write(tmp_path / "same")).version == version
    assert read_catalogue(write(tmp_path / "other", severity="4")).version != version


@pytest.mark.parametrize(
    ("values", "mend"),
    [
        ({"lang": "xx"}, "mend patterns.xx"),
        ({"severity": "9"}, "mend severity"),
        ({"pattern": "the ... and"}, "it would match nearly anything"),
        ({"pattern": "[women]"}, "it has no word that must be there"),
        ({"pattern": "* women"}, "cannot stand here"),
        ({"pattern": "wom*n fled"}, "cannot stand here"),
        ({"pattern": "(women fled"}, r"\) is missing"),
        ({"pattern": "women) fled"}, "closes nothing"),
        ({"pattern": "women | men"}, "stands alone"),
        ({"pattern": "{nobody_knows} fled"}, "there is no concept"),
    ],
)
def test_refuses_with_file_id_and_mend(tmp_path: Path, values: dict[str, str], mend: str) -> None:
    folder = write(tmp_path / "ours", **values)
    with pytest.raises(ConfigurationError, match=mend) as refused:
        read_catalogue(folder)
    assert "a.yaml: ZZZ-01" in str(refused.value)


def test_refuses_one_id_twice_in_a_folder(tmp_path: Path) -> None:
    folder = write(tmp_path / "ours")
    write(folder, file="b.yaml")
    with pytest.raises(ConfigurationError, match=r"b.yaml: ZZZ-01 is there twice"):
        read_catalogue(folder)


@pytest.mark.parametrize("text", ["- id: [", "id: ZZZ-01", "- name: no id"])
def test_refuses_a_file_that_is_no_list_of_signs(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(ConfigurationError, match=r"a\.yaml"):
        read_catalogue(tmp_path)


def test_refuses_a_term_that_yaml_reads_as_no_word(tmp_path: Path) -> None:
    folder = write(tmp_path / "ours")
    (folder / "concepts.yaml").write_text("en: {none: [no, zero]}", encoding="utf-8")
    with pytest.raises(ConfigurationError, match=r"concepts\.yaml: en none: .* quotes"):
        read_catalogue(folder)
