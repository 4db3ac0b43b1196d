from schemas.annotation import Event
from schemas.linkage import Incident
from schemas.protection import ANALYST, PROTECTED
from search.access import all_scopes, scopes
from search.fields import KINDS


def test_what_sources_said_is_read_by_level_and_what_is_derived_by_profile() -> None:
    assert scopes(Event, ANALYST) == ("unclassified", "confidential")
    assert scopes(Event, PROTECTED) == ("unclassified", "confidential", "strictly_confidential")
    assert scopes(Incident, PROTECTED) == ("protected",)


def test_an_analyst_never_reads_a_protected_scope() -> None:
    for kind in KINDS:
        assert not {"strictly_confidential", "protected"} & set(scopes(kind.model, ANALYST))


def test_all_scopes_are_those_of_the_highest_profile_and_those_of_each() -> None:
    assert all_scopes(Event) == scopes(Event, PROTECTED)
    assert set(all_scopes(Incident)) == {*scopes(Incident, ANALYST), *scopes(Incident, PROTECTED)}
