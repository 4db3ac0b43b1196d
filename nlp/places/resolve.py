"""From a place's name to a place on the map, chosen by what the report itself says, never by population."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from nlp.gazetteer.store import Gazetteer, name_key
from nlp.places.positions import grid_position, stated_position
from nlp.places.words import PlaceClass, extra_radius_km, fits, radius_km
from nlp.reading import FoundPlace
from schemas.annotation import EventPlace, PlaceMention
from schemas.geography import Point, distance_km
from schemas.mission import Place
from schemas.report import Report, StatedPlace

_SAME_SPOT_KM = 15.0
_KNOWN_POINT_KM = 3.0
_CLEARLY_NEARER = 0.5
_SCORE_ONLY_ONE = 0.95
_SCORE_BY_CONTEXT = 0.8
_SCORE_SIMILAR = 0.7
_POINT_RADIUS_KM = 1.0


class Context(NamedTuple):
    """What the report says about where it speaks of: positions, and folded names of admin areas."""

    anchors: tuple[Point, ...] = ()
    place_ids: frozenset[str] = frozenset()
    areas: frozenset[str] = frozenset()
    country: str | None = None


class Choice(NamedTuple):
    """The place chosen among those so named, or None, with a sentence that says why."""

    place: Place | None
    score: float
    reason: str


def resolve_places(
    report: Report, found: Sequence[FoundPlace], gazetteer: Gazetteer
) -> tuple[tuple[PlaceMention, ...], tuple[EventPlace, ...]]:
    """Return the mentions of the text and the stated places of the report, each resolved as far as it can be."""
    context = _context(report, found, gazetteer)
    stated = tuple(filter(None, (_stated(each, gazetteer, context) for each in report.stated_places)))
    context = context._replace(
        anchors=(*context.anchors, *stated),
        place_ids=context.place_ids | {place.place_id for place in stated if place.place_id},
    )
    return tuple(_mention(each, gazetteer, context) for each in found), stated


def _context(report: Report, found: Sequence[FoundPlace], gazetteer: Gazetteer) -> Context:
    """Gather what is certain: stated codes and positions, admin areas named, and names that only one place bears."""
    certain = [place for each in report.stated_places if (place := _by_code(each, gazetteer))]
    certain += [each[0] for name in _all_names(report, found) if len(each := gazetteer.places_named(name)) == 1]
    positions = [position for each in report.stated_places if (position := stated_position(each))]
    stated_areas = [area for each in report.stated_places for area in (each.admin1, each.admin2) if area]
    areas = [place.name for place in certain if place.feature_code.startswith("ADM")]
    return Context(
        anchors=(*(place for place in certain if not _is_area(place)), *positions),
        place_ids=frozenset(place.id for place in certain),
        areas=frozenset(name_key(area) for area in (*areas, *stated_areas)),
        country=report.country,
    )


def _all_names(report: Report, found: Sequence[FoundPlace]) -> list[str]:
    stated = (name_key(each.name) for each in report.stated_places if each.name)
    exact = (name for each in found if each.label == "GAZETTEER" for name in each.names)
    return sorted({*stated, *exact} - {""})


def _is_area(place: Place) -> bool:
    return place.feature_code.startswith(("ADM", "PCL"))


def _by_code(stated: StatedPlace, gazetteer: Gazetteer) -> Place | None:
    return gazetteer.place_of_pcode(stated.pcode.strip().upper()) if stated.pcode else None


def _stated(stated: StatedPlace, gazetteer: Gazetteer, context: Context) -> EventPlace | None:
    """Resolve a place field: by its code, else by its position, else by its name."""
    if place := _by_code(stated, gazetteer):
        return _event_place(place, f"The report states the code of {place.name}.")
    if position := stated_position(stated):
        return _point(position, stated.name, gazetteer, said="The report states the position")
    if not stated.name:
        return None
    own = context._replace(areas=context.areas | {name_key(area) for area in (stated.admin1, stated.admin2) if area})
    choice = choose(stated.name, _names_like(stated.name, gazetteer), "any", gazetteer, own)
    return _event_place(choice.place, f"The report states the place. {choice.reason}") if choice.place else None


def _names_like(name: str, gazetteer: Gazetteer) -> tuple[str, ...]:
    folded = name_key(name)
    if not folded:
        return ()
    return (folded,) if gazetteer.places_named(folded) else gazetteer.similar_names(folded)


def _point(position: tuple[float, float], name: str | None, gazetteer: Gazetteer, *, said: str) -> EventPlace:
    """Return the place at a position: the known one within 3 km that bears the name or is nearest, else the point."""
    near = [pair for pair in gazetteer.places_near(*position, _KNOWN_POINT_KM) if not _is_area(pair[1])]
    folded = name_key(name or "")
    settled = [pair for pair in near if pair[1].feature_code.startswith("PPL")]
    same = [pair for pair in near if folded and pair[1] in gazetteer.places_named(folded)] or (settled or near)
    label = name or f"{position[0]:.3f}, {position[1]:.3f}"
    if not same:
        return EventPlace(
            name=label, latitude=position[0], longitude=position[1], radius_km=_POINT_RADIUS_KM,
            reason=f"{said}; the gazetteer has no place within {_KNOWN_POINT_KM:g} km of it.",
        )  # fmt: skip
    distance, place = same[0]
    return _event_place(place, f"{said}, {distance:.1f} km from {place.name}.")


def _event_place(place: Place, reason: str) -> EventPlace:
    return EventPlace(
        place_id=place.id, name=place.name, latitude=place.latitude, longitude=place.longitude,
        radius_km=radius_km(place.feature_code), admin1=place.admin1, admin2=place.admin2, reason=reason,
    )  # fmt: skip


def _mention(found: FoundPlace, gazetteer: Gazetteer, context: Context) -> PlaceMention:
    bare = PlaceMention(
        text=found.text, start=found.start, end=found.end, reason=f"No place named {found.text} is in the gazetteer."
    )
    if found.label == "GRID" and (position := grid_position(found.text)):
        point = _point(position, None, gazetteer, said="The text gives a grid")
        return bare.model_copy(update=point.model_dump() | {"score": _SCORE_ONLY_ONE})
    choice = choose(found.text, found.names, found.place_class, gazetteer, context)
    if not choice.place:
        return bare.model_copy(update={"reason": choice.reason})
    place = _event_place(choice.place, choice.reason)
    radius = place.radius_km + extra_radius_km(found.before)
    return bare.model_copy(update=place.model_dump() | {"radius_km": radius, "score": choice.score})


def choose(text: str, names: Iterable[str], place_class: PlaceClass, gazetteer: Gazetteer, context: Context) -> Choice:
    """Choose among the places that bear one of `names`; where the report says nothing to choose by, choose none."""
    names = tuple(names)
    candidates = [place for name in names for place in gazetteer.places_named(name)]
    if not candidates:
        return Choice(None, 0.0, f"No place named {text} is in the gazetteer.")
    exact = name_key(text) in names
    fitting = [place for place in candidates if place_class == "any" or fits(place_class, place.feature_code)]
    choice = _only_one(fitting or candidates) or _by_context(fitting or candidates, context)
    if exact or not choice.place:
        return choice
    return Choice(choice.place, min(choice.score, _SCORE_SIMILAR), f"{text} is read as a misspelling. {choice.reason}")


def _only_one(candidates: Sequence[Place]) -> Choice | None:
    """Return the place if all candidates are one spot, such as a town and the district that is named after it."""
    best = min(candidates, key=lambda place: (_is_area(place), not place.feature_code.startswith("PPL"), place.id))
    if all(_is_same_spot(best, other) for other in candidates):
        return Choice(best, _SCORE_ONLY_ONE, f"{best.name} is the only place of that name in the gazetteer.")
    return None


def _is_same_spot(place: Place, other: Place) -> bool:
    inside = _is_area(other) and other.name in (place.admin1, place.admin2)
    return inside or distance_km(place, other) <= _SAME_SPOT_KM


def _by_context(candidates: Sequence[Place], context: Context) -> Choice:
    """Narrow by stated place, named area and country, then take the place that is clearly nearest to the others."""
    for kept, reason in (
        ([place for place in candidates if place.id in context.place_ids], "the report names it elsewhere"),
        ([place for place in candidates if _areas(place) & context.areas], "the report names its area"),
        ([place for place in candidates if place.country == context.country], "it lies in the report's country"),
    ):
        if kept and len(kept) < len(candidates):
            if one := _only_one(kept):
                assert one.place  # noqa: S101 a choice of one always has its place
                return Choice(one.place, _SCORE_BY_CONTEXT, f"Of several places named {one.place.name}, {reason}.")
            candidates = kept
    return _nearest(candidates, context)


def _areas(place: Place) -> set[str]:
    return {name_key(area) for area in (place.admin1, place.admin2) if area}


def _nearest(candidates: Sequence[Place], context: Context) -> Choice:
    name = candidates[0].name
    unknown = f"{len(candidates)} places are named {name}, and the report says nothing to choose between them."
    if not context.anchors:
        return Choice(None, 0.0, unknown)
    ranked = sorted(
        ((_from_anchors(place, context), place.id, place) for place in candidates), key=lambda rank: rank[:2]
    )
    (near_km, _, place), (next_km, _, _) = ranked[0], ranked[1]
    if near_km > _CLEARLY_NEARER * next_km:
        return Choice(None, 0.0, unknown)
    reason = f"Of {len(candidates)} places named {name}, this is {near_km:.0f} km from the report's other places."
    return Choice(place, _SCORE_BY_CONTEXT, reason)


def _from_anchors(place: Place, context: Context) -> float:
    return min(distance_km(anchor, place) for anchor in context.anchors)
