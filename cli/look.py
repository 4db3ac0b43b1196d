"""What is known, and why: `forewarn search`, `thread`, `warnings`, `status` and `unplaced`."""

import re
from datetime import UTC, datetime, timedelta
from typing import Annotated

import typer

from cli.common import (
    PROTECTED_NAME,
    JsonOption,
    MissionOption,
    ProfileOption,
    opened,
    print_json,
    print_object,
    profile_named,
    screen,
    written_position,
)
from cli.show import show_hit, show_status, show_thread, show_unplaced, show_warnings
from pipeline.parts import Parts
from pipeline.status import clock_now, read_status
from pipeline.thread import open_warnings, read_thread
from pipeline.unplaced import unplaced_names
from schemas.errors import ConfigurationError
from schemas.index import Query


def search(
    text: Annotated[str, typer.Argument(help="Words to look for, English or French; may be empty.")] = "",
    near: Annotated[str | None, typer.Option(help="A place's name, or latitude,longitude.")] = None,
    within_km: Annotated[float, typer.Option(help="With --near: how far, in kilometres.")] = 20.0,
    since: Annotated[str | None, typer.Option(help="A day (2025-02-01) or a time back (14d).")] = None,
    indicator: Annotated[
        list[str] | None, typer.Option(help="A warning sign, such as MOB-03; may be repeated.")
    ] = None,
    actor: Annotated[list[str] | None, typer.Option(help="An actor's id or name; may be repeated.")] = None,
    grade: Annotated[list[str] | None, typer.Option(help="A source's reliability, A to F; may be repeated.")] = None,
    limit: Annotated[int, typer.Option(help="Most reports to show.")] = 20,
    profile: ProfileOption = PROTECTED_NAME,
    mission: MissionOption = None,
    as_json: JsonOption = False,
) -> None:
    """Search reports, in English and French at once.

    Example: forewarn search "slept in the bush" --near Tokounda --within-km 20 --since 14d
    """
    with opened(mission) as parts:
        latitude, longitude = _point(parts, near)
        query = Query(
            text=text,
            since=_moment(parts, since),
            near_latitude=latitude,
            near_longitude=longitude,
            within_km=within_km if near else None,
            indicators=tuple(indicator or ()),
            actors=tuple(actor or ()),
            reliability=tuple(grade or ()),
            limit=limit,
        )
        hits = parts.index.search(profile_named(profile).levels, query)
    if as_json:
        print_json(hits)
        return
    for hit in hits:
        show_hit(hit)
    screen.print(f"{len(hits)} found." if hits else "No report answers this. No report is not no event.")


def thread(
    asked: Annotated[str, typer.Argument(metavar="ID", help="A report's key or id, an event, incident or warning.")],
    profile: ProfileOption = PROTECTED_NAME,
    mission: MissionOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show everything linked to a report, event, incident or warning, and why.

    Example: forewarn thread patrol-notes:TS-MBAZERE:PTRL/0019
    """
    with opened(mission) as parts:
        found = read_thread(parts, profile_named(profile), asked)
    if as_json:
        print_json([found])
    else:
        show_thread(found)


def warnings(
    profile: ProfileOption = PROTECTED_NAME, mission: MissionOption = None, as_json: JsonOption = False
) -> None:
    """Show the open warnings, the most urgent first.

    Example: forewarn warnings --profile analyst
    """
    with opened(mission) as parts:
        found = open_warnings(parts, profile_named(profile))
    if as_json:
        print_json(found)
    else:
        show_warnings(found)


def status(mission: MissionOption = None, as_json: JsonOption = False) -> None:
    """Show every source: lag, last report, silence, and what became of its rows.

    Example: forewarn status --json
    """
    with opened(mission) as parts:
        found = read_status(parts)
    if as_json:
        print_object(found.model_dump(mode="json"))
    else:
        show_status(found)


def unplaced(
    limit: Annotated[int, typer.Option(help="Most names to show.")] = 50,
    profile: ProfileOption = PROTECTED_NAME,
    mission: MissionOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show the names of places that could not be placed, those of the most reports first.

    Example: forewarn unplaced --limit 20
    """
    with opened(mission) as parts:
        found = unplaced_names(parts, profile_named(profile))
    if as_json:
        print_json(found[:limit])
    else:
        show_unplaced(found[:limit], len(found))


def _point(parts: Parts, near: str | None) -> tuple[float | None, float | None]:
    """Return the coordinates of `near`, a place of the mission or a pair of degrees."""
    if near is None:
        return None, None
    if position := written_position(near):
        return position
    place = parts.mission.place_named(near)
    if place is None:
        raise ConfigurationError(f"--near {near!r} is no place of this mission; write latitude,longitude instead")
    return place.latitude, place.longitude


def _moment(parts: Parts, since: str | None) -> datetime | None:
    """Return the moment of a day, or of a time back from the run's own clock."""
    if since is None:
        return None
    if match := re.fullmatch(r"(\d+)([dh])", since):
        back = timedelta(hours=int(match[1]) * (24 if match[2] == "d" else 1))
        return clock_now(parts) - back
    try:
        return datetime.fromisoformat(since).replace(tzinfo=UTC)
    except ValueError:
        raise ConfigurationError(f"--since {since!r} is no time; write a day as 2025-02-01, or 14d") from None
