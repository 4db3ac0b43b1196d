import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from products.text import clean


@given(st.text(alphabet=st.characters(categories=["Cc", "Cf", "Cs", "Lu", "Ll", "Lo", "Nd", "Po"])))
def test_nothing_that_steers_the_screen_is_left_and_nothing_else_changes(text: str) -> None:
    cleaned = clean(text)
    assert len(cleaned) == len(text)
    for before, after in zip(text, cleaned, strict=True):
        steers = unicodedata.category(before) in {"Cc", "Cf", "Cs"} and before not in "\n\t\u200c\u200d"
        assert after == ("\ufffd" if steers else before)


def test_cleaned_text_can_be_written_as_utf8() -> None:
    assert clean("a\ud800b").encode("utf-8") == "a\ufffdb".encode()
