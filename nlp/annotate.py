"""The annotate stage: from reports to what they say and where."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import NamedTuple

import structlog
from spacy.tokens import Doc

from nlp.event_time import report_time
from nlp.events import make_events
from nlp.gazetteer.build import mission_gazetteer
from nlp.gazetteer.store import Gazetteer, open_gazetteer
from nlp.language import load_language, model_version
from nlp.learned.model import load_model
from nlp.learned.reader import is_learned
from nlp.places.between import join_stretches
from nlp.places.correcting import resolve_corrected
from nlp.places.corrections import is_told_to_all
from nlp.places.event_place import as_event_place, without_outer_areas
from nlp.places.offsets import place_offsets
from nlp.reading import Reading, paragraphs, read_docs
from nlp.verdicts.decide import with_verdicts
from schemas.annotation import AnnotatedReport, Annotation, EventPlace, PlaceMention, Versions
from schemas.catalogue import Catalogue, Indicator
from schemas.corrections import Correction
from schemas.errors import ForewarnError
from schemas.languages import is_read
from schemas.mission import Actor, Mission
from schemas.report import Report

BATCH_SIZE = 64
_REPORTS_AT_ONCE = 256

log = structlog.get_logger(__name__)

Docs = list[tuple[int, Doc]]


class Readers(NamedTuple):
    """What reports are read with: the mission, the catalogue of signs, the gazetteer, and what people corrected."""

    mission: Mission
    catalogue: Catalogue
    indicators: dict[str, Indicator]
    gazetteer_path: Path
    gazetteer: Gazetteer
    corrections: Sequence[Correction]
    actors: Mapping[str, Actor]


def annotate(
    reports: Iterable[Report],
    *,
    mission: Mission,
    catalogue: Catalogue,
    gazetteer_path: Path | None = None,
    corrections: Sequence[Correction] = (),
) -> Iterator[AnnotatedReport]:
    """Yield what each report says, in the order of the reports.

    Without `gazetteer_path` the places are the mission's own. `corrections` are those that stand, in the order in which
    they were decided. A report that is withdrawn, or in a language that is not read, gives an annotation without
    content; so does one that reading stumbles over, which is logged. Raises `ConfigurationError` where
    `gazetteer_path` is no gazetteer.
    """
    gazetteer = gazetteer_path or mission_gazetteer(mission.places)
    readers = open_readers(mission, catalogue, gazetteer, corrections)
    waiting = iter(reports)
    while chunk := list(islice(waiting, _REPORTS_AT_ONCE)):
        docs = _docs_of(chunk, readers)
        for index, report in enumerate(chunk):
            yield _annotated(report, docs.get(index), readers)


def _docs_of(reports: Sequence[Report], readers: Readers) -> dict[int, Docs]:
    """Return the docs of each report by its index; where one makes the pipeline fail, the others are read alone."""
    try:
        return _read_texts(reports, readers)
    except ForewarnError:
        raise
    except Exception as error:
        if len(reports) == 1:
            _log_failure(reports[0], error)
            return {}
    alone = {index: _docs_of([report], readers) for index, report in enumerate(reports)}
    return {index: docs[0] for index, docs in alone.items() if docs}


def _log_failure(report: Report, error: Exception) -> None:
    """Say that a report could not be read; neither the error's text nor its traceback, which may hold the report's."""
    log.error("report not read", topic=report.provenance.topic, version=report.version_id, error=type(error).__name__)


def open_readers(
    mission: Mission, catalogue: Catalogue, gazetteer_path: Path, corrections: Sequence[Correction]
) -> Readers:
    """Return what reports are read with."""
    by_id = {indicator.id: indicator for indicator in catalogue.indicators}
    actors = {actor.id: actor for actor in mission.actors}
    return Readers(mission, catalogue, by_id, gazetteer_path, open_gazetteer(gazetteer_path), corrections, actors)


def _read_texts(reports: Sequence[Report], readers: Readers) -> dict[int, Docs]:
    """Run each language's pipeline over its texts; returns the docs with their offsets by index of the report."""
    by_language: dict[str, list[tuple[str, tuple[int, int]]]] = {}
    for index, report in enumerate(reports):
        if is_read(report.language, report.text) and not report.withdrawn:
            parts = [(text, (index, offset)) for offset, text in _parts(report)]
            by_language.setdefault(report.language, []).extend(parts)
    docs: dict[int, Docs] = {}
    for code, texts in sorted(by_language.items()):
        nlp = load_language(
            code, gazetteer=readers.gazetteer_path, actors=readers.mission.actors, catalogue=readers.catalogue
        )
        for doc, (index, offset) in nlp.pipe(texts, as_tuples=True, batch_size=BATCH_SIZE):
            docs.setdefault(index, []).append((offset, doc))
    return docs


def _parts(report: Report) -> list[tuple[int, str]]:
    """Return the paragraphs of a report's text, and before them its title where only that may say where it was."""
    parts = paragraphs(report.text)
    if report.stated_places or not report.title or report.text.startswith(report.title):
        return parts
    return [(-len(report.title) - 1, report.title), *parts]


def _annotated(report: Report, docs: Docs | None, readers: Readers) -> AnnotatedReport:
    unread = _empty_annotation(report, readers)
    if docs is None:
        is_failure = unread.language_processed and not report.withdrawn
        return AnnotatedReport(annotation=_as_failed(unread) if is_failure else unread)
    try:
        return answer(report, _reading(report, docs, readers), readers)
    except ForewarnError:
        raise
    except Exception as error:
        _log_failure(report, error)
        return AnnotatedReport(annotation=_as_failed(unread))


def _as_failed(annotation: Annotation) -> Annotation:
    """Return the annotation of a report that reading stumbled over: counted as unread, so no silence is calm."""
    return annotation.model_copy(update={"language_processed": False})


def read_report(report: Report, readers: Readers) -> Reading:
    """Return what is found in the text of one report."""
    return _reading(report, _read_texts([report], readers).get(0, []), readers)


def _reading(report: Report, docs: Docs, readers: Readers) -> Reading:
    reading = read_docs(docs, day=report_time(report).first.date(), actors=readers.actors)
    return _marked(reading, report.language, readers.indicators)


def answer(report: Report, reading: Reading, readers: Readers) -> AnnotatedReport:
    """Return what a report says, given what was found in its text."""
    found = (*reading.title_places, *reading.places)
    told = [each for each in readers.corrections if is_told_to_all(each, report, readers.mission.access_profiles)]
    resolved = resolve_corrected(report, found, readers.gazetteer, told)
    mentions, stated, unplaced = resolved._replace(
        mentions=tuple(each for each in resolved.mentions if each.start >= 0)
    )
    stated = stated or _of_title(resolved.mentions)
    mentions = join_stretches(report.text, place_offsets(report.text, mentions))
    content = {"places": mentions, "unplaced": unplaced, "indicators": reading.hits, "actors": reading.actors}
    events = make_events(report, reading, mentions=mentions, stated=stated, indicators=readers.indicators)
    annotation = _empty_annotation(report, readers).model_copy(update=content)
    return AnnotatedReport(annotation=annotation, events=with_verdicts(events))


def _of_title(mentions: Sequence[PlaceMention]) -> tuple[EventPlace, ...]:
    """Return the places of the title where no place field and nothing in the text says where the report was."""
    placed = [each for each in mentions if each.latitude is not None]
    return () if any(each.start >= 0 for each in placed) else tuple(map(as_event_place, without_outer_areas(placed)))


def _marked(reading: Reading, language: str, indicators: Mapping[str, Indicator]) -> Reading:
    """Mark the signs that were read with words which no speaker of the language has checked."""
    hits = (
        hit.model_copy(update={"unverified_translation": True}) if language in indicators[hit.id].unverified else hit
        for hit in reading.hits
    )
    return reading._replace(hits=tuple(hits))


def _read_with(language: str) -> str:
    """Return what a language is read with: the language model, and the trained model of signs where there is one."""
    return (
        f"{model_version(language)}, signs {load_model().version}" if is_learned(language) else model_version(language)
    )


def versions_of(language: str, readers: Readers) -> Versions:
    """Return what a report in `language` is read with."""
    return Versions(
        model=_read_with(language), catalogue=readers.catalogue.version, gazetteer=readers.gazetteer.version
    )


def _empty_annotation(report: Report, readers: Readers) -> Annotation:
    return Annotation(
        report_id=report.report_id,
        version_id=report.version_id,
        key=report.key,
        topic=report.provenance.topic,
        lang=report.language,
        language_processed=is_read(report.language, report.text),
        level=report.level,
        audience=report.audience,
        versions=versions_of(report.language, readers),
    )
