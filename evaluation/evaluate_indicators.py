"""One measurement of warning signs: labelled lines, what the annotate stage reads in them, and a plain baseline."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from evaluation.halves import Half
from evaluation.reports import plain_report
from evaluation.signs import LabelledLine, read_lines
from nlp.annotate import annotate
from nlp.folding import fold_words
from nlp.sign_patterns import match_signs, sign_patterns
from schemas.annotation import Assertion
from schemas.catalogue import Catalogue
from schemas.evaluation import SignEvaluation, SignScore
from schemas.mission import Mission

STATED = frozenset({Assertion.AFFIRMED, Assertion.HEDGED})
Signs = Mapping[str, Assertion]
_STRENGTH = (Assertion.AFFIRMED, Assertion.HEDGED, Assertion.CONTEXT, Assertion.NEGATED)


def evaluate_indicators(file: Path, catalogue: Catalogue, *, half: Half, worst: int) -> SignEvaluation:
    """Measure how the signs of the lines of `file` are read; `worst` asks for that many mistakes.

    Raises `ConfigurationError` for a file of another form.
    """
    lines = read_lines(file, half)
    methods = {"forewarn": forewarn_signs(lines, catalogue), "phrases alone": phrase_signs(lines, catalogue)}
    return SignEvaluation(
        file=file.name, half=half, catalogue=catalogue.version, lines=len(lines),
        controls=sum(not line.indicators for line in lines),
        scores=tuple(row for method, found in methods.items() for row in _scores(method, lines, found)),
        worst=tuple(_mistakes(lines, methods["forewarn"]))[:worst],
    )  # fmt: skip


def forewarn_signs(lines: Sequence[LabelledLine], catalogue: Catalogue) -> list[Signs]:
    """Return the signs that the annotate stage reads in each line, each with its strongest status."""
    reports = [plain_report(line.id, line.text, language=line.lang) for line in lines]
    answers = annotate(reports, mission=Mission(), catalogue=catalogue)
    return [_strongest((hit.id, hit.status) for hit in answer.annotation.indicators) for answer in answers]


def phrase_signs(lines: Sequence[LabelledLine], catalogue: Catalogue) -> list[Signs]:
    """Return what the patterns of the catalogue alone match: no model, no look-alikes, all affirmed."""
    signs = [sign.model_copy(update={"look_alikes": {}}) for sign in catalogue.indicators]
    patterns = {lang: sign_patterns(signs, lang) for lang in sorted({line.lang for line in lines})}
    found = (match_signs(patterns[line.lang], [word.folded for word in fold_words(line.text)]) for line in lines)
    return [dict.fromkeys(each.matches, Assertion.AFFIRMED) for each in found]


def _strongest(signs: Iterable[tuple[str, Assertion]]) -> Signs:
    ranked = sorted(signs, key=lambda sign: _STRENGTH.index(sign[1]), reverse=True)
    return dict(ranked)


def _scores(method: str, lines: Sequence[LabelledLine], found: Sequence[Signs]) -> Iterator[SignScore]:
    pairs = list(zip(lines, found, strict=True))
    labelled = {sign.id for line in lines for sign in line.indicators}
    labels = sorted(labelled.union(*found))
    yield _score(method, "all", "all", pairs)
    for lang in sorted({line.lang for line in lines}):
        yield _score(method, "language", lang, [pair for pair in pairs if pair[0].lang == lang])
    for family in sorted({_family(label) for label in labels}):
        yield _score(method, "family", family, pairs, f"{family}-")
    for label in labels:
        yield _score(method, "sign", label, pairs, label)


def _score(
    method: str,
    grouped_by: str,
    group: str,
    pairs: Sequence[tuple[LabelledLine, Signs]],
    counted: str = "",
) -> SignScore:
    """Count the signs whose id begins with `counted`, by line and sign.

    A sign is found whatever its status; one read as not stated is no false alarm.
    """
    labelled = right = alarms = same_status = 0
    for line, signs in pairs:
        gold = _strongest((sign.id, sign.status) for sign in line.indicators if sign.id.startswith(counted))
        labelled += len(gold)
        right += len(gold.keys() & signs.keys())
        alarms += sum(
            label.startswith(counted) and label not in gold and status in STATED for label, status in signs.items()
        )
        same_status += sum(signs.get(label) == status for label, status in gold.items())
    controls = [signs for line, signs in pairs if not line.indicators]
    fired = sum(
        any(label.startswith(counted) and status in STATED for label, status in signs.items()) for signs in controls
    )
    precision, recall = right / max(1, right + alarms), right / max(1, labelled)
    return SignScore(
        method=method, grouped_by=grouped_by, group=group, n=labelled, precision=precision, recall=recall,
        f1=2 * precision * recall / max(1e-9, precision + recall),
        status_accuracy=same_status / right if right else None,
        controls_firing=fired / len(controls) if controls else None,
    )  # fmt: skip


def _stated(signs: Signs, counted: str) -> set[str]:
    return {label for label, status in signs.items() if label.startswith(counted) and status in STATED}


def _family(label: str) -> str:
    return label.partition("-")[0]


def _mistakes(lines: Sequence[LabelledLine], found: Sequence[Signs]) -> Iterator[str]:
    """Yield the mistakes by kind, with the id of the line and never its text."""
    for line, signs in zip(lines, found, strict=True):
        gold = _strongest((sign.id, sign.status) for sign in line.indicators)
        yield from (f"{line.id}: {label} missed" for label in gold if label not in signs)
        yield from (f"{line.id}: {label} read, not labelled" for label in sorted(_stated(signs, "") - gold.keys()))
        yield from (
            f"{line.id}: {label} is {gold[label]}, read as {signs[label]}"
            for label in gold
            if label in signs and signs[label] != gold[label]
        )
