"""docs/questions.md holds the twenty, each with its command."""

from tests.questions.conftest import questions


def test_all_twenty_are_there() -> None:
    assert set(questions()) == {f"A{number:02d}" for number in range(1, 21)}
