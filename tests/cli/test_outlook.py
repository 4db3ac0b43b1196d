"""The product commands, as an officer types them, on the example mission."""

import json
from typing import Any

import pytest

from cli.app import main
from tests.cli.test_commands import Forewarn, forewarn, json_lines

__all__ = ["forewarn"]

COMMANDS = (
    ("top",),
    ("trend",),
    ("gaps",),
    ("pirs",),
    ("temperature",),
    ("temperature", "Mbazéré"),
    ("card", "Mbazéré", "Ndélafo"),
)


def product(forewarn: Forewarn, *words: str) -> dict[str, Any]:
    made: dict[str, Any] = json.loads(forewarn(*words, "--json"))
    return made


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_every_product_is_printed_as_text_and_as_json_in_both_languages(
    forewarn: Forewarn, words: tuple[str, ...]
) -> None:
    for language in ("en", "fr"):
        made = product(forewarn, *words, "--profile", "analyst", "--language", language)
        assert (made["profile"], made["language"], made["level"]) == ("analyst", language, "confidential")
        assert forewarn(*words, "--profile", "analyst", "--language", language).startswith("CONFIDENTI")


def test_the_build_up_is_the_first_of_the_top_areas_and_is_assessed(forewarn: Forewarn) -> None:
    first, *others = product(forewarn, "top")["areas"]
    assert (first["area"], first["alert_level"]) == ("Ndélafo", "high")
    assert len(others) <= 4
    assessed = product(forewarn, "assess", first["warning_ids"][0])
    assert assessed["threat"]["likelihood"]["steps"]
    assert assessed["going_there"]["start"] == "Team Site Mbazéré"
    assert "Likelihood" in forewarn("assess", first["warning_ids"][0])


def test_places_with_new_signs_that_nobody_went_to_come_first(forewarn: Forewarn) -> None:
    places = product(forewarn, "gaps", "--days", "10")["places"]
    with_signs = [bool(place["signs_since"]) for place in places]
    assert with_signs[0]
    assert with_signs == sorted(with_signs, reverse=True)
    assert all(place["days_since"] is None or place["days_since"] >= 10 for place in places)


def test_no_clinic_of_the_mission_stands_in_a_card_or_a_gap(forewarn: Forewarn) -> None:
    text = forewarn("card", "Mbazéré", "Tokounda", "--profile", "protected") + forewarn("gaps", "--limit", "200")
    assert "Centre de santé" not in text
    assert "Hôpital" not in text


def test_the_requirements_of_the_mission_folder_are_answered(forewarn: Forewarn) -> None:
    answers = {each["id"]: each for each in product(forewarn, "pirs")["requirements"]}
    assert sorted(answers) == ["PIR-1", "PIR-2", "PIR-3", "PIR-4"]
    assert answers["PIR-1"]["areas"][0]["signs"] > 0
    assert answers["PIR-1"]["warning_ids"]
    assert answers["PIR-4"]["expired"]
    assert answers["PIR-4"]["missing"]


def test_no_product_is_kept(forewarn: Forewarn) -> None:
    before = [forewarn("export", kind) for kind in ("events", "patterns", "warnings")]
    forewarn("card", "Mbazéré", "Ndélafo")
    assert [forewarn("export", kind) for kind in ("events", "patterns", "warnings")] == before
    assert json_lines(before[0])


def test_a_mistake_is_said_in_one_line(
    forewarn: Forewarn, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["forewarn", "card", "Mbazéré", "Nulle-Part"])
    with pytest.raises(SystemExit) as left:
        main()
    assert left.value.code == 2
    assert "is no place of this mission" in " ".join(capsys.readouterr().err.split())
