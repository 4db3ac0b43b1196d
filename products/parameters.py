"""Every number that products rest on, with its reason; a mission overrides one as `detectors.products.<parameter>`.

None of them was fitted to data: they are proposals (design).
"""

from pydantic import Field

from schemas.base import Item


class ProductParameters(Item):
    """`detectors.products`: windows, distances and caps."""

    window_days: float = Field(default=30, gt=0, description="a month: checkpoints and ambushes come back to one road")
    fresh_days: float = Field(
        default=3, gt=0, description="as long as the 72 hours that the list of top areas speaks of"
    )
    stale_days: float = Field(default=14, gt=0, description="the window in which signs strengthen each other")
    corridor_km: float = Field(default=10, gt=0, description="roads wind: a straight line runs kilometres beside them")
    around_km: float = Field(default=15, gt=0, description="what lies within a day's walk belongs to a village")
    near_base_km: float = Field(default=5, gt=0, description="what a base should hear or see (A12, Juba 2016)")
    protector_km: float = Field(default=30, gt=0, description="about an hour on a bad road: nearer help can still come")
    far_km: float = Field(default=50, gt=0, description="a straight line that, with windings, leaves no day to return")
    wide_km: float = Field(
        default=25, gt=0, description="a place left more open than this is a district, not a village"
    )
    same_place_km: float = Field(
        default=3, gt=0, description="a village with its fields; as far as a position may miss"
    )
    weeks: int = Field(default=8, ge=2, description="two months: more weeks fit no narrow screen")
    weeks_before: int = Field(default=4, ge=1, description="a month smooths single weeks")
    visits_days: float = Field(default=365, gt=0, description="an older visit is as good as none")
    hours_days: int = Field(default=30, gt=0, description="hours looked at longer ago say nothing of now")
    unvisited_days: int = Field(default=10, ge=0, description="the analysts' question A11 asks for ten days and more")
    ahead_hours: float = Field(default=72, gt=0, description="the analysts' question A15 asks for 72 hours")
    requirement_days: float = Field(default=14, gt=0, description="the priority question PIR-1 speaks of 14 days")
    several_places: int = Field(default=3, ge=2, description="signs of so many places may reach more people")
