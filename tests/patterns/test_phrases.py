import re
from collections.abc import Iterator
from string import Formatter
from typing import Any

import pytest

from patterns import change_phrases, detector_phrases, phrases, route_phrases, silence_phrases
from patterns.phrases import LANGUAGES

TABLES = [
    pytest.param(table, id=name)
    for module in (phrases, detector_phrases, route_phrases, change_phrases, silence_phrases)
    for name, table in vars(module).items()
    if isinstance(table, dict) and name.isupper()
]


def texts(told: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[tuple[Any, ...], str]]:
    """Yield every text in nested tables, with the keys that lead to it."""
    if isinstance(told, str):
        yield path, told
    else:
        for key, part in told.items() if isinstance(told, dict) else enumerate(told):
            yield from texts(part, (*path, key))


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize("table", TABLES)
def test_every_sentence_is_told_in_every_language_with_the_same_facts(table: dict[Any, Any]) -> None:
    assert set(table) == set(LANGUAGES)
    english, french = (dict(texts(table[language])) for language in ("en", "fr"))
    assert english.keys() == french.keys()
    assert {path: fields(text) for path, text in english.items()} == {
        path: fields(text) for path, text in french.items()
    }


@pytest.mark.parametrize("table", TABLES)
def test_no_french_line_begins_with_a_colon(table: dict[Any, Any]) -> None:
    assert not [text for _, text in texts(table["fr"]) if re.search(r" [:;?!»]", text)]
