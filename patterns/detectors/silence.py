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

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime, timedelta

from patterns.event_evidence import event_evidence
from patterns.geography import district_area
from patterns.making import make_pattern
from patterns.naming import signs_named
from patterns.parameters import SilenceParameters, WeightParameters, parameters_for
from patterns.phrases import LANGUAGES, beside_english, day_words
from patterns.scoring import CANNOT_BE_JUDGED, noisy_or, sign_weight
from patterns.signs import by_id
from patterns.silence_phrases import silence_quote
from patterns.silences import Look, Silence, read_silences, start_of
from schemas.annotation import Assertion
from schemas.catalogue import Catalogue
from schemas.index import Index
from schemas.mission import Mission
from schemas.protection import Profile
from schemas.warning import Area, Evidence, Pattern, ToldLanguage

SIGN, KIND = "CLN-06", "silence"


def detect(index: Index, *, profile: Profile, now: datetime, mission: Mission, catalogue: Catalogue) -> list[Pattern]:
    """Return one pattern for each district with a source that is silent at `now`, in order of district."""
    look = Look(index, profile, now, parameters_for(mission, "silence", SilenceParameters))
    weights = parameters_for(mission, "weights", WeightParameters)
    silences: dict[str, list[Silence]] = defaultdict(list)
    for silence in read_silences(look, mission, catalogue):
        silences[silence.admin2].append(silence)
    areas = {admin2: district_area(mission, admin2) for admin2 in sorted(silences)}
    return [
        pattern_of(silences[admin2], area, look, catalogue, weights)
        for admin2, area in areas.items()
        if area is not None
    ]


def pattern_of(
    silences: Sequence[Silence], area: Area, look: Look, catalogue: Catalogue, weights: WeightParameters
) -> Pattern:
    """Return the pattern of one district; armed signs are shown beside the silence, and count in other detectors."""
    signs = [evidence_of(silence, catalogue, look.parameters, weights) for silence in silences]
    armed = {event.id: event_evidence(event, weights) for silence in silences for event in silence.armed}
    return make_pattern(
        detector="silence",
        profile=look.profile,
        area=area,
        since=min(sign.occurred_from for sign in signs),
        until=look.now,
        evidence=[*signs, *armed.values()],
        reasons={language: [sign.quote_in.get(language, sign.quote) for sign in signs] for language in LANGUAGES},
        score=noisy_or(sign.weight for sign in signs),
    )


def evidence_of(
    silence: Silence, catalogue: Catalogue, parameters: SilenceParameters, weights: WeightParameters
) -> Evidence:
    """Return the evidence that a silence is: a sign where armed people came before it, else only a thing to know."""
    stream, last = silence.stream, silence.last
    sign = by_id(catalogue).get(SIGN) if silence.armed else None
    quotes = {language: quote_of(silence, catalogue, language) for language in LANGUAGES}
    since = start_of(stream.days[-1] + timedelta(days=1))
    return Evidence(
        key=f"silence:{stream.topic}:{stream.name}:{stream.days[-1].isoformat()}",
        indicators=(SIGN,) if sign else (),
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
        if sign
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
