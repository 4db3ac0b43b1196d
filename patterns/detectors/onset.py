"""A cell that was quiet for a year, and may be about to turn.

The area is cut into cells of about 50 km. For each cell without an act or strong sign in the last twelve months, the
chance of one in the next 30 days is added up from what happened nearby in the last weeks, months and years, and from
what happened here before. How much each adds was learned from the mission's own past: the months in which other quiet
cells turned, or did not. Shown are at most 5 % of the quiet cells, those with a chance of at least one in five, where
what happened nearby within the year is the larger part of it; with that chance, its parts, and the nearest of these
events. Most quiet cells stay quiet: it counts little, and says where to look next. A cell counts only where somebody
reported from, or a place is known. It says nothing before a year and a half of reports.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import islice

import h3

from patterns.cell_events import read_cells, stated
from patterns.cells import area_of_cells, centre_of, inner_cells, villages
from patterns.detector_phrases import onset_reason
from patterns.event_evidence import event_evidence
from patterns.geography import distances_km
from patterns.making import make_pattern
from patterns.parameters import OnsetParameters, WeightParameters, parameters_for
from patterns.phrases import LANGUAGES
from patterns.turning import history_of, turning
from schemas.annotation import Event, EventPlace
from schemas.catalogue import Catalogue
from schemas.geography import Position
from schemas.index import Index, Window
from schemas.mission import Mission
from schemas.protection import Profile
from schemas.warning import Pattern

ENOUGH = 100


def detect(index: Index, *, profile: Profile, now: datetime, mission: Mission, catalogue: Catalogue) -> list[Pattern]:
    """Return the quiet cells that may be about to turn at `now`, the likeliest first."""
    parameters = parameters_for(mission, "onset", OnsetParameters)
    weights = parameters_for(mission, "weights", WeightParameters)
    scopes = list(profile.scopes)
    window = Window(field="occurred_from", since=now - timedelta(days=parameters.most_days), until=now)
    acts = stated(catalogue, least_severity=parameters.least_severity)
    told = index.cube(Event, scopes, ("cell", "day", "kind"), window, acts)
    reports = index.cube(Event, scopes, ("cell", "day"), window)
    history = history_of(reports, told, villages(mission), today=now.date(), resolution=parameters.cell_resolution)
    fine = sorted({row.group[0] for row in told if row.group[0]})

    def behind(cell: str) -> list[Event]:
        """Return the nearest events of the last period."""
        near = within(cell, fine, parameters.near_km)
        events = read_cells(index, scopes, near, acts, days=parameters.period_days, now=now, weights=weights)
        return nearest(cell, events)[: parameters.most_signs]

    def inside(cell: str) -> list[EventPlace | None]:
        """Return places that were reported from, as far as its name needs them."""
        cells = sorted(inner_cells(cell, (row.group[0] for row in reports)))
        found = index.find(Event, scopes, {"cell": cells}, window) if cells else ()
        return [event.place for event in islice(found, ENOUGH)]

    return [
        make_pattern(
            detector="onset",
            profile=profile,
            area=area_of_cells([each.cell], inside(each.cell), mission),
            since=now - timedelta(days=parameters.period_days),
            until=now,
            evidence=(event_evidence(event, weights) for event in events),
            reasons={language: [onset_reason(each, parameters, language)] for language in LANGUAGES},
            score=parameters.score,
        )
        for each in turning(history, parameters)
        for events in [behind(each.cell)]
        if events
    ]


def within(cell: str, others: Sequence[str], reach_km: float) -> list[str]:
    """Return those of `others` whose middle is within reach of the middle of `cell`."""
    points = [Position(*h3.cell_to_latlng(each)) for each in others]
    distances = distances_km(centre_of([cell]), points)
    return [each for each, distance in zip(others, distances, strict=True) if distance <= reach_km]


def nearest(cell: str, events: Sequence[Event]) -> list[Event]:
    """Return `events` that have a place, the nearest to `cell` first."""
    placed = [(event, event.place) for event in events if event.place]
    distances = distances_km(centre_of([cell]), [place for _, place in placed])
    ranked = sorted(zip(distances, placed, strict=True), key=lambda each: (round(each[0], 3), each[1][0].id))
    return [event for _, (event, _) in ranked]
