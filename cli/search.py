"""`forewarn search`: reports by their words, signs, place, time, and how well they are founded."""

from typing import Annotated

import typer
from rich.table import Table

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
    written_position,
)
from cli.show import show_hit
from pipeline.counting import COUNTED, count_reports
from pipeline.finding import MOST_LOOKED_AT, Wanted, find_reports, written_grade
from pipeline.parts import Parts
from pipeline.status import clock_now
from schemas.errors import ConfigurationError
from schemas.index import Query

Several = list[str] | None


def search(
    text: Annotated[str, typer.Argument(help="Words to look for, English or French; may be empty.")] = "",
    near: Annotated[str | None, typer.Option(help="A place's name, or latitude,longitude.")] = None,
    within_km: Annotated[float, typer.Option(help="With --near: how far, in kilometres.")] = 20.0,
    area: Annotated[str | None, typer.Option(help="A province or district of the mission, by its name.")] = None,
    near_base_km: Annotated[
        float | None, typer.Option(help="Within so many kilometres of any base or protection site.")
    ] = None,
    since: Annotated[str | None, typer.Option(help="A day (2025-02-01) or a time back (14d).")] = None,
    night: Annotated[bool, typer.Option("--night", help="Only what is told to have been at night.")] = False,
    indicator: Annotated[Several, typer.Option(help="A warning sign, such as MOB-03; may be repeated.")] = None,
    status: Annotated[
        Several, typer.Option(help="How it is stated: affirmed, hedged, negated, ...; may be repeated.")
    ] = None,
    actor: Annotated[Several, typer.Option(help="An actor's id or name; may be repeated.")] = None,
    crsv: Annotated[Several, typer.Option(help="The verdict on sexual violence: true, possible, false.")] = None,
    trafficking: Annotated[Several, typer.Option(help="The verdict on trafficking: true, possible, false.")] = None,
    interviewer_sex: Annotated[str | None, typer.Option(help="F or M: who was told.")] = None,
    grade: Annotated[Several, typer.Option(help="A source's reliability, A to F; may be repeated.")] = None,
    least_grade: Annotated[
        str | None, typer.Option(help="The worst grade on both axes that is shown, such as C3.")
    ] = None,
    earlier_crsv_km: Annotated[
        float | None, typer.Option(help="Only near sexual violence reported before, within so many kilometres.")
    ] = None,
    count_by: Annotated[str | None, typer.Option(help=f"Count the reports instead, by {', '.join(COUNTED)}.")] = None,
    limit: Annotated[int, typer.Option(help="Most reports to show.")] = 20,
    profile: ProfileOption = PROTECTED_NAME,
    mission: MissionOption = None,
    as_json: JsonOption = False,
) -> None:
    """Search reports, in English and French at once; with --near or --near-base-km the nearest come first.

    Example: forewarn search "slept in the bush" --near Tokounda --within-km 20 --since 14d
    """
    _check(count_by, interviewer_sex)
    wanted = Wanted(written_grade(least_grade) if least_grade else None, near_base_km, earlier_crsv_km)
    fields = {
        "status": status,
        "time_of_day": ["night"] if night else None,
        "crsv": crsv,
        "trafficking": trafficking,
        "interviewer_sex": [interviewer_sex.upper()] if interviewer_sex else None,
    }
    with reading(mission, profile, "search", searched=[text, *(actor or ()), near or ""]) as (parts, seen_by, shown):
        latitude, longitude = _point(parts, near)
        query = Query(
            text=text,
            since=moment_of(since, now=clock_now(parts), option="--since"),
            near_latitude=latitude,
            near_longitude=longitude,
            within_km=within_km if near else None,
            indicators=tuple(indicator or ()),
            actors=tuple(actor or ()),
            reliability=tuple(grade or ()),
            where=_area(parts, area) | {name: tuple(values) for name, values in fields.items() if values},
            limit=limit,
        )
        if count_by:  # all that answer, not the first few of them
            query = query.model_copy(update={"limit": MOST_LOOKED_AT})
        hits, left_out = find_reports(parts, seen_by, query, wanted)
        shown += [hit.report.report_id for hit in hits]
    if count_by:
        _show_counts(count_reports(hits, count_by), count_by, as_json=as_json)
        return
    if as_json:
        print_json(hits)
        return
    for hit in hits:
        show_hit(hit, verdicts=bool(crsv or trafficking))
    screen.print(f"{len(hits)} found." if hits else "No report answers this. No report is not no event.")
    if left_out:
        screen.print(f"{left_out} more are graded lower than {least_grade}.")


def _check(count_by: str | None, interviewer_sex: str | None) -> None:
    if count_by is not None and count_by not in COUNTED:
        raise ConfigurationError(f"--count-by {count_by!r} is not known; give one of: {', '.join(COUNTED)}")
    if interviewer_sex is not None and interviewer_sex.upper() not in ("F", "M"):
        raise ConfigurationError(f"--interviewer-sex {interviewer_sex!r} is not known; give F or M")


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


def _area(parts: Parts, name: str | None) -> dict[str, tuple[str, ...]]:
    """Return the field and name of a province or district of the mission."""
    if name is None:
        return {}
    place = parts.mission.place_named(name)
    if place is None or place.feature_code not in ("ADM1", "ADM2"):
        raise ConfigurationError(f"--area {name!r} is no province or district in places.csv; use --near for a village")
    return {place.feature_code.replace("ADM", "admin"): (place.name,)}


def _show_counts(counted: dict[str, int], by: str, *, as_json: bool) -> None:
    if as_json:
        print_object(counted)
        return
    table = Table(by, "reports", box=None)
    for value, reports in counted.items():
        table.add_row(value, str(reports))
    screen.print(table)
    screen.print("Reports, not cases: one act may be told by several, and most are told by none.")
