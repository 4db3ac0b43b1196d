"""One measurement of links on UCDP: reports in the press, what linking makes of them, and plain methods beside it."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy

from evaluation.cited_baselines import Setting, baselines_of, splink_of
from evaluation.cited_events import coarse_events, text_events
from evaluation.cluster_scores import pairs_in, pairs_of
from evaluation.halves import Half
from evaluation.link_baselines import LONGEST_DAYS
from evaluation.link_misses import misses_of
from evaluation.link_scores import baseline_scores, our_scores
from evaluation.linked import link_all
from evaluation.ucdp_items import Cited, read_cited
from schemas.annotation import Event
from schemas.catalogue import Catalogue
from schemas.evaluation import LinkEvaluation, LinkScore

_NO_GAZETTEER = "no gazetteer is loaded: names in titles were not placed; load one, or name it with --gazetteer"
_NO_SPLINK = "splink is not installed, so its baseline is left out; `make setup` brings it"


def evaluate_cited(
    file: Path, *, settings: Sequence[Setting], half: Half, catalogue: Catalogue, gazetteer: Path | None, worst: int
) -> LinkEvaluation:
    """Measure on a UCDP GED file; `gazetteer` places the names in titles, `worst` asks for that many cases a kind.

    Raises `ConfigurationError` for a file of another form, or where scikit-learn is not installed.
    """
    items = read_cited(file, half)
    gold = numpy.unique([item.event for item in items], return_inverse=True)[1]
    in_text = text_events(items, catalogue=catalogue, gazetteer=gazetteer)
    found = LinkEvaluation(
        corpus="ucdp", file=file.name, half=half, reports=len(items), events=len(set(gold)),
        true_pairs=pairs_in(numpy.bincount(gold)), notes=() if gazetteer else (_NO_GAZETTEER,),
    )  # fmt: skip
    for setting in settings:
        events = in_text if setting == "text" else coarse_events(items, in_text)
        found = _with_setting(found, setting, items, gold, events, worst)
    return found


def _with_setting(
    found: LinkEvaluation,
    setting: Setting,
    items: Sequence[Cited],
    gold: numpy.ndarray,
    events: Sequence[Event],
    worst: int,
) -> LinkEvaluation:
    linked = link_all(events)
    scores = [*our_scores(setting, gold, events, linked, _close_pairs(items, gold)), *_plain(setting, items, gold)]
    misses = misses_of(setting, [item.title for item in items], gold, events, linked, worst)
    notes = dict.fromkeys((*found.notes, *_notes(scores)))
    return found.model_copy(
        update={"scores": (*found.scores, *scores), "misses": (*found.misses, *misses), "notes": tuple(notes)}
    )


def _close_pairs(items: Sequence[Cited], gold: numpy.ndarray) -> list[tuple[int, int]]:
    """Return the pairs of reports of one event that were published within 30 days."""
    days = [item.published for item in items]
    return [(one, other) for one, other in pairs_of(gold) if (days[other] - days[one]).days <= LONGEST_DAYS]


def _plain(setting: Setting, items: Sequence[Cited], gold: numpy.ndarray) -> Iterator[LinkScore]:
    for baseline in baselines_of(setting, items):
        yield from baseline_scores(setting, gold, baseline)
    try:
        yield from baseline_scores(setting, gold, splink_of(setting, items))
    except ImportError:
        return


def _notes(scores: Sequence[LinkScore]) -> Iterator[str]:
    if not any(score.method.startswith("splink") for score in scores):
        yield _NO_SPLINK
