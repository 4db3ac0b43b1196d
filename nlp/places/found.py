"""A place as it stands in a text, before it is known which place it is."""

from typing import Literal, NamedTuple

from nlp.places.words import PlaceClass
from schemas.annotation import PlaceEvidence
from schemas.geography import Position

PlaceLabel = Literal["GAZETTEER", "SIMILAR", "UNKNOWN", "POSITION", "SHORT_GRID", "PCODE"]


class FoundPlace(NamedTuple):
    """A place in the text: `name` as written, `text` with its type word (`X district`), from `start` to `end`.

    `names` are the folded names of the gazetteer it may be, `place_class` what a type word beside it says, `evidence`
    what makes it a place, `area_behind` the names of what stands right behind it (`X, Y`; `X in Y`) and may be the area
    that it lies in. `position` is that of coordinates or a grid, exact to `precision_km` as written.
    """

    text: str
    name: str
    start: int
    end: int
    label: PlaceLabel
    names: tuple[str, ...] = ()
    place_class: PlaceClass = "any"
    evidence: PlaceEvidence = ""
    area_behind: tuple[str, ...] = ()
    position: Position | None = None
    precision_km: float = 0.0
