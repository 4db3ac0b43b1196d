"""What a measurement says, method beside method."""

from datetime import date
from typing import Literal

from schemas.base import Item
from schemas.warning import AlertLevel


class Resolution(Item):
    """How well names were placed: shares of all `n`, errors of those that were answered.

    `in_radius` is the share of answers (areas apart) whose truth lies within the radius they gave.
    """

    method: str
    asked: str
    counted: Literal["event", "distinct place", "mention"]
    n: int
    within_5_km: float
    within_25_km: float
    within_161_km: float
    median_error_km: float | None = None
    mean_error_km: float | None = None
    unresolved: float
    in_radius: float | None = None
    median_radius_km: float | None = None
    area_answers: int = 0
    area_in_radius: float | None = None
    area_median_radius_km: float | None = None


class Recognition(Item):
    """How well places were found in texts; `counted` LOC, or LOC with AST (places that stand for something else)."""

    method: str
    counted: Literal["LOC", "LOC and AST"]
    match: Literal["exact", "overlap"]
    n: int
    precision: float
    recall: float
    f1: float


class Evaluation(Item):
    """The answer of `forewarn evaluate places`."""

    corpus: str
    file: str
    half: str
    gazetteer: str
    resolution: tuple[Resolution, ...] = ()
    recognition: tuple[Recognition, ...] = ()
    worst: tuple[str, ...] = ()


class SignScore(Item):
    """How well warning signs were read, counted by line and sign; `n` signs are labelled.

    `status_accuracy` is the share of the signs found whose status is right; `controls_firing` the share of lines
    without any sign in which one was read as stated.
    """

    method: str
    grouped_by: Literal["all", "language", "family", "sign"]
    group: str
    n: int
    precision: float
    recall: float
    f1: float
    status_accuracy: float | None = None
    controls_firing: float | None = None


class SignEvaluation(Item):
    """The answer of `forewarn evaluate indicators`."""

    file: str
    half: str
    catalogue: str
    lines: int
    controls: int
    scores: tuple[SignScore, ...] = ()
    worst: tuple[str, ...] = ()


class MaskingScore(Item):
    """How many of `n` marked spans of a text were masked, `masked_share` of them.

    A person or number counts as masked only where no character of it is left but particles; a place, group,
    organisation or listed person counts as soon as one is gone. `places` says whether the mission lists the places and
    groups of the texts.
    """

    method: str
    places: Literal["known", "unknown"]
    grouped_by: Literal["to mask", "language", "source", "kind", "to keep", "lines"]
    group: str
    n: int
    masked: int
    masked_share: float


class MaskingEvaluation(Item):
    """The answer of `forewarn evaluate masking`."""

    file: str
    lines: int
    scores: tuple[MaskingScore, ...] = ()
    worst: tuple[str, ...] = ()


class Shares(Item):
    """Precision and recall with their harmonic mean."""

    precision: float
    recall: float
    f1: float


class LinkScore(Item):
    """How well one method put reports together in one setting.

    `counted` says what is taken as together: pairs that are linked themselves, or all that stand in one incident.
    `threshold` is the best in hindsight, in words; Forewarn has none here, its own were fixed before. `events_merged`
    is the share of true events that stand in one incident with a report of another; `kept_by_blocking` the share of
    true pairs published within 30 days that are compared at all.
    """

    setting: str
    method: str
    counted: Literal["links", "incidents"]
    threshold: str = ""
    pairs: Shares
    b_cubed: Shares | None = None
    ceaf_e: Shares | None = None
    events_merged: float | None = None
    kept_by_blocking: float | None = None


class Misses(Item):
    """Mistakes of one kind in one setting, with how many there are and some cases."""

    setting: str
    kind: str
    pairs: int
    cases: tuple[str, ...] = ()


class Measure(Item):
    """One figure in words: `count` of `of`."""

    name: str
    count: int
    of: int


class LinkEvaluation(Item):
    """The answer of `forewarn evaluate links`; `notes` say what could not be measured and why."""

    corpus: str
    file: str
    half: str
    reports: int
    events: int
    true_pairs: int
    scores: tuple[LinkScore, ...] = ()
    measures: tuple[Measure, ...] = ()
    misses: tuple[Misses, ...] = ()
    notes: tuple[str, ...] = ()


class WarningScore(Item):
    """How one method warned in a recorded mission.

    `least_level` is the level from which a warning counts, empty for methods without levels. `lead_days` has one
    figure for each expected warning: days from the first alarm in its time to the event, None where none came. A late
    alarm came after the truth's last moment and before the event. `quiet_broken` are quiet windows in which an alarm
    was raised, `quiet_stood_in` those into which only one raised before them stood.
    """

    method: str
    least_level: AlertLevel | None = None
    alarms: int
    expected: int
    hits: int
    late: int
    lead_days: tuple[float | None, ...]
    false_alarms: int
    false_alarms_a_week: float
    quiet_windows: int
    quiet_broken: int
    quiet_stood_in: int


class WarningEvaluation(Item):
    """The answer of `forewarn evaluate warnings`.

    `missed_signs` are the reports of expected warnings of which a sign was read neither as stated nor as unverified,
    by key and indicators; `false_alarms` are ours, in words.
    """

    mission: str
    profile: str
    messages: int
    weeks: float
    places: int
    scores: tuple[WarningScore, ...] = ()
    measures: tuple[Measure, ...] = ()
    missed_signs: tuple[str, ...] = ()
    false_alarms: tuple[str, ...] = ()


class HotspotScore(Item):
    """How much of the events of the months measured lay in the share `top` of the cells that a method ranked highest.

    By events, all of them count alike; by months, the shares of all months with events do. `low` and `high` are the
    95 % interval over months. Onset ranks only the cells without an event in the 12 months before.
    """

    task: Literal["all cells", "onset"]
    top: float
    counted: Literal["events", "months"]
    method: str
    events: int
    months_with_events: int
    share: float
    low: float
    high: float


class HotspotDifference(Item):
    """Our share less that of the best baseline in hindsight, with its 95 % interval over months, and their ratio."""

    task: Literal["all cells", "onset"]
    top: float
    counted: Literal["events", "months"]
    best_baseline: str
    difference: float
    low: float
    high: float
    ratio: float | None


class HotspotEvaluation(Item):
    """The answer of `forewarn evaluate hotspots`; `left_out` events are known no closer than a region or a year."""

    corpus: str
    file: str
    events: int
    left_out: int
    cells: int
    months: int
    first_month: date
    last_month: date
    scores: tuple[HotspotScore, ...] = ()
    differences: tuple[HotspotDifference, ...] = ()
