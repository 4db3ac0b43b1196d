"""What every item that passes between two stages has in common."""

import hashlib
from datetime import datetime
from typing import Annotated

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

Latitude = Annotated[float, Field(ge=-90, le=90)]
Longitude = Annotated[float, Field(ge=-180, le=180)]
Probability = Annotated[float, Field(ge=0, le=1)]
Moment = AwareDatetime


class Item(BaseModel):
    """An immutable item between two stages; errors never repeat the value that was refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)


def stable_id(*parts: str) -> str:
    """Return the id of `parts`: 24 lower-case hexadecimal digits, the same on every machine and for ever.

    Letters and digits alone, so that an id can stand in a Kibana link unescaped.
    """
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:24]


def day_of(moment: datetime) -> str:
    """Return the day of `moment` as YYYY-MM-DD."""
    return moment.date().isoformat()
