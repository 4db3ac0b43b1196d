"""Scores of links as the answer of a measurement holds them."""

from collections.abc import Iterator, Sequence

import numpy

from evaluation.cited_baselines import Baseline
from evaluation.cluster_scores import (
    Figures,
    b_cubed,
    ceaf_e,
    figures,
    merged_share,
    overlap_of,
    pair_figures,
    pairs_in,
)
from evaluation.linked import Linked, joined_pairs
from evaluation.thresholds import best_incidents, best_links
from schemas.annotation import Event
from schemas.evaluation import LinkScore, Shares

OURS = "forewarn"


def our_scores(
    setting: str, gold: numpy.ndarray, events: Sequence[Event], linked: Linked, close: Sequence[tuple[int, int]]
) -> Iterator[LinkScore]:
    """Yield what linking made of `events`, by pairs and by incidents; `close` are the pairs that blocking must keep."""
    number = {event.id: place for place, event in enumerate(events)}
    pairs = [(number[one], number[other]) for one, other in joined_pairs(linked.links)]
    right = sum(bool(gold[one] == gold[other]) for one, other in pairs)
    links = figures(right, len(pairs), pairs_in(numpy.bincount(gold)))
    yield LinkScore(setting=setting, method=OURS, counted="links", pairs=shares(links))
    kept = [linked.is_compared(events[one].id, events[other].id) for one, other in close]
    blocked = sum(kept) / len(kept) if kept else None
    scored = incident_score(setting, OURS, gold, incident_numbers(events, linked))
    yield scored.model_copy(update={"kept_by_blocking": blocked})


def incident_numbers(events: Sequence[Event], linked: Linked) -> numpy.ndarray:
    """Return the number of the incident of each event."""
    number_of = {event_id: number for number, each in enumerate(linked.incidents) for event_id in each.events}
    return numpy.array([number_of[event.id] for event in events], dtype=int)


def baseline_scores(setting: str, gold: numpy.ndarray, baseline: Baseline) -> Iterator[LinkScore]:
    """Yield a plain method by pairs and by incidents, each at its best threshold."""
    links = best_links(gold, baseline.pairs)
    yield LinkScore(
        setting=setting, method=baseline.method, counted="links", threshold=baseline.threshold(links.threshold),
        pairs=shares(links.figures),
    )  # fmt: skip
    best, made = best_incidents(gold, baseline.pairs)
    scored = incident_score(setting, baseline.method, gold, made)
    yield scored.model_copy(update={"threshold": baseline.threshold(best.threshold)})


def incident_score(setting: str, method: str, gold: numpy.ndarray, made: numpy.ndarray) -> LinkScore:
    """Return all figures of clusters `made` against `gold`."""
    overlap = overlap_of(gold, made)
    return LinkScore(
        setting=setting, method=method, counted="incidents", pairs=shares(pair_figures(overlap)),
        b_cubed=shares(b_cubed(overlap)), ceaf_e=shares(ceaf_e(overlap)), events_merged=merged_share(overlap),
    )  # fmt: skip


def shares(found: Figures) -> Shares:
    """Return figures as the answer holds them."""
    return Shares(precision=found.precision, recall=found.recall, f1=found.f1)
