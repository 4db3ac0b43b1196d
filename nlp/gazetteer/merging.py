"""One place out of its rows in several gazetteers: the same id, or the same name close by and a like kind."""

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from nlp.gazetteer.store import names_of
from schemas.geography import distance_km
from schemas.mission import Place

SAME_PLACE_KM = 3.0
_LEVELS = ("ADM1", "ADM2", "ADM3", "ADM4", "ADM5")
_ONCE = ("PCL", "ADM1")
_DEGREES = SAME_PLACE_KM / 111.0


class Merged(NamedTuple):
    """The places without doubles, and how many rows each way of telling doubles took away."""

    places: tuple[Place, ...]
    by_id: int
    by_name: int


class _Groups:
    """Sets of rows that are one place (union-find over their numbers)."""

    def __init__(self, size: int) -> None:
        self._parent = list(range(size))

    def root(self, index: int) -> int:
        while self._parent[index] != index:
            self._parent[index] = self._parent[self._parent[index]]
            index = self._parent[index]
        return index

    def join(self, left: int, right: int) -> None:
        left, right = sorted((self.root(left), self.root(right)))
        self._parent[right] = left

    def count(self) -> int:
        return sum(parent == index for index, parent in enumerate(self._parent))


def merge(places: Sequence[Place]) -> Merged:
    """Return one place for all rows that are the same; of two, the one of the more trusted gazetteer gives the rest.

    A mission's row wins over that of the list of countries, then come GeoNames, Who's On First, the subdivisions, and
    districts told by their towns; the answer does not depend on the order of the rows.
    """
    ranked = sorted(places, key=_rank)
    groups = _Groups(len(ranked))
    for left, right in _of_same_id(ranked):
        groups.join(left, right)
    after_ids = groups.count()
    for left, right in _of_same_name(ranked):
        groups.join(left, right)
    members: dict[int, list[Place]] = defaultdict(list)
    for index, place in enumerate(ranked):
        members[groups.root(index)].append(place)
    merged = tuple(_one(rows) for rows in members.values())
    return Merged(merged, by_id=len(ranked) - after_ids, by_name=after_ids - len(merged))


def _rank(place: Place) -> tuple[int, str, str]:
    trust = {"country": 1, "geonames": 2, "wof": 3, "iso3166-2": 4, "district": 5}.get(place.id.partition(":")[0], 0)
    return trust, place.id, place.model_dump_json()


def _of_same_id(places: Sequence[Place]) -> Iterator[tuple[int, int]]:
    first: dict[str, int] = {}
    for index, place in enumerate(places):
        for id in (place.id, *place.same_as):
            if first.setdefault(id, index) != index:
                yield first[id], index


def _of_same_name(places: Sequence[Place]) -> Iterator[tuple[int, int]]:
    """Yield the pairs of one name and kind that lie within a few kilometres, or that are one and the same area."""
    by_name: dict[tuple[str, str], list[int]] = defaultdict(list)
    for index, place in enumerate(places):
        for name in names_of(place):
            by_name[name, _kind(place)].append(index)
    for (_, kind), indexes in by_name.items():
        if len(indexes) > 1:
            yield from _same_areas(places, indexes) if kind in _ONCE else _close_pairs(places, indexes)


def _same_areas(places: Sequence[Place], indexes: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Yield the pairs of one country: two of its areas of the highest levels never share a name."""
    first: dict[str, int] = {}
    for index in indexes:
        if first.setdefault(places[index].country, index) != index:
            yield first[places[index].country], index


def _close_pairs(places: Sequence[Place], indexes: Iterable[int]) -> Iterator[tuple[int, int]]:
    northward = sorted(indexes, key=lambda index: places[index].latitude)
    for position, left in enumerate(northward):
        for right in northward[position + 1 :]:
            if places[right].latitude - places[left].latitude > _DEGREES:
                break
            if _is_near(places[left], places[right]) and distance_km(places[left], places[right]) <= SAME_PLACE_KM:
                yield left, right


def _is_near(left: Place, right: Place) -> bool:
    return abs(left.longitude - right.longitude) * math.cos(math.radians(left.latitude)) <= _DEGREES


def _kind(place: Place) -> str:
    """Return what two rows of one place must share: settled, an area of one level, or the very feature code."""
    code = place.feature_code
    if code.startswith(("PPL", "PCL")):
        return code[:3]
    return next((level for level in _LEVELS if code.startswith(level)), code)


def _one(rows: Sequence[Place]) -> Place:
    """Return the first row with the names, ids and what else only the later ones know."""
    first, *others = rows
    if not others:
        return first
    names = {name for row in rows for name in (row.name, *row.alternate_names)} - {first.name}
    ids = {id for row in rows for id in (row.id, *row.same_as)} - {first.id}
    known = {
        field: next((value for row in rows if (value := getattr(row, field))), getattr(first, field))
        for field in ("country", "admin1", "admin2", "pcode")
    }
    return first.model_copy(
        update={
            **known,
            "alternate_names": tuple(sorted(names)),
            "same_as": tuple(sorted(ids)),
            "feature_code": _finest_code(rows),
            "population": max(row.population for row in rows),
        }
    )


def _finest_code(rows: Sequence[Place]) -> str:
    """Return the code that says most: PPLA2 rather than PPL; of equals that of the most trusted row."""
    return max((row.feature_code for row in rows), key=len)
