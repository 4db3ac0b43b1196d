"""Signs that strengthen each other near in place and time.

One sign alone seldom means much: strangers pass, people sleep in their fields at harvest. Two different signs in the
same villages within two weeks mean more, most of all where people give one as the reason of the other ("we sleep in
the bush because unknown men walk about at night"). This detector looks back over 14 days, gathers the signs within
about 15 km of a village, leaves out reprints of one text, and scores what remains: severe signs count more than mild
ones, stated facts more than rumours, a second independent originator more than a repeat by the first, and two types
of source more than one. It shows an area only where at least two different precursors meet, or where a single act of
the highest severity is affirmed. No sign counts in two areas. A score is a way to rank, not a probability of attack.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from patterns.areas import best_areas
from patterns.detector_phrases import MEETING, STATED, origins_reason
from patterns.event_evidence import COUNTED, event_evidence, is_counted
from patterns.geography import distances_km, neighbour_cells
from patterns.making import make_pattern
from patterns.naming import signs_named
from patterns.origins import without_copies
from patterns.parameters import CompoundParameters, WeightParameters, parameters_for
from patterns.phrases import LANGUAGES
from patterns.scoring import score
from patterns.signs import kinds_of_severity, name_of, precursor_kinds
from schemas.annotation import Assertion, Event, EventPlace
from schemas.catalogue import Catalogue
from schemas.index import CubeRow, Index, Window
from schemas.mission import Mission
from schemas.protection import Profile
from schemas.source import SourceType
from schemas.warning import Area, Pattern, ToldLanguage

ACT = 5


def detect(index: Index, *, profile: Profile, now: datetime, mission: Mission, catalogue: Catalogue) -> list[Pattern]:
    """Return the areas where signs meet at `now`, best first."""
    parameters = parameters_for(mission, "compound", CompoundParameters)
    weights = parameters_for(mission, "weights", WeightParameters)
    window = Window(field="occurred_from", since=now - timedelta(days=parameters.window_days), until=now)
    scopes = list(profile.scopes)
    precursors = precursor_kinds(catalogue, least_severity=parameters.precursor_severity)
    acts = kinds_of_severity(catalogue, ACT)
    cells = promising_cells(index.cube(Event, scopes, ("cell", "kind"), window), precursors, acts, parameters)
    known = [event for event in read_signs(index, scopes, window, cells, parameters) if event.ingested_at <= now]
    signs = without_copies(known, copy_similarity=weights.copy_similarity)
    evidence = {event.id: event_evidence(event, weights) for event in signs}

    def area_score(members: Sequence[Event]) -> float:
        """Return 0 for what is no pattern."""
        if not is_pattern(members, precursors):
            return 0.0
        return score((evidence[event.id] for event in members), weights)

    return [
        make_pattern(
            detector="compound",
            profile=profile,
            area=area_of(place, members, parameters),
            since=now - timedelta(days=parameters.window_days),
            until=now,
            evidence=(evidence[event.id] for event in members),
            reasons={language: reasons(members, catalogue, language) for language in LANGUAGES},
            score=area_score(members),
        )
        for place, members in best_areas(signs, area_score, parameters)
    ]


def is_pattern(members: Iterable[Event], precursors: frozenset[str]) -> bool:
    """Return whether different precursors meet, or an act of the highest severity is affirmed."""
    members = list(members)
    meeting = {event.kind for event in members} & precursors
    return len(meeting) > 1 or any(event.severity == ACT and event.status is Assertion.AFFIRMED for event in members)


def promising_cells(
    rows: Iterable[CubeRow], precursors: frozenset[str], acts: frozenset[str], parameters: CompoundParameters
) -> list[str]:
    """Return the cells whose events are worth reading: those with a pattern possible within reach."""
    kinds: dict[str, set[str]] = defaultdict(set)
    for cell, kind in (row.group for row in rows):
        kinds[cell].add(kind)
    reach_km = parameters.neighbourhood_km + parameters.wide_km
    promising: set[str] = set()
    for cell in sorted(kinds):
        near = [each for each in neighbour_cells(cell, reach_km) if each in kinds]
        within_reach = {kind for each in near for kind in kinds[each]}
        if within_reach & acts or len(within_reach & precursors) > 1:
            promising.update(near)
    return sorted(promising)


def read_signs(
    index: Index, scopes: Sequence[str], window: Window, cells: Sequence[str], parameters: CompoundParameters
) -> list[Event]:
    """Return the events in `cells`, and those placed no closer than a district in the districts of these."""

    def read(**where: Sequence[str]) -> list[Event]:
        events = index.find(Event, scopes, {"status": sorted(COUNTED), **where}, window)
        return [event for event in events if is_counted(event)]

    if not cells:
        return []
    within = frozenset(cells)
    rows = [row.group for row in index.cube(Event, scopes, ("admin2", "cell"), window)]
    districts = sorted({admin2 for admin2, cell in rows if cell in within})
    beyond = sorted({cell for admin2, cell in rows if admin2 in districts} - within)
    far = [*read(admin2=districts, cell=beyond), *read(admin2=districts, source_type=[SourceType.CLINIC.value])]
    found = {event.id: event for event in [*read(cell=cells), *(event for event in far if is_wide(event, parameters))]}
    return [found[each] for each in sorted(found)]


def is_wide(event: Event, parameters: CompoundParameters) -> bool:
    """Return whether an event can only be placed in its district: a clinic is never shown as a point (rule D12)."""
    wide = event.place is not None and event.place.radius_km > parameters.wide_km
    return wide or event.source_type is SourceType.CLINIC


def area_of(place: EventPlace, members: Iterable[Event], parameters: CompoundParameters) -> Area:
    """Return the circle around `place` that holds the places of the signs, those as wide as a district aside."""
    places = [event.place for event in members if event.place and event.place.radius_km <= parameters.wide_km]
    return Area(
        name=place.name,
        admin1=place.admin1,
        admin2=place.admin2,
        place_id=place.place_id,
        latitude=place.latitude,
        longitude=place.longitude,
        radius_km=round(max([1.0, place.radius_km, *distances_km(place, places)]), 1),
    )


def reasons(members: Sequence[Event], catalogue: Catalogue, language: ToldLanguage) -> list[str]:
    """Return why these signs were put together, in sentences."""
    called = signs_named((each for event in members for each in event.indicators), catalogue, language)
    stated = sorted({event.stated_reason for event in members if event.stated_reason})
    return [
        MEETING[language].format(signs=called),
        *(STATED[language].format(sign=name_of(each, catalogue, language)) for each in stated),
        origins_reason((event.originator for event in members), (event.source_type for event in members), language),
    ]
