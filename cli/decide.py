"""`forewarn decide`: what people know better. Every decision is kept, and can be undone."""

import getpass
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from cli.common import MissionOption, WhyOption, opened
from cli.decide_place import place, say_kept
from cli.show import say
from pipeline.deciding import decide_exclude, decide_grade, decide_merge, decide_pair, decide_split
from pipeline.deciding import undo as decide_undo
from pipeline.parts import Parts
from schemas.linkage import Decision

app = typer.Typer(
    no_args_is_help=True,
    help="Confirm, reject, split, merge or grade incidents, say what a name stands for, and undo it, for the next run.",
)

EventArgument = Annotated[str, typer.Argument(metavar="EVENT", help="An event's id; see: forewarn thread.")]


@app.command()
def confirm(left: EventArgument, right: EventArgument, why: WhyOption = "", mission: MissionOption = None) -> None:
    """Two events are the same incident.

    Example: forewarn decide confirm 1a2b... 3c4d... --why "same convoy, seen from both sides"
    """
    _keep(mission, lambda parts, by, at: decide_pair(parts, "confirm", left, right, by=by, at=at, why=why))


@app.command()
def reject(left: EventArgument, right: EventArgument, why: WhyOption = "", mission: MissionOption = None) -> None:
    """Two events are not the same incident.

    Example: forewarn decide reject 1a2b... 3c4d... --why "two convoys, a day apart"
    """
    _keep(mission, lambda parts, by, at: decide_pair(parts, "reject", left, right, by=by, at=at, why=why))


@app.command()
def split(
    events: Annotated[list[str], typer.Argument(metavar="EVENT...", help="Events' ids; see: forewarn thread.")],
    why: WhyOption = "",
    mission: MissionOption = None,
) -> None:
    """One or more events do not belong to their incident; several that are named stay together.

    Example: forewarn decide split 1a2b... --why "another village of the same name"
    """
    _keep(mission, lambda parts, by, at: decide_split(parts, events, by=by, at=at, why=why))


@app.command()
def merge(left: EventArgument, right: EventArgument, why: WhyOption = "", mission: MissionOption = None) -> None:
    """The incidents of two events are one, with all that is in them now.

    Example: forewarn decide merge 1a2b... 3c4d... --why "the commander confirms one attack"
    """
    _keep(mission, lambda parts, by, at: decide_merge(parts, left, right, by=by, at=at, why=why))


@app.command()
def grade(
    event: EventArgument,
    credibility: Annotated[
        int, typer.Argument(metavar="GRADE", min=1, max=6, help="1 confirmed, 2 probably true, to 6 cannot be judged.")
    ],
    why: WhyOption = "",
    mission: MissionOption = None,
) -> None:
    """How credible the incident of an event is (Admiralty 1 to 6); only a person says 1.

    Example: forewarn decide grade 1a2b... 1 --why "seen by our own patrol and by two organisations"
    """
    _keep(mission, lambda parts, by, at: decide_grade(parts, event, credibility, by=by, at=at, why=why))


@app.command()
def exclude(
    key: Annotated[str, typer.Argument(metavar="KEY", help="A blocking key; see: forewarn keys.")],
    why: WhyOption = "",
    mission: MissionOption = None,
) -> None:
    """A blocking key says nothing, or all that begin so: pairs that rest on it alone are no longer compared.

    Example: forewarn decide exclude "name:lapor:*" --why "the name of a newspaper"
    """
    _keep(mission, lambda parts, by, at: decide_exclude(parts, key, by=by, at=at, why=why))


app.command()(place)


@app.command()
def undo(
    decision: Annotated[str, typer.Argument(metavar="DECISION", help="A decision's id; see: forewarn thread.")],
    why: WhyOption = "",
    mission: MissionOption = None,
) -> None:
    """Take a decision back.

    Example: forewarn decide undo 5e6f... --why "the patrol commander called"
    """
    _keep(mission, lambda parts, by, at: decide_undo(parts, decision, by=by, at=at, why=why))


def _keep(mission: Path | None, decide: Callable[[Parts, str, datetime], Decision]) -> None:
    with opened(mission) as parts:
        decision = decide(parts, getpass.getuser(), datetime.now(UTC))
    if decision.step is not None:
        say(f"Kept as {decision.id}; the warning shows it at once.")
    else:
        say_kept(decision.id)
