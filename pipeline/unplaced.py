"""The names that could not be placed, as a list for whoever keeps the gazetteer; it is no list of persons.

Only a name with evidence of a place is on it: a word such as `village` beside it, a place field that it stands in, or
several places in the gazetteer that bear it. What the language model alone took for a place, or a cue such as `in`
alone, may be a person's name; so may what was masked, and a field of many words describes somebody's house.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from pipeline.parts import Parts
from schemas.annotation import Annotation, PlaceMention, UnplacedName
from schemas.mission import fold_name
from schemas.protection import PROTECTED, Profile
from schemas.report import Report
from schemas.status import UnplacedTotal

LISTED_EVIDENCE = frozenset({"type_word", "place_field", "gazetteer"})
MASK_MARK = "["
MOST_WORDS = 6


def unplaced_names(parts: Parts, profile: Profile = PROTECTED) -> list[UnplacedTotal]:
    """Return the names of the current reports that could not be placed, those of the most reports first.

    Only reports that `profile` may see are counted.
    """
    return unplaced_totals(parts.index.find(Annotation, profile.scopes), parts.index.find(Report, profile.scopes))


def unplaced_totals(annotations: Iterable[Annotation], reports: Iterable[Report]) -> list[UnplacedTotal]:
    """Count the reports of each name that could not be placed; spellings that differ in case and accents are one."""
    days = {report.report_id: report.ingested_at.date() for report in reports}
    spellings: dict[str, list[tuple[str, Annotation]]] = defaultdict(list)
    for annotation in (each for each in annotations if each.report_id in days):
        for name in sorted(set(_listed(annotation))):
            spellings[fold_name(name)].append((name, annotation))
    totals = [
        UnplacedTotal(
            name=min(name for name, _ in found),
            reports=len({annotation.report_id for _, annotation in found}),
            topics=tuple(sorted({annotation.topic for _, annotation in found})),
            latest=max(days[annotation.report_id] for _, annotation in found),
            example_key=min(annotation.key for _, annotation in found),
        )
        for found in spellings.values()
    ]
    return sorted(totals, key=lambda each: (-each.reports, each.name))


def _listed(annotation: Annotation) -> Iterator[str]:
    """Yield the names of one report that could not be placed and have evidence of being a place's."""
    names: list[PlaceMention | UnplacedName] = [each for each in annotation.places if each.latitude is None]
    for name in (*names, *annotation.unplaced):
        if name.evidence in LISTED_EVIDENCE and _is_a_name(name.text):
            yield name.text


def _is_a_name(text: str) -> bool:
    return bool(fold_name(text)) and MASK_MARK not in text and len(text.split()) <= MOST_WORDS
