"""Clinic counts that rise above the clinic's own baseline.

Attendance of women and girls, courses of PEP, emergency contraception, late presenters, infections, pregnancies under
18: each facility's count of one measure, sex and age band is compared with the same facility's own earlier weeks (or
months with months), at least four of them. "Usual" is what the earlier periods lead one to expect, with its 90 %
range; a rise is shown only where so high a number would be rare by chance, also considering how many numbers were
looked at, and where it is at least half as high again as usual. Where earlier years are known, what they had at this
time of year is expected again; where the men of the same clinic come more often too, as when a service opens or people
arrive, as much more of the women is expected. Hidden small numbers and missing weeks are missing, never zero. More
people at a clinic can have harmless causes (an epidemic, people from elsewhere), and patients come late: the date is
that of the count. Whole numbers are read in the protected profile alone. What is told is the published sum of the
district, never the clinic, and never a number that is hidden or would give a hidden one away.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta

from patterns.baseline import Comparison, significant
from patterns.clinic_series import (
    INDICATOR_OF_MEASURE,
    LONGEST_MONTH_DAYS,
    YEAR,
    CountTest,
    longest_past,
    tests_of,
)
from patterns.detector_phrases import clinic_quote
from patterns.geography import district_area
from patterns.making import make_pattern
from patterns.parameters import RiseParameters, WeightParameters, parameters_for
from patterns.phrases import LANGUAGES, beside_english
from patterns.published import cell_of, published_cells
from patterns.scoring import CANNOT_BE_JUDGED, score, sign_weight
from patterns.signs import by_id
from schemas.annotation import Assertion
from schemas.catalogue import Catalogue, Indicator
from schemas.index import Index, Window
from schemas.mission import Mission
from schemas.protection import Level, Profile, published_scopes
from schemas.report import Count
from schemas.warning import Evidence, Pattern, ToldLanguage


def detect(index: Index, *, profile: Profile, now: datetime, mission: Mission, catalogue: Catalogue) -> list[Pattern]:
    """Return one pattern for each district in which clinic counts rise at `now`, in order of district."""
    parameters = parameters_for(mission, "rise", RiseParameters)
    weights = parameters_for(mission, "weights", WeightParameters)
    indicators = by_id(catalogue)
    whole = Level.STRICTLY_CONFIDENTIAL in profile.levels
    told = read_counts(index, published_scopes(profile), now, parameters)
    counts = read_counts(index, [Level.STRICTLY_CONFIDENTIAL.value], now, parameters) if whole else told
    published = published_cells(told, parameters)
    evidence: dict[str, list[Evidence]] = defaultdict(list)
    for test in rising([count for count in counts if is_known(count, indicators)], now, parameters):
        indicator = indicators[INDICATOR_OF_MEASURE[test.count.measure]]
        evidence[test.count.admin2 or ""].append(
            count_evidence(test, published.get(cell_of(test.count)), indicator, weights)
        )
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


def read_counts(index: Index, scopes: Sequence[str], now: datetime, parameters: RiseParameters) -> list[Count]:
    """Return the counts of the districts that have recent ones, as far back as a test needs, earlier years included.

    Each count lies once at the confidential level, summed to the district with small values hidden, and once at the
    strictly confidential one, whole.
    """
    recent_days = max(parameters.recent_weeks_days, parameters.recent_months_days) + 31
    recent = Window(field="period_from", since=now - timedelta(days=recent_days), until=now)
    districts = [row.group[0] for row in index.cube(Count, scopes, ("admin2",), recent) if row.group[0]]
    found = {
        count.id: count
        for past in windows(now, parameters)
        for count in (index.find(Count, scopes, {"admin2": districts}, past) if districts else ())
        if count.ingested_at <= now
    }
    return [found[each] for each in sorted(found)]


def windows(now: datetime, parameters: RiseParameters) -> Iterator[Window]:
    """Yield the weeks that a test can need, and the same weeks of earlier years with the month after them."""
    for years in range(parameters.earlier_years + 1):
        day = now - YEAR * years
        after = timedelta(days=LONGEST_MONTH_DAYS if years else 0)
        yield Window(field="period_from", since=day - longest_past(parameters), until=day + after)


def is_known(count: Count, indicators: Mapping[str, Indicator]) -> bool:
    """Return whether the catalogue knows the sign that a rise would be, or the count is that of men at the clinic."""
    return INDICATOR_OF_MEASURE.get(count.measure) in indicators


def rising(counts: Sequence[Count], now: datetime, parameters: RiseParameters) -> list[CountTest]:
    """Return the recent counts that are high for their series, judged together."""
    tests = tests_of(counts, now=now, parameters=parameters)
    found = significant(
        [test.comparison for test in tests],
        false_discovery_rate=parameters.false_discovery_rate,
        least_ratio=parameters.least_ratio,
    )
    return [test for test, holds in zip(tests, found, strict=True) if holds]


def count_evidence(
    test: CountTest, published: Comparison | None, indicator: Indicator, weights: WeightParameters
) -> Evidence:
    """Return the evidence that a risen count is; told by the district's published sum only (D08, D09, D12)."""
    count = test.count
    explained = test.season.ratio > 1, test.access.ratio > 1
    quotes = {language: clinic_quote(count, published, language, *explained) for language in LANGUAGES}
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
