"""Signs gather in one part of the mission's area, beyond what the number of reports from there explains.

The area is cut into cells of about 18 km. In each cell, alone and with its neighbours, and over the last 7, 14 and 28
days, the reports that tell of a warning sign are set beside all reports from there: who patrols more, sees more, and
that alone is no hotspot. Sources of one type are compared among themselves, since a hotline reports only alarms and a
patrol also quiet days. It is shown only where so striking a gathering would come about by chance in fewer than 1 of 100
looks at the whole area. A place that is always worse than the rest is shown too. It counts little by itself, because
the same signs already count by what they say. It says nothing in the first six weeks, nor where hardly any report is
without a sign.
"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from patterns.cell_events import read_cells, stated
from patterns.cells import area_of_cells, inner_cells
from patterns.detector_phrases import gathering_reason
from patterns.event_evidence import event_evidence
from patterns.making import make_pattern
from patterns.parameters import HotspotParameters, WeightParameters, parameters_for
from patterns.phrases import LANGUAGES
from patterns.scan import Gathering, gatherings
from patterns.tallies import tally_of
from schemas.annotation import Event
from schemas.catalogue import Catalogue
from schemas.index import CubeRow, Grouping, Index, Window
from schemas.mission import Mission
from schemas.protection import Profile
from schemas.warning import Pattern

BY: tuple[Grouping, ...] = ("cell", "day", "source_type", "originator")


def detect(index: Index, *, profile: Profile, now: datetime, mission: Mission, catalogue: Catalogue) -> list[Pattern]:
    """Return the gatherings that stand at `now`, most striking first."""
    parameters = parameters_for(mission, "hotspot", HotspotParameters)
    weights = parameters_for(mission, "weights", WeightParameters)
    scopes = list(profile.scopes)
    window = Window(field="occurred_from", since=now - timedelta(days=parameters.known_days), until=now)
    signs = stated(catalogue, least_severity=parameters.least_severity)
    reports = index.cube(Event, scopes, BY, window)
    if not is_known(reports, now.date(), parameters):
        return []
    told = index.cube(Event, scopes, BY, window, signs)
    found = gatherings(tally_of(reports, told, today=now.date(), parameters=parameters), parameters)

    def behind(each: Gathering) -> list[Event]:
        """Return the signs that were counted."""
        cells = {fine for cell in each.cells for fine in inner_cells(cell, [row.group[0] for row in told])}
        return read_cells(index, scopes, cells, signs, days=each.days, now=now, weights=weights)

    return [
        make_pattern(
            detector="hotspot",
            profile=profile,
            area=area_of_cells(each.cells, [event.place for event in events], mission),
            since=now - timedelta(days=each.days),
            until=now,
            evidence=(event_evidence(event, weights) for event in events),
            reasons={language: [gathering_reason(each, language)] for language in LANGUAGES},
            score=parameters.score,
        )
        for each in found
        for events in [behind(each)]
        if len(events) >= parameters.least_signs
    ]


def is_known(reports: Sequence[CubeRow], today: date, parameters: HotspotParameters) -> bool:
    """Return whether enough was reported for long enough to say what is usual."""
    first = min((date.fromisoformat(row.group[1]) for row in reports), default=today)
    return len(reports) >= parameters.least_reports and (today - first).days >= parameters.least_known_days
