"""What a source file must say about its source before anything of it is read."""

from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field, StringConstraints, model_validator

from schemas.base import Item
from schemas.protection import Audience, Level, Tlp, narrower

Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]


class SourceType(StrEnum):
    """The family of a source; the allow-list of rule D33."""

    PATROL = "patrol"
    COMMUNITY = "community"
    NGO = "ngo"
    CLINIC = "clinic"


class Reliability(StrEnum):
    """Admiralty grade of a source; F means that it cannot be judged (a new source)."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"
    E = "E"
    F = "F"


class Safeguards(Item):
    """What WHO asks before anything is collected of sexual violence (2007, its eight points); an answer to each."""

    benefit_exceeds_risk: Text
    sound_method: Text
    care_available: Text
    safety_first: Text
    confidentiality: Text
    informed_consent: Text
    trained_team: Text
    safeguards_for_children: Text


NO_REFERRAL = ("none", "no", "n/a", "unknown", "aucun", "aucune", "non")


class SourceRules(Item):
    """The defaults and the registration of a source (rules D01, D15, D16, D20); none of them is assumed.

    `impact_assessment` and `sharing_protocol` name the documents. What comes of survivors (clinics) is strictly
    confidential, and has safeguards and a referral pathway (rules D02, D22). `least_rows_each_period` is how many rows
    are expected within `expected_every_days`; 0 is no expectation.
    """

    source_type: SourceType
    level: Level
    tlp: Tlp
    audience: Audience
    purpose: Text
    retention_days: Annotated[int, Field(gt=0)]
    owner: Text
    legal_basis: Text
    impact_assessment: Text
    sharing_protocol: Text
    referral_pathway: Text
    safeguards: Safeguards | None = None
    expected_every_days: Annotated[float, Field(gt=0)]
    reliability: Reliability
    language: Text
    least_rows_each_period: Annotated[int, Field(ge=0)] = 0

    @property
    def shared_with(self) -> Audience:
        """The audience as far as the sharing mark allows: within the organisation, or staff alone (rule D19)."""
        marked = {Tlp.AMBER_STRICT: Audience.MISSION, Tlp.RED: Audience.STAFF}
        return narrower(self.audience, marked.get(self.tlp, Audience.ALL))

    @model_validator(mode="after")
    def _guards_survivors(self) -> Self:
        if self.source_type is not SourceType.CLINIC:
            return self
        if self.level is not Level.STRICTLY_CONFIDENTIAL:
            raise ValueError("level must be strictly confidential for a clinic")
        if self.safeguards is None:
            raise ValueError("safeguards must be answered for a clinic")
        if self.referral_pathway.casefold() in NO_REFERRAL:
            raise ValueError("referral_pathway must name one: without it nothing of survivors may be read")
        return self
