"""`forewarn warnings`, as an officer types it."""

import json

import pytest

from cli.common import time_back
from schemas.errors import ConfigurationError
from tests.cli.test_commands import Forewarn, changing_forewarn, forewarn, json_lines

__all__ = ["changing_forewarn", "forewarn"]


def test_warnings_are_listed_by_area_and_status(forewarn: Forewarn) -> None:
    every = json_lines(forewarn("warnings", "--json", "--status", "open", "--status", "stepped_down"))
    areas = {str(each["area"]["admin2"]) for each in every}  # type: ignore[index] # an area of a JSON line
    for area in areas:
        found = json_lines(
            forewarn("warnings", "--json", "--area", area.upper(), "--status", "open", "--status", "stepped_down")
        )
        assert {each["area"]["admin2"] for each in found} == {area}  # type: ignore[index] # as above
    assert json_lines(forewarn("warnings", "--json", "--area", "Nowhere")) == []


def test_a_warning_is_answered_shown_and_taken_back(changing_forewarn: Forewarn) -> None:
    (warning, *_) = json_lines(changing_forewarn("warnings", "--json", "--unacknowledged-for", "6h"))
    id = str(warning["id"])
    kept = changing_forewarn("warnings", "ack", id, "--why", "passed to the reaction force")
    assert id not in changing_forewarn("warnings", "--unacknowledged-for", "6h")
    changing_forewarn("warnings", "act", id, "--sent", "two vehicles")
    changing_forewarn("warnings", "answer", id, "They are at the river market.")
    shown = changing_forewarn("warnings", "show", id)
    for words in ("passed to the reaction force", "two vehicles", "-> They are at the river market."):
        assert words in shown
    changing_forewarn("warnings", "close", id, "--outcome", "false", "--why", "a wedding")
    assert id not in changing_forewarn("warnings")
    assert "closed, outcome false" in changing_forewarn("warnings", "--status", "closed")
    closing = changing_forewarn("warnings", "show", id, "--json")
    (line,) = (each for each in json_lines(closing)[0]["history"] if each["what"] == "closed")  # type: ignore[attr-defined] # lines of a JSON history
    changing_forewarn("decide", "undo", str(line["decision_id"]))
    assert id in changing_forewarn("warnings", "--status", "acted")
    assert "Take it back with: forewarn decide undo" in kept


def test_a_warning_is_shown_in_french_and_as_it_stood(forewarn: Forewarn) -> None:
    (warning, *_) = json_lines(forewarn("warnings", "--json"))
    id, first = str(warning["id"]), warning["raised_at"]
    stood = json_lines(forewarn("warnings", "show", id, "--as-of", str(first), "--json"))[0]
    assert [line["what"] for line in stood["history"]] == ["raised"]  # type: ignore[attr-defined] # as above
    for words in ("Historique", "ouverte (", "pourraient annoncer"):
        assert words in forewarn("warnings", "show", id, "--language", "fr")


def test_the_record_is_told_in_both_languages_and_as_json(forewarn: Forewarn) -> None:
    told = json.loads(forewarn("warnings", "report", "--json"))
    assert told["raised"] == sum(told["by_status"].values()) > 0
    assert len(told["unacknowledged"]) == told["by_status"]["open"]
    assert "Nobody has acknowledged" in forewarn("warnings", "report")
    assert "Sans accusé de réception" in forewarn("warnings", "report", "--language", "fr")


def test_a_length_of_time_is_hours_or_days() -> None:
    assert time_back("6h") * 4 == time_back("1d")
    with pytest.raises(ConfigurationError, match="write 6h or 14d"):
        time_back("soon")
