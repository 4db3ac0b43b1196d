"""One measurement of masking: marked lines, what is masked of them, and plain baselines in the same run."""

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Literal

from evaluation.masking_baselines import Pairs, model_masks, pattern_masks
from evaluation.masking_lines import KEPT, Marked, MarkedLine, read_marked
from nlp.names import names_masker
from protection.masking import find_masks
from protection.protect import CLOSED
from schemas.evaluation import MaskingEvaluation, MaskingScore
from schemas.mission import Actor, Mission, Place

Known = Literal["known", "unknown"]
Group = Literal["to mask", "language", "source", "kind", "to keep", "lines"]
Counted = tuple[Group, str, bool]
_PARTICLES = re.compile(
    r"(?i:the|de|du|da|do|dos|di|des|la|le|van|von|der|el|al|ad|as|ash|an|bin|ben|ibn|bint|ould|ag|wa|[sd]/o|late)|s|d"
)
_WORD = re.compile(r"[^\W_]+(?:/[^\W_](?!\w))?")
_TO_MASK = "persons and numbers"


def evaluate_masking(file: Path, *, worst: int) -> MaskingEvaluation:
    """Measure what of the lines of `file` is masked; `worst` asks for that many mistakes, by the line's id and kind.

    Two missions are measured: one that lists the places and groups of the lines, and one that lists none. Both list
    the persons of public lists. Raises `ConfigurationError` for a file of another form.
    """
    lines = read_marked(file)
    ours: dict[Known, Mission] = {"known": _mission(lines, everything=True), "unknown": _mission(lines)}
    found = {places: _masks(lines, mission) for places, mission in ours.items()}
    scores = [score for places in found for score in _scores("forewarn", places, lines, found[places])]
    for method, masks in (("spaCy PERSON alone", model_masks), ("patterns alone", pattern_masks)):
        scores += _scores(method, "unknown", lines, list(map(masks, lines)))
    mistakes = [mistake for places in found for mistake in _mistakes(places, lines, found[places])]
    return MaskingEvaluation(file=file.name, lines=len(lines), scores=tuple(scores), worst=tuple(mistakes[:worst]))


def _mission(lines: Sequence[MarkedLine], *, everything: bool = False) -> Mission:
    named = [(span.kind, line.said(span)) for line in lines for span in line.spans]
    listed = {name for kind, name in named if kind == "listed_person"}
    groups = {name for kind, name in named if kind == "group" and everything}
    places = {name for kind, name in named if kind == "place" and everything}
    return Mission(
        country="XX",
        actors=tuple(
            Actor(id=name, name=name, kind="non_state_armed_group", basis="public list" if name in listed else "")
            for name in sorted(listed | groups)
        ),
        places=tuple(
            Place(id=name, name=name, feature_code="PPL", latitude=3.0, longitude=-6.3) for name in sorted(places)
        ),
    )


def _masks(lines: Sequence[MarkedLine], mission: Mission) -> list[Pairs]:
    mask_names = names_masker(mission)
    found = (
        find_masks(
            line.text, language=line.language, mission=mission, mask_names=mask_names, closed=line.source in CLOSED
        )
        for line in lines
    )
    return [[(span.start, span.end) for span in spans] for spans in found]


def _scores(method: str, places: Known, lines: Sequence[MarkedLine], found: Sequence[Pairs]) -> Iterator[MaskingScore]:
    counted = [row for line, masks in zip(lines, found, strict=True) for row in _counted(line, masks)]
    for grouped_by, group in sorted({(grouped_by, group) for grouped_by, group, _ in counted}):
        masked = [gone for *where, gone in counted if where == [grouped_by, group]]
        yield MaskingScore(
            method=method, places=places, grouped_by=grouped_by, group=group,
            n=len(masked), masked=sum(masked), masked_share=sum(masked) / len(masked),
        )  # fmt: skip


def _counted(line: MarkedLine, masks: Pairs) -> Iterator[Counted]:
    for span in line.spans:
        if span.kind in KEPT:
            yield "to keep", span.kind, _is_touched(span, masks)
        else:
            gone = is_gone(line, span, masks)
            yield "to mask", _TO_MASK, gone
            yield "language", line.language, gone
            yield "source", line.source, gone
            yield "kind", span.kind, gone
    if not line.to_mask():
        yield "lines", "without person or number, changed", bool(masks)


def is_gone(line: MarkedLine, span: Marked, masks: Iterable[tuple[int, int]]) -> bool:
    """Tell whether no letter or digit of `span` is left but particles (`bin`, `de`, `s/o`)."""
    left = bytearray(b"\1" * len(line.text))
    for start, end in masks:
        left[start:end] = bytes(end - start)
    words = _WORD.finditer(line.text, span.start, span.end)
    return not any(any(left[word.start() : word.end()]) for word in words if not _PARTICLES.fullmatch(word.group()))


def _is_touched(span: Marked, masks: Pairs) -> bool:
    return any(start < span.end and span.start < end for start, end in masks)


def _mistakes(places: Known, lines: Sequence[MarkedLine], found: Sequence[Pairs]) -> Iterator[str]:
    for line, masks in zip(lines, found, strict=True):
        for span in line.spans:
            if span.kind in KEPT and _is_touched(span, masks):
                yield f"{line.id}: a {span.kind} is masked (places {places})"
            elif span.kind not in KEPT and not is_gone(line, span, masks):
                yield f"{line.id}: a {span.kind} is left (places {places})"
        if masks and not line.to_mask():
            yield f"{line.id}: changed without need (places {places})"
