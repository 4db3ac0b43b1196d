from schemas.annotation import Event
from schemas.linkage import Incident
from schemas.protection import ANALYST, PROFILES, PROTECTED
from search.access import all_scopes, scopes
from search.fields import KINDS


def test_what_sources_said_is_read_by_level_and_audience_and_what_is_derived_by_profile() -> None:
    open_to_analysts = {"unclassified", "confidential", "humanitarian", "mission", "staff"}
    assert set(scopes(Event, ANALYST)) == open_to_analysts
    assert set(scopes(Event, PROTECTED)) == open_to_analysts | {"strictly_confidential"}
    assert scopes(Incident, PROTECTED) == ("protected",)


def test_an_analyst_never_reads_a_protected_scope() -> None:
    for kind in KINDS:
        assert not {"strictly_confidential", "protected"} & set(scopes(kind.model, ANALYST))


def test_all_scopes_are_those_of_the_highest_profile_and_those_of_each() -> None:
    assert all_scopes(Event) == scopes(Event, PROTECTED)
    assert all_scopes(Incident) == tuple(PROFILES)


def test_d34_the_military_read_no_scope_of_humanitarians_and_d35_partners_none_of_the_mission() -> None:
    for kind in KINDS:
        military, partner = (set(scopes(kind.model, PROFILES[name])) for name in ("military", "partner"))
        assert not military & {"humanitarian", "staff", "strictly_confidential", "partner", "analyst", "protected"}
        assert not partner & {"mission", "staff", "strictly_confidential", "military", "analyst", "protected"}
