"""What a reader who knows a recorded mission's story expects of the software: `truth.json` of a mission folder."""

from pydantic import ConfigDict, Field, model_validator

from schemas.base import Item, Moment


class TrueArea(Item):
    """Where: some places, by their id in places.csv, or else a whole district (admin2)."""

    admin2: str | None = None
    place_ids: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _is_somewhere(self) -> "TrueArea":
        if self.admin2 is None and not self.place_ids:
            raise ValueError("an area without admin2 and place_ids; name a district or places")
        return self


class ToldSign(Item):
    """A report that tells of a sign, by its key; `indicators` are those that a careful reader sees in it."""

    key: str
    indicators: tuple[str, ...] = ()


class ExpectedWarning(TrueArea):
    """A warning that must be raised, not before `not_before` (what came before is too little) nor after `not_after`.

    `signs` are the reports that a reader would rest it on, `event_reports` those that tell of what it warns of.
    """

    storyline: str = ""
    not_before: Moment
    not_after: Moment
    event_at: Moment
    signs: tuple[ToldSign, ...] = ()
    event_reports: tuple[str, ...] = ()


class Stretch(TrueArea):
    """An area from one moment to another."""

    begins: Moment = Field(alias="from")
    ends: Moment = Field(alias="to")
    why: str = ""


class WarningTruth(Item):
    """The part of `truth.json` that speaks of warnings; what else the file holds is for tests of its mission.

    `quiet` is where no warning may be raised, `tolerated` where one is neither asked for nor a mistake. A warning
    outside both counts as a false one.
    """

    model_config = ConfigDict(extra="ignore")

    warnings: tuple[ExpectedWarning, ...] = ()
    tolerated: tuple[Stretch, ...] = ()
    quiet: tuple[Stretch, ...] = ()
