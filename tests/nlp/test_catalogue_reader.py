from pathlib import Path

import pytest

from nlp.catalogue_reader import read_catalogue
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


def write(folder: Path, *, file: str = "a.yaml", **values: str) -> Path:
    folder.mkdir(exist_ok=True)
    filled = {"id": "ZZZ-01", "severity": "3", "lang": "en", "pattern": "women fled", **values}
    (folder / file).write_text(SIGN.format(**filled), encoding="utf-8")
    return folder


def test_later_folder_can_put_its_patterns_in_the_place_of_ours(tmp_path: Path) -> None:
    ours, mission = write(tmp_path / "ours"), write(tmp_path / "mission", pattern="women gone")
    with (mission / "a.yaml").open("a", encoding="utf-8") as file:
        file.write("  replaces: [patterns]\n")
    (sign,) = read_catalogue(ours, mission).indicators
    assert sign.patterns["en"] == ("women gone",)


def test_a_layer_may_be_one_file(tmp_path: Path) -> None:
    ours, mission = write(tmp_path / "ours"), write(tmp_path / "mission", severity="5")
    (sign,) = read_catalogue(ours, mission / "a.yaml").indicators
    assert sign.severity == 5


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
        ({"lang": "xx"}, "mend patterns.xx: it is no language here; use en, fr, ar, sw, ln"),
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
    assert f"a.yaml, line {9 if 'severity' not in values else 6}: ZZZ-01" in str(refused.value)


def test_refuses_one_id_twice_in_a_folder(tmp_path: Path) -> None:
    folder = write(tmp_path / "ours")
    write(folder, file="b.yaml")
    with pytest.raises(ConfigurationError, match=r"b.yaml, line 2: ZZZ-01 is there twice"):
        read_catalogue(folder)


@pytest.mark.parametrize("text", ["- id: [", "id: ZZZ-01", "- name: no id"])
def test_refuses_a_file_that_is_no_list_of_signs(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(ConfigurationError, match=r"a\.yaml"):
        read_catalogue(tmp_path)


def test_refuses_a_term_that_yaml_reads_as_no_word(tmp_path: Path) -> None:
    folder = write(tmp_path / "ours")
    (folder / "concepts.yaml").write_text("en: {none: [no, zero]}", encoding="utf-8")
    with pytest.raises(ConfigurationError, match=r"concepts\.yaml, line 1: en none .* quotes"):
        read_catalogue(folder)
