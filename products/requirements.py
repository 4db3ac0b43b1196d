"""Priority requirements of the mission, each answered from the index, with what is missing (analysts' rules, 5.1)."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from patterns.signs import family
from patterns.wording import question_told_in
from products.places import area_asked, districts, inside, within
from products.signs import each_sign, gravest, heard, heard_in, origins, reports, signs
from products.top import standing_warnings
from products.view import View, heading
from products.visits import Visit, read_visits, visits_near
from products.words import day_text, said
from schemas.annotation import Event
from schemas.geography import distance_km
from schemas.mission import PriorityRequirement
from schemas.products import AreaAnswer, RequirementAnswer, Requirements
from schemas.warning import Area, Warning


class AreaHeard(NamedTuple):
    """What was heard from one area of a requirement: everything, what answers it, and who was there.

    No area is the whole mission.
    """

    area: Area | None
    heard: Sequence[Event]
    answering: Sequence[Event]
    visits: Sequence[Visit]


def requirements(view: View) -> Requirements:
    """Return every priority requirement with its answer, in order of id."""
    visits, warnings = _recent_visits(view), standing_warnings(view)
    asked = sorted(view.mission.pirs, key=lambda each: each.id)
    areas = {each.id: [_heard(view, each, name, visits) for name in each.areas or (None,)] for each in asked}
    used = [event for rows in areas.values() for row in rows for event in row.heard]
    return Requirements(
        **heading(view, used),
        window_days=view.numbers.requirement_days,
        requirements=tuple(_answer(view, each, areas[each.id], warnings) for each in asked),
    )


def _recent_visits(view: View) -> list[Visit]:
    oldest = (view.now - timedelta(days=view.numbers.requirement_days)).date()
    return [visit for visit in read_visits(view).visits if visit.day >= oldest]


def _heard(view: View, requirement: PriorityRequirement, name: str | None, visits: Sequence[Visit]) -> AreaHeard:
    days = view.numbers.requirement_days
    area = area_asked(view, name) if name else None
    events = heard_in(view, area, days=days) if area else heard(view, days=days)
    answering = [
        event for event in signs(view, events) if any(_asks_for(requirement, each) for each in event.indicators)
    ]
    been = visits_near(view, visits, lambda place: inside(place, area)) if area else visits
    return AreaHeard(area, events, answering, been)


def _asks_for(requirement: PriorityRequirement, indicator: str) -> bool:
    return indicator in requirement.indicators or family(indicator) in requirement.indicators


def _answer(
    view: View,
    requirement: PriorityRequirement,
    rows: Sequence[AreaHeard],
    warnings: Sequence[Warning],
) -> RequirementAnswer:
    touching = [each for each in warnings if _touches(requirement, rows, each)]
    return RequirementAnswer(
        id=requirement.id,
        question=requirement.question,
        owner=requirement.owner,
        valid_to=requirement.valid_to,
        expired=_expired_on(view, requirement) is not None,
        answer=_in_words(view, [event for row in rows for event in row.answering]),
        areas=tuple(_area_answer(view, row) for row in rows),
        warning_ids=tuple(each.id for each in touching),
        missing=tuple(_missing(view, requirement, rows, touching)),
    )


def _expired_on(view: View, requirement: PriorityRequirement) -> date | None:
    """Return the last day of a requirement that is no longer valid."""
    return requirement.valid_to if requirement.valid_to and requirement.valid_to < view.now.date() else None


def _in_words(view: View, events: Sequence[Event]) -> str:
    days = f"{view.numbers.requirement_days:.0f}"
    if not events:
        return said(view.language, "pirs.none", days=days)
    named = ", ".join(each_sign(view, {each for event in events for each in event.indicators})[:4])
    return said(view.language, "pirs.some", days=days, reports=reports(events), origins=origins(events), signs=named)


def _area_answer(view: View, row: AreaHeard) -> AreaAnswer:
    return AreaAnswer(
        area=row.area.name if row.area else "",
        reports=reports(row.heard),
        visits=len(row.visits),
        signs=len(row.answering),
        gravest=gravest(row.answering),
        origins=origins(row.answering),
        latest=max((event.occurred_from.date() for event in row.answering), default=None),
        named=each_sign(view, {each for event in row.answering for each in event.indicators}),
    )


def _touches(requirement: PriorityRequirement, rows: Sequence[AreaHeard], warning: Warning) -> bool:
    """Return whether a warning has a sign that is asked for, in an area that is asked for."""
    inside = any(row.area is None or _is_inside(warning.area, row.area) for row in rows)
    return inside and any(_asks_for(requirement, each) for each in warning.indicators)


def _is_inside(inner: Area, area: Area) -> bool:
    fields = within(area)
    if not fields:
        return distance_km(inner, area) <= inner.radius_km + area.radius_km
    return all(getattr(inner, field) == name for field, name in fields.items())


def _missing(
    view: View,
    requirement: PriorityRequirement,
    rows: Sequence[AreaHeard],
    warnings: Sequence[Warning],
) -> list[str]:
    """Return what is missing for an answer: sources, visits, independence, signs nobody told of, open questions."""
    days, language = f"{view.numbers.requirement_days:.0f}", view.language
    silent = [row.area.name for row in rows if row.area and not (row.heard or row.visits)]
    unvisited = _unvisited(view, rows)
    over = _expired_on(view, requirement)
    lines = [said(language, "pirs.expired", day=day_text(over, language))] if over else []
    lines += [said(language, "pirs.no_report", days=days, areas=", ".join(silent))] if silent else []
    lines += [said(language, "pirs.no_visit", days=days, areas=", ".join(unvisited))] if unvisited else []
    lines += _doubts(view, requirement, [event for row in rows for event in row.answering])
    return lines + [_open_question(view, each) for each in warnings if not each.answer]


def _open_question(view: View, warning: Warning) -> str:
    question = question_told_in(warning, view.language)
    return said(view.language, "pirs.open_question", id=warning.id, question=question)


def _unvisited(view: View, rows: Sequence[AreaHeard]) -> list[str]:
    """Return the areas asked for, or of the whole mission the districts, in which no patrol was."""
    if named := [row for row in rows if row.area]:
        return [row.area.name for row in named if row.area and row.heard and not row.visits]
    been = {visit.place_id for row in rows for visit in row.visits}
    seen = {place.admin2 for place in view.mission.places if place.id in been}
    return [name for name in districts(view.mission) if name not in seen]


def _doubts(view: View, requirement: PriorityRequirement, answering: Sequence[Event]) -> list[str]:
    known = {indicator.id for indicator in view.catalogue.indicators}
    seen = {each for event in answering for each in event.indicators}
    untold = [each for each in requirement.indicators if not any(each in (sign, family(sign)) for sign in seen)]
    strange = [each for each in untold if each not in known | {family(sign) for sign in known}]
    told_of = sorted(set(untold) - set(strange))
    lines = [said(view.language, "pirs.one_origin")] if answering and origins(answering) < 2 else []
    lines += [said(view.language, "pirs.untold", signs=", ".join(told_of))] if told_of else []
    return lines + ([said(view.language, "pirs.strange", signs=", ".join(strange))] if strange else [])
