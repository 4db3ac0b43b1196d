from pathlib import Path

import pytest

from nlp.catalogue_check import asks_a_survivor, find_mistakes
from nlp.catalogue_reader import BUILT_IN

WHOLE = """\
- id: ZZZ-01
  name: {en: Sign, fr: Signe}
  definition: A sign.
  kind: absence
  severity: 3
  tie: both
  sources: [patrol]
  patterns:
    en: [women fled]
    fr: [femmes parties]
  probes:
    en: ["Where did they go?"]
    fr: ["Où sont-elles parties ?"]
  basis: invented
"""


def mistakes(folder: Path, text: str) -> list[tuple[int, str]]:
    (folder / "signs.yaml").write_text(text, encoding="utf-8")
    return [(each.line, each.what) for each in find_mistakes(folder)]


def test_our_own_catalogue_holds_none() -> None:
    assert find_mistakes(BUILT_IN) == []


def test_a_whole_sign_holds_none(tmp_path: Path) -> None:
    assert mistakes(tmp_path, WHOLE) == []


@pytest.mark.parametrize(
    ("written", "instead", "line", "what"),
    [
        (', fr: Signe', "", 2, "has no name in fr"),
        ("[women fled]", "[the and]", 9, "match nearly anything"),
        ("    fr: [femmes parties]\n", "", 9, "has no pattern in fr"),
        ("    fr: [femmes", "    de: [femmes", 10, "mend patterns.de: it is no language here; use en, fr, ar, sw, ln"),
        ('    en: ["Where did they go?"]\n', "", 12, "has no probe question in en"),
        ("Where did they go?", "Ask the woman what happened.", 12, "asks a survivor"),
        ("severity: 3", "severity: 9", 5, "mend severity"),
        ("severity: 3", "severty: 3", 1, "mend severity"),
        ("[women fled]", "women fled", 9, "write a list"),
        ("[women fled]", "[no]", 9, "in quotes"),
        ("kind: absence", "kind: [", 6, "cannot be read as YAML"),
        ("id: ZZZ-01", "name_: x", 1, "has no id"),
    ],
)  # fmt: skip
def test_each_mistake_is_named_with_its_line(tmp_path: Path, written: str, instead: str, line: int, what: str) -> None:
    assert written in WHOLE
    found = mistakes(tmp_path, WHOLE.replace(written, instead))
    assert any(each == line and what in told for each, told in found), found


def test_all_mistakes_are_found_at_once_in_order_of_line(tmp_path: Path) -> None:
    broken = WHOLE.replace("severity: 3", "severity: 9").replace("women fled", "the and") + WHOLE
    lines = [line for line, _ in mistakes(tmp_path, broken)]
    assert lines == sorted(lines)
    assert {5, 9, 15} <= set(lines)


@pytest.mark.parametrize(
    ("probe", "asks"),
    [
        ("Ask the woman what happened.", True),
        ("Interview each survivor apart.", True),
        ("Demander à la victime ce qui s'est passé.", True),
        ("Interroger les femmes une à une.", True),
        ("Ask the health team for numbers, never a patient.", False),
        ("Demander des chiffres à l'équipe de santé, jamais à une patiente.", False),
        ("A patrol does not question them.", False),
        ("Where are women usually seen at this hour?", False),
        ("Où voit-on d'habitude les femmes à cette heure ?", False),
        ("Which service may be told, with the survivor's consent?", False),
    ],
)
def test_no_probe_may_question_a_survivor(probe: str, asks: bool) -> None:
    assert asks_a_survivor(probe) is asks
