"""What a person said that a place's name stands for, and the context in which it was said."""

from typing import NamedTuple

from schemas.base import Item, Latitude, Longitude
from schemas.geography import Position
from schemas.protection import Audience, Level


class Answer(NamedTuple):
    """What a name stands for: a place of the gazetteer, or a position; with neither it is not a place's name."""

    place_id: str | None = None
    position: Position | None = None
    called: str | None = None


class Correction(Item):
    """The answer of one decision about a name, with what the report at hand said around it, as it was then.

    `name` and `areas` (first- and second-level areas that hold the place, or that the report names) are as written;
    `anchors` are the report's other certain places. The answer is `place_id` with its position, or a position alone;
    with neither the name is not a place's. `level` and `audience` are the report's: what was learned there holds for no
    report that people read who may not see it, so nothing shows them that a protected report is there.
    """

    decision_id: str
    name: str
    report_id: str
    topic: str
    originator: str = ""
    country: str | None = None
    level: Level
    audience: Audience = Audience.STAFF
    areas: tuple[str, ...] = ()
    anchors: tuple[tuple[Latitude, Longitude], ...] = ()
    place_id: str | None = None
    called: str | None = None
    latitude: Latitude | None = None
    longitude: Longitude | None = None

    @property
    def position(self) -> Position | None:
        """Where the place is, None for a name that is not a place's."""
        if self.latitude is None or self.longitude is None:
            return None
        return Position(self.latitude, self.longitude)
