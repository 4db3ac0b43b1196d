"""How the sources are: what came, what became of it, and who has fallen silent."""

from schemas.base import Item, Moment


class SourceStatus(Item):
    """One source: `silent_since` is set where nothing came for longer than it is expected to stay away."""

    topic: str
    lag_messages: int
    last_report_at: Moment | None
    expected_every_days: float
    silent_since: Moment | None
    rows_by_fate: dict[str, int]


class Status(Item):
    """All sources as of `at`, and where the run stands."""

    at: Moment
    sources: tuple[SourceStatus, ...]
    unfinished_plan: str | None = None
    refusals: dict[str, int] = {}
