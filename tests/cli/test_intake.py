"""The intake form: what is sent says nothing of who told it, and a contact is kept apart and only if agreed."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from cli.app import app
from ingest.embedded_broker import EmbeddedBroker
from schemas.messages import OffsetRange

MISSION = Path(__file__).parents[2] / "missions" / "example"
CONTACT = "Sira Boutelli 0812345678"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("FOREWARN_HOME", str(tmp_path))
    monkeypatch.setenv("FOREWARN_MISSION", str(MISSION))
    return tmp_path


def sent(home: Path) -> list[dict[str, object]]:
    broker = EmbeddedBroker(home / "broker.sqlite")
    ends = broker.end_offsets(["community-alerts"])
    ranges = [
        OffsetRange(topic=place.topic, partition=place.partition, start=0, end=end) for place, end in ends.items()
    ]
    found = [json.loads(message.value or b"") for each in ranges for message in broker.read(each)]
    broker.close()
    return found


def test_without_questions_an_alert_is_sent(home: Path) -> None:
    text = "Des inconnus armés rôdent depuis deux nuits."
    result = CliRunner().invoke(app, ["intake", "--language", "fr", "--text", text, "--place", "Tokounda"])
    assert result.exit_code == 0, result.output
    (alert,) = sent(home)
    assert (alert["text"], alert["place"], alert["lang"]) == (text, {"name": "Tokounda"}, "fr")
    assert alert["from_role"] == "membre de la communauté"
    assert str(alert["alert_no"]).startswith("INT/")
    assert not (home / "reporters").exists()


@pytest.mark.parametrize(("agrees", "kept"), [("y", 1), ("n", 0)])
def test_a_contact_is_kept_apart_and_only_if_agreed(home: Path, agrees: str, kept: int) -> None:
    answers = f"Tokounda\nWomen slept in the bush.\nteacher\n{agrees}\n{CONTACT}\n"
    result = CliRunner().invoke(app, ["intake"], input=answers)
    assert result.exit_code == 0, result.output
    (alert,) = sent(home)
    files = list((home / "reporters").glob("*")) if kept else []
    assert len(files) == kept
    for path in files:
        assert path.stat().st_mode & 0o777 == 0o600
        assert json.loads(path.read_text()) == {"alert_no": alert["alert_no"], "contact": CONTACT}
        assert str(alert["alert_no"]).rsplit("/", 1)[-1] not in path.name
    elsewhere = [path for path in home.rglob("*") if path.is_file() and path not in files]
    assert not [path for path in elsewhere if b"Sira" in path.read_bytes()]
