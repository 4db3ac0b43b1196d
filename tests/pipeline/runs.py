"""Whole runs of the example mission: replayed, run, and read back as values that can be compared."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from ingest.replay import replayed
from pipeline.exports import CURRENT, HISTORIES, export
from pipeline.parts import Parts, open_parts
from pipeline.run import run_all
from schemas.messages import OutgoingMessage
from schemas.protection import PROFILES
from schemas.settings import Settings
from tests.network import can_be_cut, cut_off

ROOT = Path(__file__).parents[2]
MISSION = ROOT / "missions" / "example"
MESSAGES = tuple(replayed(MISSION / "messages.jsonl"))
BIN = Path(sys.executable).parent
PLACE_ON_THE_TOPIC = {"provenance", "partition", "offset", "pointer"}
"""What depends on the order in which messages were sent, and nothing else may."""

State = dict[str, list[dict[str, Any]]]


def settings_in(home: Path, **fields: Any) -> Settings:
    """Return settings of the example mission on the messages' clock, with the state in `home`."""
    return Settings(**{"home": home, "mission": MISSION, "clock": "messages", **fields})


def mission_of_all(folder: Path) -> Path:
    """Return a copy of the example mission in `folder` which computes every profile there is."""
    copy = folder / "mission-of-all"
    if not copy.exists():
        shutil.copytree(MISSION, copy)
        told = copy / "mission.toml"
        told.write_text(f"profiles = {list(PROFILES)}\n{told.read_text(encoding='utf-8')}", encoding="utf-8")
    return copy


@contextmanager
def replayed_into(settings: Settings, messages: Iterable[OutgoingMessage] = MESSAGES) -> Iterator[Parts]:
    """Open the parts of `settings` with `messages` on their topics."""
    with open_parts(settings) as parts:
        parts.broker.send(messages)
        yield parts


def run_example(settings: Settings, messages: Iterable[OutgoingMessage] = MESSAGES) -> State:
    """Take `messages` through the whole pipeline, and return all that can be exported afterwards."""
    with replayed_into(settings, messages) as parts:
        run_all(parts)
        return exported(parts)


def state_of(settings: Settings) -> State:
    """Return all that can be exported from a run that is done."""
    with open_parts(settings) as parts:
        return exported(parts)


def exported(parts: Parts) -> State:
    """Return the items of every export, for every profile of the mission, current and with history."""
    return {
        f"{kind} {profile.name}{' history' if history else ''}": [
            item.model_dump(mode="json") for item in export(parts, kind, profile=profile, history=history)
        ]
        for profile in parts.mission.access_profiles
        for kinds, history in ((CURRENT, False), (HISTORIES, True))
        for kind in kinds
    }


def current_only(state: State) -> State:
    """Return what is derived from the current versions, and every line of the warnings' history."""
    return {
        name: items
        for name, items in state.items()
        if not name.startswith("accounts") and (not name.endswith("history") or name.startswith("warnings"))
    }


def whatever_the_order(state: State) -> State:
    """Return `state` without the items' places on the topics, in an order of its own."""
    return {name: sorted((_placeless(item) for item in items), key=_text) for name, items in state.items()}


def differences(one: State, other: State) -> list[str]:
    """Name, for each export that differs, how many items stand on one side alone, and the first of them."""
    return [_difference(name, one[name], other.get(name, [])) for name in one if one[name] != other.get(name)]


def run_dag(home: Path) -> None:
    """Run the DAG `fuse` over the example mission in Airflow processes of their own, cut off from any network."""
    with replayed_into(settings_in(home)):
        pass  # the messages stay on their topics
    run_process(home, "airflow", "db", "migrate")
    told = run_process(home, "airflow", "dags", "test", "fuse", is_cut_off=can_be_cut())
    (home / "airflow" / "fuse.log").write_text(told, encoding="utf-8")


def run_process(home: Path, *command: str, is_cut_off: bool = False) -> str:
    """Run one of the installed commands with all state in `home`, and return what it printed."""
    words: list[str | os.PathLike[str]] = [BIN / command[0], *command[1:]]
    done = subprocess.run(
        cut_off(words) if is_cut_off else words,
        env=environment(home), cwd=ROOT, check=True, capture_output=True, text=True,
    )  # fmt: skip
    return done.stdout


SECRETS = {
    f"FOREWARN_{name}": f"a-secret-{name.lower().replace('_', '-')}-7b1e"
    for name in ("AUDIT_KEY", "SMTP_PASSWORD", "WEBHOOK_SECRET", "KAFKA_PASSWORD", "KIBANA_API_KEY", "KIBANA_PASSWORD")
}
"""Secrets of the processes that tests start, which must be nowhere afterwards (rule D38)."""


def environment(home: Path) -> dict[str, str]:
    """Return the environment of a process of ours with all state in `home`, Airflow's included."""
    ours = {
        **SECRETS,
        "PYTHONPATH": str(ROOT),
        "FOREWARN_HOME": str(home),
        "FOREWARN_MISSION": str(MISSION),
        "FOREWARN_CLOCK": "messages",
        "AIRFLOW_HOME": str(home / "airflow"),
        "AIRFLOW__CORE__DAGS_FOLDER": str(ROOT / "dags"),
        "AIRFLOW__CORE__LOAD_EXAMPLES": "False",
    }
    return {**os.environ, **ours}


def _placeless(item: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in item.items() if name not in PLACE_ON_THE_TOPIC}


def _text(item: dict[str, Any]) -> str:
    return json.dumps(item, sort_keys=True, ensure_ascii=False)


def _difference(name: str, one: list[dict[str, Any]], other: list[dict[str, Any]]) -> str:
    left, right = [_text(item) for item in one], [_text(item) for item in other]
    alone = [sorted(set(left) - set(right)), sorted(set(right) - set(left))]
    return f"{name}: {len(one)} and {len(other)} items, alone {[len(side) for side in alone]}: " + " | ".join(
        side[0][:1500] if side else "-" for side in alone
    )
