import json

import pytest

from evaluation.evaluate_indicators import evaluate_indicators
from evaluation.signs import read_lines
from schemas.errors import ConfigurationError
from tests.nlp.invented import CATALOGUE

LINES: tuple[tuple[str, str, list[tuple[str, str]]], ...] = (
    ("a", "Families slept in the bush.", [("MOB-03", "affirmed")]),
    ("b", "Unknown men came, families slept in the bush.", [("MOB-03", "affirmed")]),
    ("c", "No house was looted.", [("ARM-04", "affirmed")]),
    ("d", "The women bedded down far from their homes.", [("MOB-03", "affirmed")]),
    ("e", "Market day, nothing to report.", []),
    ("f", "A shop was looted.", []),
)


def written(tmp_path, lines=LINES):
    file = tmp_path / "lines.jsonl"
    rows = [
        {"id": name, "lang": "en", "text": text, "indicators": [{"id": sign, "status": how} for sign, how in signs]}
        for name, text, signs in lines
    ]
    file.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    return file


def score(found, method, group):
    return next(row for row in found.scores if (row.method, row.group) == (method, group))


def test_measures_are_those_counted_by_hand(tmp_path):
    """Of four labelled signs three are found, one with the wrong status; two are read in excess, one in a control."""
    found = evaluate_indicators(written(tmp_path), CATALOGUE, half="all", worst=9)
    row = score(found, "forewarn", "all")
    assert (row.n, row.recall, row.precision) == (4, 0.75, pytest.approx(3 / 5))
    assert row.status_accuracy == pytest.approx(2 / 3)
    assert row.controls_firing == 0.5
    assert found.worst == (
        "b: ARM-01 read, not labelled",
        "c: ARM-04 is affirmed, read as negated",
        "d: MOB-03 missed",
        "f: ARM-04 read, not labelled",
    )


def test_the_baseline_takes_all_that_matches_as_said(tmp_path):
    found = evaluate_indicators(written(tmp_path), CATALOGUE, half="all", worst=0)
    assert score(found, "phrases alone", "all").status_accuracy == 1
    assert score(found, "phrases alone", "MOB-03").recall == pytest.approx(2 / 3)


def test_families_and_languages_are_counted_apart(tmp_path):
    found = evaluate_indicators(written(tmp_path), CATALOGUE, half="all", worst=0)
    assert score(found, "forewarn", "MOB").n == 3
    assert score(found, "forewarn", "en").n == 4


def test_the_halves_hold_each_line_once(tmp_path):
    file = written(tmp_path)
    halves = [{line.id for line in read_lines(file, half)} for half in ("tune", "report")]
    assert halves[0] | halves[1] == {name for name, _, _ in LINES}
    assert not halves[0] & halves[1]


@pytest.mark.parametrize("raw", ["{", '{"id": "a"}', '{"id": "a", "lang": "en", "text": "x", "indicators": [{}]}'])
def test_a_line_that_cannot_be_read_is_named(tmp_path, raw):
    file = tmp_path / "lines.jsonl"
    file.write_text('{"id": "z", "lang": "en", "text": "x"}\n' + raw, encoding="utf-8")
    with pytest.raises(ConfigurationError, match="line 2"):
        read_lines(file, "all")
