"""What detectors see now, and what changed: `forewarn patterns`, `routes` and `compare`."""

from typing import Annotated

import typer

from cli.common import (
    PROTECTED_NAME,
    JsonOption,
    MissionOption,
    ProfileOption,
    moment_of,
    print_json,
    print_object,
    reading,
    screen,
)
from cli.outlook import LanguageOption
from cli.show import say
from patterns.change_phrases import comparison_lines
from patterns.changes import compare_area
from patterns.registry import find_detectors
from pipeline.status import clock_now
from schemas.errors import ConfigurationError
from schemas.mission import fold_name
from schemas.route import Route, RoutePlace
from schemas.warning import Pattern, ToldLanguage

DAY = "%d %b %Y"


def patterns(
    detector: Annotated[str | None, typer.Option(help="Only of this detector, such as clinic_rise.")] = None,
    area: Annotated[str | None, typer.Option(help="Only of this district.")] = None,
    language: LanguageOption = "en",
    profile: ProfileOption = PROTECTED_NAME,
    mission: MissionOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show what the detectors see since the last run, each with its reasons; a pattern is a hypothesis, not a fact.

    Example: forewarn patterns --detector clinic_rise --profile analyst
    """
    if detector is not None and detector not in find_detectors():
        raise ConfigurationError(f"there is no detector {detector!r}; there are: {', '.join(find_detectors())}")
    with reading(mission, profile, "patterns") as (parts, seen_by, _):
        found = parts.index.find(Pattern, (seen_by.name,), {"detector": detector} if detector else None)
        wanted = [each for each in found if area is None or fold_name(each.area.admin2 or "") == fold_name(area)]
    _show(sorted(wanted, key=lambda each: (-each.score, each.id)), language, as_json)


def routes(
    start: Annotated[
        str | None, typer.Option("--from", help="A place, district or province that it leads from.")
    ] = None,
    end: Annotated[str | None, typer.Option("--to", help="A place, district or province that it leads to.")] = None,
    together: Annotated[
        bool, typer.Option("--together", help="Only where people and goods are moved together.")
    ] = False,
    goods: Annotated[str | None, typer.Option(help="Only with these goods, such as drugs.")] = None,
    language: LanguageOption = "en",
    profile: ProfileOption = PROTECTED_NAME,
    mission: MissionOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show the ways that reports say people are moved along, with direction and what is carried with them.

    Example: forewarn routes --from "Sud-Ouvande" --to "Nord-Ouvande" --together
    """
    with reading(mission, profile, "routes") as (parts, seen_by, _):
        found = parts.index.find(Pattern, (seen_by.name,), {"detector": "route"})
        wanted = [
            each
            for each in found
            if each.route and is_asked_for(each.route, start=start, end=end, together=together, goods=goods)
        ]
    _show(sorted(wanted, key=lambda each: (-len(each.evidence), each.id)), language, as_json)


def compare(
    area: Annotated[str, typer.Argument(help="A district, province or place of the mission.")],
    days: Annotated[int, typer.Option(help="How many days back.")] = 28,
    until: Annotated[str | None, typer.Option(help="The day it ends before; now if left out.")] = None,
    language: LanguageOption = "en",
    profile: ProfileOption = PROTECTED_NAME,
    mission: MissionOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show what changed in an area against the same weeks of last year: the season with itself, not month on month.

    Example: forewarn compare Mbazéré --days 28
    """
    with reading(mission, profile, "compare") as (parts, seen_by, _):
        now = clock_now(parts)
        found = compare_area(
            parts.index,
            area,
            profile=seen_by,
            until=moment_of(until, now=now, option="--until") or now,
            days=days,
            mission=parts.mission,
            catalogue=parts.catalogue,
        )
    if as_json:
        print_object(found.model_dump(mode="json"))
        return
    for line in comparison_lines(found, language):
        say(line)


def is_asked_for(
    route: Route, *, start: str | None = None, end: str | None = None, together: bool = False, goods: str | None = None
) -> bool:
    """Return whether a way is one that was asked for."""
    carries = (route.co_smuggling or not together) and (goods is None or goods in route.goods)
    return carries and _leads(route, start, end)


def _leads(route: Route, start: str | None, end: str | None) -> bool:
    """Return whether a way leads from and to what is asked for; a place asked for may lie on the way."""
    return any(
        (start is None or _is_called(here, start)) and (end is None or _is_called(there, end))
        for number, here in enumerate(route.places)
        for there in route.places[number + 1 :]
    )


def _is_called(place: RoutePlace, name: str) -> bool:
    """Return whether a place, its district or its province has the name."""
    return fold_name(name) in {fold_name(each or "") for each in (place.name, place.admin2, place.admin1)}


def _show(found: list[Pattern], language: ToldLanguage, as_json: bool) -> None:
    if as_json:
        print_json(found)
        return
    for pattern in found:
        seen = f"{pattern.window_from.strftime(DAY)} to {pattern.window_to.strftime(DAY)}"
        say(f"{pattern.detector:<12} {pattern.area.name}  {seen}")
        for reason in pattern.reasons_in.get(language, pattern.reasons):
            say(f"             {reason}")
    screen.print(f"{len(found)} found." if found else "No detector sees this now. That is no proof of calm.")
