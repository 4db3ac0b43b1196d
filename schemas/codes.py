"""The code lists that stand beside the warning signs: MARA, GBVIMS, MRM, the Palermo elements, ILO."""

from typing import Literal

from pydantic import model_validator

from schemas.base import Item
from schemas.catalogue import Language

Strength = Literal["strong", "medium", "weak"]
Element = Literal["act", "means", "purpose"]
Words = dict[Language, tuple[str, ...]]


class Code(Item):
    """One code, the signs that show it, and the words of which the sentence must then hold one, where there are any."""

    code: str
    name: dict[Language, str]
    signs: tuple[str, ...] = ()
    words: Words = {}


class ConflictLink(Code):
    """One way in which a link to the conflict shows: a kind of group, a sign, or words alone."""

    actors: tuple[str, ...] = ()


class Dimension(Item):
    """One of the ILO's six dimensions, and which elements of trafficking it shows where it is positive."""

    code: str
    name: dict[Language, str]
    shows: tuple[Element, ...]


class IloIndicator(Item):
    """One indicator of a dimension, with how much it weighs."""

    code: str
    dimension: str
    strength: Strength
    signs: tuple[str, ...]
    words: Words = {}


class DerivedFlag(Item):
    """What a GBVIMS type becomes together with another sign, or where the survivor is a child."""

    code: str
    name: dict[Language, str]
    types: tuple[str, ...]
    signs: tuple[str, ...] = ()
    child: bool = False


class Children(Item):
    """What makes somebody a child: signs that are about children, and words."""

    signs: tuple[str, ...]
    words: Words


class CodeLists(Item):
    """All code lists."""

    mara: tuple[Code, ...]
    conflict_links: tuple[ConflictLink, ...]
    not_linked: Words
    children: Children
    palermo: dict[Element, tuple[Code, ...]]
    ilo_dimensions: tuple[Dimension, ...]
    ilo_indicators: tuple[IloIndicator, ...]
    ilo_forced_labour: tuple[Code, ...]
    gbvims: tuple[Code, ...]
    gbvims_flags: tuple[DerivedFlag, ...]
    mrm: tuple[Code, ...]
    goods: tuple[Code, ...]
    mrm_incidents: tuple[str, ...]
    mrm_of_children_by_nature: tuple[str, ...]

    @model_validator(mode="after")
    def _refer_to_what_is_there(self) -> "CodeLists":
        dimensions = {each.code for each in self.ilo_dimensions}
        types, violations = {each.code for each in self.gbvims}, {each.code for each in self.mrm}
        strays = {each.dimension for each in self.ilo_indicators} - dimensions
        strays |= {each for flag in self.gbvims_flags for each in flag.types} - types
        strays |= {*self.mrm_incidents, *self.mrm_of_children_by_nature} - violations
        if strays:
            raise ValueError(f"there is no code {', '.join(sorted(strays))}: add it or mend its name")
        return self
