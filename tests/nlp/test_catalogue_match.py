from pathlib import Path

import pytest

from nlp.catalogue_match import matches, matches_of_pattern
from nlp.catalogue_reader import BUILT_IN
from schemas.errors import ConfigurationError
from tests.nlp.test_catalogue_check import WHOLE


def test_a_match_names_its_sign_its_words_and_where_the_pattern_stands(tmp_path: Path) -> None:
    (tmp_path / "signs.yaml").write_text(WHOLE, encoding="utf-8")
    (found,) = matches("Calm.\nWomen fled.", "en", tmp_path)
    assert (found.id, found.words, found.pattern) == ("ZZZ-01", "Women fled", "women fled")
    assert (Path(found.file).name, found.line) == ("signs.yaml", 9)
    assert "Calm.\nWomen fled."[found.start : found.end] == "Women fled"
    assert matches("Women fled.", "fr", tmp_path) == []


def test_a_look_alike_is_shown_as_one() -> None:
    found = matches("A few women at the well.", "en", BUILT_IN)
    assert {each.is_look_alike for each in found if each.id == "MOB-01"} == {True, False}


def test_a_pattern_is_tried_with_the_groups_of_words() -> None:
    (found,) = matches_of_pattern("{women} ... bush", "The women are in the bush.", "en", BUILT_IN)
    assert found.words == "women are in the bush"
    assert [each.words for each in matches_of_pattern("-bakwa", "Watu walibakwa", "sw", BUILT_IN)] == ["walibakwa"]


@pytest.mark.parametrize(
    ("pattern", "mend"), [("the ... and", "nearly anything"), ("{nope} fled", "no concept"), ("(a", "missing")]
)
def test_a_bad_pattern_is_refused_with_the_mend(pattern: str, mend: str) -> None:
    with pytest.raises(ConfigurationError, match=mend):
        matches_of_pattern(pattern, "text", "en", BUILT_IN)
