"""The files of a new source: its reader from a template, and recorded messages to try it on."""

import json
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined

from ingest.registry import SAMPLES
from schemas.errors import ConfigurationError
from schemas.messages import TOPIC_NAME
from schemas.mission import Mission

FIRST_MS, HOUR_MS = 1_738_569_600_000, 3_600_000  # Monday 3 February 2025, 08:00 UTC
PERSON, PHONE, DEVICE = "Zélinda Okpérou", "+000 555 0177", "device-4471-invented"


def write_source(name: str, folder: Path, mission: Mission) -> list[Path]:
    """Write the source `name` and its samples below `folder`, and return the files; no file is ever overwritten."""
    if not TOPIC_NAME.fullmatch(name):
        raise ConfigurationError(f"{name!r} cannot be a topic; write it in lower case with hyphens, like clinic-visits")
    source, samples = folder / f"{name.replace('-', '_')}.py", folder / SAMPLES / name / "messages.jsonl"
    if there := [path for path in (source, samples) if path.exists()]:
        raise ConfigurationError(f"{there[0]} is there already; choose another name, or change that file")
    samples.parent.mkdir(parents=True, exist_ok=True)
    source.write_text(_source_text(name), encoding="utf-8")
    samples.write_text(_samples_text(name, _village(mission)), encoding="utf-8")
    return [source, samples]


def _source_text(name: str) -> str:
    environment = Environment(  # noqa: S701 the template is Python, not HTML
        loader=PackageLoader("cli"), undefined=StrictUndefined, keep_trailing_newline=True
    )
    return environment.get_template("source.py.j2").render(title=name.replace("-", " ").capitalize())


def _village(mission: Mission) -> str:
    return next((place.name for place in mission.places if place.feature_code == "PPL"), "Village Alpha")


def _samples_text(name: str, village: str) -> str:
    """Return one message of each case; people, numbers and devices in them are invented."""
    text = f"Women of {village} slept in the bush. Told by Mrs {PERSON}, telephone {PHONE}."
    good: dict[str, object] = {
        "report_no": "EX-0001",
        "occurred_at": "2025-02-02",
        "place": {"name": village},
        "text": text,
    }
    corrected = good | {"revision": 1, "text": f"Women of {village} slept in the bush for two nights."}
    samples: list[tuple[dict[str, object], list[str]]] = [
        (good | {"deviceid": DEVICE}, ["case", "good", "secret", PERSON, "secret", PHONE, "secret", DEVICE]),
        (good | {"deviceid": DEVICE}, ["case", "duplicate"]),
        (good | {"report_no": 2, "occurred_at": "the other day"}, ["case", "sloppy"]),
        (corrected, ["case", "correction"]),
        (corrected | {"revision": 2, "withdrawn": True}, ["case", "withdrawal"]),
        ({"text": text}, ["case", "bad"]),
    ]
    return "".join(_line(name, number, *sample) for number, sample in enumerate(samples))


def _line(name: str, number: int, payload: dict[str, object], headers: list[str]) -> str:
    sent = {
        "topic": name,
        "key": payload.get("report_no") and str(payload["report_no"]),
        "ts": FIRST_MS + number * HOUR_MS,
        "headers": headers,
        "payload": json.dumps(payload, ensure_ascii=False),
    }
    return json.dumps(sent, ensure_ascii=False) + "\n"
