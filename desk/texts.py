"""Cuts the text of a report into what an event rests on and what stands around it."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

AROUND = 400
LONGEST = 2400


class Passage(NamedTuple):
    """A piece of a text; `is_sign` where it is what the event rests on."""

    text: str
    is_sign: bool


def passages(text: str, spans: Iterable[tuple[int, int]]) -> Iterator[Passage]:
    """Yield `text` piece by piece, the words of `spans` marked; of a long text only what stands around them."""
    cuts = _joined((start, end) for start, end in spans if 0 <= start < end <= len(text))
    first, last = (cuts[0][0] - AROUND, cuts[-1][1] + AROUND) if cuts else (0, LONGEST)
    low, high = (0, len(text)) if len(text) <= LONGEST else (max(0, first), min(len(text), last))
    if low > 0:
        yield Passage("… ", is_sign=False)
    for start, end in cuts:
        yield Passage(text[low:start], is_sign=False)
        yield Passage(text[start:end], is_sign=True)
        low = end
    yield Passage(text[low:high], is_sign=False)
    if high < len(text):
        yield Passage(" …", is_sign=False)


def shortened(text: str, letters: int) -> str:
    """Return `text`, cut after a word where it is longer than `letters`."""
    return text if len(text) <= letters else text[:letters].rsplit(" ", 1)[0] + " …"


def _joined(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the spans in order, those that overlap as one."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
