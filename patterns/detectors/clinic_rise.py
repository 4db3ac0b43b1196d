"""Clinic counts that rise above the clinic's own baseline.

Each facility's count of one measure, sex and age band is compared with the same facility's own earlier weeks (or
months with months), at least four of them. "Usual" is what the earlier periods lead one to expect, with its 90 %
range; a rise is shown only where so high a number would be rare by chance, also considering how many numbers were
looked at, and where it is at least half as high again as usual. Hidden small numbers and missing weeks are missing,
never zero. More people at a clinic can have harmless causes (a new service, an epidemic, people from elsewhere), and
patients come late: the date is that of the count. Only the district is named, never the clinic.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta

from patterns.baseline import significant
from patterns.clinic_series import INDICATOR_OF_MEASURE, CountTest, longest_past, series_of, tests_of
from patterns.detector_phrases import clinic_quote
from patterns.geography import district_area
from patterns.making import make_pattern
from patterns.parameters import RiseParameters, WeightParameters, parameters_for
from patterns.phrases import LANGUAGES, beside_english
from patterns.scoring import CANNOT_BE_JUDGED, score, sign_weight
from patterns.signs import by_id
from schemas.annotation import Assertion
from schemas.catalogue import Catalogue, Indicator
from schemas.index import Index, Window
from schemas.mission import Mission
from schemas.protection import Level, Profile
from schemas.report import Count
from schemas.warning import Evidence, Pattern, ToldLanguage


def detect(index: Index, *, profile: Profile, now: datetime, mission: Mission, catalogue: Catalogue) -> list[Pattern]:
    """Return one pattern for each district in which clinic counts rise at `now`, in order of district."""
    parameters = parameters_for(mission, "rise", RiseParameters)
    weights = parameters_for(mission, "weights", WeightParameters)
    indicators = by_id(catalogue)
    counts = [
        count
        for count in read_counts(index, profile, now, parameters)
        if count.ingested_at <= now and INDICATOR_OF_MEASURE.get(count.measure) in indicators
    ]
    evidence: dict[str, list[Evidence]] = defaultdict(list)
    for test in rising(counts, now, parameters):
        indicator = indicators[INDICATOR_OF_MEASURE[test.count.measure]]
        evidence[test.count.admin2 or ""].append(count_evidence(test, indicator, weights))
    areas = {admin2: district_area(mission, admin2) for admin2 in sorted(evidence)}
    return [
        make_pattern(
            detector="clinic_rise",
            profile=profile,
            area=area,
            since=min(sign.occurred_from for sign in evidence[admin2]),
            until=now,
            evidence=evidence[admin2],
            reasons=reasons(evidence[admin2]),
            score=score(evidence[admin2], weights),
        )
        for admin2, area in areas.items()
        if area is not None
    ]


def read_counts(index: Index, profile: Profile, now: datetime, parameters: RiseParameters) -> list[Count]:
    """Return the counts of the districts that have recent ones, as far back as a test needs.

    Each count lies once at the confidential level, small values hidden, and once at the strictly confidential one,
    whole: a profile reads one of the two, never both.
    """
    whole = Level.STRICTLY_CONFIDENTIAL in profile.levels
    scopes = [(Level.STRICTLY_CONFIDENTIAL if whole else Level.CONFIDENTIAL).value]
    recent_days = max(parameters.recent_weeks_days, parameters.recent_months_days) + 31
    recent = Window(field="period_from", since=now - timedelta(days=recent_days), until=now)
    districts = [row.group[0] for row in index.cube(Count, scopes, ("admin2",), recent) if row.group[0]]
    past = Window(field="period_from", since=now - longest_past(parameters), until=now)
    return list(index.find(Count, scopes, {"admin2": districts}, past)) if districts else []


def rising(counts: Iterable[Count], now: datetime, parameters: RiseParameters) -> list[CountTest]:
    """Return the recent counts that are high for their series, judged together."""
    tests = [test for series in series_of(counts) for test in tests_of(series, now=now, parameters=parameters)]
    found = significant(
        [test.comparison for test in tests],
        false_discovery_rate=parameters.false_discovery_rate,
        least_ratio=parameters.least_ratio,
    )
    return [test for test, holds in zip(tests, found, strict=True) if holds]


def count_evidence(test: CountTest, indicator: Indicator, weights: WeightParameters) -> Evidence:
    """Return the evidence that a risen count is; it names the district only (rule D12)."""
    count = test.count
    quotes = {language: clinic_quote(count, test.comparison, language) for language in LANGUAGES}
    return Evidence(
        count_id=count.id,
        key=count.key,
        indicators=(indicator.id,),
        kind=indicator.kind,
        status=Assertion.AFFIRMED,
        quote=quotes["en"],
        quote_in=beside_english(quotes),
        place_name=f"district {count.admin2}",
        occurred_from=start_of(count.period_from),
        occurred_to=start_of(count.period_to) + timedelta(days=1),
        source_type=count.source_type,
        originator=count.originator,
        reliability=count.reliability,
        credibility=CANNOT_BE_JUDGED,
        level=count.level,
        tlp=count.tlp,
        weight=sign_weight(indicator.severity, hedged=False, stated_reason=False, weights=weights),
    )


def reasons(signs: Iterable[Evidence]) -> dict[ToldLanguage, list[str]]:
    """Return the counts in sentences, in each language."""
    told = [{"en": sign.quote, **sign.quote_in} for sign in sorted(signs, key=lambda sign: sign.quote)]
    return {language: [f"{quotes[language]}." for quotes in told] for language in LANGUAGES}


def start_of(day: date) -> datetime:
    """Return the first moment of `day`."""
    return datetime.combine(day, time(), UTC)
