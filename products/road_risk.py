"""The risk of going there: what stands on the way, each number with its reasons, and what would lower it (R36, R37)."""

from collections.abc import Sequence
from datetime import timedelta
from typing import NamedTuple

from products.roads import Line, beside, heard_along, line_between, off_km
from products.signs import ACT, AMBUSH, ARMED, CHECKPOINT, explosives, of_indicators, reports, signs, told
from products.view import View
from products.visits import Visit, read_visits, visits_near
from products.words import said
from schemas.annotation import Event
from schemas.geography import Point
from schemas.products import Rating, RoadRisk, Step, Told, held


class OnTheWay(NamedTuple):
    """What was heard from the corridor: everything, and the signs that a patrol may meet."""

    heard: Sequence[Event]
    visits: Sequence[Visit]
    armed: Sequence[Event]
    acts: Sequence[Event]
    checkpoints: Sequence[Event]
    explosives: Sequence[Event]
    ambushes: Sequence[Event]
    at_night: Sequence[Event]


def road_risk(view: View, start: Point, end: Point, *, names: tuple[str, str]) -> tuple[RoadRisk, Sequence[Event]]:
    """Return the risk record of the way from `start` to `end`, with the events heard from its corridor."""
    line = line_between(start, end)
    way = on_the_way(view, line)
    likelihood, impact, residual = ratings(view, line, way)
    record = RoadRisk(
        start=names[0],
        end=names[1],
        straight_line_km=round(line.length_km, 1),
        corridor_km=view.numbers.corridor_km,
        window_days=view.numbers.window_days,
        reports=reports(way.heard),
        visits=len(way.visits),
        armed=beside_line(view, line, way.armed),
        acts=beside_line(view, line, way.acts),
        checkpoints=beside_line(view, line, way.checkpoints),
        explosives=beside_line(view, line, way.explosives),
        ambushes=beside_line(view, line, way.ambushes),
        at_night=beside_line(view, line, way.at_night),
        likelihood=likelihood,
        impact=impact,
        escort=escort(view, way, likelihood),
        mitigation=mitigation(view, way, likelihood),
        residual=residual,
        not_known=not_known(view, way),
    )
    return record, way.heard


def on_the_way(view: View, line: Line) -> OnTheWay:
    """Return what was heard from the corridor of `line`."""
    events = heard_along(view, line)
    seen = signs(view, events)
    return OnTheWay(
        heard=events,
        visits=_visits(view, line),
        armed=of_indicators(seen, *ARMED),
        acts=[event for event in seen if event.severity == ACT],
        checkpoints=of_indicators(seen, CHECKPOINT),
        explosives=explosives(seen),
        ambushes=of_indicators(seen, AMBUSH),
        at_night=[event for event in seen if event.time_of_day == "night"],
    )


def _visits(view: View, line: Line) -> list[Visit]:
    """Return the visits to places in the corridor within the window."""
    oldest = (view.now - timedelta(days=view.numbers.window_days)).date()
    recent = (visit for visit in read_visits(view).visits if visit.day >= oldest)
    return visits_near(view, recent, lambda place: beside(line, place).off_km <= view.numbers.corridor_km)


def beside_line(view: View, line: Line, events: Sequence[Event]) -> tuple[Told, ...]:
    """Return events as quoted, each with how far it is off the line."""
    quoted = zip(told(view, events), events, strict=True)
    return tuple(each.model_copy(update={"distance_km": off_km(line, event)}) for each, event in quoted)


def ratings(view: View, line: Line, way: OnTheWay) -> tuple[Rating | None, Rating | None, Rating | None]:
    """Return likelihood, impact and residual likelihood, or nothing where nothing was heard or seen."""
    if not (way.heard or way.visits):
        return None, None, None
    steps = likelihood_steps(view, line, way)
    return rating(steps), rating(impact_steps(view, way)), rating([*steps, *residual_steps(view, way)])


def rating(steps: Sequence[Step]) -> Rating:
    """Return the sum of `steps`, held within the scale."""
    return Rating(value=held(sum(step.points for step in steps)), steps=tuple(steps))


def likelihood_steps(view: View, line: Line, way: OnTheWay) -> list[Step]:
    """Return what makes it likely that a patrol meets harm on the way."""
    seen = said(view.language, "risk.start", reports=reports(way.heard), visits=len(way.visits))
    found = [
        (1, "risk.armed", reports(way.armed)),
        (1, "risk.acts", reports(way.acts)),
        (1, "risk.checkpoints", reports(way.checkpoints)),
        (2, "risk.explosives", reports(way.explosives)),
        (2, "risk.ambushes", reports(way.ambushes)),
        (1, "risk.night", reports(way.at_night)),
    ]
    steps = [Step(points=points, because=said(view.language, key, n=n)) for points, key, n in found if n]
    steps.insert(0, Step(points=1, because=seen))
    far = Step(points=1, because=said(view.language, "risk.far", km=f"{line.length_km:.0f}"))
    return [*steps, far] if line.length_km > view.numbers.far_km else steps


def impact_steps(view: View, way: OnTheWay) -> list[Step]:
    """Return how grave the worst that is reported would be for a patrol."""
    worst = [
        (5, "risk.impact_explosives", way.explosives),
        (4, "risk.impact_ambushes", way.ambushes),
        (4, "risk.impact_armed", way.armed),
        (3, "risk.impact_acts", way.acts),
        (3, "risk.impact_checkpoints", way.checkpoints),
    ]
    points, key = next(((points, key) for points, key, events in worst if events), (2, "risk.impact_nothing"))
    return [Step(points=points, because=said(view.language, key))]


def residual_steps(view: View, way: OnTheWay) -> list[Step]:
    """Return what the mitigation takes away; mines and bombs stay until the road is cleared."""
    if way.explosives:
        return [Step(points=0, because=said(view.language, "risk.residual_explosives"))]
    return [Step(points=-1, because=said(view.language, "risk.residual"))]


def escort(view: View, way: OnTheWay, likelihood: Rating | None) -> tuple[str, ...]:
    """Return what escort the way asks for, with the reason."""
    if likelihood is None:
        return (said(view.language, "escort.unknown"),)
    key = "least" if likelihood.value <= 2 else "backup" if likelihood.value == 3 else "armed"
    needed = [said(view.language, f"escort.{key}", value=likelihood.value)]
    return (*needed, said(view.language, "escort.search")) if way.explosives else tuple(needed)


def mitigation(view: View, way: OnTheWay, likelihood: Rating | None) -> tuple[str, ...]:
    """Return what lowers the risk, what goes for every patrol first."""
    asked = [
        ("always", True),
        ("unpredictable", True),
        ("checkpoints", bool(way.checkpoints)),
        ("ambushes", bool(way.ambushes)),
        ("night", bool(way.at_night)),
        ("ask_first", likelihood is None),
    ]
    return tuple(said(view.language, f"mitigation.{key}") for key, holds in asked if holds)


def not_known(view: View, way: OnTheWay) -> tuple[str, ...]:
    """Return what the record cannot know."""
    lines = [said(view.language, "risk.not_the_road")]
    if not (way.heard or way.visits):
        lines.append(said(view.language, "risk.nothing_heard"))
    elif not (way.checkpoints or way.explosives or way.ambushes):
        lines.append(said(view.language, "risk.no_report"))
    return tuple(lines)
