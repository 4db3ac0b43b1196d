"""The threat behind a warning: how likely, how grave, by whom, and who else could protect."""

from collections.abc import Sequence

from patterns.signs import by_id, most_severe_first, name_of
from products.road_risk import rating
from products.signs import heard_in, of_indicators, signs, told
from products.view import View
from products.words import said
from schemas.annotation import Event, EventActor
from schemas.geography import distance_km
from schemas.products import GroupNamed, Rating, StatedStrength, Step, Threat
from schemas.source import SourceType
from schemas.warning import AlertLevel, Warning

INTENT = ("ARM-12", "POL-01")
WITHDRAWAL = "ARM-06"
PROTECTORS = frozenset({"state_force", "peacekeeper"})
LEVEL_POINTS = {AlertLevel.LOW: 2, AlertLevel.MEDIUM: 3, AlertLevel.HIGH: 4}


def threat(view: View, warning: Warning, events: Sequence[Event]) -> Threat:
    """Return the threat that `warning` speaks of; `events` are those it rests on."""
    around = signs(view, heard_in(view, warning.area, days=view.numbers.window_days))
    return Threat(
        likelihood=likelihood(view, warning),
        impact=impact(view, warning),
        who=groups(view, events),
        intent=told(view, of_indicators(events, *INTENT)),
        capacity=strengths(events),
        protectors=tuple(protectors(view, warning, around)),
    )


def likelihood(view: View, warning: Warning) -> Rating:
    """Return how likely the threat may be: by the warning's level, by how fresh its signs are, by who tells them."""
    level = said(view.language, f"levels.{warning.alert_level.value}")
    steps = [Step(points=LEVEL_POINTS[warning.alert_level], because=said(view.language, "threat.level", level=level))]
    quiet_days = (view.now - max(sign.occurred_to for sign in warning.evidence)).days if warning.evidence else None
    if quiet_days is not None and quiet_days <= view.numbers.fresh_days:
        steps.append(Step(points=1, because=said(view.language, "threat.fresh", n=max(quiet_days, 0))))
    if quiet_days is not None and quiet_days > view.numbers.stale_days:
        steps.append(Step(points=-1, because=said(view.language, "threat.stale", n=quiet_days)))
    if warning.independent_origins < 2:
        steps.append(Step(points=-1, because=said(view.language, "threat.one_origin")))
    return rating(steps)


def impact(view: View, warning: Warning) -> Rating | None:
    """Return how grave it may be: by the gravest sign in the catalogue, and by how many places it reaches."""
    known = by_id(view.catalogue)
    ranked = [each for each in most_severe_first(view.catalogue, warning.indicators) if each in known]
    if not ranked:
        return None
    sign, severity = name_of(ranked[0], view.catalogue, view.language), known[ranked[0]].severity
    because = said(view.language, "threat.gravest", sign=sign, id=ranked[0], severity=severity)
    places = {each.place_name for each in warning.evidence if each.source_type is not SourceType.CLINIC}
    wide = Step(points=1, because=said(view.language, "threat.several_places", places=len(places)))
    return rating(
        [Step(points=severity, because=because), *([wide] if len(places) >= view.numbers.several_places else [])]
    )


def groups(view: View, events: Sequence[Event]) -> tuple[GroupNamed, ...]:
    """Return the groups named beside the signs, those of the most reports first; never a person."""
    named: dict[str, tuple[EventActor, set[str]]] = {}
    for event in events:
        for actor in event.actors:
            named.setdefault(actor.actor_id or actor.name, (actor, set()))[1].add(event.report_id)
    known = {actor.id: actor for actor in view.mission.actors}
    found = [
        GroupNamed(
            name=known[actor.actor_id].name if actor.actor_id in known else actor.name,
            actor_id=actor.actor_id,
            kind=actor.kind,
            crsv_listed=actor.actor_id in known and known[actor.actor_id].crsv_listed,
            reports=len(ids),
        )
        for actor, ids in named.values()
    ]
    return tuple(sorted(found, key=lambda group: (-group.reports, group.name)))


def strengths(events: Sequence[Event]) -> tuple[StatedStrength, ...]:
    """Return how many of those who act there are, as each report says it: numbers side by side, never averaged."""
    stated = {
        StatedStrength(key=event.key, minimum=count.minimum, maximum=count.maximum, who=count.who)
        for event in events
        for count in event.counts
        if count.role == "actor"
    }
    return tuple(sorted(stated, key=lambda each: (-each.maximum, each.key, each.who)))


def protectors(view: View, warning: Warning, around: Sequence[Event]) -> list[str]:
    """Return who could protect: our bases near, forces that are named, and whether some are said to have left."""
    near = sorted((distance_km(base, warning.area), base.name) for base in view.mission.bases)
    bases = [
        said(view.language, "protectors.base", name=name, km=f"{km:.0f}")
        for km, name in near
        if km <= view.numbers.protector_km
    ]
    forces = sorted({actor.name for event in around for actor in event.actors if actor.kind in PROTECTORS})
    named = [said(view.language, "protectors.force", name=name) for name in forces]
    left = len({event.report_id for event in of_indicators(around, WITHDRAWAL)})
    gone = [said(view.language, "protectors.withdrawal", n=left)] if left else []
    none = [said(view.language, "protectors.no_base", km=f"{view.numbers.protector_km:.0f}")]
    return [*(bases or none), *named, *gone]
