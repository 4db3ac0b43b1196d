"""Places the words of a map so that none lies over another: the first that fits stays, the rest are left out."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

_LETTER_WIDTH = 0.56  # of the font size: a generous mean for sans-serif letters


class Box(NamedTuple):
    """A rectangle in pixels."""

    left: float
    top: float
    right: float
    bottom: float


class Label(NamedTuple):
    """A word and the points where its middle may stand, best first; a `needed` word may lie over others."""

    text: str
    anchors: Sequence[tuple[float, float]]
    size_px: float
    style: str
    needed: bool = False


class Placed(NamedTuple):
    """A word and the point where its middle stands."""

    text: str
    x: float
    y: float
    style: str


def around(x: float, y: float, text: str, size_px: float) -> list[tuple[float, float]]:
    """Return the points above, below, right and left of a symbol at `x`, `y`."""
    aside = 10 + width_px(text, size_px) / 2
    return [(x, y - 14), (x, y + 16), (x + aside, y), (x - aside, y)]


def width_px(text: str, size_px: float) -> float:
    """Return about how wide `text` is."""
    return len(text) * size_px * _LETTER_WIDTH


def place_labels(labels: Iterable[Label], taken: Iterable[Box], frame: Box) -> list[Placed]:
    """Return the labels that find room inside `frame` beside the boxes already `taken`, in order of importance."""
    boxes = list(taken)
    placed = []
    for label in labels:
        spot = _free_spot(label, boxes, frame)
        if spot is not None:
            boxes.append(_box(label, spot))
            placed.append(Placed(label.text, *spot, label.style))
    return placed


def _free_spot(label: Label, boxes: Sequence[Box], frame: Box) -> tuple[float, float] | None:
    inside = [spot for spot in label.anchors if _holds(frame, _box(label, spot))]
    free = (spot for spot in inside if not any(_meet(_box(label, spot), box) for box in boxes))
    fallback = inside[0] if label.needed and inside else None
    return next(free, fallback)


def _box(label: Label, spot: tuple[float, float]) -> Box:
    x, y = spot
    half_width, half_height = width_px(label.text, label.size_px) / 2, label.size_px * 0.6
    return Box(x - half_width, y - half_height, x + half_width, y + half_height)


def _meet(one: Box, other: Box) -> bool:
    return one.left < other.right and other.left < one.right and one.top < other.bottom and other.top < one.bottom


def _holds(frame: Box, box: Box) -> bool:
    return frame.left <= box.left and box.right <= frame.right and frame.top <= box.top and box.bottom <= frame.bottom
