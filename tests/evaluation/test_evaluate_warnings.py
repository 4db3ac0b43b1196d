"""How warnings keep to a truth: made alarms against a small truth, figures by hand."""

from datetime import timedelta
from pathlib import Path

import pytest

from evaluation.alarms import Alarm, Arrived, counted, issued, several_signs, strong_signs
from evaluation.evaluate_warnings import covering, evaluate_warnings, read_warning_truth, score_of
from schemas.annotation import Assertion
from schemas.base import Moment
from schemas.errors import ConfigurationError
from schemas.geography import Position
from schemas.mission import Mission, Place
from schemas.protection import ANALYST, Level
from schemas.truth import ExpectedWarning, Stretch, ToldSign, WarningTruth
from schemas.warning import AlertLevel, WarningEntry
from tests.factories import make_area, make_event, make_place, make_warning, moment

HERE, FAR = Position(11.2, 2.9), Position(11.6, 2.9)
VILLAGE = Place(id="XX-1", name="Kanvi-Est", feature_code="PPL", latitude=11.2, longitude=2.9, admin2="Kanvi")
MISSION = Mission(name="made", places=(VILLAGE,))
EXPECTED = ExpectedWarning(
    place_ids=("XX-1",), not_before=moment(10), not_after=moment(20), event_at=moment(23),
    signs=(ToldSign(key="patrol-notes:one", indicators=("ABD-01",)), ToldSign(key="patrol-notes:two")),
)  # fmt: skip
QUIET = Stretch.model_validate({"admin2": "Daro", "from": moment(0), "to": moment(30)})
TOLERATED = Stretch.model_validate({"admin2": "Kanvi", "from": moment(23), "to": moment(30)})
TRUTH = WarningTruth(warnings=(EXPECTED,), quiet=(QUIET,), tolerated=(TOLERATED,))
WEEKS = 4.0


def alarm(day: float, *, until: float = 60, at: Position | None = HERE, district: str = "Kanvi") -> Alarm:
    return Alarm(district, at, moment(day), moment(until))


def scored(*alarms: Alarm):
    return score_of(alarms, TRUTH, covering(MISSION), WEEKS, method="made", level=None)


@pytest.mark.parametrize(
    ("given", "hits", "late", "lead", "false"),
    [
        (alarm(12), 1, 0, 11, 0),
        (alarm(20), 1, 0, 3, 0),
        (alarm(21), 0, 1, None, 0),
        (alarm(24), 0, 0, None, 0),  # tolerated, and no warning any more
        (alarm(31), 0, 0, None, 1),
        (alarm(12, at=FAR), 0, 0, None, 1),  # 44 km away, in the same district
        (alarm(12, at=None), 1, 0, 11, 0),  # a plain method's: the district is all it says
        (alarm(5), 1, 0, 13, 1),  # nothing was to be seen yet: a false alarm, which stood in time
        (alarm(5, until=9), 0, 0, None, 1),
    ],
)
def test_one_alarm(given: Alarm, hits: int, late: int, lead: float | None, false: int) -> None:
    got = scored(given)
    assert (got.hits, got.late, got.lead_days, got.false_alarms) == (hits, late, (lead,), false)
    assert got.false_alarms_a_week == false / WEEKS


def test_a_quiet_window_is_broken_by_what_is_raised_in_it_and_stood_in_by_what_was_raised_before() -> None:
    elsewhere = [alarm(day, at=None, district="Daro") for day in (-3, 2)]
    assert [(each.quiet_broken, each.quiet_stood_in) for each in map(scored, elsewhere)] == [(0, 1), (1, 0)]
    assert (scored(*elsewhere).quiet_broken, scored(*elsewhere).quiet_stood_in) == (1, 0)
    assert scored(alarm(-9, until=-5, at=None, district="Daro")).quiet_stood_in == 0


def test_no_alarm_misses_all() -> None:
    got = scored()
    assert (got.alarms, got.expected, got.hits, got.lead_days, got.false_alarms) == (0, 1, 0, (None,), 0)


def entry(name: str, day: float, what: str, level: AlertLevel, **fields: object) -> WarningEntry:
    warning = make_warning(name, alert_level=level, **fields)
    return WarningEntry.model_validate(
        {
            "id": f"{name}{day}",
            "warning_id": name,
            "at": moment(day),
            "what": what,
            "reason": "made",
            "warning": warning,
        }
    )


LIFE = (
    entry("one", 12, "raised", AlertLevel.LOW),
    entry("one", 15, "raised_level", AlertLevel.HIGH),
    entry("one", 40, "stepped_down", AlertLevel.HIGH),
    entry("three", 13, "raised", AlertLevel.LOW, area=make_area(admin2="Daro", latitude=12.5)),
)


def test_a_warning_counts_from_the_moment_it_reached_the_level() -> None:
    days = {level: [each.raised_at for each in issued(LIFE, least=level)] for level in AlertLevel}
    assert days == {
        AlertLevel.LOW: [moment(12), moment(13)],
        AlertLevel.MEDIUM: [moment(15)],
        AlertLevel.HIGH: [moment(15)],
    }


def test_a_warning_stands_until_it_is_stepped_down() -> None:
    first, second = issued(reversed(LIFE), least=AlertLevel.LOW)
    assert first.stood_until == moment(40)
    assert second.stood_until > moment(9999)


def sign(name: str, day: float, *, severity: int = 4, district: str = "Kanvi", **fields: object) -> Arrived:
    event = make_event(name, severity=severity, place=make_place(admin2=district), **fields)
    return Arrived(moment(day), event)


def stretches(alarms: list[Alarm]) -> list[tuple[str | None, Moment, Moment]]:
    return [(each.district, each.raised_at, each.stood_until) for each in alarms]


def test_one_strong_sign_warns_of_its_district_as_long_as_more_come() -> None:
    kept_up = timedelta(days=21)
    signs = [sign("a", 1), sign("b", 20), sign("c", 50), sign("d", 3, severity=3), sign("e", 4, district="Daro")]
    assert stretches(strong_signs(counted(signs, ANALYST))) == [
        ("Kanvi", moment(1), moment(20) + kept_up),
        ("Daro", moment(4), moment(4) + kept_up),
        ("Kanvi", moment(50), moment(50) + kept_up),
    ]


@pytest.mark.parametrize(("third", "warned"), [(15, [15]), (15.5, [])])
def test_three_signs_warn_within_14_days(third: float, warned: list[float]) -> None:
    signs = [
        sign("a", 1, severity=2),
        sign("b", 5, severity=2),
        sign("c", third, severity=2),
        sign("d", 2, district="X"),
    ]
    assert [each.raised_at for each in several_signs(counted(signs, ANALYST))] == [moment(day) for day in warned]


def test_what_is_denied_protected_or_told_again_counts_not() -> None:
    signs = [
        sign("a", 5), sign("a", 2), sign("b", 3, status=Assertion.NEGATED),
        sign("c", 4, level=Level.STRICTLY_CONFIDENTIAL),
    ]  # fmt: skip
    assert [(each.at, each.event.key) for each in counted(signs, ANALYST)] == [(moment(2), "patrol-notes:a")]


def test_the_whole_measurement() -> None:
    got = evaluate_warnings(
        TRUTH, LIFE, [sign("one", 11), sign("far", 2, district="Daro")], mission=MISSION, profile=ANALYST,
        moments=[moment(0), moment(28)],
    )  # fmt: skip
    assert (got.mission, got.weeks, got.messages) == ("made", 4, 2)
    assert [(row.method, row.least_level, row.hits, row.false_alarms) for row in got.scores] == [
        ("Forewarn", "low", 1, 1),
        ("Forewarn", "medium", 1, 0),
        ("Forewarn", "high", 1, 0),
        ("one sign of severity 4 or more", None, 1, 1),
        ("three signs in 14 days", None, 0, 0),
    ]
    assert [row.lead_days for row in got.scores] == [(11,), (8,), (8,), (12,), (None,)]
    assert got.missed_signs == ("patrol-notes:two",)
    assert (got.measures[0].count, got.measures[0].of) == (1, 2)
    assert len(got.false_alarms) == 1
    assert got.false_alarms[0].startswith("Kanvi-Est, 2026-03-15, low")


def test_a_truth_to_be_mended_is_named_with_its_field(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match=r"there is no .*truth\.json"):
        read_warning_truth(tmp_path)
    (tmp_path / "truth.json").write_text('{"quiet": [{"from": "2025-01-01T00:00:00Z", "to": "2025-01-02T00:00:00Z"}]}')
    with pytest.raises(ConfigurationError, match=r"quiet\.0: .*name a district or places"):
        read_warning_truth(tmp_path)


def test_the_truth_of_the_example_is_of_this_form() -> None:
    truth = read_warning_truth(Path(__file__).parents[2] / "missions" / "example")
    assert len(truth.warnings) == 1
    assert len(truth.quiet) == 13
