"""Resolving the places of a report with what analysts corrected: the other names first, then the corrected ones."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from nlp.folding import fold_words
from nlp.gazetteer.store import Gazetteer, name_key
from nlp.places.corrections import corrected_place, find_correction
from nlp.places.found import FoundPlace
from nlp.places.resolve import Resolved, resolve_places
from schemas.annotation import EventPlace, PlaceMention
from schemas.corrections import Correction
from schemas.geography import Point
from schemas.report import Report, StatedPlace

CERTAIN = 0.8
_AREA_CODES = ("ADM1", "ADM2")
_WIDEST_PLACE_KM = 100.0

Answers = Mapping[str, tuple[Correction, EventPlace | None]]


class Surroundings(NamedTuple):
    """What a report says around a name: areas of the first and second level as written, and places that are certain."""

    areas: frozenset[str]
    anchors: tuple[Point, ...]


def resolve_corrected(
    report: Report, found: Sequence[FoundPlace], gazetteer: Gazetteer, corrections: Sequence[Correction]
) -> Resolved:
    """Return what `resolve_places` does, with each name that a correction holds for as the analyst said.

    A corrected name stands wherever the text has it, whether it was found as a place or not; one that is not a place's
    is left out. The corrected places are context for the other names.
    """
    names = names_in(report, [each.name for each in corrections])
    named = [each for each in corrections if name_key(each.name) in names]
    answers = _answers(report, found, gazetteer, named) if named else {}
    if not answers:
        return resolve_places(report, found, gazetteer)
    rest = [each for each in found if name_key(each.name) not in answers]
    others = _with_fields(
        report, (each for field in report.stated_places for each in _field_left(field, report, answers))
    )
    places = [place for _, place in answers.values() if place]
    resolved = resolve_places(others, rest, gazetteer, known=places)
    mentions = (*resolved.mentions, *_mentions(report.text, found, answers))
    stated = (*_stated(report, answers), *resolved.stated)
    return Resolved(tuple(sorted(mentions, key=lambda each: each.start)), stated, resolved.unplaced)


def names_in(report: Report, names: Sequence[str]) -> frozenset[str]:
    """Return those of `names`, folded, that a report has in its text or in the name of a place field."""
    if not names:
        return frozenset()
    texts = (report.text, *(field.name for field in report.stated_places if field.name))
    folded = "\n".join(f" {name_key(text)} " for text in texts)
    return frozenset(key for name in names if (key := name_key(name)) and f" {key} " in folded)


def surroundings(
    report: Report, mentions: Iterable[PlaceMention], stated: Iterable[EventPlace], gazetteer: Gazetteer
) -> Surroundings:
    """Return the areas that `report` names and the certain ones among its resolved places."""
    sure = [each for each in mentions if each.score >= CERTAIN and each.latitude is not None]
    sure_places = [EventPlace.model_validate(each.model_dump(include=set(EventPlace.model_fields))) for each in sure]
    places = [*sure_places, *(place for place in stated if place.radius_km < _WIDEST_PLACE_KM)]
    coded = [(place, _feature_code(place, gazetteer)) for place in places]
    areas = {place.name for place, code in coded if code in _AREA_CODES}
    areas |= {area for field in report.stated_places for area in (field.admin1, field.admin2) if area}
    anchors = tuple(place for place, code in coded if not code.startswith(("ADM", "PCL")))
    return Surroundings(frozenset(areas), anchors)


def _feature_code(place: EventPlace, gazetteer: Gazetteer) -> str:
    known = gazetteer.place_of_pcode(place.place_id) if place.place_id else None
    return known.feature_code if known else ""


def _answers(report: Report, found: Sequence[FoundPlace], gazetteer: Gazetteer, named: Sequence[Correction]) -> Answers:
    """Return the correction that holds for each name, with its place; what confirms it are the other names."""
    names = sorted({name_key(each.name) for each in named})
    fields = (field for field in report.stated_places if not (_is_bare(field) and name_key(field.name or "") in names))
    others = [each for each in found if name_key(each.name) not in names]
    resolved = resolve_places(_with_fields(report, fields), others, gazetteer)
    around = surroundings(report, resolved.mentions, resolved.stated, gazetteer)
    held = {
        name: find_correction(name, report=report, areas=around.areas, anchors=around.anchors, corrections=named)
        for name in names
    }
    return {name: (each, corrected_place(each, gazetteer)) for name, each in held.items() if each}


def _with_fields(report: Report, fields: Iterable[StatedPlace]) -> Report:
    return report.model_copy(update={"stated_places": tuple(fields)})


def _is_bare(field: StatedPlace) -> bool:
    """Tell whether a place field gives a name alone: a code or position of its own says more than a correction."""
    return field.pcode is None and field.grid is None and field.latitude is None


def _is_corrected(field: StatedPlace, report: Report, answers: Answers) -> bool:
    answer = answers.get(name_key(field.name or ""))
    return answer is not None and (_is_bare(field) or answer[0].report_id == report.report_id)


def _field_left(field: StatedPlace, report: Report, answers: Answers) -> Iterator[StatedPlace]:
    """Yield what is still to be resolved of a place field: of a name that is not a place's, the area beside it."""
    if not _is_corrected(field, report, answers):
        yield field
    elif answers[name_key(field.name or "")][1] is None and (field.admin2 or field.admin1):
        yield StatedPlace(name=field.admin2 or field.admin1, admin1=field.admin1)


def _stated(report: Report, answers: Answers) -> Iterator[EventPlace]:
    for field in report.stated_places:
        if _is_corrected(field, report, answers):
            _, place = answers[name_key(field.name or "")]
            if place:
                yield place


def _mentions(text: str, found: Sequence[FoundPlace], answers: Answers) -> Iterator[PlaceMention]:
    """Yield the mentions of the corrected names, found as places or not, but not inside the name of another place."""
    taken = [(each.start, each.end) for each in found if name_key(each.name) not in answers]
    for name, (_, place) in answers.items():
        spans = {(each.start, each.end) for each in found if name_key(each.name) == name}
        missed = (span for span in _spans_of(name, text) if not _overlaps(span, [*taken, *spans]))
        if place:
            yield from (_mention(text, span, place) for span in sorted({*spans, *missed}))


def _overlaps(span: tuple[int, int], others: Iterable[tuple[int, int]]) -> bool:
    return any(start < span[1] and span[0] < end for start, end in others)


def _spans_of(name: str, text: str) -> Iterator[tuple[int, int]]:
    """Yield where a folded name stands in the text with a capital, or in a script without capitals."""
    words, sought = fold_words(text), name.split()
    for index in range(len(words) - len(sought) + 1):
        here = words[index : index + len(sought)]
        if [word.folded for word in here] == sought and not text[here[0].start].islower():
            yield here[0].start, here[-1].end


def _mention(text: str, span: tuple[int, int], place: EventPlace) -> PlaceMention:
    start, end = span
    return PlaceMention(text=text[start:end], start=start, end=end, score=1.0, **place.model_dump())
