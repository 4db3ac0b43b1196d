"""Verdicts on invented events: what must be stated for CRSV, and what for trafficking, decided apart."""

from collections.abc import Sequence
from itertools import permutations
from typing import Any

import pytest

from nlp.catalogue_reader import BUILT_IN, read_catalogue
from nlp.verdicts.decide import with_verdicts
from schemas.annotation import Assertion, Event, EventActor, EventPlace, PeopleCount
from tests.factories import make_event

TIES = {sign.id: sign.tie for sign in read_catalogue(BUILT_IN).indicators}
ARMED = (EventActor(actor_id="frl", name="FRL", kind="non_state_armed_group"),)
CHILD = (PeopleCount(minimum=3, maximum=3, who="of them", oldest=17),)


def event(*signs: str, quote: str = "It was said.", **fields: object) -> Event:
    plain = {"actors": (), "counts": (), "quote": quote, "tie": TIES[signs[0]]}
    return make_event("_".join(signs), indicators=signs, **plain | fields)


def place(name: str) -> EventPlace:
    return EventPlace(name=name, latitude=1, longitude=1, radius_km=2, reason="named")


def answers(*events: Event) -> tuple[str, str]:
    """Return the verdicts on the first of `events`."""
    decided = with_verdicts(events)[0]
    assert decided.crsv
    assert decided.trafficking
    return decided.crsv.answer, decided.trafficking.answer


@pytest.mark.parametrize(
    ("events", "crsv", "trafficking"),
    [
        ([event("CRSV-01", actors=ARMED)], "true", "false"),
        ([event("CRSV-01")], "possible", "false"),
        ([event("CRSV-01", actors=ARMED, status=Assertion.HEDGED)], "possible", "false"),
        ([event("CRSV-01", quote="Raped by her husband.", actors=ARMED)], "possible", "false"),
        ([event("CRSV-01", quote="A man was raped by soldiers.")], "true", "false"),
        ([event("CRSV-01"), event("ARM-06")], "true", "false"),
        ([event("CRSV-01"), event("POL-01")], "true", "false"),
        ([event("CRSV-01", quote="Raped while crossing the border.")], "true", "false"),
        ([event("CRSV-01", quote="Raped after the ceasefire was violated.")], "true", "false"),
        ([event("CRSV-01"), event("ARM-04", status=Assertion.HEDGED)], "possible", "false"),
        ([event("CRSV-03")], "true", "true"),
        ([event("MOB-01")], "false", "false"),
        ([event("ARM-02", actors=ARMED)], "false", "false"),
        ([event("TIP-15", quote="Returned from the sea, held and sold again.")], "false", "possible"),
        ([event("TIP-03")], "false", "possible"),
        ([event("TIP-03"), event("TIP-14")], "false", "true"),
        ([event("TIP-03"), event("TIP-14", status=Assertion.HEDGED)], "false", "possible"),
        ([event("TIP-11")], "false", "possible"),
        ([event("TIP-04", quote="Recruiters took children."), event("TIP-14")], "false", "true"),
        ([event("CHD-02")], "false", "true"),
        ([event("TIP-08")], "false", "true"),
        ([event("TIP-02")], "false", "possible"),
        (
            [event("TIP-09", quote="Trucks of migrants."), event("TIP-05"), event("TIP-12"), event("ECO-02")],
            "false",
            "possible",
        ),
    ],
)
def test_what_must_be_stated(events: Sequence[Event], crsv: str, trafficking: str) -> None:
    assert answers(*events) == (crsv, trafficking)


def test_a_child_needs_no_means() -> None:
    adult, child = event("TIP-09"), event("TIP-09", counts=CHILD)
    begging = event("TIP-16").model_copy(update={"quote": "They beg for a master."})
    work = event("CHD-02")
    assert answers(adult, begging)[1] == "true"  # begging under a master shows the abuse of vulnerability
    for each, expected in ((adult, "possible"), (child, "true")):
        assert answers(each, work)[1] == expected


def test_signs_that_only_point_to_an_element_need_a_positive_dimension() -> None:
    """Exploitation: a bad working place alone is one medium; with survival sex and unpaid work it is positive."""
    moved, papers = event("TIP-09"), event("TIP-05")
    assert answers(moved, papers, event("TIP-12"))[1] == "possible"
    assert answers(moved, papers, event("TIP-12"), event("ECO-02"))[1] == "possible"
    (decided, *_) = with_verdicts([moved, papers, event("TIP-06"), event("TIP-07")])
    assert decided.trafficking
    assert "ilo:coercion_at_destination" in decided.trafficking.codes


def test_what_is_said_of_another_place_is_another_matter() -> None:
    here, there = event("CRSV-01", place=place("Alpha")), event("ARM-02", place=place("Bravo"))
    assert answers(here, there) == ("possible", "false")
    assert answers(here, there.model_copy(update={"place": place("Alpha")})) == ("true", "false")


def test_trafficking_in_conflict_for_sexual_exploitation_is_crsv_too() -> None:
    prostitution = event("TIP-08", "CRSV-04", quote="Sold to a brothel.")
    assert answers(prostitution.model_copy(update={"indicators": ("TIP-08",)}), event("CRSV-04"), event("ARM-02")) == (
        "true",
        "true",
    )


def test_the_order_of_events_changes_nothing() -> None:
    events = [event("CRSV-01"), event("ARM-02"), event("TIP-03"), event("TIP-14")]
    decided = {each.id: each for each in with_verdicts(events)}
    for shuffled in permutations(events):
        assert {each.id: each for each in with_verdicts(shuffled)} == decided


def test_ids_and_all_else_stay_as_they_are() -> None:
    before = event("CRSV-01", actors=ARMED)
    (after,) = with_verdicts([before])
    assert after.model_copy(update={"crsv": None, "trafficking": None, "codes": ()}) == before


def test_the_reason_is_told_in_both_languages_and_assumes_no_sex() -> None:
    for signs in (["CRSV-01"], ["TIP-08"], ["MOB-01"], ["ECO-02"], ["POL-02"], ["CRSV-08"]):
        (decided,) = with_verdicts([event(*signs, actors=ARMED)])
        for verdict in (decided.crsv, decided.trafficking):
            assert verdict
            assert verdict.reason
            assert verdict.reason_in["fr"]
            words = f" {verdict.reason} {verdict.reason_in['fr']} ".lower()
            assert not any(
                f" {word} " in words for word in ("she", "her", "he", "his", "woman", "women", "femme", "elle")
            )


@pytest.mark.parametrize(
    ("fields", "codes"),
    [
        ({"actors": ARMED, "counts": CHILD}, {"mrm:abduction"}),
        ({"actors": ARMED}, set()),
        ({"counts": CHILD}, set()),
    ],
)
def test_the_inclusion_test_of_the_mrm(fields: dict[str, Any], codes: set[str]) -> None:
    (decided,) = with_verdicts([event("TIP-01", quote="People were taken.", **fields)])
    assert {code for code in decided.codes if code.startswith("mrm:")} == codes


def test_flags_of_the_gbvims() -> None:
    rape = event("CRSV-01", quote="Somebody was raped.")
    assert "gbvims:possible_sexual_slavery" in with_verdicts([rape, event("TIP-01")])[0].codes
    assert "gbvims:possible_sexual_exploitation" in with_verdicts([rape, event("ECO-02")])[0].codes
    assert "gbvims:early_marriage" in with_verdicts([event("CRSV-08", counts=CHILD)])[0].codes
    assert {code for code in with_verdicts([rape])[0].codes if code.startswith("gbvims")} == {"gbvims:rape"}
