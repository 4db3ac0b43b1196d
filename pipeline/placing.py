"""Taking down what an analyst knows of a place's name, with the context in which the report at hand has it."""

from datetime import datetime

from nlp.gazetteer.store import Gazetteer, name_key, open_gazetteer
from nlp.places.correcting import Surroundings, names_in, surroundings
from nlp.places.resolve import resolve_places
from pipeline.gazetteer import ready_gazetteer
from pipeline.logbook import append_decision
from pipeline.parts import Parts
from pipeline.typed_text import without_names
from schemas.annotation import Annotation
from schemas.base import stable_id
from schemas.corrections import Answer, Correction
from schemas.errors import ConfigurationError
from schemas.linkage import Decision
from schemas.mission import Place
from schemas.protection import SCOPES
from schemas.report import Report


def decide_place(
    parts: Parts, answer: Answer, *, name: str, report: str, by: str, at: datetime, why: str = ""
) -> Decision:
    """Keep what `name` stands for in the report that has the key or id `report`, and return the decision.

    Raises `ConfigurationError` where there is no such report, where it does not name `name` or is not read, and where
    the gazetteer has no such place.
    """
    found = _report_named(parts, report)
    annotation = _annotation_of(parts, found)
    if not names_in(found, [name]):
        raise ConfigurationError(f"report {report} does not name {name!r}; write the name as it stands there")
    id = stable_id("decision", "place", found.report_id, name, by, at.isoformat())
    correction = _correction(id, name, answer, found, annotation, open_gazetteer(ready_gazetteer(parts)))
    decision = Decision(id=id, kind="place", by=by, at=at, why=without_names(parts, why), correction=correction)
    append_decision(parts.broker, decision)
    return decision


def _correction(
    id: str, name: str, answer: Answer, report: Report, annotation: Annotation, gazetteer: Gazetteer
) -> Correction:
    place = _place_of(answer.place_id, gazetteer) if answer.place_id else None
    position = place or answer.position
    around = _around(name, report, annotation, gazetteer)
    areas = {*around.areas, *(area for area in (place.admin1, place.admin2) if area)} if place else around.areas
    return Correction(
        decision_id=id,
        name=name,
        report_id=report.report_id,
        topic=report.provenance.topic,
        originator=report.originator,
        country=report.country,
        level=report.level,
        audience=report.audience,
        areas=tuple(sorted(areas)),
        anchors=tuple(sorted({(point.latitude, point.longitude) for point in around.anchors})),
        place_id=place.id if place else None,
        called=place.name if place else answer.called,
        latitude=position.latitude if position else None,
        longitude=position.longitude if position else None,
    )


def _place_of(place_id: str, gazetteer: Gazetteer) -> Place:
    place = gazetteer.place_of_pcode(place_id)
    if place is None:
        raise ConfigurationError(f"there is no place {place_id!r} in the gazetteer; see: forewarn gazetteer find")
    return place


def _around(name: str, report: Report, annotation: Annotation, gazetteer: Gazetteer) -> Surroundings:
    """Return what the report says around `name`: its other names, as they are placed now."""
    key = name_key(name)
    fields = tuple(field for field in report.stated_places if name_key(field.name or "") != key)
    stated = resolve_places(report.model_copy(update={"stated_places": fields}), (), gazetteer).stated
    mentions = [mention for mention in annotation.places if name_key(mention.text) != key]
    return surroundings(report, mentions, stated, gazetteer)


def _report_named(parts: Parts, asked: str) -> Report:
    by_id = parts.index.get(Report, SCOPES, [asked])
    found = [*by_id.values(), *parts.index.find(Report, SCOPES, {"key": asked})]
    if not found:
        raise ConfigurationError(f"there is no report {asked!r}; see: forewarn search, forewarn export reports")
    return found[0]


def _annotation_of(parts: Parts, report: Report) -> Annotation:
    annotation = parts.index.get(Annotation, SCOPES, [report.report_id]).get(report.report_id)
    if annotation is None or not annotation.language_processed or report.withdrawn:
        raise ConfigurationError(
            f"report {report.key} is withdrawn or in a language that is not read; no place of it is used"
        )
    return annotation
