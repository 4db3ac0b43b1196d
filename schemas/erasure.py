"""What was erased: nothing of a report or person, so that the list itself gives nobody away."""

from typing import Literal

from schemas.base import Item, Moment
from schemas.protection import Audience, Level

ErasureReason = Literal["person_asked", "source_asked", "safety", "sent_in_error", "order"]
"""Why something is erased; a closed list, since free words could say what is to be forgotten."""


class Erasure(Item):
    """One report, clinic count or counted row that is erased and may not come back, on the `erasures` topic for ever.

    `id` is a keyed hash of its id, which only a holder of the case key can make. `level` and `audience` are the highest
    and narrowest that it had: who may not see such items is not told that it was there.
    """

    id: str
    at: Moment
    by: str
    reason: ErasureReason
    level: Level
    audience: Audience = Audience.ALL
