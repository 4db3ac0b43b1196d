"""The questions of docs/questions.md, asked as they stand there on the missions named there."""

import json
import re
import shlex
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from ingest.replay import replayed
from pipeline.run import run_all
from schemas.settings import Settings
from tests.cli.test_commands import set_home, typed
from tests.pipeline.runs import MISSION, ROOT, replayed_into

QUESTIONS = ROOT / "docs" / "questions.md"
TRAINING = ROOT / "missions" / "training"
ROW = re.compile(r"^\| (A\d\d) \| .* \| ([a-z-]+) \| `forewarn (.+)` \|$", flags=re.MULTILINE)

Ask = Callable[..., str]


def questions() -> dict[str, tuple[str, list[str]]]:
    """Return the mission and the words of the command of each question."""
    return {id: (mission, shlex.split(words)) for id, mission, words in ROW.findall(QUESTIONS.read_text("utf-8"))}


@pytest.fixture(scope="session")
def home_of(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Callable[[str], Path]:
    """Give a function that runs a mission, once, and returns its home."""

    @cache
    def run(mission: str) -> Path:
        if mission == "example":
            finished: Settings = request.getfixturevalue("finished")
            return finished.home
        home = tmp_path_factory.mktemp(mission)
        folder = TRAINING / mission
        settings = Settings(home=home, mission=folder, clock="messages")
        with replayed_into(settings, replayed(folder / "messages.jsonl")) as parts:
            run_all(parts)
        return home

    return run


@pytest.fixture
def ask(home_of: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch) -> Ask:
    """Give a function that asks the question of an id, with more words, or others in place of its own."""

    def answer(id: str, *more: str, instead: tuple[str, ...] = ()) -> str:
        mission, words = questions()[id]
        set_home(monkeypatch, home_of(mission))
        monkeypatch.setenv("FOREWARN_MISSION", str(MISSION if mission == "example" else TRAINING / mission))
        return typed(*(instead or words), *more)

    return answer


def hits(answer: str) -> list[dict[str, Any]]:
    """Return the reports of a JSON answer."""
    return [json.loads(line) for line in answer.splitlines()]


def keys(answer: str) -> list[str]:
    """Return the keys of the reports found, in their order."""
    return [hit["report"]["key"] for hit in hits(answer)]
