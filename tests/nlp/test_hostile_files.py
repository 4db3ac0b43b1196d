"""Hostile files of the catalogue: a mistake is told, nothing is built up that would fill the memory or end Python."""

from pathlib import Path

import pytest

from nlp.catalogue_files import read_yaml
from schemas.catalogue import Mistake

LAUGHS = "\n".join(
    [
        "a0: &a0 {x: 1}",
        *(f"a{level}: &a{level} {{<<: [{', '.join([f'*a{level - 1}'] * 9)}]}}" for level in range(1, 12)),
    ]
)


@pytest.mark.parametrize("text", [LAUGHS, "[" * 200_000, "- " * 1_000 + "x"], ids=["laughs", "brackets", "dashes"])
def test_a_file_that_would_multiply_or_nest_is_a_mistake(tmp_path: Path, text: str) -> None:
    path = tmp_path / "signs.yaml"
    path.write_text(text, encoding="utf-8")
    mistakes: list[Mistake] = []
    assert read_yaml(path, mistakes.append) is None
    assert len(mistakes) == 1
