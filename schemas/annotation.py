"""What was read out of one report: places, indicators, actors, and the events they make."""

from enum import StrEnum
from typing import Literal

from schemas.base import Item, Latitude, Longitude, Moment, Probability
from schemas.protection import Audience, Level, Tlp
from schemas.report import Sex
from schemas.route import Direction, RouteStop
from schemas.source import Reliability, SourceType

Tie = Literal["crsv", "trafficking", "both", "neither"]
DatePrecision = Literal["hour", "day", "week", "month", "year"]
DateBasis = Literal["text", "occurred", "observed", "reported", "ingested"]
TimeOfDay = Literal["morning", "day", "evening", "night"]
CountedUnit = Literal["person", "household"]
CountedRole = Literal["affected", "actor"]
Answer = Literal["true", "possible", "false"]
ToldLanguage = Literal["en", "fr"]
"""A language that our own sentences are written in; `reasons_in` and the like hold them in those but English."""
REPORT_KIND = "report"
"""The kind of an event in whose words no sign was read; it is linked, and counts for nothing else."""
PlaceEvidence = Literal["gazetteer", "type_word", "cue", "place_field", "model", ""]


class Assertion(StrEnum):
    """How a sign is stated; context is hypothetical, past, planned or improved."""

    AFFIRMED = "affirmed"
    HEDGED = "hedged"
    NEGATED = "negated"
    CONTEXT = "context"


class PlaceCandidate(Item):
    """Another place that a name may stand for; `score` is its probability."""

    place_id: str | None = None
    name: str
    latitude: Latitude
    longitude: Longitude
    admin1: str | None = None
    admin2: str | None = None
    score: Probability


class PlaceMention(Item):
    """A place named in a report, resolved as far as it can be.

    `place_id` and the coordinates are None for a name that could not be placed. `score` is the probability that the
    place is the one meant; in 80 % of cases it lies within `radius_km`. `line` holds the ends (latitude,
    longitude) of a stretch such as `between A and B`. `next_candidates` are at most two. `evidence` says what makes it
    the name of a place at all: a word such as `village`, a cue such as `in`, the gazetteer, or the model alone.
    `reason` is a sentence for the analyst.
    """

    text: str
    start: int
    end: int
    place_id: str | None = None
    name: str | None = None
    latitude: Latitude | None = None
    longitude: Longitude | None = None
    radius_km: float | None = None
    admin1: str | None = None
    admin2: str | None = None
    line: tuple[tuple[Latitude, Longitude], ...] = ()
    score: Probability = 0.0
    next_candidates: tuple[PlaceCandidate, ...] = ()
    evidence: PlaceEvidence = ""
    reason: str


class UnplacedName(Item):
    """The name in a place field of the report that could not be placed, with a sentence that says why."""

    text: str
    evidence: PlaceEvidence = "place_field"
    reason: str


class IndicatorHit(Item):
    """One warning sign read from a text; `quote` is the sentence or clause that says so, `reason` what matched.

    `unverified_translation` marks words in a language that no speaker of it has checked in the catalogue.
    """

    id: str
    status: Assertion
    start: int
    end: int
    quote: str
    reason: str
    unverified_translation: bool = False


class ActorMention(Item):
    """A group, by its id where it is known, else by its description; never a person."""

    text: str
    start: int
    end: int
    actor_id: str | None = None
    kind: str | None = None


class Versions(Item):
    """What an annotation was made with; `model` is the language model, with the trained model of signs."""

    model: str
    catalogue: str
    gazetteer: str


class Annotation(Item):
    """What was read out of one version of one report; `unplaced` are the place fields that could not be placed.

    Where not `language_processed`, nothing was read: the language or the script is none of ours, or reading failed.
    """

    report_id: str
    version_id: str
    key: str
    topic: str
    lang: str
    language_processed: bool
    places: tuple[PlaceMention, ...] = ()
    unplaced: tuple[UnplacedName, ...] = ()
    indicators: tuple[IndicatorHit, ...] = ()
    actors: tuple[ActorMention, ...] = ()
    level: Level
    audience: Audience = Audience.STAFF
    versions: Versions


class EventPlace(Item):
    """Where an event was, with the radius that the text leaves open; `line` holds the ends of a stretch."""

    place_id: str | None = None
    name: str
    latitude: Latitude
    longitude: Longitude
    radius_km: float
    admin1: str | None = None
    admin2: str | None = None
    line: tuple[tuple[Latitude, Longitude], ...] = ()
    reason: str


class PeopleCount(Item):
    """A number of people as stated: at least `minimum`, at most `maximum`; `who` and `what` as the text has them.

    `sex` is set only where a word says it (women, garçons), never by guess; `youngest` and `oldest` are ages in years,
    from a stated age or the word (girls: up to 17). `is_part` marks those already counted in another number
    (`5 abducted, of them 3 girls`). `role` tells those whom the act befell from those who did it.
    """

    minimum: int
    maximum: int
    who: str
    what: str = ""
    sex: Sex | None = None
    youngest: int | None = None
    oldest: int | None = None
    unit: CountedUnit = "person"
    role: CountedRole = "affected"
    is_part: bool = False


class EventActor(Item):
    """A group that takes part in an event."""

    actor_id: str | None = None
    name: str
    kind: str | None = None


class Claim(Item):
    """What the words of an event claim that another report may contradict: `what` is a thing or a harm, or empty."""

    about: Literal["age", "number", "harm", "denial"]
    what: str
    says: str


class EventVerdict(Item):
    """Whether an event is conflict-related sexual violence, or trafficking, with the reason in words.

    `codes` are what is shown: acts and links (`mara:rape`, `link:perpetrator_profile`), or elements and dimensions
    (`act:transfer`, `purpose:slavery`, `ilo:exploitation`, `child`).
    """

    answer: Answer
    reason: str
    reason_in: dict[ToldLanguage, str] = {}
    codes: tuple[str, ...] = ()


class Event(Item):
    """One act or sign, one place, one time, in one report, with the words that say so.

    `id` is made of report id, kind, place and day, so it survives a correction that leaves those alone.
    `stated_reason` is the id of the indicator that the text itself gives as the reason of this sign.
    Four dates are kept apart: when it occurred (with how exactly that is known, and whether the text says so or the
    report's own time stands in), when it was observed, reported and ingested.
    `crsv` and `trafficking` are decided apart; `codes` are those of the lists that it falls under (`mara:rape`,
    `mrm:abduction`), each with its list before it. `route` holds the places that its passage gives as origin, transit
    and destination, in order of the way; `heading` is a direction that it states (`northbound`).
    Filled by linking: `keys` (blocking), `signature` (MinHash of the report's text), `outline` (what the passage tells
    of, in its order, in terms that two languages share), `cites` (whom the report names as its source), `references`
    (which other reports it names) and `claims` (ages, numbers of things, harm and denials in the passage).
    """

    id: str
    report_id: str
    version_id: str
    key: str
    topic: str
    kind: str
    indicators: tuple[str, ...]
    status: Assertion
    severity: int
    tie: Tie
    stated_reason: str | None = None
    unverified_translation: bool = False
    crsv: EventVerdict | None = None
    trafficking: EventVerdict | None = None
    codes: tuple[str, ...] = ()
    place: EventPlace | None
    route: tuple[RouteStop, ...] = ()
    heading: Direction | None = None
    occurred_from: Moment
    occurred_to: Moment
    date_precision: DatePrecision = "day"
    date_basis: DateBasis = "reported"
    time_of_day: TimeOfDay | None = None
    observed_from: Moment | None = None
    observed_to: Moment | None = None
    actors: tuple[EventActor, ...] = ()
    counts: tuple[PeopleCount, ...] = ()
    quote: str
    spans: tuple[tuple[int, int], ...]
    source_type: SourceType
    originator: str
    reliability: Reliability
    interviewer_sex: Literal["F", "M"] | None = None
    level: Level
    tlp: Tlp
    audience: Audience = Audience.STAFF
    lang: str
    reported_at: Moment
    ingested_at: Moment
    keys: tuple[str, ...] = ()
    signature: tuple[int, ...] = ()
    outline: tuple[str, ...] = ()
    cites: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    claims: tuple[Claim, ...] = ()

    @property
    def is_sign(self) -> bool:
        """Whether a sign was read; what is told without one is linked, and counts for nothing else."""
        return bool(self.indicators)


class AnnotatedReport(Item):
    """The annotate stage's answer for one report."""

    annotation: Annotation
    events: tuple[Event, ...] = ()
