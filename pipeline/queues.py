"""What waits for a person's answer: pairs that may be one incident."""

from itertools import islice

from linking.decisions import decided_pairs, pair_of
from pipeline.lag import applied_decisions
from pipeline.logbook import read_decisions
from pipeline.parts import Parts
from schemas.linkage import Decision, Link
from schemas.protection import Profile

PAIRWISE = ("confirm", "reject")
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


def decisions_on_pair(parts: Parts, left: str, right: str) -> list[Decision]:
    """Return who said what of a pair, and what was taken back."""
    decisions = read_decisions(parts.broker)
    about = {each.id for each in decisions if {left, right} == {each.left, each.right} and each.kind in PAIRWISE}
    return [each for each in decisions if each.id in about or each.undoes in about]


def pending_decisions(parts: Parts) -> set[str]:
    """Return the ids of the decisions that the next run will take up."""
    return {each.id for each in read_decisions(parts.broker)[applied_decisions(parts) :]}
