import pytest

from schemas.languages import is_processed, is_read


def test_the_five_languages_of_the_catalogue_are_read():
    assert [code for code in ("en", "fr", "ar", "sw", "ln", "ru", "ha", "") if is_processed(code)] == [
        "en", "fr", "ar", "sw", "ln",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("language", "text", "read"),
    [
        ("en", "They slept in the bush.", True),
        ("en", "", True),
        ("en", "0600Z 12/03 ---", True),
        ("fr", "Они спали в лесу", False),
        ("ar", "باتوا في العراء", True),
        ("ar", "They slept in the bush.", False),
        ("sw", "باتوا في العراء", False),
        ("ha", "Sun kwana a daji", False),
    ],
)
def test_a_text_is_read_where_its_script_is_its_languages(language: str, text: str, read: bool):
    assert is_read(language, text) is read
