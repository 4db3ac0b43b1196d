import json
from pathlib import Path

import pytest

from evaluation.evaluate_masking import evaluate_masking, is_gone
from evaluation.masking_lines import Marked, MarkedLine, read_marked
from schemas.errors import ConfigurationError

GOLDEN = Path(__file__).parent.parent / "golden"
LINES: tuple[tuple[str, str, str, list[tuple[str, str]]], ...] = (
    ("a", "patrol", "Mr Tandro Kessive met us at Ovrissa.", [("Tandro Kessive", "person"), ("Ovrissa", "place")]),
    ("b", "clinic", "Write to tandro@example.org.", [("tandro@example.org", "email")]),
    ("c", "patrol", "zzz", [("zzz", "person")]),
    ("d", "patrol", "Nothing to report.", []),
)


def written(tmp_path):
    file = tmp_path / "lines.jsonl"
    rows = [
        {"id": name, "language": "en", "source": source, "text": text, "spans": [
            {"start": text.index(said), "end": text.index(said) + len(said), "kind": kind} for said, kind in spans
        ]}
        for name, source, text, spans in LINES
    ]  # fmt: skip
    file.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    return file


def test_measures_are_those_counted_by_hand(tmp_path):
    found = evaluate_masking(written(tmp_path), worst=9)
    scores = {(row.method, row.places, row.group): (row.masked, row.n) for row in found.scores}
    assert scores["forewarn", "known", "persons and numbers"] == (2, 3)
    assert scores["forewarn", "known", "place"] == (0, 1)
    assert scores["patterns alone", "unknown", "email"] == (1, 1)
    assert scores["forewarn", "known", "without person or number, changed"] == (0, 1)
    assert "c: a person is left (places known)" in found.worst
    assert not any("zzz" in mistake for mistake in found.worst)


@pytest.mark.parametrize(("masked", "gone"), [((0, 18), True), ((0, 4), False), ((0, 3), False), ((5, 18), False)])
def test_a_name_is_gone_only_where_no_letter_but_a_particle_is_left(masked, gone):
    line = MarkedLine(id="x", language="en", source="patrol", text="Nour bint Salim B.")
    assert is_gone(line, Marked(start=0, end=18, kind="person"), [masked]) is gone
    assert is_gone(line, Marked(start=0, end=18, kind="person"), [(0, 4), (10, 17)])


def test_a_file_of_another_form_is_refused_without_its_text(tmp_path):
    file = tmp_path / "lines.jsonl"
    file.write_text('{"id": "secret"}', encoding="utf-8")
    with pytest.raises(ConfigurationError, match="line 1") as refused:
        read_marked(file)
    assert "secret" not in str(refused.value)


@pytest.mark.parametrize("half", ["tune", "report"])
def test_the_golden_lines_can_be_read_and_every_span_holds_a_word(half):
    lines = read_marked(GOLDEN / f"masking_{half}.jsonl")
    assert len(lines) == 300
    assert all(any(map(str.isalnum, line.said(span))) for line in lines for span in line.spans)
