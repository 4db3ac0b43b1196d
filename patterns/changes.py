"""What changed in an area against the same weeks of last year: the season compared with itself, not with last month.

Only like is compared with like. A source that is new is no change, and neither is one that has left: signs are compared
by the reports of originators that told of anything in both years; clinic counts cell by cell where both were published.
Two numbers differ where they would seldom lie so far apart if nothing had changed (the E-test of Krishnamoorthy and
Thomson 2004, judged over all signs together) and one is half as high again as the other.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta

from scipy.stats import false_discovery_control, poisson_means_test

from patterns.clinic_series import YEAR
from patterns.detector_phrases import MEASURES
from patterns.event_evidence import COUNTED
from patterns.parameters import RiseParameters, parameters_for
from patterns.phrases import LANGUAGES
from patterns.published import Cell, cell_of
from patterns.signs import name_of
from schemas.annotation import Event
from schemas.catalogue import Catalogue
from schemas.comparison import AreaComparison, Change
from schemas.errors import ConfigurationError
from schemas.index import CubeRow, Index, Where, Window
from schemas.mission import Mission, fold_name
from schemas.protection import Profile, published_scopes
from schemas.report import Count

Told = Mapping[str, Mapping[str, int]]
"""Events by kind and originator."""


def compare_area(
    index: Index,
    area: str,
    *,
    profile: Profile,
    until: datetime,
    days: int,
    mission: Mission,
    catalogue: Catalogue,
) -> AreaComparison:
    """Return what changed in a district, province or place in the `days` before `until` against last year."""
    field, name = area_field(mission, area)
    this = Window(field="occurred_from", since=until - timedelta(days=days), until=until)
    last = Window(field="occurred_from", since=until - YEAR - timedelta(days=days), until=until - YEAR)
    scopes = list(profile.scopes)
    now, then = (told_in(index, scopes, {field: name}, window) for window in (this, last))
    sources = [originators(index, scopes, window) for window in (this, last)]
    parameters = parameters_for(mission, "rise", RiseParameters)
    signs = sign_changes(now, then, sources[0] & sources[1], catalogue)
    counts = clinic_changes(index, published_scopes(profile), {field: name}, this, last) if field == "admin2" else []
    return AreaComparison(
        area=name if field != "place_id" else area,
        profile=profile.name,
        since=this.since or until,
        until=until,
        last_since=last.since or until,
        last_until=until - YEAR,
        originators_of_both=tuple(sorted(sources[0] & sources[1])),
        originators_new=tuple(sorted(sources[0] - sources[1])),
        originators_gone=tuple(sorted(sources[1] - sources[0])),
        changes=tuple(answered([*signs, *counts], parameters)),
    )


def area_field(mission: Mission, area: str) -> tuple[str, str]:
    """Return the field that events of an area have, and its value there: district, province or place."""
    asked = fold_name(area)
    for field in ("admin2", "admin1"):
        names = {getattr(place, field) for place in mission.places} - {None}
        if found := [name for name in sorted(names) if fold_name(name) == asked]:
            return field, found[0]
    place = mission.place_named(area)
    if place is None:
        raise ConfigurationError(f"{area!r} is no district, province or place of this mission; see its places.csv")
    return ("admin2", place.name) if place.feature_code == "ADM2" else ("place_id", place.id)


def told_in(index: Index, scopes: Sequence[str], where: Where, window: Window) -> Told:
    """Return the signs told in a window, by kind and originator."""
    told: dict[str, Counter[str]] = defaultdict(Counter)
    stated = {**where, "status": sorted(COUNTED)}
    for row in index.cube(Event, scopes, ("kind", "originator"), window, stated):
        told[row.group[0]][row.group[1]] += row.documents
    return told


def originators(index: Index, scopes: Sequence[str], window: Window) -> set[str]:
    """Return who told of anything anywhere in a window."""
    rows: Iterable[CubeRow] = index.cube(Event, scopes, ("originator",), window)
    return {row.group[0] for row in rows}


def sign_changes(now: Told, then: Told, both: set[str], catalogue: Catalogue) -> list[Change]:
    """Return each kind of sign now and then, not yet answered; what is no sign of the catalogue is left out."""
    ids = {each.kind: each.id for each in sorted(catalogue.indicators, key=lambda each: each.id, reverse=True)}
    return [
        unanswered(
            kind,
            "reports",
            {language: name_of(ids[kind], catalogue, language) for language in LANGUAGES},
            *(sum(told.get(kind, {}).values()) for told in (now, then)),
            *(sum(n for name, n in told.get(kind, {}).items() if name in both) for told in (now, then)),
        )
        for kind in sorted({*now, *then} & ids.keys())
    ]


def clinic_changes(index: Index, scopes: Sequence[str], where: Where, this: Window, last: Window) -> list[Change]:
    """Return each clinic measure of women, men or all, now and then, from published sums alone."""
    now, then = (published(index, scopes, where, window) for window in (this, last))
    pairs: dict[tuple[str, str], list[tuple[int, int]]] = defaultdict(list)
    for (row, day), value in now.items():
        if (row, day - YEAR) in then:
            pairs[row[1], row[2]].append((value, then[row, day - YEAR]))
    return [
        unanswered(
            f"{measure}:{sex}" if sex else measure,
            "clinic_counts",
            {language: f"{MEASURES[language][measure]}{f' ({sex})' if sex else ''}" for language in LANGUAGES},
            *(sum(value for (row, _), value in cells.items() if row[1:3] == (measure, sex)) for cells in (now, then)),
            *(sum(pair[year] for pair in alike) for year in (0, 1)),
        )
        for (measure, sex), alike in sorted(pairs.items())
    ]


def published(index: Index, scopes: Sequence[str], where: Where, window: Window) -> dict[Cell, int]:
    """Return the published sums of a window that are not hidden, by cell."""
    first = window.since and window.since.replace(hour=0, minute=0, second=0, microsecond=0)
    by_period = window.model_copy(update={"field": "period_from", "since": first})
    counts = index.find(Count, scopes, where, by_period)
    return {cell_of(count): count.value for count in counts if count.value is not None}


def unanswered(
    what: str, of: str, name: dict[str, str], now: int, last: int, alike_now: int, alike_last: int
) -> Change:
    """Return one comparison with its chance; without anything alike there is none."""
    alike = alike_now + alike_last
    chance = float(poisson_means_test(alike_now, 1, alike_last, 1).pvalue) if alike else None
    return Change.model_validate(
        {
            "what": what,
            "of": of,
            "name": name,
            "now": now,
            "last_year": last,
            "alike_now": alike_now,
            "alike_last_year": alike_last,
            "chance": chance,
            "answer": "not_comparable",
        }
    )


def answered(changes: Sequence[Change], parameters: RiseParameters) -> list[Change]:
    """Return the changes with their answers, judged together: the clear ones first."""
    told = [change for change in changes if change.chance is not None]
    adjusted = false_discovery_control([change.chance or 0.0 for change in told]) if told else []
    answers = [answer(change, float(chance), parameters) for change, chance in zip(told, adjusted, strict=True)]
    rest = [change for change in changes if change.chance is None]
    return sorted(
        [*answers, *rest],
        key=lambda each: (
            each.answer == "not_comparable",
            each.answer == "no_clear_change",
            each.chance or 0.0,
            each.what,
        ),
    )


def answer(change: Change, adjusted: float, parameters: RiseParameters) -> Change:
    """Return a change with its answer."""
    less, more = sorted((change.alike_now, change.alike_last_year))
    if adjusted > parameters.false_discovery_rate or more < parameters.least_ratio * less:
        return change.model_copy(update={"answer": "no_clear_change"})
    return change.model_copy(update={"answer": "more" if change.alike_now == more else "less"})
