"""`forewarn decide`: what people know better. Every decision is kept, and can be undone."""

import getpass
from datetime import UTC, datetime
from typing import Annotated

import typer

from cli.common import PROTECTED_NAME, MissionOption, WhyOption, opened
from cli.decide_place import place, say_kept
from pipeline.logbook import append_decision, read_decisions
from pipeline.parts import Parts
from schemas.annotation import Event
from schemas.base import stable_id
from schemas.errors import ConfigurationError
from schemas.linkage import Decision, DecisionKind, Incident
from schemas.protection import PROTECTED

app = typer.Typer(
    no_args_is_help=True,
    help="Confirm, reject or split links, say what a place's name stands for, and undo it. The next run uses it.",
)

EventArgument = Annotated[str, typer.Argument(metavar="EVENT", help="An event's id; see: forewarn thread.")]


@app.command()
def confirm(left: EventArgument, right: EventArgument, why: WhyOption = "", mission: MissionOption = None) -> None:
    """Two events are the same incident.

    Example: forewarn decide confirm 1a2b... 3c4d... --why "same convoy, seen from both sides"
    """
    with opened(mission) as parts:
        _keep(parts, "confirm", left=left, right=right, why=why)


@app.command()
def reject(left: EventArgument, right: EventArgument, why: WhyOption = "", mission: MissionOption = None) -> None:
    """Two events are not the same incident.

    Example: forewarn decide reject 1a2b... 3c4d... --why "two convoys, a day apart"
    """
    with opened(mission) as parts:
        _keep(parts, "reject", left=left, right=right, why=why)


@app.command()
def split(event: EventArgument, why: WhyOption = "", mission: MissionOption = None) -> None:
    """An event does not belong to its incident.

    Example: forewarn decide split 1a2b... --why "another village of the same name"
    """
    with opened(mission) as parts:
        _must_exist(parts, event)
        incidents = parts.index.find(Incident, (PROTECTED_NAME,), {"events": event})
        others = sorted({member for incident in incidents for member in incident.events} - {event})
        if not others:
            raise ConfigurationError(f"event {event} stands alone; there is nothing to split it from")
        _keep(parts, "split", left=event, right=others[0], others=tuple(others), why=why)


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
    with opened(mission) as parts:
        if decision not in {taken.id for taken in read_decisions(parts.broker)}:
            raise ConfigurationError(f"there is no decision {decision}; see: forewarn export decisions")
        _keep(parts, "undo", undoes=decision, why=why)


def _keep(
    parts: Parts,
    kind: DecisionKind,
    *,
    left: str | None = None,
    right: str | None = None,
    others: tuple[str, ...] = (),
    undoes: str | None = None,
    why: str,
) -> None:
    for event in (left, right):
        if event is not None:
            _must_exist(parts, event)
    at, by = datetime.now(UTC), getpass.getuser()
    id = stable_id("decision", kind, left or "", right or "", undoes or "", by, at.isoformat())
    decision = Decision(id=id, kind=kind, left=left, right=right, others=others, undoes=undoes, by=by, at=at, why=why)
    append_decision(parts.broker, decision)
    say_kept(id)


def _must_exist(parts: Parts, event: str) -> None:
    if event not in parts.index.get(Event, PROTECTED.levels, [event]):
        raise ConfigurationError(f"there is no event {event}; see: forewarn export events")
