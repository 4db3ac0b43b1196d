"""A channel is told what is for it: its profile, its areas, its unit, its level, and no more than its mark allows."""

import pytest

from delivery.routing import is_for, is_only_announced
from schemas.protection import Tlp
from schemas.warning import AlertLevel
from tests.delivery.made import AREA, BATTALION, MISSION, POST, channel, entry
from tests.factories import make_warning

RAISED = entry()


def test_a_warning_goes_to_channels_of_its_own_profile_alone() -> None:
    secret = entry(make_warning(profile="protected", area=AREA))
    assert is_for(RAISED, channel(), MISSION)
    assert not is_for(secret, channel(), MISSION)
    assert not is_for(RAISED, channel(profile="protected"), MISSION)


@pytest.mark.parametrize(("areas", "told"), [((), True), (("kanvi",), True), (("NORD",), True), (("Sud",), False)])
def test_a_channel_of_areas_is_told_of_these(areas: tuple[str, ...], told: bool) -> None:
    assert is_for(RAISED, channel(areas=areas), MISSION) == told


def test_a_channel_is_told_from_its_least_level_on() -> None:
    levels = [level for level in AlertLevel if is_for(RAISED, channel(least_level=level), MISSION)]
    assert levels == [AlertLevel.LOW, AlertLevel.MEDIUM]


def test_a_unit_is_told_what_is_addressed_or_newly_escalated_to_it() -> None:
    warning = make_warning(area=AREA, addressee=POST.name, escalated_to=(BATTALION.name,))
    escalated = entry(warning, what="escalated")
    stepped_down = entry(warning, what="stepped_down")
    of_post, of_battalion = channel(unit=POST.id), channel(unit=BATTALION.id)
    assert (is_for(RAISED, of_post, MISSION), is_for(RAISED, of_battalion, MISSION)) == (True, False)
    assert (is_for(escalated, of_post, MISSION), is_for(escalated, of_battalion, MISSION)) == (False, True)
    assert is_for(stepped_down, of_post, MISSION)
    assert is_for(stepped_down, of_battalion, MISSION)


def test_signs_that_raise_no_level_are_not_sent() -> None:
    assert not is_for(entry(what="added"), channel(), MISSION)


@pytest.mark.parametrize(
    ("warning", "allowed", "announced"),
    [
        (Tlp.AMBER, Tlp.AMBER, False),
        (Tlp.GREEN, Tlp.AMBER, False),
        (Tlp.RED, Tlp.AMBER, True),
        (Tlp.AMBER, Tlp.CLEAR, True),
    ],
)
def test_d19_what_is_marked_narrower_than_a_channel_is_only_announced(
    warning: Tlp, allowed: Tlp, announced: bool
) -> None:
    assert is_only_announced(make_warning(tlp=warning), channel(tlp=allowed)) == announced
