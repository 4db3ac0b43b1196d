"""How a sign is stated, as a model learns it from the training texts: from the words before, in and behind it.

Rules (nlp/assertion.py) know the usual cues; what they say is one of the features here.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from nlp.folding import word_set
from nlp.learned.model import LinearModel, load_weights
from schemas.annotation import Assertion

STATUS_FILE = Path(__file__).parent / "statuses.npz"
_LONGEST_RUN = 3
_FARTHEST = 14
_JUST_BEFORE = 4
_OF_THE_RULES = 2.0  # log-odds, chosen on the tuning half, see docs/signs.md
_NO = word_set(
    "no not none nobody nothing never without nor neither aucun aucune pas ni sans jamais personne rien plus"
)


class Statement(NamedTuple):
    """A sign in its sentence: the folded words of the sentence and of those beside it, and the words that carry it.

    `by_rule` is what the rules say, `has_cues` whether they found any of their words in the sentence.
    """

    sign: str
    words: Sequence[str]
    start: int
    end: int
    before: Sequence[str]
    after: Sequence[str]
    by_rule: Assertion
    has_cues: bool


def status_features(statement: Statement) -> list[str]:
    """Return what the model sees of a statement: what the rules say, and the runs of words."""
    sign, words, start, end, before, after, by_rule, _ = statement
    inside = words[start:end]
    says_no = not _NO.isdisjoint(inside)
    beside = [*words[max(0, start - _FARTHEST) : start], "|", *words[end : end + _FARTHEST]]
    of_rules = [f"rule {by_rule}", f"rule {by_rule} {says_no}", f"{sign} {by_rule}", f"{sign} {says_no}"]
    of_words = [
        *_runs("beside", beside), *_runs("just before", words[max(0, start - _JUST_BEFORE) : start]),
        *_runs("in", inside), *_runs("sentence", words), *_runs("earlier", before), *_runs("later", after),
    ]  # fmt: skip
    return [*of_rules, *dict.fromkeys(of_words)]


def _runs(where: str, words: Sequence[str]) -> Iterator[str]:
    for length in range(1, _LONGEST_RUN + 1):
        for start in range(len(words) - length + 1):
            yield f"{where}: {' '.join(words[start : start + length])}"


def decide_status(statement: Statement) -> Assertion:
    """Return how the sign is stated; where the rules know words of the sentence, what they say counts too."""
    model = _load(STATUS_FILE)
    log_odds = model.add_up([(1.0, status_features(statement))])
    if statement.has_cues:
        log_odds[model.signs.index(statement.by_rule)] += _OF_THE_RULES
    return Assertion(model.signs[int(log_odds.argmax())])


@lru_cache(maxsize=2)
def _load(path: Path) -> LinearModel:
    return LinearModel(load_weights(path))
