from hypothesis import given
from hypothesis import strategies as st

from nlp.gazetteer.completing import complete_admin1, give_pcodes, mend_countries
from nlp.gazetteer.merging import merge
from schemas.gazetteer import Area
from tests.nlp.invented import place

GEONAMES = place("geonames:1", "Tébirou", at=(2.1, 1.1), country="XX", alternate_names=("Tebiru",))
SAME_BY_ID = place("wof:9", "Tebirou Ville", at=(2.2, 1.2), country="XX", same_as=("geonames:1",))
SAME_BY_NAME = place("wof:8", "Tebirou", at=(2.11, 1.11), country="XX", alternate_names=("تبيرو",))
FAR = place("wof:7", "Tebirou", at=(2.5, 1.5), country="XX")
AREA = place("wof:6", "Tebirou", "ADM2", (2.1, 1.1), country="XX")
ROWS = (GEONAMES, SAME_BY_ID, SAME_BY_NAME, FAR, AREA)


def test_rows_of_one_id_or_of_one_name_close_by_are_one_place():
    merged = merge(ROWS)
    assert {each.id for each in merged.places} == {"geonames:1", "wof:7", "wof:6"}
    assert (merged.by_id, merged.by_name) == (1, 1)


def test_first_level_areas_and_countries_of_one_name_are_one_wherever_their_points_are():
    rows = (
        place("wof:1", "Nordane", "ADM1", (2.1, 1.1), country="XX"),
        place("iso3166-2:XX-N", "Nordane", "ADM1", (2.9, 1.9), country="XX"),
        place("iso3166-2:YY-N", "Nordane", "ADM1", (2.9, 1.9), country="YY"),
        place("wof:2", "Ovrilie", "PCLI", (2.1, 1.1), country="XX"),
        place("country:XX", "Ovrilie", "PCLI", (2.9, 1.9), country="XX"),
    )
    assert {each.id for each in merge(rows).places} == {"wof:1", "iso3166-2:YY-N", "country:XX"}


def test_every_name_in_every_script_is_kept():
    (kept,) = (each for each in merge(ROWS).places if each.id == "geonames:1")
    assert {"Tébirou", "Tebiru", "Tebirou Ville", "تبيرو"} <= {kept.name, *kept.alternate_names}


@given(st.permutations(ROWS))
def test_the_order_of_the_rows_changes_nothing(rows):
    assert merge(rows) == merge(ROWS)


def test_merging_again_changes_nothing():
    once = merge(ROWS)
    assert merge(once.places).places == once.places


def test_a_row_far_outside_its_country_is_given_the_one_it_lies_in():
    lost = place("geonames:2", "Ovrilane", at=(9.1, 7.5), country="SY", admin1="Nordane")
    mended = mend_countries([lost, GEONAMES])
    assert mended.mended == 1
    assert (mended.places[0].country, mended.places[0].admin1) == ("NG", None)
    assert mended.places[1] == GEONAMES


def test_a_place_without_area_takes_that_of_its_nearest_neighbour_within_30_km():
    known = place("A", "Alfa", at=(2.0, 1.0), country="XX", admin1="Nordane")
    other = place("B", "Bravo", at=(2.4, 1.0), country="XX", admin1="Sudane")
    near = place("C", "Carra", at=(2.1, 1.0), country="XX")
    far = place("D", "Delta", at=(9.0, 1.0), country="XX")
    abroad = place("E", "Echo", at=(2.0, 1.0), country="YY")
    given_areas = complete_admin1([known, other, near, far, abroad])
    assert [each.admin1 for each in given_areas.places] == ["Nordane", "Sudane", "Nordane", None, None]
    assert given_areas.mended == 1


def test_areas_get_their_codes_by_country_level_and_name_and_the_rest_is_left_over():
    nordane = place("A", "Nordane", "ADM1", country="XX")
    codes = (
        Area(pcode="XX01", name="NORDANE", level=1, country="XX"),
        Area(pcode="YY01", name="Nordane", level=1, country="YY"),
        Area(pcode="XX02", name="Ombrassa", level=1, country="XX"),
    )
    coded, left = give_pcodes([nordane], codes)
    assert [each.pcode for each in coded.places] == ["XX01"]
    assert [area.pcode for area in left] == ["YY01", "XX02"]
