"""A17 to A20: grades, who was told, soldiers near earlier violence, and what nobody may find."""

import pytest

from tests.pipeline.test_example_mission import TRUTH
from tests.questions.conftest import Ask, hits, keys


def test_a17_filters_by_both_axes_and_counts_what_is_left_out(ask: Ask) -> None:
    found = hits(ask("A17", "--json"))
    assert found
    assert all(hit["report"]["reliability"] <= "C" and hit["credibility"] <= 3 for hit in found)
    everything = keys(ask("A17", "--json", instead=("search", "--limit", "50")))
    left_out = len(everything) - len(found)
    assert left_out > 0
    assert f"{left_out} more are graded lower than C3." in ask("A17")


def test_a18_tells_apart_what_women_and_men_were_told(ask: Ask) -> None:
    women, men = (set(keys(ask("A18", "--json", instead=("search", "--interviewer-sex", sex)))) for sex in "FM")
    assert "patrol-notes:POC-ZAROUME:PTRL/0006" in women
    assert "patrol-notes:POC-ZAROUME:PTRL/0004" in men
    assert not women & men
    assert {event["interviewer_sex"] for hit in hits(ask("A18", "--json")) for event in hit["events"]} == {"F"}


def test_a19_joins_withdrawals_to_violence_before_them_nearby(ask: Ask) -> None:
    (hit,) = hits(ask("A19", "--json"))
    (event,) = [each for each in hit["events"] if "ARM-06" in each["indicators"]]
    assert {each["crsv"]["answer"] for each in hit["earlier"]} <= {"true", "possible"}
    assert hit["earlier"]
    assert all(each["occurred_from"] < event["occurred_from"] for each in hit["earlier"])
    unpaid_before = "patrol-notes:POC-ZAROUME:PTRL/0002"
    assert unpaid_before in keys(ask("A19", "--json", instead=("search", "--indicator", "ARM-05")))
    assert hit["report"]["key"] != unpaid_before


@pytest.mark.parametrize("profile", ["analyst", "protected"])
def test_a20_a_code_or_name_is_found_by_nobody(ask: Ask, profile: str) -> None:
    assert hits(ask("A20", "--json", "--profile", profile)) == []
    for masked in TRUTH["masked"]:
        assert hits(ask("A20", "--profile", profile, "--json", instead=("search", masked))) == [], masked
