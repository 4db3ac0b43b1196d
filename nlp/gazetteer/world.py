"""The countries of the world: names and adjectives in English and French, middles, sizes and rough outlines.

Names are those of Unicode CLDR (babel), the rest is countryinfo's; both come as packages, nothing is fetched.
"""

import math
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, NamedTuple

from babel import Locale
from countryinfo import all_countries
from shapely.geometry import Point as ShapelyPoint
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry
from shapely.ops import unary_union

from nlp.gazetteer.subdivisions import middle_of_subdivisions
from schemas.gazetteer import Area, Content
from schemas.geography import Point
from schemas.mission import Place

_LANGUAGES = ("en", "fr", "ar", "es", "pt", "sw")
# As humanitarian reports write them; no list of CLDR or countryinfo has all of them.
_ABBREVIATIONS = {
    "AE": ("UAE",),
    "CD": ("DRC", "RDC"),
    "CF": ("CAR", "RCA"),
    "GB": ("UK", "U.K.", "Britain"),
    "SA": ("KSA",),
    "SS": ("RSS",),
    "US": ("USA", "US", "U.S.", "U.S.A."),
}
# countryinfo gives each country the point of the CIA World Factbook, but that of the United States lies 240 km off the
# middle of its contiguous states (National Geodetic Survey), where gazetteers put it.
_CUSTOMARY_POINTS = {"US": (39.83, -98.58)}
_KM_PER_DEGREE = 111.0
_OUTLINE_ERROR_KM = 100.0


class Country(NamedTuple):
    """One country: place, three-letter code, capital, area, adjectives of its people, its outline if there is one."""

    place: Place
    alpha3: str
    capitals: tuple[str, ...]
    area_km2: float
    adjectives: tuple[str, ...]
    outline: BaseGeometry | None

    @property
    def names(self) -> tuple[str, ...]:
        """All names of the country."""
        return self.place.name, *self.place.alternate_names


@lru_cache(maxsize=1)
def countries() -> dict[str, Country]:
    """Return the countries by ISO 3166-1 alpha-2 code."""
    found = {}
    for info in (country.info() for country in all_countries()):
        code = info.get("ISO", {}).get("alpha2")
        customary = _CUSTOMARY_POINTS.get(code) or info.get("latlng") or middle_of_subdivisions(code)
        if code and customary and code not in found:
            found[code] = _country(code, info, (customary[0], customary[1]))
    return dict(sorted(found.items()))


def read_world() -> Content:
    """Return the countries as places."""
    places = tuple(country.place for country in countries().values())
    return Content("countries (CLDR, countryinfo)", len(places), places, tuple(_regions()))


def _regions() -> Iterator[Area]:
    """Yield the parts of the world that CLDR names by UN M49 codes, such as Southern Africa: without position."""
    for language in ("en", "fr"):
        for code, name in sorted(Locale(language).territories.items()):
            if code.isdigit() and code != "001":
                yield Area(pcode=f"m49:{code}:{language}", name=name, level=0, country="")


@lru_cache(maxsize=1)
def capitals() -> frozenset[tuple[str, str]]:
    """Return the capitals as (code of the country, name)."""
    return frozenset((code, name) for code, country in countries().items() for name in country.capitals)


def alpha2(alpha3: str) -> str:
    """Return the two-letter code of a three-letter one; an unknown code stays."""
    return _alpha2_codes().get(alpha3, alpha3)


def is_outside(place: Place) -> bool:
    """Tell whether a place lies farther outside its country than the rough outline is wrong (100 km)."""
    country = countries().get(place.country)
    if country is None or country.outline is None:
        return False
    return _outside_km(place, country.outline) > _OUTLINE_ERROR_KM


def country_at(point: Point) -> str:
    """Return the code of the country whose rough outline holds `point`, empty where none does."""
    spot = ShapelyPoint(point.longitude, point.latitude)
    return next((code for code, each in countries().items() if each.outline and each.outline.covers(spot)), "")


def _outside_km(point: Point, outline: BaseGeometry) -> float:
    narrowing = math.cos(math.radians(point.latitude))
    nearest = outline.distance(ShapelyPoint(point.longitude, point.latitude))
    return float(nearest * _KM_PER_DEGREE * narrowing)


@lru_cache(maxsize=1)
def _alpha2_codes() -> dict[str, str]:
    return {country.alpha3: code for code, country in countries().items()}


def _country(code: str, info: Any, customary: tuple[float, float]) -> Country:
    name = Locale("en").territories.get(code, info["name"])
    others = sorted({*_names(code, info)} - {name})
    outline = _outline(info)
    latitude, longitude = _between(customary, outline) if outline else customary
    place = Place(
        id=f"country:{code}", name=name, alternate_names=tuple(others), feature_code="PCLI", latitude=latitude,
        longitude=longitude, country=code, population=int(info.get("population") or 0),
    )  # fmt: skip
    adjective = info.get("demonym") or ""
    return Country(
        place, info["ISO"]["alpha3"], _capitals(info), float(info.get("area") or 0),
        (adjective,) if adjective else (), outline,
    )  # fmt: skip


def _between(customary: tuple[float, float], outline: BaseGeometry) -> tuple[float, float]:
    """Return the point between where a country is customarily put and the middle of its largest part.

    Gazetteers differ by hundreds of kilometres in where they put a large country; between the two no error is great.
    """
    largest = max(getattr(outline, "geoms", [outline]), key=lambda part: part.area)
    return round((customary[0] + largest.centroid.y) / 2, 2), round((customary[1] + largest.centroid.x) / 2, 2)


def _names(code: str, info: Any) -> Iterator[str]:
    for language in _LANGUAGES:
        if name := Locale(language).territories.get(code):
            yield name
            yield from (part.strip(" )") for part in name.split("(") if "(" in name)
    yield info["name"]
    yield from (name for name in info.get("altSpellings", ()) if not name.isupper())
    yield from _ABBREVIATIONS.get(code, ())


def _capitals(info: Any) -> tuple[str, ...]:
    """Return the names of a country's seats of government: three of South Africa's."""
    named = info.get("capital") or ()
    return (named,) if isinstance(named, str) else tuple(named)


def _outline(info: Any) -> BaseGeometry | None:
    features = (info.get("geoJSON") or {}).get("features", [])
    shapes = [shape(feature["geometry"]).buffer(0) for feature in features]
    return unary_union(shapes) if shapes else None
