from briefing.map import area_svg, map_svg
from briefing.material import Material
from briefing.words import load_words
from schemas.annotation import Event
from schemas.mission import Base, Facility, Mission, Place
from tests.factories import make_area, make_event, make_place, make_warning, moment

WORDS = load_words("en")
VILLAGE = Place(id="XX-1", name="Kanvi-Est", feature_code="PPL", latitude=11.2, longitude=2.9, population=900)
FAR = Place(id="XX-2", name="Dolmé", feature_code="PPLA2", latitude=12.4, longitude=3.9, population=9000)
CLINIC = Place(id="XX-H", name="Poste de santé", feature_code="HSPC", latitude=11.25, longitude=2.95)
MISSION = Mission(
    places=(VILLAGE, FAR, CLINIC),
    facilities=(Facility(id="F", name="Poste de santé", place_id="XX-H"),),
    bases=(Base(id="B", name="Base Tamarin", latitude=11.3, longitude=3.0),),
)


def material(*events: Event, **fields: object) -> Material:
    base = {"mission": MISSION, "profile": "analyst", "now": moment(14), "events": events}
    return Material.model_validate({**base, **fields})


def drawn(page: Material) -> str:
    svg = map_svg(page, words=WORDS, width_px=900)
    assert svg is not None
    return svg


def test_the_map_names_places_bases_families_and_warnings() -> None:
    svg = drawn(material(make_event(indicators=("MOB-03",)), warnings=(make_warning(),)))
    for name in ("Kanvi-Est", "Base Tamarin", "Movement", "Base or post", "W1 ◆ MEDIUM Kanvi-Est", " km"):
        assert f"{name}</text>" in svg


def test_d12_no_clinic_is_named_or_drawn() -> None:
    assert "Poste de" not in drawn(material(make_event(), warnings=(make_warning(),)))
    unwarned = drawn(material())
    assert drawn(material(make_event(place=make_place(place_id="XX-H")))) == unwarned
    assert drawn(material(warnings=(make_warning(area=make_area(place_id="XX-H")),))) == unwarned


def test_a_mission_of_nothing_has_no_map() -> None:
    assert map_svg(material(mission=Mission()), words=WORDS, width_px=900) is None


def test_a_mission_of_places_alone_has_a_map() -> None:
    assert "Kanvi-Est" in drawn(material(mission=Mission(places=(VILLAGE, FAR))))


def test_the_close_up_leaves_out_what_lies_far_off() -> None:
    far = make_event("far", indicators=("CRSV-01",), place=make_place(latitude=12.4, longitude=3.9))
    near = make_event("near", indicators=("MOB-03",))
    page = material(near, far, warnings=(make_warning(),))
    svg = area_svg(page, page.warnings[0].area, words=WORDS, width_px=440)
    assert "Kanvi-Est" in svg
    assert "Movement" in svg
    assert "Dolmé" not in svg
    assert "Sexual violence" not in svg


def test_the_order_of_the_events_does_not_matter() -> None:
    events = [
        make_event(name, indicators=(sign,)) for name, sign in (("a", "MOB-03"), ("b", "ARM-01"), ("c", "MOB-01"))
    ]
    assert drawn(material(*events)) == drawn(material(*reversed(events)))
