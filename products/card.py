"""The pre-patrol card for a road: signs, general questions, risks; never a question to a survivor (R44, R48)."""

from collections.abc import Sequence

from patterns.signs import PRECURSOR_FAMILIES, family, most_severe_first, name_of
from patterns.wording import probes, referral_note, told_in
from products.places import place_asked, settlements
from products.road_risk import road_risk
from products.roads import beside, line_between
from products.signs import counted_indicators, signs
from products.top import standing_question, standing_warnings
from products.view import View, heading
from products.visits import Visit, by_place, days_since, read_visits
from products.words import said
from schemas.annotation import Event
from schemas.errors import ConfigurationError
from schemas.mission import Place
from schemas.products import LookFor, PatrolCard, PlaceOnTheWay, StandingWarning
from schemas.protection import Audience, Level, Tlp, strictest_tlp
from schemas.warning import Warning

LOOKED_FOR = 10  # as many lines as fit beside the rest on one printed card
STRONG = 4
LOOKED_FOR_FAMILIES = PRECURSOR_FAMILIES - {"CLN"}  # clinics are asked through the health team, not by a patrol


def patrol_card(view: View, start: str, end: str) -> PatrolCard:
    """Return the card for the way from `start` to `end`, marked as an own plan (R19, D35)."""
    if Audience.MISSION not in view.profile.audiences:
        raise ConfigurationError("a patrol card is an own plan (rule D35); it is not made for this profile")
    ends = place_asked(view.mission, start), place_asked(view.mission, end)
    risk, events = road_risk(view, *ends, names=(ends[0].name, ends[1].name))
    warnings = _warnings(view, ends)
    seen = signs(view, events)
    near, general = _near(view, seen, warnings), _general(view)
    head = heading(view, [*events, *warnings], least=Level.CONFIDENTIAL)
    return PatrolCard(
        **{**head, "tlp": strictest_tlp([head["tlp"], Tlp.AMBER_STRICT])},
        start=ends[0].name,
        end=ends[1].name,
        places=tuple(_places(view, ends)),
        look_for=tuple(_look_for(view, seen, list(dict.fromkeys([*near, *general]))[:LOOKED_FOR])),
        probes=probes(near or general, view.catalogue, view.language),
        risk=risk,
        warnings=tuple(_standing(view, each) for each in warnings),
        women_officers=said(view.language, "card.women_officers"),
        never=said(view.language, "card.never"),
        referral_note=referral_note(view.mission, view.language),
        handling=said(view.language, "card.handling"),
    )


def _warnings(view: View, ends: tuple[Place, Place]) -> list[Warning]:
    """Return the open warnings whose area reaches into the corridor."""
    line, reach_km = line_between(*ends), view.numbers.corridor_km
    return [
        each for each in standing_warnings(view) if beside(line, each.area).off_km <= reach_km + each.area.radius_km
    ]


def _near(view: View, events: Sequence[Event], warnings: Sequence[Warning]) -> list[str]:
    """Return the signs of the corridor and of the warnings, the most severe first.

    Sexual violence itself is nothing that a patrol looks for or asks about, and what clinics counted stays at home.
    """
    there = [each for event in events for each in event.indicators]
    warned = [each for warning in warnings for each in warning.indicators if family(each) != "CLN"]
    return most_severe_first(view.catalogue, (each for each in (*there, *warned) if family(each) != "CRSV"))


def _general(view: View) -> list[str]:
    """Return the strong signs of the catalogue that a patrol can see, the most severe first."""
    strong = [sign.id for sign in view.catalogue.indicators if sign.severity >= STRONG]
    return most_severe_first(view.catalogue, (each for each in strong if family(each) in LOOKED_FOR_FAMILIES))


def _look_for(view: View, events: Sequence[Event], indicators: Sequence[str]) -> list[LookFor]:
    counts = counted_indicators(events)
    latest = {each: event.occurred_from.date() for event in events for each in event.indicators}
    return [
        LookFor(
            indicator=each,
            sign=name_of(each, view.catalogue, view.language),
            reports=counts[each],
            latest=latest.get(each),
        )
        for each in indicators
    ]


def _places(view: View, ends: tuple[Place, Place]) -> list[PlaceOnTheWay]:
    """Return the places in the corridor in order of the way, each with its last visit."""
    line, been = line_between(*ends), by_place(read_visits(view).visits)
    beside_line = [(beside(line, place), place) for place in settlements(view.mission)]
    near = [(where.along_km, place) for where, place in beside_line if where.off_km <= view.numbers.corridor_km]
    rows = sorted((along, place.id, place.name) for along, place in near)
    return [_on_the_way(view, name, along, been.get(place_id, ())) for along, place_id, name in rows]


def _on_the_way(view: View, name: str, along_km: float, visits: Sequence[Visit]) -> PlaceOnTheWay:
    last = max((visit.day for visit in visits), default=None)
    return PlaceOnTheWay(name=name, along_km=along_km, last_visit=last, days_since=days_since(view, visits))


def _standing(view: View, warning: Warning) -> StandingWarning:
    told = told_in(warning, catalogue=view.catalogue, mission=view.mission, language=view.language)
    return StandingWarning(
        id=told.id,
        area=told.area.name,
        alert_level=told.alert_level,
        statement=told.statement,
        open_question=standing_question(told),
    )
