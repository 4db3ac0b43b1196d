"""Every number that detection and warnings rest on, with its reason; the one place where they stand.

A mission overrides one in its folder as `detectors.<name>.<parameter>`: by the names below.
None of them was fitted to data: they are proposals (design) to be measured with `forewarn evaluate`.
"""

from typing import NamedTuple, TypeVar

from pydantic import Field, ValidationError

from schemas.base import Item, Probability
from schemas.errors import ConfigurationError
from schemas.likeness import NEAR_COPY_SIMILARITY
from schemas.mission import Mission
from schemas.warning import AlertLevel


class CompoundParameters(Item):
    """`detectors.compound`: signs that strengthen each other."""

    window_days: float = Field(
        default=14, gt=0, description="a build-up lasts days to weeks; the priority question PIR-1 asks for 14 days"
    )
    neighbourhood_km: float = Field(
        default=15, gt=0, description="a day's walk there and back on foot with loads: one group can cause all signs"
    )
    wide_km: float = Field(
        default=25, gt=0, description="a place left more open than this is a district, not a village"
    )
    precursor_severity: int = Field(
        default=3, ge=1, le=5, description="3 is the catalogue's mark for a precursor; 2 and 1 are context"
    )


class WeightParameters(Item):
    """`detectors.weights`: how much one sign counts, as a probability in a noisy-or (Pearl 1988).

    The severities are spaced so that one strong precursor (4) says nothing alone, two from one source or a single
    act (5) reach low, and high takes about five strong signs told by several sources of several types.
    """

    severity_1: Probability = Field(default=0.03, description="background")
    severity_2: Probability = Field(default=0.08, description="context: present in many quiet places")
    severity_3: Probability = Field(default=0.18, description="precursor: two alone stay below low, three reach it")
    severity_4: Probability = Field(default=0.30, description="strong precursor: two reach low")
    severity_5: Probability = Field(default=0.45, description="act or imminent: one affirmed sign reaches low")
    hedged: Probability = Field(default=0.7, description="factor: an unverified wording is weaker, not worthless")
    stated_reason: float = Field(
        default=1.5, ge=1, description="factor: people who say why they act have seen the cause themselves (R23)"
    )
    further_origin: Probability = Field(
        default=0.5, description="share that the same kind counts again for when an independent originator tells it"
    )
    repeat: Probability = Field(
        default=0.1, description="share for a repeat by the same originator, once: repeating is not confirming"
    )
    origins_bonus: Probability = Field(default=0.10, description="noisy-or part of each further independent originator")
    source_types_bonus: Probability = Field(
        default=0.15, description="noisy-or part of each further source type: other eyes, other errors"
    )
    copy_similarity: Probability = Field(
        default=NEAR_COPY_SIMILARITY, description="MinHash similarity from which two texts are one, as in linking"
    )


class RiseParameters(Item):
    """`detectors.rise`: counts above the place's own baseline."""

    least_periods: int = Field(default=4, ge=2, description="fewer earlier periods say too little of what is usual")
    most_weeks: int = Field(default=12, ge=4, description="a quarter: longer runs into another season (5.4)")
    most_months: int = Field(default=6, ge=4, description="half a year: monthly counts need at least four")
    recent_weeks_days: int = Field(default=21, gt=0, description="clinics report late; older weeks are no news")
    recent_months_days: int = Field(default=45, gt=0, description="a monthly count comes up to two weeks late")
    false_discovery_rate: Probability = Field(
        default=0.05, description="share of false rises among those shown, over all series tested (Benjamini, Hochberg)"
    )
    least_ratio: float = Field(
        default=1.5, ge=1, description="a smaller rise can be certain in a large clinic and still mean nothing"
    )
    late_weeks: int = Field(
        default=3, ge=0, le=8, description="weeks before the last that are looked at again: many report a month late"
    )
    earlier_years: int = Field(
        default=3, ge=0, le=10, description="years back whose same weeks show the season; older ones were another war"
    )
    least_events: int = Field(default=3, ge=1, description="fewer reports a week are left to the compound detector")
    events_score: Probability = Field(
        default=0.15, description="small, for the same reports already count by their kinds in a compound"
    )


class SilenceParameters(Item):
    """`detectors.silence`: a source past its own rhythm."""

    window_days: int = Field(default=180, gt=0, description="half a year of arrivals: an older rhythm may have changed")
    least_gaps: int = Field(default=5, ge=3, description="fewer pauses say too little of how long one can be")
    chance: Probability = Field(
        default=0.01,
        description="one ordinary pause in a hundred is as long; with 50 weekly sources one every two weeks",
    )
    least_spread: float = Field(
        default=0.25, gt=0, description="of log gaps: a report that is a quarter late is late for everybody"
    )
    longest_days: int = Field(default=45, gt=0, description="who is silent for longer has left, and is no news")
    home_share: Probability = Field(
        default=0.5, description="of a source's places in one district: less, and its silence has no place"
    )
    armed_severity: int = Field(default=4, ge=1, le=5, description="armed people near or coming, not checkpoints")
    armed_days: int = Field(default=14, gt=0, description="arrivals up to two weeks before the last report (PIR-1)")
    score: Probability = Field(
        default=0.05, description="silence alone has harmless causes: leave, rain, a flat battery"
    )


class HotspotParameters(Item):
    """`detectors.hotspot`: signs that gather in one part of the area, beside how much is reported from it."""

    cell_resolution: int = Field(default=5, ge=4, le=6, description="H3: 250 square kilometres, some villages together")
    recent_days: int = Field(default=28, ge=7, description="a build-up lasts weeks; 7, 14 and all of these are tried")
    known_days: int = Field(default=84, ge=28, description="twelve weeks say what is usual in the area, as for a rise")
    least_known_days: int = Field(default=42, ge=14, description="six weeks; what began last month has no usual yet")
    least_reports: int = Field(default=60, ge=20, description="with fewer, a share of signs is a guess")
    least_signs: int = Field(default=5, ge=2, description="fewer are left to the compound detector")
    least_ratio: float = Field(default=2.0, ge=1, description="less than double can be certain and mean nothing")
    least_severity: int = Field(default=3, ge=1, le=5, description="3 is the catalogue's mark for a precursor")
    chance: Probability = Field(
        default=0.01, description="of a false hotspot anywhere at one step, so also of false ones among those shown"
    )
    permutations: int = Field(default=999, ge=99, description="the chance is read to 1 in 1,000 (Besag, Diggle 1977)")
    score: Probability = Field(default=0.15, description="small: the same signs already count in a compound")


class OnsetParameters(Item):
    """`detectors.onset`: cells quiet for a year that may be about to turn."""

    cell_resolution: int = Field(default=4, ge=3, le=5, description="H3: about the half degree that was measured")
    quiet_days: int = Field(default=365, ge=90, description="a year without such an event has seen every season")
    learning_days: int = Field(default=180, ge=90, description="half a year after the first to learn how it spreads")
    most_days: int = Field(default=1825, ge=545, description="five years; older wars say little of this one")
    period_days: int = Field(default=30, ge=7, description="what is expected is said for a month, as it was measured")
    least_severity: int = Field(default=4, ge=1, le=5, description="acts, and strong signs of them")
    least_chance: Probability = Field(default=0.2, description="of an event within the period: one month in five")
    most_share: Probability = Field(default=0.05, description="of the quiet cells: more than a patrol can look at")
    near_km: float = Field(default=100, gt=0, description="events shown as the reason: the reach of the neighbourhood")
    most_signs: int = Field(default=5, ge=1, description="as many as a reader takes in")
    score: Probability = Field(default=0.10, description="small: most quiet cells stay quiet (docs/hotspots.md)")


class HoursToAnswer(NamedTuple):
    """Within how many hours a warning is to be acknowledged, and acted on."""

    acknowledge: float
    act: float


class RouteParameters(Item):
    """`detectors.route`: ways that people are moved along."""

    window_days: int = Field(default=90, gt=0, description="a season: convoys leave every few weeks, and reports lag")
    same_place_km: float = Field(default=5, gt=0, description="a town and its bus station are one stop")
    widest_km: float = Field(default=25, gt=0, description="a place left more open than this is no start of a way")
    least_reports: int = Field(default=2, ge=1, description="one report is a report; two that agree are a pattern")
    score: Probability = Field(default=0.1, description="below any threshold: the acts along a way count by themselves")


class WarningParameters(Item):
    """`detectors.warnings`: when a warning is raised, joined, to be answered and stepped down."""

    low: Probability = Field(default=0.40, description="two strong precursors near each other, or one affirmed act")
    medium: Probability = Field(default=0.65, description="three strong precursors, or fewer told by several sources")
    high: Probability = Field(default=0.85, description="about five strong signs from several sources and types")
    same_area_km: float = Field(default=30, gt=0, description="two neighbourhoods of 15 km that touch")
    ahead_days: float = Field(default=14, gt=0, description="early warning speaks of days to two weeks (PIR-1)")
    quiet_days: float = Field(default=21, gt=0, description="the two weeks ahead and a week for late reports")
    repeat_days: float = Field(
        default=7, ge=0, description="a week in which what people looked into is not raised again at the same level"
    )
    acknowledge_hours_high: float = Field(default=2, gt=0, description="a reaction force is out within hours (R25)")
    acknowledge_hours_medium: float = Field(default=6, gt=0, description="within a watch; question A14 asks after 6 h")
    acknowledge_hours_low: float = Field(default=24, gt=0, description="with the next morning's briefing")
    act_hours_high: float = Field(default=12, gt=0, description="the mean UN reaction of 2.8 days is too slow (5.1)")
    act_hours_medium: float = Field(default=48, gt=0, description="a patrol that is planned today and goes tomorrow")
    act_hours_low: float = Field(default=120, gt=0, description="a working week; a low warning asks for a look")

    def hours_to_answer(self, level: AlertLevel) -> HoursToAnswer:
        """Return within how many hours a warning of `level` is to be acknowledged, and acted on."""
        acknowledge, act = (getattr(self, f"{answer}_hours_{level}") for answer in ("acknowledge", "act"))
        return HoursToAnswer(acknowledge, act)


P = TypeVar("P", bound=Item)


def parameters_for(mission: Mission, name: str, kind: type[P]) -> P:
    """Return the parameters `kind` with the mission's overrides under `name`.

    Raises `ConfigurationError` for a parameter that is not there or a value outside its bounds.
    """
    try:
        return kind.model_validate(mission.detectors.get(name, {}))
    except ValidationError as error:
        wrong = ", ".join(".".join(map(str, part["loc"])) + ": " + part["msg"] for part in error.errors())
        raise ConfigurationError(
            f"detectors.{name} in the mission folder: {wrong}; see {kind.__module__.replace('.', '/')}.py"
        ) from error
