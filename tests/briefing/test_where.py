from briefing.material import Material
from briefing.where import incidents_by_place, lies_in, warnings_drawn
from schemas.annotation import Assertion, Event
from schemas.linkage import Incident
from schemas.mission import Facility, Mission, Place
from schemas.source import SourceType
from tests.factories import make_area, make_event, make_incident, make_place, make_warning, moment

CLINIC = Place(id="XX-H", name="Kanvi clinic", feature_code="HSPC", latitude=11.3, longitude=2.8)
MISSION = Mission(places=(CLINIC,), facilities=(Facility(id="F", name="Kanvi post", place_id="XX-F"),))


def material(*events: Event, incidents: tuple[Incident, ...] = (), **fields: object) -> Material:
    base = {"mission": MISSION, "profile": "analyst", "now": moment(14), "events": events, "incidents": incidents}
    return Material.model_validate({**base, **fields})


def test_linked_reports_count_once_and_others_each() -> None:
    one, two, three = make_event("one"), make_event("two"), make_event("three")
    incident = make_incident(events=(one.id, two.id))
    drawn, undrawn = incidents_by_place(material(one, two, three, incidents=(incident,)))
    assert [(spot.family, spot.incidents) for spot in drawn] == [("OTHER", 2)]
    assert undrawn == 0


def test_what_did_not_happen_is_not_drawn() -> None:
    events = [make_event(status.value, status=status) for status in Assertion]
    drawn, undrawn = incidents_by_place(material(*events))
    assert [spot.incidents for spot in drawn] == [2]  # affirmed and hedged
    assert undrawn == 0


def test_what_is_told_without_a_sign_is_not_drawn() -> None:
    told = make_event("told", kind="report", indicators=())
    assert incidents_by_place(material(told)) == ([], 0)


def test_clinics_are_never_points() -> None:
    at_hospital = make_event("hospital", place=make_place(place_id="XX-H"))
    at_facility = make_event("facility", place=make_place(place_id="XX-F"))
    by_clinic = make_event("clinic", source_type=SourceType.CLINIC)
    unplaced = make_event("unplaced", place=None)
    assert incidents_by_place(material(at_hospital, at_facility, by_clinic, unplaced)) == ([], 4)


def test_a_rough_place_is_marked_rough() -> None:
    near, far = make_event("near"), make_event("far", place=make_place(radius_km=30.0))
    drawn, _ = incidents_by_place(material(near, far))
    assert [(spot.rough, spot.incidents) for spot in drawn] == [(False, 1), (True, 1)]


def test_no_circle_points_at_a_clinic_and_the_others_keep_their_numbers() -> None:
    warnings = (
        make_warning("clinic", area=make_area(place_id="XX-H"), score=0.9),
        make_warning("village", area=make_area(place_id="XX-1"), score=0.5),
    )
    assert [(number, warning.area.place_id) for number, warning in warnings_drawn(material(warnings=warnings))] == [
        (2, "XX-1")
    ]


def test_an_event_lies_in_an_area_by_distance() -> None:
    # 0.1 degrees of latitude are 11.1 km
    event = make_event(place=make_place(latitude=11.3, longitude=2.9))
    assert lies_in(event, make_area(latitude=11.2, longitude=2.9, radius_km=11.3))
    assert not lies_in(event, make_area(latitude=11.2, longitude=2.9, radius_km=11.0))
    assert not lies_in(make_event(place=None), make_area())
