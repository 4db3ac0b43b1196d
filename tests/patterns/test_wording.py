from pathlib import Path

import pytest

from patterns.event_evidence import event_evidence
from patterns.parameters import WeightParameters
from patterns.wording import (
    crsv_verdict,
    not_known,
    open_question,
    probes,
    referral_note,
    statement_of,
    told_in,
    trafficking_verdict,
)
from schemas.mission import Mission
from schemas.warning import ToldLanguage, Warning
from tests.factories import make_area, make_pattern, make_warning
from tests.patterns.world import CATALOGUE, MISSION, NGO, clinic_week, lives, sign, step


@pytest.mark.parametrize(
    ("indicators", "crsv", "trafficking"),
    [
        (["MOB-03", "ARM-01"], True, False),
        (["MOB-03", "MOB-06"], False, False),
        (["MOB-05"], True, False),
        (["TIP-04"], False, True),
        (["TIP-01"], False, True),
        (["TIP-01", "ARM-01"], True, True),
        (["ECO-02"], False, False),
    ],
)
def test_crsv_and_trafficking_are_decided_apart(indicators: list[str], crsv: bool, trafficking: bool) -> None:
    assert crsv_verdict(indicators, CATALOGUE).indicated is crsv
    assert trafficking_verdict(indicators, CATALOGUE).indicated is trafficking


def test_a_verdict_names_the_signs_it_rests_on() -> None:
    assert "recruiters (TIP-04)" in trafficking_verdict(["TIP-04"], CATALOGUE).reason
    assert "no sign here shows an act" in trafficking_verdict(["MOB-03"], CATALOGUE).reason


def test_probes_never_ask_survivors() -> None:
    assert probes(["ARM-01", "CRSV-01"], CATALOGUE) == ("Who has noticed strangers?",)


def test_the_question_asks_after_the_absent_first() -> None:
    area = make_area()
    assert open_question(area, ["ARM-01", "MOB-01"]).startswith("Where are the women and children")
    assert open_question(area, ["ARM-01"]).startswith("Who are the people seen")
    assert open_question(area, ["TIP-04"]).startswith("Who moves people")
    assert "harmless" in open_question(area, ["ECO-01"])


def test_what_is_not_known_says_who_when_where_and_how_far_confirmed() -> None:
    evidence = [event_evidence(sign("a", "strangers"), WeightParameters())]
    lines = not_known(make_area(), evidence, 1)
    assert [line.split(":")[0] for line in lines] == ["Who", "When", "Where", "No independent confirmation"]
    assert "3 originators" in " ".join(not_known(make_area(), evidence, 3))


def test_a_verdict_names_four_signs_at_most_the_most_severe_first() -> None:
    many = ["MOB-01", "MOB-03", "ARM-01", "ARM-03", "TIP-01", "CRSV-01"]
    called = "rape (CRSV-01), abduction (TIP-01), strangers (ARM-01), women missing (MOB-01)"
    assert crsv_verdict(many, CATALOGUE).reason.endswith(f"by: {called} and 2 others.")
    assert "et 2 autres." in crsv_verdict(many, CATALOGUE, "fr").reason


@pytest.mark.parametrize(("language", "hedge"), [("en", "none of this is verified"), ("fr", "n’est vérifié")])
def test_a_statement_is_hedged_in_both_languages(language: ToldLanguage, hedge: str) -> None:
    evidence = (event_evidence(sign("a", "strangers"), WeightParameters()),)
    [entry] = step([], [make_pattern(score=0.7, evidence=evidence)], day=1)
    told = statement_of(entry.warning, CATALOGUE, language)
    assert hedge in told
    assert ("may point to" in told) or ("pourraient annoncer" in told)
    assert ("(strangers)" if language == "en" else "(signe strangers)") in told
    assert statement_of(entry.warning, CATALOGUE, "en") == entry.warning.statement


def test_the_mission_says_where_survivors_are_referred() -> None:
    assert referral_note(Mission(referral={"en": "Health post."})) == "Health post."
    assert referral_note(MISSION).startswith("Do not question survivors.")


RAISED_AND_JOINED = [
    sign("a", "strangers", 1),
    sign("b", "night_flight", 3, stated_reason="ARM-01"),
    sign("c", "women_missing", 8, **NGO),
    sign("d", "strangers", 9, **NGO),
]


def test_a_statement_names_one_day_once() -> None:
    [entry] = step([], [make_pattern(score=0.7)], day=1)
    assert " on 2 Mar 2026 " in entry.warning.statement
    assert " le 2 mars 2026 " in statement_of(entry.warning, CATALOGUE, "fr")


def test_a_warning_is_stored_in_english_and_told_as_it_is(tmp_path: Path) -> None:
    _, [warning] = lives(tmp_path, RAISED_AND_JOINED, days=range(1, 12))
    assert told(warning, "en") == warning


def test_a_warning_is_told_in_french_in_every_text_that_is_ours(tmp_path: Path) -> None:
    weeks = [clinic_week(number, value) for number, value in enumerate([22, 25, 19, 24, 48])]
    _, [warning] = lives(tmp_path, [*weeks, *SIGNS], days=range(30, 75))
    french = told(warning, "fr")
    assert warning.status == "stepped_down"
    assert not set(ours(warning)) & set(ours(french))
    assert len(ours(warning)) == len(ours(french))
    assert {sign.quote for sign in french.evidence if sign.event_id} == {each.quote for each in SIGNS}


def test_the_question_stays_the_one_that_was_asked_when_the_warning_was_raised(tmp_path: Path) -> None:
    _, [warning] = lives(tmp_path, RAISED_AND_JOINED, days=range(1, 12))
    assert "MOB-01" in warning.indicators
    assert warning.open_question.startswith("Who are the people seen")
    assert told(warning, "fr").open_question.startswith("Kanvi-1 : qui sont les gens vus")


def test_a_question_that_is_not_ours_stays_as_it_was_asked() -> None:
    warning = make_warning(open_question="A person wrote this?")
    assert told(warning, "fr").open_question == "A person wrote this?"


SIGNS = [sign("a", "strangers", 33), sign("b", "night_flight", 34, stated_reason="ARM-01")]


def told(warning: Warning, language: ToldLanguage) -> Warning:
    return told_in(warning, catalogue=CATALOGUE, mission=MISSION, language=language)


def ours(warning: Warning) -> list[str]:
    """Return every text of a warning that is no source's."""
    return [
        warning.statement,
        *(sign.quote for sign in warning.evidence if sign.count_id),
        *warning.reasons,
        warning.crsv.reason,
        warning.trafficking.reason,
        *warning.not_known,
        warning.open_question,
        *warning.probes,
        warning.referral_note,
        *(line.reason for line in warning.history),
    ]
