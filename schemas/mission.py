"""What a mission knows about itself: the mission folder of formats.md."""

import unicodedata
from collections.abc import Iterable
from datetime import date
from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field, StringConstraints, field_validator

from schemas.base import Item, Latitude, Longitude
from schemas.delivery import Channel
from schemas.protection import ANALYST, PROFILES, PROTECTED, Profile
from schemas.report import AgeBand, Measure, Sex


def fold_name(name: str) -> str:
    """Return `name` in lower case, without accents, possessive and punctuation at its edges, for comparison."""
    plain = unicodedata.normalize("NFKD", name.casefold().replace("’", "'"))
    bare = "".join(character for character in plain if not unicodedata.combining(character))
    return bare.strip(" \t\n.,;:!?()[]\"«»“”'-").removesuffix("'s")


class Place(Item):
    """One row of `places.csv`; `feature_code` is GeoNames' (PPL, ADM1, ADM2, HSP, STM, ...).

    `same_as` are ids that other gazetteers give the place (`geonames:2451185`, `wof:85675235`).
    """

    id: str
    name: str
    alternate_names: tuple[str, ...] = ()
    feature_code: str
    latitude: Latitude
    longitude: Longitude
    country: str = ""
    admin1: str | None = None
    admin2: str | None = None
    pcode: str | None = None
    population: int = 0
    same_as: tuple[str, ...] = ()


class Facility(Item):
    """One row of `facilities.csv`."""

    id: str
    name: str
    kind: str = ""
    place_id: str | None = None
    admin2: str | None = None
    expected_every_days: float | None = None


class Actor(Item):
    """One row of `actors.csv`: a group, never a person.

    `ordinary_names` are names that are also ordinary words (IS, UPC); they are believed only beside a word such as
    `fighters`. A name that several groups share is that of the group which exists on the day of the report. `basis`
    says where a row of the public file comes from; the mission's own rows have none.
    """

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    ordinary_names: tuple[str, ...] = ()
    kind: Literal["state_force", "non_state_armed_group", "militia", "criminal", "peacekeeper", "civilian"]
    valid_from: date | None = None
    valid_to: date | None = None
    split_from: str | None = None
    crsv_listed: bool = False
    basis: str = ""


class Base(Item):
    """One row of `bases.csv`."""

    id: str
    name: str
    latitude: Latitude
    longitude: Longitude
    kind: str = "base"
    expected_every_days: float | None = None


class Element(Item):
    """One row of `elements.csv`: what a DHIS2 code counts; `code` is a dataElement or a categoryOptionCombo."""

    code: str
    measure: Measure | None = None
    sex: Sex | None = None
    age_band: AgeBand | None = None


IndicatorOrFamily = Annotated[str, StringConstraints(pattern=r"^[A-Z]{3,4}(-\d{2})?$")]
"""A warning sign (`MOB-03`) or all of a family (`MOB`)."""


class PriorityRequirement(Item):
    """One row of `pirs.csv`: a question that the mission wants answered; `areas` empty asks of the whole mission.

    `owner` is a role, never a person.
    """

    id: str
    question: Annotated[str, StringConstraints(min_length=1)]
    areas: tuple[str, ...] = ()
    indicators: Annotated[tuple[IndicatorOrFamily, ...], Field(min_length=1)]
    valid_to: date | None = None
    owner: str


DUTY_OFFICER = "duty officer of the joint operations centre"


class Unit(Item):
    """One row of `units.csv`: who is deployed where, whoever sent them (UN, AU, EU); never a local authority (R30).

    `name` is the role that is told, never a person. `areas` are names of districts (admin2) or provinces (admin1).
    """

    id: str
    name: str
    organisation: str = ""
    command: Literal["post", "battalion", "sector", "force"]
    areas: tuple[str, ...] = ()
    reports_to: str | None = None
    valid_from: date | None = None
    valid_to: date | None = None

    def is_there(self, area: str | None, day: date) -> bool:
        """Return whether the unit is deployed in `area` on `day`."""
        began = self.valid_from is None or self.valid_from <= day
        ended = self.valid_to is not None and self.valid_to < day
        return began and not ended and fold_name(area or "") in map(fold_name, self.areas)


ALWAYS = (ANALYST.name, PROTECTED.name)


class Mission(Item):
    """The mission folder; every file of it may be absent.

    `profiles` are those for which incidents, patterns and warnings are computed; each costs a run about as much again.
    `purposes` are all that may be read for, the standing one first; the purpose of each source begins with one of them.
    """

    name: str = "unnamed mission"
    invented: bool = False
    languages: tuple[str, ...] = ("en", "fr")
    profiles: tuple[str, ...] = ALWAYS
    purposes: Annotated[tuple[str, ...], Field(min_length=1)] = ("early warning",)
    country: str = ""
    places: tuple[Place, ...] = ()
    facilities: tuple[Facility, ...] = ()
    actors: tuple[Actor, ...] = ()
    bases: tuple[Base, ...] = ()
    elements: tuple[Element, ...] = ()
    pirs: tuple[PriorityRequirement, ...] = ()
    units: tuple[Unit, ...] = ()
    channels: tuple[Channel, ...] = ()
    addressees: dict[str, str] = {}
    referral: dict[str, str] = {}
    detectors: dict[str, dict[str, float]] = {}

    @field_validator("profiles")
    @classmethod
    def _are_known(cls, names: tuple[str, ...]) -> tuple[str, ...]:
        if not set(ALWAYS) <= set(names) <= set(PROFILES):
            raise ValueError(f"profiles must hold {' and '.join(ALWAYS)}, and may hold: {', '.join(PROFILES)}")
        return names

    @property
    def access_profiles(self) -> tuple[Profile, ...]:
        """The profiles that the mission computes, always in the same order."""
        return tuple(profile for name, profile in PROFILES.items() if name in self.profiles)

    def chain_of_command(self, admin1: str | None, admin2: str | None, day: date) -> tuple[str, ...]:
        """Return who is told of a warning, one after the other: roles, never persons.

        First who is deployed in the district, or else in the province, on that day, the lowest level of command first;
        then whom they report to, the addressee of the province, and the joint operations centre.
        """
        here = [unit for unit in self.units if unit.is_there(admin2, day)]
        here = here or [unit for unit in self.units if unit.is_there(admin1, day)]
        levels = ("post", "battalion", "sector", "force")
        told = [above for unit in here for above in self._upwards(unit)]
        names = [unit.name for unit in sorted(told, key=lambda unit: (levels.index(unit.command), unit.id))]
        province = self.addressees.get(admin1 or "")
        return tuple(dict.fromkeys([*names, *([province] if province else []), DUTY_OFFICER]))

    def _upwards(self, unit: Unit) -> list[Unit]:
        """Return `unit` and those above it; a circle, which reading refuses, ends where it began."""
        by_id, way = {each.id: each for each in self.units}, [unit]
        while (above := by_id.get(way[-1].reports_to or "")) is not None and above not in way:
            way.append(above)
        return way

    @cached_property
    def actor_names(self) -> frozenset[str]:
        """The folded names and aliases of all groups, which are never masked (rule D27)."""
        return _folded_names((actor.name, *actor.aliases, *actor.ordinary_names) for actor in self.actors)

    @cached_property
    def place_names(self) -> frozenset[str]:
        """The folded names of all places."""
        return _folded_names((place.name, *place.alternate_names) for place in self.places)

    def place_named(self, name: str) -> Place | None:
        """Return the place that is called `name`, accents and case aside; the first of several."""
        folded = fold_name(name)
        named = (p for p in self.places if folded in map(fold_name, (p.name, *p.alternate_names)))
        return next(named, None)


def _folded_names(names: Iterable[tuple[str, ...]]) -> frozenset[str]:
    return frozenset(fold_name(name) for spellings in names for name in spellings)
