"""What every product is made from."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Protocol

from patterns.parameters import parameters_for
from products.parameters import ProductParameters
from schemas.annotation import ToldLanguage
from schemas.base import Moment
from schemas.catalogue import Catalogue
from schemas.index import Index
from schemas.mission import Mission
from schemas.protection import Level, Profile, Tlp, highest_level, strictest_tlp


@dataclass(frozen=True)
class View:
    """The index as one access profile may read it at one moment, with what the mission knows, in one language."""

    index: Index
    profile: Profile
    mission: Mission
    catalogue: Catalogue
    now: Moment
    language: ToldLanguage = "en"

    @cached_property
    def numbers(self) -> ProductParameters:
        """The windows, distances and caps, with the mission's own over ours."""
        return parameters_for(self.mission, "products", ProductParameters)

    @property
    def scopes(self) -> list[str]:
        """The scopes of what sources said that the profile may read."""
        return list(self.profile.scopes)


class Marked(Protocol):
    """Anything with a level and a sharing mark."""

    @property
    def level(self) -> Level:
        """Its level."""

    @property
    def tlp(self) -> Tlp:
        """Its sharing mark."""


def heading(view: View, parts: Iterable[Marked], *, least: Level = Level.UNCLASSIFIED) -> Mapping[str, Any]:
    """Return what every product says of itself, with the highest level and narrowest mark of its parts (rule D03).

    One without parts takes the highest level of its profile and AMBER+STRICT, the mark of what has none (rule D19).
    """
    items = list(parts)
    return {
        "made_at": view.now,
        "mission": view.mission.name,
        "invented": view.mission.invented,
        "profile": view.profile.name,
        "language": view.language,
        "level": highest_level([least, *([each.level for each in items] or view.profile.levels)]),
        "tlp": strictest_tlp(each.tlp for each in items) if items else Tlp.AMBER_STRICT,
    }
