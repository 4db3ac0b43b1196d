"""What a source file must say about its source before anything of it is read."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field, StringConstraints

from schemas.base import Item
from schemas.protection import Level, Tlp

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


class SourceRules(Item):
    """The defaults and the registration of a source (rules D01, D15, D16, D20); none of them is assumed.

    `least_rows_each_period` is how many rows are expected within `expected_every_days`; 0 is no expectation.
    """

    source_type: SourceType
    level: Level
    tlp: Tlp
    purpose: Text
    retention_days: Annotated[int, Field(gt=0)]
    owner: Text
    legal_basis: Text
    referral_pathway: Text
    expected_every_days: Annotated[float, Field(gt=0)]
    reliability: Reliability
    language: Text
    least_rows_each_period: Annotated[int, Field(ge=0)] = 0
