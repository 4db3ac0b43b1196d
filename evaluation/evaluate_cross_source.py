"""One measurement of links on a recorded mission: what its pipeline joined, against the truth beside its messages."""

from collections.abc import Iterator, Sequence
from itertools import product
from pathlib import Path

import numpy

from evaluation.cluster_scores import pairs_of
from evaluation.cross_source import Telling, Truth, read_truth, tellings_of
from evaluation.halves import Half, in_half
from evaluation.link_scores import OURS, shares
from evaluation.relations import Wanted, relation_b_cubed, relation_pairs, wanted_of
from evaluation.told_baselines import told_baselines
from evaluation.told_events import MissionRun, ReadTelling, events_of, incidents_of, read_run
from evaluation.told_measures import measures_of
from evaluation.told_misses import told_misses
from schemas.errors import ConfigurationError
from schemas.evaluation import LinkEvaluation, LinkScore
from schemas.index import Index

ALL_REPORTS, READ_REPORTS = "all reports", "reports that yield an event"


def evaluate_mission(folder: Path, index: Index, *, half: Half, worst: int) -> LinkEvaluation:
    """Measure what stands in `index` after a whole run over the messages of `folder`, against its truth.

    Two reports are together where any of their events share an incident; a report of the half that stands together with
    one of the other half is wrong too. Raises `ConfigurationError` for a folder of another form, and where cases of the
    frozen half are asked for.
    """
    if worst and half != "tune":
        raise ConfigurationError("--worst shows cases of --half tune alone: the other half is frozen")
    truth, run = read_truth(folder, half), read_run(index)
    everyone = [_read(telling, half, run) for telling in tellings_of(read_truth(folder, "all"))]
    if missing := sorted({each.telling.told.key for each in everyone} - run.reports.keys()):
        raise ConfigurationError(f"{folder}: {missing[0]} stands in the truth and among no messages; mend either")
    asked = [each for each in everyone if each.is_asked]
    misses = told_misses(ALL_REPORTS, everyone, _wanted(truth, everyone), _joined(everyone, run), run.linked, worst)
    scores = [*_scores(ALL_REPORTS, truth, everyone, run)]
    scores += _scores(READ_REPORTS, truth, [each for each in everyone if each.events], run)
    return LinkEvaluation(
        corpus="cross-source", file=folder.name, half=half, reports=len(asked),
        events=len({each.telling.incident for each in asked}), true_pairs=sum(1 for _ in pairs_of(_gold(asked))),
        scores=tuple(scores), measures=tuple(measures_of(truth, run, [each.events for each in asked])),
        misses=tuple(misses),
    )  # fmt: skip


def _read(telling: Telling, half: Half, run: MissionRun) -> ReadTelling:
    return ReadTelling(telling, events_of(telling.told, run), in_half(telling.incident, half))


def _scores(setting: str, truth: Truth, read: Sequence[ReadTelling], run: MissionRun) -> Iterator[LinkScore]:
    """Yield Forewarn, what it would reach if it linked all that it read rightly, and the plain methods."""
    wanted = _wanted(truth, read)
    is_read = numpy.array([bool(each.events) for each in read], dtype=bool)
    ours = _score(setting, OURS, wanted, _joined(read, run))
    yield ours.model_copy(update={"kept_by_blocking": _kept_by_blocking(wanted, read, run)})
    yield _score(setting, "all that is read, linked rightly", wanted, wanted.together & numpy.outer(is_read, is_read))
    for plain in told_baselines([each.telling for each in read], run, wanted):
        yield _score(setting, plain.method, wanted, plain.joined, threshold=plain.threshold)


def _score(setting: str, method: str, wanted: Wanted, joined: numpy.ndarray, *, threshold: str = "") -> LinkScore:
    return LinkScore(
        setting=setting, method=method, counted="incidents", threshold=threshold,
        pairs=shares(relation_pairs(wanted, joined)), b_cubed=shares(relation_b_cubed(wanted, joined)),
    )  # fmt: skip


def _gold(read: Sequence[ReadTelling]) -> numpy.ndarray:
    return numpy.unique([each.telling.incident for each in read], return_inverse=True)[1]


def _wanted(truth: Truth, read: Sequence[ReadTelling]) -> Wanted:
    """Return the truth; a report that names an incident in passing does not count against those that tell it."""
    tellings = [each.telling for each in read]
    left_out = [
        (one, other)
        for (one, left), (other, right) in product(enumerate(tellings), repeat=2)
        if truth.is_mention(left.told, right.incident) and left.incident != right.incident
    ]
    return wanted_of(_gold(read), left_out, numpy.array([each.is_asked for each in read], dtype=bool))


def _joined(read: Sequence[ReadTelling], run: MissionRun) -> numpy.ndarray:
    """Return the square of which reports have an incident in common."""
    incidents = [incidents_of(each.events, run) for each in read]
    return numpy.array([[not one.isdisjoint(other) for other in incidents] for one in incidents], dtype=bool)


def _kept_by_blocking(wanted: Wanted, read: Sequence[ReadTelling], run: MissionRun) -> float | None:
    """Return the share of true pairs whose events are compared at all, of those in which both reports yield one."""
    true = numpy.argwhere(numpy.triu(wanted.together & wanted.counts, 1))
    pairs = [(read[one].events, read[other].events) for one, other in true if read[one].events and read[other].events]
    kept = [any(run.linked.is_compared(left.id, right.id) for left, right in product(*pair)) for pair in pairs]
    return sum(kept) / len(kept) if kept else None
