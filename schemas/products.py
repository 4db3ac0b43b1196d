"""What an officer acts on: assessments, temperatures, cards, gaps, trends, top areas and priority requirements.

Each is computed from the index of one access profile at one moment, in one language, and is never put into an index.
Text and pages are written from these models alone.
"""

from datetime import date
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from schemas.annotation import Assertion, TimeOfDay, ToldLanguage
from schemas.base import Item, Moment
from schemas.protection import Level, Tlp
from schemas.source import Reliability, SourceType
from schemas.warning import AlertLevel, WarningStatus

LEAST, MOST = 1, 5
MOST_TOP_AREAS = 5

Part = Literal["reports", "visits", "signs", "gravest", "origins", "checkpoints", "explosives", "silent_days"]
"""The named parts of an area's temperature; `reports` and `visits` say how much was looked and heard at all."""


class Product(Item):
    """What every product says of itself: when, for whom, and how it is marked (rules D03, D39)."""

    made_at: Moment
    mission: str
    invented: bool
    profile: str
    language: ToldLanguage
    level: Level
    tlp: Tlp


class Step(Item):
    """What adds to a number, or takes from it, and why."""

    points: int
    because: str


class Rating(Item):
    """A number from 1 to 5: the sum of its steps, held within the scale. There is none without a step."""

    value: Annotated[int, Field(ge=LEAST, le=MOST)]
    steps: Annotated[tuple[Step, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _is_the_sum_of_its_steps(self) -> Self:
        if self.value != held(sum(step.points for step in self.steps)):
            raise ValueError("a rating is the sum of its steps")
        return self


def held(points: int) -> int:
    """Return `points` held within the scale of ratings."""
    return max(LEAST, min(points, MOST))


class Told(Item):
    """One sign as one report tells it; a clinic's place is its district (rule D12)."""

    event_id: str
    key: str
    indicators: tuple[str, ...]
    sign: str
    place_name: str
    admin2: str | None
    occurred_from: Moment
    time_of_day: TimeOfDay | None
    status: Assertion
    quote: str
    source_type: SourceType
    originator: str
    reliability: Reliability
    distance_km: float | None = None


class NearestBase(Item):
    """The base that lies nearest; by road it may be much further, which nothing here knows."""

    name: str
    kind: str
    straight_line_km: float


class GroupNamed(Item):
    """A group that reports name beside the signs; `reports` says in how many."""

    name: str
    actor_id: str | None
    kind: str | None
    crsv_listed: bool
    reports: int


class StatedStrength(Item):
    """How many of a group a report says there were, in its own words."""

    key: str
    minimum: int
    maximum: int
    who: str


class Threat(Item):
    """How likely and how grave, by whom, and who could protect; the lists are empty where nothing is stated.

    `impact` is None where no sign of the warning is known, as of a tear line.
    """

    likelihood: Rating
    impact: Rating | None
    who: tuple[GroupNamed, ...]
    intent: tuple[Told, ...]
    capacity: tuple[StatedStrength, ...]
    protectors: tuple[str, ...]


class RoadRisk(Item):
    """What a patrol may meet on the straight line between two places, and what would lower it.

    `acts` are signs of the highest severity, `armed` those of armed people. `likelihood`, `impact` and `residual` are
    None where nothing was heard from the corridor and no patrol was there: that is no low risk.
    """

    start: str
    end: str
    straight_line_km: float
    corridor_km: float
    window_days: float
    reports: int
    visits: int
    armed: tuple[Told, ...]
    acts: tuple[Told, ...]
    checkpoints: tuple[Told, ...]
    explosives: tuple[Told, ...]
    ambushes: tuple[Told, ...]
    at_night: tuple[Told, ...]
    likelihood: Rating | None
    impact: Rating | None
    escort: tuple[str, ...]
    mitigation: tuple[str, ...]
    residual: Rating | None
    not_known: tuple[str, ...]


class Assessment(Product):
    """Threat and risk for one warning; `going_there` is None where the mission names no base."""

    warning_id: str
    area: str
    alert_level: AlertLevel
    statement: str
    threat: Threat
    going_there: RoadRisk | None
    not_known: tuple[str, ...]


class WeekParts(Item):
    """One week of an area, part by part; `silent_days` is None where nothing was ever heard."""

    since: Moment
    until: Moment
    reports: int
    visits: int
    signs: int
    gravest: int
    origins: int
    checkpoints: int
    explosives: int
    silent_days: int | None


class PartChange(Item):
    """The latest week of one part beside the weekly average of the weeks before."""

    part: Part
    latest: int
    before: float


class AreaTemperature(Item):
    """The weeks of one area, oldest first, and what changed."""

    area: str
    weeks: tuple[WeekParts, ...]
    changes: tuple[PartChange, ...]


class Temperature(Product):
    """The parts of each area over the weeks; they are never added up to one number."""

    areas: tuple[AreaTemperature, ...]


class SignTrend(Item):
    """How many reports a week tell of one sign, oldest week first."""

    indicator: str
    sign: str
    counts: tuple[int, ...]


class AreaTrend(Item):
    """How many signs a week are told from one area, oldest week first."""

    area: str
    counts: tuple[int, ...]


class Trend(Product):
    """Week by week: how much was heard at all, and which signs from where."""

    weeks: tuple[Moment, ...]
    reports: tuple[int, ...]
    origins: tuple[int, ...]
    signs: tuple[SignTrend, ...]
    areas: tuple[AreaTrend, ...]


class GradeCount(Item):
    """How many signs have one pair of grades; the two are never merged."""

    reliability: Reliability
    credibility: int
    signs: int


class TopArea(Item):
    """An area to look at first, and why; `warning_ids` has the leading one first.

    `days_since_visit` is None where no patrol is known to have been there; `open_question` is empty once answered.
    """

    area: str
    admin1: str | None
    warning_ids: tuple[str, ...]
    alert_level: AlertLevel
    window_to: Moment
    statement: str
    signs: tuple[str, ...]
    reasons: tuple[str, ...]
    grades: tuple[GradeCount, ...]
    independent_origins: int
    not_known: tuple[str, ...]
    open_question: str
    status: WarningStatus
    addressee: str
    base: NearestBase | None
    days_since_visit: int | None


class TopAreas(Product):
    """At most five areas for the hours ahead, the most urgent first; fewer where fewer have a warning."""

    until: Moment
    areas: Annotated[tuple[TopArea, ...], Field(max_length=MOST_TOP_AREAS)]


class PlaceOnTheWay(Item):
    """A place in the corridor; `days_since` is None where no visit is known."""

    name: str
    along_km: float
    last_visit: date | None
    days_since: int | None


class LookFor(Item):
    """A sign to look for: reported from the corridor (`reports` > 0, with the latest day), or from the catalogue."""

    indicator: str
    sign: str
    reports: int
    latest: date | None


class StandingWarning(Item):
    """An open warning that touches the way."""

    id: str
    area: str
    alert_level: AlertLevel
    statement: str
    open_question: str


class PatrolCard(Product):
    """What a patrol takes along for one road; an own plan, so it is never indexed, exported or passed on (R19)."""

    start: str
    end: str
    places: tuple[PlaceOnTheWay, ...]
    look_for: tuple[LookFor, ...]
    probes: tuple[str, ...]
    risk: RoadRisk
    warnings: tuple[StandingWarning, ...]
    women_officers: str
    never: str
    referral_note: str
    handling: str


class PlaceGap(Item):
    """How long nobody was at a place, at which hours nobody looked, and what was reported from there since.

    `not_looked` are spans of the clock in which no patrol was about there; `base` is None where no base is known.
    """

    place_id: str
    place: str
    admin2: str | None
    last_visit: date | None
    days_since: int | None
    not_looked: tuple[str, ...]
    signs_since: int
    gravest: int
    signs: tuple[str, ...]
    latest_sign: date | None
    only_men_asked: bool
    base: NearestBase | None


class NightIncident(Item):
    """A sign at night near a base or protection site."""

    told: Told
    base: NearestBase


class AskedBy(Item):
    """What was told to patrols by who asked (A18): contacts of women and of men, and the signs told in those reports.

    `only_to_women` are signs that no report with men alone as interviewers tells.
    """

    area: str
    contacts_by_women: int
    contacts_by_men: int
    contacts_not_stated: int
    told_to_women: tuple[str, ...]
    told_to_men: tuple[str, ...]
    only_to_women: tuple[str, ...]


class CoverageGaps(Product):
    """Where and at which hours nobody has looked; places with new signs first (A11, A12, A18)."""

    at_least_days: int
    hours_of_days: int
    places: tuple[PlaceGap, ...]
    never_visited: int
    not_matched: int
    night_near_bases: tuple[NightIncident, ...]
    asked_by: tuple[AskedBy, ...]


class AreaAnswer(Item):
    """What the index holds for one requirement from one area; an empty area stands for the whole mission."""

    area: str
    reports: int
    visits: int
    signs: int
    gravest: int
    origins: int
    latest: date | None
    named: tuple[str, ...]


class RequirementAnswer(Item):
    """A priority requirement with what is known of it, and what is missing."""

    id: str
    question: str
    owner: str
    valid_to: date | None
    expired: bool
    answer: str
    areas: tuple[AreaAnswer, ...]
    warning_ids: tuple[str, ...]
    missing: tuple[str, ...]


class Requirements(Product):
    """All priority requirements of the mission, answered."""

    window_days: float
    requirements: tuple[RequirementAnswer, ...]
