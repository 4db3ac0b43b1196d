from datetime import timedelta
from pathlib import Path

import pytest

from protection.suppression import suppress
from schemas.protection import ANALYST, PROTECTED, Level, Tlp
from schemas.report import Count
from schemas.warning import Pattern
from tests.factories import moment
from tests.patterns.world import MONDAY, clinic_week, detect

USUAL = [22, 25, 19, 24, 23, 21]
SURGE = 48
AFTER = 7 * (len(USUAL) + 1) + 1.0


def weeks(values: list[int | None], **fields: object) -> list[Count]:
    return [clinic_week(number, value, **fields) for number, value in enumerate(values)]


def found(folder: Path, counts: list[Count], **asked: object) -> list[Pattern]:
    patterns = detect(folder, counts, **{"now": AFTER, **asked})  # type: ignore[arg-type]  # passed on as they are
    return [pattern for pattern in patterns if pattern.detector == "clinic_rise"]


def test_a_doubling_is_told_in_words_with_its_usual_and_names_the_district_only(tmp_path: Path) -> None:
    [pattern] = found(tmp_path, weeks([*USUAL, SURGE]))
    [sign] = pattern.evidence
    assert sign.quote.startswith(
        "clinic attendance, women and girls 18-25, district Kanvi: 48 in the week of 13 Apr 2026; "
        "its usual is about 22 (range "
    )
    assert "FAC-7" not in sign.quote + sign.place_name
    assert (sign.place_name, sign.latitude, sign.longitude) == ("district Kanvi", None, None)
    assert sign.count_id == clinic_week(len(USUAL), SURGE).id
    assert (pattern.area.name, pattern.area.place_id) == ("Kanvi", None)


def test_the_usual_is_no_pattern(tmp_path: Path) -> None:
    assert found(tmp_path, weeks([*USUAL, 24])) == []


def test_three_weeks_are_too_few(tmp_path: Path) -> None:
    assert found(tmp_path, weeks([*USUAL[:3], SURGE]), now=29) == []


def test_missing_and_hidden_weeks_are_missing_not_zero(tmp_path: Path) -> None:
    gaps = [20, None, None, 21, 22, 20]
    assert found(tmp_path, [*weeks(gaps), clinic_week(6, 24)]) == []


def test_a_rise_over_hidden_weeks_needs_enough_known_ones(tmp_path: Path) -> None:
    assert found(tmp_path, weeks([22, None, None, None, 21, 20, SURGE])) == []


def test_an_old_rise_is_no_news(tmp_path: Path) -> None:
    assert found(tmp_path, weeks([*USUAL, SURGE]), now=AFTER + 30) == []


def test_what_came_later_is_not_known_yet(tmp_path: Path) -> None:
    late = clinic_week(len(USUAL), SURGE, ingested_at=moment(AFTER + 5))
    assert found(tmp_path, [*weeks(list(USUAL)), late]) == []


def test_months_are_compared_with_months(tmp_path: Path) -> None:
    month = [
        clinic_week(4 * number, 90, period_to=MONDAY + timedelta(weeks=4 * number, days=29), measure="sti")
        for number in range(2)
    ]
    assert found(tmp_path, [*weeks(list(USUAL), measure="sti"), *month], now=8 * 7.0) == []


def test_men_at_the_clinic_are_no_sign_of_their_own(tmp_path: Path) -> None:
    assert found(tmp_path, weeks([*USUAL, SURGE], sex="M")) == []


def test_a_rise_in_another_facility_is_its_own_series(tmp_path: Path) -> None:
    large = weeks([100, 104, 97, 99, 103, 98, 101], facility_id="FAC-8")
    assert found(tmp_path, [*weeks([*USUAL, 24]), *large]) == []


def test_a_measure_that_the_catalogue_does_not_watch_is_passed_over(tmp_path: Path) -> None:
    assert found(tmp_path, weeks([*USUAL, SURGE], measure="late_presenters_72h")) == []


@pytest.mark.parametrize("level", [Level.CONFIDENTIAL, Level.STRICTLY_CONFIDENTIAL])
def test_each_profile_reads_one_level_and_no_count_twice(tmp_path: Path, level: Level) -> None:
    hidden = weeks([None] * 7, level=Level.CONFIDENTIAL)
    whole = weeks([2, 1, 2, 3, 1, 2, 14], level=Level.STRICTLY_CONFIDENTIAL)
    profile = {"profile": PROTECTED} if level is Level.STRICTLY_CONFIDENTIAL else {}
    patterns = found(tmp_path, [*hidden, *whole], **profile)
    assert [each.level for pattern in patterns for each in pattern.evidence] == (
        [level] if level is Level.STRICTLY_CONFIDENTIAL else []
    )


def test_the_analyst_is_told_of_no_facility_where_the_protected_profile_is(tmp_path: Path) -> None:
    secret = {"level": Level.STRICTLY_CONFIDENTIAL, "tlp": Tlp.RED, "originator": "FAC-7"}
    whole = weeks([*USUAL, SURGE], **secret)
    counts = [*whole, *suppress(whole)]
    [analyst] = found(tmp_path, counts, profile=ANALYST)
    [protected] = found(tmp_path, counts, profile=PROTECTED)
    assert "FAC-" not in analyst.model_dump_json()
    assert analyst.tlp is Tlp.AMBER_STRICT
    assert [sign.key for sign in protected.evidence] == [whole[-1].key]
    assert "FAC-7" in whole[-1].key


def test_a_count_and_its_reason_are_told_in_french_too(tmp_path: Path) -> None:
    [pattern] = found(tmp_path, weeks([*USUAL, SURGE]))
    [sign] = pattern.evidence
    assert sign.quote_in["fr"].startswith(
        "consultations, femmes et filles 18-25 ans, district Kanvi : 48 dans la semaine du 13 avr. 2026 ; "
        "d’habitude environ 22 (de "
    )
    assert pattern.reasons_in == {"fr": (sign.quote_in["fr"] + ".",)}


def with_sums(counts: list[Count]) -> list[Count]:
    """Return what the index holds of whole counts: these, and the published sums of their districts."""
    return [*counts, *suppress(counts)]


def whole_weeks(values: list[int | None], **fields: object) -> list[Count]:
    return weeks(values, level=Level.STRICTLY_CONFIDENTIAL, tlp=Tlp.RED, **fields)


def test_the_number_told_is_the_published_sum_of_the_district(tmp_path: Path) -> None:
    other = whole_weeks([20] * 7, facility_id="FAC-8")
    [pattern] = found(tmp_path, with_sums([*whole_weeks([*USUAL, SURGE]), *other]), profile=PROTECTED)
    assert pattern.evidence[0].quote.startswith(
        "clinic attendance, women and girls 18-25, district Kanvi: 68 in the week of 13 Apr 2026; its usual is about 42"
    )


def test_a_rise_in_small_numbers_is_told_without_them(tmp_path: Path) -> None:
    small = whole_weeks([0, 0, 0, 0, 0, 0, 4], measure="pep_started", sex=None, age_band=None)
    [pattern] = found(tmp_path, with_sums(small), profile=PROTECTED)
    assert pattern.evidence[0].quote == (
        "courses of PEP started, all patients, district Kanvi: above usual in the week of 13 Apr 2026; "
        "small numbers are hidden"
    )
    assert found(tmp_path, with_sums(small), profile=ANALYST) == []


def test_a_total_that_gives_a_small_number_away_is_not_told_either(tmp_path: Path) -> None:
    total, part = whole_weeks([*USUAL, SURGE], age_band=None), whole_weeks([1, 2, 1, 1, 2, 1, 2], age_band="0-11")
    [pattern] = found(tmp_path, with_sums([*total, *part]), profile=PROTECTED)
    assert "48" not in pattern.model_dump_json(include={"reasons", "reasons_in"})


def test_a_service_that_brings_the_men_too_is_no_rise(tmp_path: Path) -> None:
    women = weeks([*USUAL, SURGE])
    assert found(tmp_path, [*women, *weeks([60, 62, 58, 61, 60, 59, 130], sex="M", age_band=None)]) == []
    assert found(tmp_path, [*women, *weeks([60, 62, 58, 61, 60, 59, 61], sex="M", age_band=None)])


def last_year(values: list[int]) -> list[Count]:
    """Return weeks of a year before, the last of them two weeks after the day."""
    return [clinic_week(number - 52, value) for number, value in enumerate(values)]


def test_what_every_year_brings_at_this_time_is_no_rise(tmp_path: Path) -> None:
    now = AFTER
    assert found(tmp_path, [*last_year([22, 21, 23, 20, 22, 21, 44, 47]), *weeks([*USUAL, SURGE])], now=now) == []
    assert found(tmp_path, [*last_year([22, 21, 23, 20, 22, 21, 22, 20]), *weeks([*USUAL, SURGE])], now=now)
