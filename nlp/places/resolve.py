"""From a place's name to a place on the map, chosen by what the report itself says."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from nlp.gazetteer.spelling import spelling_key
from nlp.gazetteer.store import Gazetteer, name_key
from nlp.gazetteer.world import alpha2, countries
from nlp.places.candidates import area_keys, candidates_of, named_so
from nlp.places.choosing import LEAST_PROBABILITY_STATED, Choice, choose
from nlp.places.found import FoundPlace
from nlp.places.positions import grid_precision_km, short_grid_position, stated_position
from nlp.places.scoring import Context
from nlp.places.words import PlaceClass, class_of, radius_km
from schemas.annotation import EventPlace, PlaceMention, UnplacedName
from schemas.geography import Position
from schemas.mission import Place
from schemas.report import Report, StatedPlace

_KNOWN_POINT_KM = 3.0
_POINT_RADIUS_KM = 1.0
_CERTAIN = 0.8
_FALLBACK_RADIUS_KM = 100.0


class Resolved(NamedTuple):
    """The mentions of a text, the stated places, and the names in place fields that could not be placed."""

    mentions: tuple[PlaceMention, ...]
    stated: tuple[EventPlace, ...]
    unplaced: tuple[UnplacedName, ...]


def resolve_places(
    report: Report, found: Sequence[FoundPlace], gazetteer: Gazetteer, *, known: Sequence[EventPlace] = ()
) -> Resolved:
    """Return the mentions of the text and the stated places of the report, each resolved as far as it can be.

    Names are read twice: what is certain at first reading (codes, positions, names with little doubt, and the places
    `known` to be meant in the report) is context for the second.
    """
    context = _with_places(_stated_context(report, gazetteer), known)
    unplaced = tuple(filter(None, (_unplaced(each, gazetteer, context) for each in report.stated_places)))
    stated = tuple(filter(None, (_stated(each, gazetteer, context) for each in report.stated_places)))
    context = _with_places(context, (*stated, *_points(found, gazetteer)))
    contexts = contexts_of(found, gazetteer, context)
    answers = {each: _mention(each, gazetteer, own) for each, own in contexts.items()}
    mentions = [_at(each, answers[_without_offsets(each)]) for each in found]
    return Resolved(_with_short_grids(found, mentions, stated, gazetteer), stated, unplaced)


def contexts_of(found: Sequence[FoundPlace], gazetteer: Gazetteer, context: Context) -> dict[FoundPlace, Context]:
    """Return for each name, without its offsets, what its report says around it: `context` and its certain names."""
    unlike = sorted({_without_offsets(each) for each in found})
    sure = {each: place for each in unlike if (place := _sure(each, gazetteer, context))}
    everything = _with_named(context, list(sure.values()))
    around = {each: _without_own(each, context, sure) if each in sure else everything for each in unlike}
    return {each: own._replace(area_behind=_keys_behind(each, gazetteer)) for each, own in around.items()}


def _without_own(found: FoundPlace, context: Context, sure: Mapping[FoundPlace, Place]) -> Context:
    """Return the context without what the name itself added to it, since no name confirms itself."""
    own = found.name, found.place_class
    return _with_named(context, [place for each, place in sure.items() if (each.name, each.place_class) != own])


def _without_offsets(found: FoundPlace) -> FoundPlace:
    return found._replace(start=0, end=0)


def _at(found: FoundPlace, answer: PlaceMention) -> PlaceMention:
    return answer.model_copy(update={"start": found.start, "end": found.end})


def resolve_stated(stated: StatedPlace, country: str | None, gazetteer: Gazetteer) -> EventPlace | None:
    """Resolve one place field by itself, as of a report that says nothing else."""
    return _stated(stated, gazetteer, Context(country=country))


def _stated_context(report: Report, gazetteer: Gazetteer) -> Context:
    coded = [place for each in report.stated_places if (place := _by_code(each, gazetteer))]
    positions = [position for each in report.stated_places if (position := stated_position(each))]
    areas = [area for each in report.stated_places for area in (each.admin1, each.admin2) if area]
    context = Context(
        anchors=tuple(positions),
        areas=frozenset(key for area in areas for key in area_keys(area)),
        country=_country(report),
    )
    return _with_named(context, coded)


def _country(report: Report) -> str | None:
    """Return the two-letter code of the report's country; None for none, and for one that does not exist."""
    code = alpha2((report.country or "").strip().upper())
    return code if code in countries() else None


def _with_places(context: Context, stated: Iterable[EventPlace]) -> Context:
    places = tuple(stated)
    return context._replace(
        anchors=(*context.anchors, *(place for place in places if place.radius_km < _FALLBACK_RADIUS_KM)),
        place_ids=context.place_ids | {place.place_id for place in places if place.place_id},
    )


def _with_named(context: Context, places: Sequence[Place]) -> Context:
    """Add places that are certain: areas by name, others by position."""
    areas = {spelling_key(name_key(place.name)) for place in places if _is_area(place)}
    return context._replace(
        anchors=(*context.anchors, *(place for place in places if not _is_area(place))),
        place_ids=context.place_ids | {place.id for place in places if not _is_area(place)},
        areas=context.areas | areas,
        countries=context.countries | {place.country for place in places if _is_wide(place)},
    )


def _is_area(place: Place) -> bool:
    return place.feature_code.startswith(("ADM", "PCL"))


def _is_wide(place: Place) -> bool:
    return place.feature_code.startswith(("PCL", "ADM1")) and bool(place.country)


def _sure(found: FoundPlace, gazetteer: Gazetteer, context: Context) -> Place | None:
    """Return the place of a name that leaves little doubt even before the rest of the text is known."""
    if found.label != "GAZETTEER":
        return None
    choice = _chosen(found, gazetteer, context._replace(area_behind=_keys_behind(found, gazetteer)))
    return choice.place if choice.probability >= _CERTAIN else None


def _chosen(found: FoundPlace, gazetteer: Gazetteer, context: Context) -> Choice:
    return choose(found.name, named_so(found.names, found.name, gazetteer), found.place_class, gazetteer, context)


def _keys_behind(found: FoundPlace, gazetteer: Gazetteer) -> frozenset[str]:
    """Return the spelling keys of the area or country whose name stands right behind a name."""
    named = (name for name in found.area_behind if any(map(_is_area, gazetteer.places_named(name))))
    return frozenset(spelling_key(name) for name in named)


def _by_code(stated: StatedPlace, gazetteer: Gazetteer) -> Place | None:
    return gazetteer.place_of_pcode(stated.pcode.strip().upper()) if stated.pcode else None


def _stated(stated: StatedPlace, gazetteer: Gazetteer, context: Context) -> EventPlace | None:
    """Resolve a place field: by its code, else by its position, else by its name, else by the area it gives."""
    if place := _by_code(stated, gazetteer):
        return _event_place(place, radius_km(place.feature_code), f"The report states the code of {place.name}.")
    if position := stated_position(stated):
        return _point(position, stated.name, gazetteer, said="The report states the position")
    if not stated.name:
        return None
    choice = resolve_name(stated.name, stated.admin1, stated.admin2, gazetteer, context)
    if choice.place:
        return _event_place(choice.place, choice.radius_km, f"The report states the place. {choice.reason}")
    return _fallback(stated, gazetteer, context, choice.reason)


def _unplaced(stated: StatedPlace, gazetteer: Gazetteer, context: Context) -> UnplacedName | None:
    """Return the name of a place field that could not be placed, though its area may stand for it."""
    if not stated.name or _by_code(stated, gazetteer) or stated_position(stated):
        return None
    choice = resolve_name(stated.name, stated.admin1, stated.admin2, gazetteer, context)
    return None if choice.place else UnplacedName(text=stated.name, reason=choice.reason)


def resolve_name(name: str, admin1: str | None, admin2: str | None, gazetteer: Gazetteer, context: Context) -> Choice:
    """Resolve a name of a place field with the areas that stand beside it."""
    own = context._replace(
        admin1=area_keys(admin1) if admin1 else frozenset(),
        areas=context.areas | (area_keys(admin2) if admin2 else frozenset()),
        is_field=True,
    )
    found, kind = candidates_of(name, gazetteer), class_of(name_key(name))
    return choose(name, found, kind, gazetteer, own, least_probability=LEAST_PROBABILITY_STATED)


def _fallback(stated: StatedPlace, gazetteer: Gazetteer, context: Context, reason: str) -> EventPlace | None:
    """Return the area that stands beside a name which could not be placed, so that its event is not lost."""
    place = _area(stated.admin2, "admin2", gazetteer, context) or _area(stated.admin1, "admin1", gazetteer, context)
    if place is None:
        return None
    said = f"{reason} The report states {place.name}, which stands for it."
    return _event_place(place, radius_km(place.feature_code), said)


def _area(name: str | None, level: PlaceClass, gazetteer: Gazetteer, context: Context) -> Place | None:
    if not name:
        return None
    place = choose(name, candidates_of(name, gazetteer), level, gazetteer, context).place
    return place if place and _is_area(place) else None


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
    return _event_place(place, radius_km(place.feature_code), f"{said}, {distance:.1f} km from {place.name}.")


def _event_place(place: Place, radius: float, reason: str) -> EventPlace:
    return EventPlace(
        place_id=place.id, name=place.name, latitude=place.latitude, longitude=place.longitude, radius_km=radius,
        admin1=place.admin1, admin2=place.admin2, reason=reason,
    )  # fmt: skip


def _mention(found: FoundPlace, gazetteer: Gazetteer, context: Context) -> PlaceMention:
    bare = PlaceMention(
        text=found.text, start=found.start, end=found.end, evidence=found.evidence,
        reason=f"No place named {found.name} is in the gazetteer.",
    )  # fmt: skip
    if point := _written_point(found, gazetteer):
        return bare.model_copy(update=point.model_dump() | {"score": _CERTAIN})
    choice = _chosen(found, gazetteer, context)
    if not choice.place:
        return bare.model_copy(update={"reason": choice.reason, "next_candidates": choice.following})
    place = _event_place(choice.place, choice.radius_km, choice.reason)
    return bare.model_copy(
        update=place.model_dump() | {"score": choice.probability, "next_candidates": choice.following}
    )


def _points(found: Iterable[FoundPlace], gazetteer: Gazetteer) -> list[EventPlace]:
    unlike = sorted({_without_offsets(each) for each in found if each.label in ("POSITION", "PCODE")})
    return [point for each in unlike if (point := _written_point(each, gazetteer))]


def _written_point(found: FoundPlace, gazetteer: Gazetteer) -> EventPlace | None:
    """Return the place that a text gives by coordinates, a grid or a code; None for a name."""
    if found.label == "PCODE" and (place := gazetteer.place_of_pcode(found.name)):
        return _event_place(place, radius_km(place.feature_code), f"The text gives the code of {place.name}.")
    if found.position is None:
        return None
    point = _point(found.position, None, gazetteer, said="The text gives the position")
    return point.model_copy(update={"radius_km": max(point.radius_km, found.precision_km)})


def _with_short_grids(
    found: Sequence[FoundPlace], mentions: Sequence[PlaceMention], stated: Sequence[EventPlace], gazetteer: Gazetteer
) -> tuple[PlaceMention, ...]:
    """Return the mentions with the grids without a zone placed beside the report's other places."""
    places: tuple[EventPlace | PlaceMention, ...] = (*stated, *mentions)
    placed = [position for each in places if (position := _position(each))]
    return tuple(
        _short_grid(each, mention, placed, gazetteer) if each.label == "SHORT_GRID" else mention
        for each, mention in zip(found, mentions, strict=True)
    )


def _position(place: EventPlace | PlaceMention) -> Position | None:
    if place.latitude is None or place.longitude is None:
        return None
    return Position(place.latitude, place.longitude)


def _short_grid(
    found: FoundPlace, mention: PlaceMention, placed: Sequence[Position], gazetteer: Gazetteer
) -> PlaceMention:
    position = short_grid_position(found.name, placed[0]) if placed else None
    if position is None:
        return mention.model_copy(update={"reason": "A grid without its zone, and no place of the report says which."})
    point = _point(position, None, gazetteer, said="The text gives a grid without its zone, read beside its places")
    radius = max(point.radius_km, grid_precision_km(found.name))
    return mention.model_copy(update=point.model_dump() | {"radius_km": radius, "score": _CERTAIN})
