"""Spans of a text that must not be kept, and their replacement by tokens that mean the same in every language."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

Kind = Literal["name", "phone", "email", "code", "device", "account", "date of birth", "address", "plate"]

PARAGRAPH_CHARACTERS = 10_000  # the longest piece that language work takes at once (our own limit, for bounded memory)


class Span(NamedTuple):
    """Code points `start` to `end` of a text, and what stands there."""

    start: int
    end: int
    kind: Kind


class Masked(NamedTuple):
    """A masked text with the number of masks per kind."""

    text: str
    counts: Counter[str]


def merge(spans: Iterable[Span]) -> list[Span]:
    """Return `spans` in order, overlapping ones made one of the kind of the longest among them."""
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start < merged[-1].end:
            merged[-1] = _join(merged[-1], span)
        else:
            merged.append(span)
    return merged


def _join(left: Span, right: Span) -> Span:
    kind = max(left, right, key=lambda span: span.end - span.start).kind
    return Span(left.start, max(left.end, right.end), kind)


def replace(text: str, spans: Iterable[Span]) -> Masked:
    """Put `[name]`, `[phone]` and so on in place of `spans`."""
    pieces, done, found = [], 0, merge(spans)
    for span in found:
        pieces += [text[done : span.start], f"[{span.kind}]"]
        done = span.end
    return Masked("".join([*pieces, text[done:]]), Counter(span.kind for span in found))


def paragraphs(text: str) -> Iterator[tuple[int, str]]:
    """Yield the lines of `text` with their offsets, long lines cut at a space."""
    start = 0
    while start < len(text):
        end = _paragraph_end(text, start)
        yield start, text[start:end]
        start = end


def _paragraph_end(text: str, start: int) -> int:
    limit = start + PARAGRAPH_CHARACTERS
    newline = text.find("\n", start, limit)
    if newline >= 0:
        return newline + 1
    if limit >= len(text):
        return len(text)
    space = text.rfind(" ", start, limit)
    return space + 1 if space > start else limit
