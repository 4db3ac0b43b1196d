"""The weekly trend: how much was heard, and which signs from where. Counts of reports are no prevalence (D29)."""

from collections import defaultdict
from collections.abc import Sequence

from patterns.signs import name_of
from products.signs import counted_indicators, heard, origins, reports, signs
from products.view import View, heading
from products.weeks import weeks_back
from schemas.annotation import Event
from schemas.products import AreaTrend, SignTrend, Trend


def trend(view: View) -> Trend:
    """Return the trend of the last weeks over the whole mission."""
    weeks = weeks_back(view.now, view.numbers.weeks)
    events = heard(view, days=7.0 * view.numbers.weeks)
    seen = signs(view, events)
    by_week = [week.of(seen) for week in weeks]
    return Trend(
        **heading(view, events),
        weeks=tuple(week.since for week in weeks),
        reports=tuple(reports(week.of(events)) for week in weeks),
        origins=tuple(origins(each) for each in by_week),
        signs=tuple(_of_signs(view, by_week)),
        areas=tuple(_of_areas(by_week)),
    )


def _of_signs(view: View, by_week: Sequence[Sequence[Event]]) -> list[SignTrend]:
    counts = [counted_indicators(events) for events in by_week]
    rows = [
        SignTrend(
            indicator=each,
            sign=name_of(each, view.catalogue, view.language),
            counts=tuple(count[each] for count in counts),
        )
        for each in sorted(set().union(*counts))
    ]
    return sorted(rows, key=lambda row: (-row.counts[-1], -sum(row.counts), row.indicator))


def _of_areas(by_week: Sequence[Sequence[Event]]) -> list[AreaTrend]:
    counts: dict[str, list[int]] = defaultdict(lambda: [0] * len(by_week))
    for number, events in enumerate(by_week):
        for event in events:
            if event.place and event.place.admin2:
                counts[event.place.admin2][number] += 1
    rows = [AreaTrend(area=area, counts=tuple(each)) for area, each in counts.items()]
    return sorted(rows, key=lambda row: (-row.counts[-1], -sum(row.counts), row.area))
