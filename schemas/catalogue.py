"""The catalogue of warning signs, as an adviser writes it."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from schemas.base import Item, Moment

Language = Literal["en", "fr", "ar", "sw", "ln"]


class Indicator(Item):
    """One warning sign: its definition, what says so in each language, what looks alike, and what to ask.

    `kind` is the kind of event that the sign makes (`night_flight`, `abduction`): signs of one kind can be one event.
    `unverified` are the languages whose patterns no native speaker has checked.
    """

    id: Annotated[str, StringConstraints(pattern=r"^[A-Z]{3,4}-\d{2}$")]
    name: dict[Language, str]
    definition: str
    kind: Annotated[str, StringConstraints(pattern=r"^[a-z_]+$")]
    severity: Annotated[int, Field(ge=1, le=5)]
    tie: Literal["crsv", "trafficking", "both", "neither"]
    sources: tuple[Literal["patrol", "community", "ngo", "clinic", "media"], ...]
    patterns: dict[Language, tuple[str, ...]]
    look_alikes: dict[Language, tuple[str, ...]] = {}
    absence: bool = False
    probes: dict[Language, tuple[str, ...]] = {}
    unverified: tuple[Language, ...] = ("ar", "sw", "ln")
    basis: str


class Catalogue(Item):
    """All warning signs with the version that every hit is stamped with."""

    version: str
    indicators: tuple[Indicator, ...]


class Mistake(Item):
    """Something in a file of the catalogue that an adviser must mend; `id` is the sign's, or a group of words'."""

    file: str
    line: int
    id: str
    what: str

    @property
    def text(self) -> str:
        """The mistake in one line."""
        return f"{self.file}, line {self.line}: {self.id} {self.what}".replace(":  ", ": ")


ProposalState = Literal["waiting", "approved", "refused"]


class ReviewStep(Item):
    """One line of the review's log: who did what to a proposal, when, and why."""

    id: str
    what: Literal["proposed", "approved", "refused"]
    by: str
    at: Moment
    why: str = ""


class Proposal(Item):
    """A proposed change of the catalogue with its history: which signs and groups of words it adds or changes.

    `file` holds it as it was written; what is not approved is never read.
    """

    id: str
    state: ProposalState
    signs: tuple[str, ...]
    word_groups: tuple[str, ...]
    file: str
    steps: tuple[ReviewStep, ...]
