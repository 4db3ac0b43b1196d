"""`forewarn warnings`: what stands, and what people do about it."""

import getpass
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Literal, get_args

import typer

from cli.common import (
    PROTECTED_NAME,
    JsonOption,
    MissionOption,
    ProfileOption,
    WhyOption,
    moment_of,
    opened,
    print_json,
    print_object,
    profile_named,
    reading,
    time_back,
)
from cli.show import say
from cli.show_warning_report import show_report
from cli.show_warnings import show_warning, show_warnings
from patterns.wording import told_in
from pipeline import answering
from pipeline.parts import Parts
from pipeline.status import clock_now
from pipeline.warning_life import Wanted, find_warning, listed_warnings
from schemas.errors import ConfigurationError
from schemas.linkage import Decision
from schemas.protection import PROFILES, Profile
from schemas.warning import LIVE, Outcome, WarningStatus

app = typer.Typer(invoke_without_command=True)

WarningArgument = Annotated[str, typer.Argument(metavar="ID", help="A warning's id; see: forewarn warnings.")]
LanguageOption = Annotated[Literal["en", "fr"], typer.Option("--language", help="Language of our own words.")]
STATUSES = get_args(WarningStatus)
Keeping = Callable[[Parts, Profile, str, datetime], Decision]


@app.callback()
def warnings(
    context: typer.Context,
    status: Annotated[
        list[str] | None,
        typer.Option(help=f"One of: {', '.join(STATUSES)}; may be repeated."),
    ] = None,
    area: Annotated[str | None, typer.Option(help="A place, district or province.")] = None,
    unacknowledged_for: Annotated[
        str | None, typer.Option(metavar="TIME", help="Only those that nobody acknowledged for so long: 6h or 2d.")
    ] = None,
    profile: ProfileOption = PROTECTED_NAME,
    mission: MissionOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show the warnings that have not ended, the most urgent first; or answer one.

    Example: forewarn warnings --unacknowledged-for 6h --profile analyst
    """
    if context.invoked_subcommand is not None:
        return
    if unknown := set(status or ()) - set(STATUSES):
        raise ConfigurationError(f"there is no status {min(unknown)!r}; there are: {', '.join(STATUSES)}")
    unanswered = time_back(unacknowledged_for) if unacknowledged_for else None
    wanted = Wanted(statuses=tuple(status or LIVE), area=area, unacknowledged_for=unanswered)
    with reading(mission, profile, "warnings") as (parts, seen_by, shown):
        found = listed_warnings(parts, seen_by, wanted, now=clock_now(parts))
        shown += [each.id for each in found]
    if as_json:
        print_json(found)
    else:
        show_warnings(found)


@app.command()
def show(
    warning_id: WarningArgument,
    as_of: Annotated[
        str | None, typer.Option("--as-of", metavar="TIME", help="As it stood then: 2025-02-01T12:00, or 14d back.")
    ] = None,
    language: LanguageOption = "en",
    profile: ProfileOption = PROTECTED_NAME,
    mission: MissionOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show a warning with its history: what was issued, and what people decided; now, or at any past moment.

    Example: forewarn warnings show 1a2b... --as-of 2025-02-20
    """
    with reading(mission, profile, "warning") as (parts, seen_by, shown):
        found = find_warning(parts, seen_by, warning_id, moment_of(as_of, now=clock_now(parts), option="--as-of"))
        shown.append(found.id)
        told = told_in(found, catalogue=parts.catalogue, mission=parts.mission, language=language)
    if as_json:
        print_json([told])
    else:
        show_warning(told, language)


@app.command()
def report(
    language: LanguageOption = "en",
    profile: ProfileOption = PROTECTED_NAME,
    mission: MissionOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show how soon warnings were answered, which nobody acknowledged, and what came true, by detector and month.

    Example: forewarn warnings report --profile analyst --language fr
    """
    from pipeline.warning_report import read_warning_report  # brings the statistics: seconds that others are spared

    with reading(mission, profile, "warning report") as (parts, seen_by, _):
        found = read_warning_report(parts, seen_by, at=clock_now(parts))
    if as_json:
        print_object(found.model_dump(mode="json"))
    else:
        show_report(found, language)


@app.command()
def ack(
    warning_id: WarningArgument,
    why: WhyOption = "",
    profile: ProfileOption = PROTECTED_NAME,
    mission: MissionOption = None,
) -> None:
    """Say that the warning has been read by who is to act on it.

    Example: forewarn warnings ack 1a2b... --why "passed to the reaction force"
    """
    _keep(
        mission,
        profile,
        lambda parts, seen, by, at: answering.acknowledge(parts, seen, warning_id, by=by, at=at, why=why),
    )


@app.command()
def act(
    warning_id: WarningArgument,
    sent: Annotated[str, typer.Option("--sent", help="What was sent or done; roles, never names of persons.")],
    why: WhyOption = "",
    profile: ProfileOption = PROTECTED_NAME,
    mission: MissionOption = None,
) -> None:
    """Say what was sent or done.

    Example: forewarn warnings act 1a2b... --sent "mixed patrol of two vehicles, back by dusk"
    """
    _keep(
        mission,
        profile,
        lambda parts, seen, by, at: answering.act(parts, seen, warning_id, sent=sent, by=by, at=at, why=why),
    )


@app.command()
def close(
    warning_id: WarningArgument,
    outcome: Annotated[Outcome, typer.Option("--outcome", help="Did it happen, or would it have?")],
    why: WhyOption = "",
    profile: ProfileOption = PROTECTED_NAME,
    mission: MissionOption = None,
) -> None:
    """Close a warning with its outcome; the latest outcome stands, and a warning that stepped down may get one.

    Example: forewarn warnings close 1a2b... --outcome false --why "a wedding"
    """
    _keep(
        mission,
        profile,
        lambda parts, seen, by, at: answering.close(parts, seen, warning_id, outcome=outcome, by=by, at=at, why=why),
    )


@app.command()
def answer(
    warning_id: WarningArgument,
    text: Annotated[str, typer.Argument(metavar="TEXT", help="The answer, without names of persons.")],
    why: WhyOption = "",
    profile: ProfileOption = PROTECTED_NAME,
    mission: MissionOption = None,
) -> None:
    """Answer the open question of a warning.

    Example: forewarn warnings answer 1a2b... "they are at the river market until Friday"
    """
    _keep(
        mission,
        profile,
        lambda parts, seen, by, at: answering.answer(parts, seen, warning_id, text=text, by=by, at=at, why=why),
    )


@app.command()
def explain(
    warning_id: WarningArgument,
    text: Annotated[str, typer.Argument(metavar="TEXT", help="What accounts for the signs.")],
    why: WhyOption = "",
    profile: ProfileOption = PROTECTED_NAME,
    mission: MissionOption = None,
) -> None:
    """Say what accounts for the signs: the warning steps down, and shows it.

    Example: forewarn warnings explain 1a2b... "the yearly move of the herds"
    """
    _keep(
        mission,
        profile,
        lambda parts, seen, by, at: answering.explain(parts, seen, warning_id, text=text, by=by, at=at, why=why),
    )


@app.command()
def release(
    warning_id: WarningArgument,
    to: Annotated[str, typer.Option("--to", metavar="PROFILE", help=f"Access profile: {', '.join(PROFILES)}.")],
    why: WhyOption = "",
    profile: ProfileOption = PROTECTED_NAME,
    mission: MissionOption = None,
) -> None:
    """Tell a lower profile the district, days and level of a warning, and nothing else of it.

    Example: forewarn warnings release 1a2b... --to analyst --why "a patrol leaves tomorrow"
    """
    below = profile_named(to)
    _keep(
        mission,
        profile,
        lambda parts, seen, by, at: answering.release(parts, seen, warning_id, to=below, by=by, at=at, why=why),
    )


def _keep(mission: Path | None, profile: str, keep: Keeping) -> None:
    with opened(mission) as parts:
        decision = keep(parts, profile_named(profile), getpass.getuser(), datetime.now(UTC))
    say(f"Kept as {decision.id}. Take it back with: forewarn decide undo {decision.id}")
