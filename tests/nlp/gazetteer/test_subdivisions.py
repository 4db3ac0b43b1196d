"""The subdivisions of all countries, as the package has them."""

from nlp.gazetteer.subdivisions import middle_of_subdivisions, read_subdivisions
from nlp.gazetteer.world import countries
from schemas.geography import distance_km

PLACES = {each.id.removeprefix("iso3166-2:"): each for each in read_subdivisions().places}


def test_each_has_a_country_a_level_and_a_position():
    assert len(PLACES) > 4000
    assert {each.feature_code for each in PLACES.values()} == {"ADM1", "ADM2"}
    assert all(each.name and each.country == code[:2] for code, each in PLACES.items())


def test_first_levels_lie_near_their_countries():
    """Spain's and Portugal's Atlantic islands, Hawaii and the like are the far ones."""
    far = [
        each.id
        for each in PLACES.values()
        if each.country in countries() and distance_km(each, countries()[each.country].place) > 4500
    ]
    assert len(far) < len(PLACES) * 0.02


def test_english_names_stand_beside_those_of_the_country():
    assert "Bavaria" in PLACES["DE-BY"].alternate_names
    assert PLACES["NG-BO"].alternate_names == (), "a byname of ordinary words is no name"


def test_what_stands_behind_a_comma_belongs_before_it():
    assert PLACES["GB-LND"].name == "City of London"


def test_a_country_without_subdivisions_has_no_middle():
    assert middle_of_subdivisions("XX") is None
    assert countries()["PS"].place.latitude > 31, "Palestine, which countryinfo puts nowhere"
