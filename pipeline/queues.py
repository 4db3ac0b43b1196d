"""What waits for a person's answer: pairs that may be one incident, and names whose place is in doubt."""

from itertools import islice
from typing import NamedTuple

from linking.decisions import decided_pairs, pair_of
from pipeline.lag import applied_decisions
from pipeline.logbook import read_decisions
from pipeline.parts import Parts
from schemas.annotation import Annotation, PlaceMention
from schemas.linkage import Decision, Link, standing
from schemas.mission import fold_name
from schemas.protection import Profile
from schemas.report import Report

PAIRWISE = ("confirm", "reject")
DOUBTFUL = 0.9
MOST = 500
"""Pairs that one queue holds at most: as these are judged, the next ones come up."""


def links_to_judge(parts: Parts, profile: Profile) -> list[Link]:
    """Return the links that nobody judged, pairs of the same two reports together.

    The doubtful ones come first; where none is left, those that the machine put together by itself.
    """
    decided = decided_pairs(read_decisions(parts.broker))
    for status in ("possible", "linked"):
        found = parts.index.find(Link, (profile.name,), {"status": status})
        waiting = list(islice((link for link in found if pair_of(link.left, link.right) not in decided), MOST))
        if waiting:
            return sorted(waiting, key=lambda link: (sorted((link.left_report_id, link.right_report_id)), link.id))
    return []


class NameInReport(NamedTuple):
    """A name of a place as one report has it, and where it was put, if anywhere."""

    report_id: str
    key: str
    name: str
    placed: PlaceMention | None


def names_of_report(report: Report, annotation: Annotation) -> list[NameInReport]:
    """Return the names of places in a report's text and place fields, each once, in the order in which they stand."""
    written = [*(each.text for each in annotation.places), *(each.text for each in annotation.unplaced)]
    written += [field.name for field in report.stated_places if field.name]
    placed = {fold_name(each.text): each for each in reversed(annotation.places) if each.latitude is not None}
    names = {fold_name(name): name for name in reversed(written)}
    return [
        NameInReport(report.report_id, report.key, names[folded], placed.get(folded))
        for folded in dict.fromkeys(map(fold_name, written))
        if folded
    ]


def doubtful_names(parts: Parts, profile: Profile) -> list[NameInReport]:
    """Return the names whose place is likely to be wrong, the most doubtful first; it reads every annotation."""
    found = [
        NameInReport(each.report_id, each.key, mention.text, mention)
        for each in parts.index.find(Annotation, profile.scopes)
        for mention in each.places
        if mention.latitude is not None and mention.score < DOUBTFUL
    ]
    return sorted(found, key=lambda each: (each.placed.score if each.placed else 0.0, each.key, each.name))


def decided_names(parts: Parts) -> dict[str, set[str]]:
    """Return, by report, the folded names on which a decision stands."""
    said: dict[str, set[str]] = {}
    for decision in standing(read_decisions(parts.broker)):
        if decision.correction is not None:
            said.setdefault(decision.correction.report_id, set()).add(fold_name(decision.correction.name))
    return said


def decisions_on_pair(parts: Parts, left: str, right: str) -> list[Decision]:
    """Return who said what of a pair, and what was taken back."""
    decisions = read_decisions(parts.broker)
    about = {each.id for each in decisions if {left, right} == {each.left, each.right} and each.kind in PAIRWISE}
    return [each for each in decisions if each.id in about or each.undoes in about]


def pending_decisions(parts: Parts) -> set[str]:
    """Return the ids of the decisions that the next run will take up."""
    return {each.id for each in read_decisions(parts.broker)} - {each.id for each in applied_decisions(parts)}
