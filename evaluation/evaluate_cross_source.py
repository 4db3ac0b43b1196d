"""One measurement of links on a recorded mission: what its pipeline joined, against the truth beside its messages."""

from collections.abc import Iterator, Sequence
from itertools import product
from pathlib import Path

import numpy

from evaluation.cluster_scores import pairs_of
from evaluation.cross_source import Telling, Truth, read_truth, tellings_of
from evaluation.halves import Half
from evaluation.link_scores import OURS, shares
from evaluation.relations import Wanted, relation_b_cubed, relation_pairs, wanted_of
from evaluation.told_baselines import told_baselines
from evaluation.told_events import MissionRun, events_of, incidents_of, read_run
from evaluation.told_measures import measures_of
from evaluation.told_misses import told_misses
from schemas.annotation import Event
from schemas.errors import ConfigurationError
from schemas.evaluation import LinkEvaluation, LinkScore
from schemas.index import Index

ALL_REPORTS, READ_REPORTS = "all reports", "reports that yield an event"


def evaluate_mission(folder: Path, index: Index, *, half: Half, worst: int) -> LinkEvaluation:
    """Measure what stands in `index` after a whole run over the messages of `folder`, against its truth.

    Two reports are together where any of their events share an incident. Raises `ConfigurationError` for a folder of
    another form, and where cases of the frozen half are asked for.
    """
    if worst and half != "tune":
        raise ConfigurationError("--worst shows cases of --half tune alone: the other half is frozen")
    truth, run = read_truth(folder, half), read_run(index)
    tellings = tellings_of(truth)
    if missing := sorted({each.told.key for each in tellings} - run.reports.keys()):
        raise ConfigurationError(f"{folder}: {missing[0]} stands in the truth and among no messages; mend either")
    read = [events_of(each.told, run) for each in tellings]
    some = [place for place, events in enumerate(read) if events]
    scores = list(_scores(ALL_REPORTS, truth, tellings, read, run))
    scores += _scores(READ_REPORTS, truth, [tellings[each] for each in some], [read[each] for each in some], run)
    wanted, joined = _wanted(truth, tellings), _joined(read, run)
    return LinkEvaluation(
        corpus="cross-source", file=folder.name, half=half, reports=len(tellings),
        events=len({each.incident for each in tellings}), true_pairs=sum(1 for _ in pairs_of(_gold(tellings))),
        scores=tuple(scores), measures=tuple(measures_of(truth, run, read)),
        misses=tuple(told_misses(ALL_REPORTS, tellings, read, wanted, joined, run.linked, worst)),
    )  # fmt: skip


def _scores(
    setting: str, truth: Truth, tellings: Sequence[Telling], read: Sequence[Sequence[Event]], run: MissionRun
) -> Iterator[LinkScore]:
    """Yield Forewarn, what it would reach if it linked all that it read rightly, and the plain methods."""
    wanted = _wanted(truth, tellings)
    is_read = numpy.array([bool(events) for events in read], dtype=bool)
    ours = _score(setting, OURS, wanted, _joined(read, run))
    yield ours.model_copy(update={"kept_by_blocking": _kept_by_blocking(wanted, read, run)})
    yield _score(setting, "all that is read, linked rightly", wanted, wanted.together & numpy.outer(is_read, is_read))
    for plain in told_baselines(tellings, run, wanted):
        yield _score(setting, plain.method, wanted, plain.joined, threshold=plain.threshold)


def _score(setting: str, method: str, wanted: Wanted, joined: numpy.ndarray, *, threshold: str = "") -> LinkScore:
    return LinkScore(
        setting=setting, method=method, counted="incidents", threshold=threshold,
        pairs=shares(relation_pairs(wanted, joined)), b_cubed=shares(relation_b_cubed(wanted, joined)),
    )  # fmt: skip


def _gold(tellings: Sequence[Telling]) -> numpy.ndarray:
    return numpy.unique([each.incident for each in tellings], return_inverse=True)[1]


def _wanted(truth: Truth, tellings: Sequence[Telling]) -> Wanted:
    """Return the truth; a report that names an incident in passing does not count against those that tell it."""
    mentions = {(mention.key, mention.incident) for mention in truth.mentions}
    left_out = [
        (one, other)
        for (one, left), (other, right) in product(enumerate(tellings), repeat=2)
        if left.incident != right.incident and (left.told.key, right.incident) in mentions
    ]
    return wanted_of(_gold(tellings), left_out)


def _joined(read: Sequence[Sequence[Event]], run: MissionRun) -> numpy.ndarray:
    """Return the square of which reports have an incident in common."""
    incidents = [incidents_of(events, run) for events in read]
    return numpy.array([[not one.isdisjoint(other) for other in incidents] for one in incidents], dtype=bool)


def _kept_by_blocking(wanted: Wanted, read: Sequence[Sequence[Event]], run: MissionRun) -> float | None:
    """Return the share of true pairs whose events are compared at all, of those in which both reports yield one."""
    true = numpy.argwhere(numpy.triu(wanted.together & wanted.counts, 1))
    pairs = [product(read[one], read[other]) for one, other in true if read[one] and read[other]]
    kept = [any(run.linked.is_compared(left.id, right.id) for left, right in each) for each in pairs]
    return sum(kept) / len(kept) if kept else None
