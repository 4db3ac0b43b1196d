"""What loaded rows lack or have wrong: the country they lie in, their first-level area, their p-code."""

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

import numpy
from scipy.spatial import cKDTree

from nlp.gazetteer.store import name_key, names_of
from nlp.gazetteer.world import country_at, is_outside
from nlp.places.words import without_type_words
from schemas.gazetteer import Area
from schemas.mission import Place

NEIGHBOUR_KM = 30.0
_EARTH_KM = 6371.0


class Mended(NamedTuple):
    """The places as mended, and how many of them were."""

    places: tuple[Place, ...]
    mended: int


def mend_countries(places: Sequence[Place]) -> Mended:
    """Give rows that lie well outside their stated country the one they lie in, without the areas of the wrong one.

    What lies in no outline, such as a far island, stays as stated: the outlines leave out islands and whole regions.
    """
    mended = tuple(_in_its_country(place) if is_outside(place) else place for place in places)
    return Mended(mended, sum(new is not old for new, old in zip(mended, places, strict=True)))


def _in_its_country(place: Place) -> Place:
    code = country_at(place)
    return place.model_copy(update={"country": code, "admin1": None, "admin2": None}) if code else place


def complete_admin1(places: Sequence[Place]) -> Mended:
    """Give places without a first-level area that of the nearest place of their country that has one, within 30 km."""
    by_country: dict[str, list[int]] = defaultdict(list)
    for index, place in enumerate(places):
        if not place.feature_code.startswith(("PCL", "ADM1")):
            by_country[place.country].append(index)
    given = {}
    for indexes in by_country.values():
        given.update(_nearest_admin1(places, indexes))
    mended = (place.model_copy(update=given[index]) if index in given else place for index, place in enumerate(places))
    return Mended(tuple(mended), len(given))


def _nearest_admin1(places: Sequence[Place], indexes: Sequence[int]) -> dict[int, dict[str, str | None]]:
    known = [index for index in indexes if places[index].admin1]
    without = [index for index in indexes if not places[index].admin1]
    if not known or not without:
        return {}
    distances, nearest = cKDTree(_on_sphere(places, known)).query(_on_sphere(places, without))
    return {
        index: {"admin1": places[known[position]].admin1}
        for index, distance, position in zip(without, distances, nearest, strict=True)
        if distance * _EARTH_KM <= NEIGHBOUR_KM
    }


def _on_sphere(places: Sequence[Place], indexes: Sequence[int]) -> numpy.ndarray:
    """Return points on the unit sphere, shape (n, 3): at short range their chords are distances in earth radii."""
    degrees = numpy.array([(places[index].latitude, places[index].longitude) for index in indexes])
    latitudes, longitudes = numpy.radians(degrees).T
    flat = numpy.cos(latitudes)
    return numpy.stack([flat * numpy.cos(longitudes), flat * numpy.sin(longitudes), numpy.sin(latitudes)], axis=1)


def give_pcodes(places: Sequence[Place], areas: Sequence[Area]) -> tuple[Mended, tuple[Area, ...]]:
    """Give areas that have a position their p-code, by country, level and name; returns the areas left over, too."""
    by_name: dict[tuple[str, str, str], list[int]] = defaultdict(list)
    for index, place in enumerate(places):
        if place.feature_code in ("ADM1", "ADM2") and not place.pcode:
            for name in {without_type_words(name) for name in names_of(place)}:
                by_name[place.country, place.feature_code, name].append(index)
    given: dict[int, str] = {}
    left = []
    for area in areas:
        bearers = by_name[area.country, f"ADM{area.level}", without_type_words(name_key(area.name))]
        if len(bearers) == 1 and bearers[0] not in given:
            given[bearers[0]] = area.pcode
        else:
            left.append(area)
    coded = (
        place.model_copy(update={"pcode": given[index]}) if index in given else place
        for index, place in enumerate(places)
    )
    return Mended(tuple(coded), len(given)), tuple(left)
