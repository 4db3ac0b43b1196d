import hashlib
import json
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.catalogue_reader import BUILT_IN, read_catalogue
from nlp.training.texts import TEXTS, MarkedSign, parse_marks, read_texts
from schemas.annotation import Assertion
from schemas.errors import ConfigurationError
from tests.nlp.small_model import folded

ALL = read_texts()
GOLDEN = Path(__file__).parents[2] / "golden"


def fingerprint(text: str) -> str:
    return hashlib.sha256(" ".join(folded(text)).encode()).hexdigest()


def test_every_mark_names_a_sign_of_the_catalogue_and_some_words() -> None:
    ids = {sign.id for sign in read_catalogue(BUILT_IN).indicators}
    marks = [(text, sign) for text in ALL for sign in text.signs]
    assert {sign.id for _, sign in marks} <= ids
    assert [text.text for text, sign in marks if not folded(text.text[sign.start : sign.end])] == []


def test_every_sign_has_texts_in_both_languages_and_so_has_none() -> None:
    carried = Counter((text.lang, sign.id) for text in ALL for sign in text.signs)
    ids = {sign_id for _, sign_id in carried}
    assert [(lang, sign_id) for lang in ("en", "fr") for sign_id in sorted(ids) if carried[lang, sign_id] < 10] == []
    assert {text.lang for text in ALL if not text.signs} == {"en", "fr"}


def test_no_text_stands_twice() -> None:
    times = Counter(fingerprint(text.text) for text in ALL)
    assert sum(count - 1 for count in times.values()) == 0


@pytest.mark.parametrize("name", sorted(path.name for path in GOLDEN.glob("indicator_lines_*.jsonl")))
def test_no_text_is_also_a_line_that_accuracy_is_measured_on(name: str) -> None:
    lines = (GOLDEN / name).read_text(encoding="utf-8").splitlines()
    measured = {fingerprint(json.loads(line)["text"]) for line in lines}
    assert len(measured & {fingerprint(text.text) for text in ALL}) == 0


def test_marks_of_several_signs_and_statuses() -> None:
    text, signs = parse_marks("At [MOB-03 hedged: dusk they hide] and [CHD-03+TIP-01: two boys went]. Calm.")
    assert text == "At dusk they hide and two boys went. Calm."
    assert signs == (
        MarkedSign("MOB-03", Assertion.HEDGED, 3, 17),
        MarkedSign("CHD-03", Assertion.AFFIRMED, 22, 35),
        MarkedSign("TIP-01", Assertion.AFFIRMED, 22, 35),
    )


WORDS = st.text(st.characters(exclude_characters="[]", exclude_categories=("Z", "C")), min_size=1)
MARKS = st.tuples(st.sampled_from(("MOB-03", "CRSV-01")), st.sampled_from(tuple(Assertion)), WORDS)


@given(st.lists(st.one_of(WORDS, MARKS)))
def test_reading_undoes_marking(parts: list[str | tuple[str, Assertion, str]]) -> None:
    line = "".join(part if isinstance(part, str) else f"[{part[0]} {part[1]}: {part[2]}]" for part in parts)
    text, signs = parse_marks(line)
    assert text == "".join(part if isinstance(part, str) else part[2] for part in parts)
    marked = [part for part in parts if not isinstance(part, str)]
    assert [(sign.id, sign.status, text[sign.start : sign.end]) for sign in signs] == marked


@pytest.mark.parametrize("line", ["[MOB-3: slept]", "[MOB-03 slept]", "[MOB-03 maybe: slept]", "slept] outside", "[a"])
def test_a_mark_that_cannot_be_read_is_refused_with_its_line(tmp_path: Path, line: str) -> None:
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "mobility.txt").write_text(f"# MOB-03\n\nCalm.\n{line}\n", encoding="utf-8")
    with pytest.raises(ConfigurationError, match=r"mobility\.txt, line 4: .*write \[MOB-03: words\]") as refused:
        read_texts(tmp_path)
    assert "slept" not in str(refused.value)


def test_texts_come_by_language_family_and_line() -> None:
    files = sorted(TEXTS.glob("*/*.txt"))
    assert [text.lang for text in ALL] == sorted(text.lang for text in ALL)
    assert {path.stem for path in files if path.parent.name == "en"} == {
        path.stem for path in files if path.parent.name == "fr"
    }
