from pathlib import Path

import pytest

from products.assessment import assess
from schemas.annotation import EventActor, PeopleCount
from schemas.errors import ConfigurationError
from schemas.index import Document
from schemas.mission import Actor
from schemas.products import Assessment
from schemas.protection import PROTECTED, Level
from schemas.warning import AlertLevel, Warning
from tests.factories import make_evidence, moment
from tests.products.world import MISSION, NOW, told, view_of, warning_at

GROUP = Actor(id="g", name="Invented Front", kind="non_state_armed_group", crsv_listed=True)


def assessed(folder: Path, warning: Warning, *documents: Document, mission=MISSION, **fields) -> Assessment:
    with view_of(folder, [warning, *documents], mission=mission, **fields) as view:
        return assess(view, warning.id)


def resting_on(*events, **fields) -> Warning:
    """Return a warning at Bemi whose evidence is `events`."""
    evidence = [
        make_evidence(
            event_id=event.id,
            key=event.key,
            indicators=event.indicators,
            place_name=event.place.name,
            occurred_to=event.occurred_to,
        )
        for event in events
    ]
    return warning_at(2, evidence=tuple(evidence), **fields)


@pytest.mark.parametrize(
    ("fields", "day", "likelihood"),
    [
        ({"alert_level": AlertLevel.LOW}, NOW - 7, 2),
        ({"alert_level": AlertLevel.LOW}, NOW - 2, 3),
        ({"alert_level": AlertLevel.HIGH}, NOW - 2, 5),
        ({"alert_level": AlertLevel.HIGH}, NOW - 20, 3),
        ({"alert_level": AlertLevel.LOW, "independent_origins": 1}, NOW - 20, 1),
    ],
)
def test_likelihood_goes_by_level_freshness_and_origins(tmp_path: Path, fields, day: float, likelihood: int) -> None:
    warning = resting_on(told("a", "strangers", day), **fields)
    rating = assessed(tmp_path, warning).threat.likelihood
    assert rating.value == likelihood
    assert all(step.because for step in rating.steps)


@pytest.mark.parametrize(
    ("indicators", "places", "impact"),
    [(("ARM-03",), 1, 3), (("ARM-01", "ARM-03"), 2, 4), (("ARM-01",), 3, 5), (("TIP-01",), 1, 5)],
)
def test_impact_goes_by_the_gravest_sign_and_the_places(
    tmp_path: Path, indicators: tuple[str, ...], places: int, impact: int
) -> None:
    evidence = tuple(make_evidence(str(number), place_name=f"P{number}") for number in range(places))
    warning = warning_at(2, indicators=indicators, evidence=evidence)
    rating = assessed(tmp_path, warning).threat.impact
    assert rating is not None
    assert rating.value == impact


def test_where_no_sign_is_known_no_impact_is_given(tmp_path: Path) -> None:
    for number, indicators in enumerate([("XXX-99",), ()]):
        warning = warning_at(2, str(number), indicators=indicators, evidence=())
        assert assessed(tmp_path, warning).threat.impact is None


def test_groups_intent_and_numbers_are_as_reports_state_them(tmp_path: Path) -> None:
    front = EventActor(actor_id="g", name="the Front's men", kind="non_state_armed_group")
    men = PeopleCount(minimum=12, maximum=15, who="men", role="actor")
    girls = PeopleCount(minimum=2, maximum=2, who="girls")
    seen = told("a", "strangers", 38, actors=(front,), counts=(men, girls))
    threat = told("b", "reprisal_threat", 38, actors=(front, EventActor(name="armed men")))
    made = assessed(
        tmp_path, resting_on(seen, threat), seen, threat, mission=MISSION.model_copy(update={"actors": (GROUP,)})
    )
    assert [(each.name, each.reports, each.crsv_listed) for each in made.threat.who] == [
        ("Invented Front", 2, True),
        ("armed men", 1, False),
    ]
    assert [each.quote for each in made.threat.intent] == ["reprisal_threat at b"]
    assert [(each.minimum, each.maximum, each.who) for each in made.threat.capacity] == [(12, 15, "men")]


def test_protectors_are_bases_near_forces_named_and_those_said_to_have_left(tmp_path: Path) -> None:
    army = told("a", "strangers", 38, actors=(EventActor(name="Invented army", kind="state_force"),))
    protectors = assessed(tmp_path, warning_at(2), army).threat.protectors
    assert [line.split(",")[0].split(" is ")[0] for line in protectors] == ["Alo base", "Invented army"]
    (tmp_path / "far").mkdir()
    (alone,) = assessed(tmp_path / "far", warning_at(4)).threat.protectors
    assert "None of our bases" in alone


def test_the_way_there_begins_at_the_nearest_base(tmp_path: Path) -> None:
    going = assessed(tmp_path, warning_at(2)).going_there
    assert going is not None
    assert (going.start, going.end) == ("Alo base", "Bemi")
    assert going.straight_line_km == pytest.approx(10, abs=0.1)


def test_without_a_base_the_way_is_not_judged_and_that_is_said(tmp_path: Path) -> None:
    made = assessed(tmp_path, warning_at(2), mission=MISSION.model_copy(update={"bases": ()}))
    assert made.going_there is None
    assert any("bases.csv" in line for line in made.not_known)


def test_what_a_profile_may_not_see_moves_nothing_and_raises_no_mark(tmp_path: Path) -> None:
    secret = told("a", "ambush", 38, level=Level.STRICTLY_CONFIDENTIAL)
    made = assessed(tmp_path, warning_at(2), secret)
    assert made.level is Level.CONFIDENTIAL
    assert made.going_there is not None
    assert made.going_there.likelihood is None
    with view_of(tmp_path, [warning_at(2, "own", profile="protected")], profile=PROTECTED) as view:
        seen = assess(view, warning_at(2, "own").id)
    assert seen.level is Level.STRICTLY_CONFIDENTIAL
    assert seen.going_there is not None
    assert len(seen.going_there.ambushes) == 1


def test_a_warning_of_another_profile_is_not_there(tmp_path: Path) -> None:
    with (
        view_of(tmp_path, [warning_at(2, profile="protected")]) as view,
        pytest.raises(ConfigurationError, match="see"),
    ):
        assess(view, warning_at(2).id)


def test_it_is_the_same_in_french_but_for_its_words(tmp_path: Path) -> None:
    event = told("a", "strangers", 38)
    english = assessed(tmp_path, resting_on(event), event)
    french = assessed(tmp_path, resting_on(event), language="fr")
    assert french.threat.likelihood.value == english.threat.likelihood.value
    assert french.threat.likelihood.steps[0].because.startswith("l’alerte")
    assert french.made_at == moment(NOW)
