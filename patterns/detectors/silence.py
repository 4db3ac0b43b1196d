"""A source that has fallen silent, past its own rhythm.

Every patrol base, organisation and clinic, and the community alerts of every district, come with gaps of their own. A
source is shown as silent when nothing has come for longer than all but one in a hundred of such gaps would last, judged
by at least five gaps of its own, and for longer than the mission expects of it. Where everything that comes by one
system has stopped, or its messages wait or are stopped, the system is down and nobody is called silent: see `forewarn
status`. Silence has harmless causes (leave, rain, a flat battery), so by itself it is shown and counts almost nothing.
Where armed people were reported in the district in the two weeks before, silence is a sign of its own (CLN-06): who
would report may not be able to. A clinic is never named, only its district. A source that reports from everywhere has
no place, and one that was always irregular can be silent for long before it shows.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple

from patterns.detector_phrases import silence_quote
from patterns.event_evidence import COUNTED, event_evidence
from patterns.geography import district_area
from patterns.making import make_pattern
from patterns.naming import signs_named
from patterns.parameters import SilenceParameters, WeightParameters, parameters_for
from patterns.phrases import LANGUAGES, beside_english, day_words
from patterns.scoring import CANNOT_BE_JUDGED, noisy_or, sign_weight
from patterns.signs import by_id, family
from patterns.streams import Stream, past_their_rhythm, read_streams
from schemas.annotation import Assertion, Event
from schemas.catalogue import Catalogue
from schemas.index import Index, Window
from schemas.mission import Mission
from schemas.protection import Profile
from schemas.report import Count, Report
from schemas.status import SourceStatus
from schemas.warning import Area, Evidence, Pattern, ToldLanguage

SIGN, KIND = "CLN-06", "silence"


class Silence(NamedTuple):
    """A silent stream, its district, its last report or count, and the armed signs before it."""

    stream: Stream
    admin2: str
    last: Report | Count
    armed: tuple[Event, ...]
    alone: bool


def detect(index: Index, *, profile: Profile, now: datetime, mission: Mission, catalogue: Catalogue) -> list[Pattern]:
    """Return one pattern for each district with a source that is silent at `now`, in order of district."""
    parameters = parameters_for(mission, "silence", SilenceParameters)
    weights = parameters_for(mission, "weights", WeightParameters)
    silences: dict[str, list[Silence]] = defaultdict(list)
    for silence in read_silences(index, profile, now, mission, catalogue, parameters):
        silences[silence.admin2].append(silence)
    areas = {admin2: district_area(mission, admin2) for admin2 in sorted(silences)}
    return [
        pattern_of(silences[admin2], area, now, profile, catalogue, parameters, weights)
        for admin2, area in areas.items()
        if area is not None
    ]


def pattern_of(
    silences: Sequence[Silence],
    area: Area,
    now: datetime,
    profile: Profile,
    catalogue: Catalogue,
    parameters: SilenceParameters,
    weights: WeightParameters,
) -> Pattern:
    """Return the pattern of one district; armed signs are shown beside the silence, and count in other detectors."""
    signs = [evidence_of(silence, catalogue, parameters, weights) for silence in silences]
    armed = {event.id: event_evidence(event, weights) for silence in silences for event in silence.armed}
    return make_pattern(
        detector="silence",
        profile=profile,
        area=area,
        since=min(sign.occurred_from for sign in signs),
        until=now,
        evidence=[*signs, *armed.values()],
        reasons={language: [sign.quote_in.get(language, sign.quote) for sign in signs] for language in LANGUAGES},
        score=noisy_or(sign.weight for sign in signs),
    )


def read_silences(
    index: Index,
    profile: Profile,
    now: datetime,
    mission: Mission,
    catalogue: Catalogue,
    parameters: SilenceParameters,
) -> list[Silence]:
    """Return the sources that are silent while their systems work, each with its district."""
    every = read_streams(index, profile, now=now, parameters=parameters)
    waiting = held_up(index, profile)
    silent = past_their_rhythm(
        [each for each in every if each.topic not in waiting],
        today=now.date(),
        parameters=parameters,
        expected_days=expected_days(mission),
    )
    homes = {stream: home_of(index, stream, profile, now, parameters) for stream in silent}
    topics = Counter(each.topic for each in every)
    return [
        Silence(
            stream,
            admin2,
            last_of(index, stream, profile),
            armed_before(index, stream, admin2, profile, now, catalogue, parameters),
            topics[stream.topic] == 1,
        )
        for stream, admin2 in homes.items()
        if admin2 is not None
    ]


def held_up(index: Index, profile: Profile) -> frozenset[str]:
    """Return the topics that a person stopped, or whose messages waited after the last run."""
    sources = index.find(SourceStatus, [level.value for level in profile.levels])
    return frozenset(each.topic for each in sources if each.state == "stopped" or each.lag_messages > 0)


def expected_days(mission: Mission) -> dict[str, float]:
    """Return how long each base and facility may stay away by the mission's own files."""
    bases = {each.id: each.expected_every_days or 0.0 for each in mission.bases}
    return bases | {each.id: each.expected_every_days or 0.0 for each in mission.facilities}


def home_of(index: Index, stream: Stream, profile: Profile, now: datetime, parameters: SilenceParameters) -> str | None:
    """Return the district of a stream: that of most places it told of; None where it tells of many."""
    if stream.what == "district":
        return stream.name
    scopes = [level.value for level in profile.levels]
    window = Window(field="ingested_at", since=now - timedelta(days=parameters.window_days), until=now)
    kind, field = (Count, "facility_id") if stream.what == "clinic" else (Event, "originator")
    rows = index.cube(kind, scopes, ("admin2",), window, {field: stream.name, "topic": stream.topic})
    total = sum(row.documents for row in rows)
    return next((row.group[0] for row in rows if row.documents > parameters.home_share * total), None)


def last_of(index: Index, stream: Stream, profile: Profile) -> Report | Count:
    """Return what came last of a stream, for its level and source; the one of the smallest id of several."""
    scopes, day = [level.value for level in profile.levels], stream.days[-1].isoformat()
    if stream.what == "clinic":
        return next(index.find(Count, scopes, {"topic": stream.topic, "facility_id": stream.name, "ingested_day": day}))
    where = {"topic": stream.topic, "ingested_day": day}
    if stream.what == "originator":
        return next(index.find(Report, scopes, {**where, "originator": stream.name}))
    event = next(index.find(Event, scopes, {**where, "admin2": stream.name}))
    return index.get(Report, scopes, [event.report_id])[event.report_id]


def armed_before(
    index: Index,
    stream: Stream,
    admin2: str,
    profile: Profile,
    now: datetime,
    catalogue: Catalogue,
    parameters: SilenceParameters,
) -> tuple[Event, ...]:
    """Return the signs of armed people in the district, from two weeks before the last report to when one was due."""
    kinds = sorted(
        each.kind
        for each in catalogue.indicators
        if family(each.id) == "ARM" and each.severity >= parameters.armed_severity
    )
    last = start_of(stream.days[-1])
    due = min(now, last + timedelta(days=stream.usual + 1))
    window = Window(field="occurred_from", since=last - timedelta(days=parameters.armed_days), until=due)
    events = index.find(Event, [each.value for each in profile.levels], {"admin2": admin2, "kind": kinds}, window)
    return tuple(event for event in events if event.status in COUNTED and event.ingested_at <= now)


def evidence_of(
    silence: Silence, catalogue: Catalogue, parameters: SilenceParameters, weights: WeightParameters
) -> Evidence:
    """Return the evidence that a silence is: a sign where armed people came before it, else only a thing to know."""
    stream, last, sign = silence.stream, silence.last, by_id(catalogue).get(SIGN)
    is_sign = bool(silence.armed) and sign is not None
    quotes = {language: quote_of(silence, catalogue, language) for language in LANGUAGES}
    since = start_of(stream.days[-1] + timedelta(days=1))
    return Evidence(
        key=f"silence:{stream.topic}:{stream.name}:{stream.days[-1].isoformat()}",
        indicators=(SIGN,) if is_sign else (),
        kind=KIND,
        status=Assertion.AFFIRMED,
        quote=quotes["en"],
        quote_in=beside_english(quotes),
        place_name=f"district {silence.admin2}",
        occurred_from=since,
        occurred_to=since,
        source_type=last.source_type,
        originator=last.originator,
        reliability=last.reliability,
        credibility=CANNOT_BE_JUDGED,
        level=last.level,
        tlp=last.tlp,
        weight=sign_weight(sign.severity, hedged=False, stated_reason=False, weights=weights)
        if is_sign and sign
        else parameters.score,
    )


def quote_of(silence: Silence, catalogue: Catalogue, language: ToldLanguage) -> str:
    """Return a silence in words."""
    stream = silence.stream
    words = {
        "name": stream.name,
        "admin2": silence.admin2,
        "last": day_words(start_of(stream.days[-1]), language),
        "usual": stream.usual,
        "longest": max(stream.gaps),
    }
    armed = signs_named((each for event in silence.armed for each in event.indicators), catalogue, language)
    return silence_quote(words, stream.what, language, alone=silence.alone, armed=armed if silence.armed else "")


def start_of(day: date) -> datetime:
    """Return the first moment of `day`."""
    return datetime.combine(day, time(), UTC)
