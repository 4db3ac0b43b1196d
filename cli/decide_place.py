"""`forewarn decide place`: what a place's name stands for, in one report and wherever it stands in the same context."""

import getpass
from datetime import UTC, datetime
from typing import Annotated

import typer

from cli.common import MissionOption, WhyOption, opened, written_position
from cli.show import say
from schemas.corrections import Answer
from schemas.errors import ConfigurationError


def place(
    name: Annotated[str, typer.Argument(help="The name as the report has it.")],
    report: Annotated[str, typer.Option("--report", metavar="KEY", help="Key or id of a report that has the name.")],
    place_id: Annotated[
        str | None, typer.Option("--is", metavar="PLACE_ID", help="The place's id; see: forewarn gazetteer find.")
    ] = None,
    at: Annotated[str | None, typer.Option("--at", metavar="LAT,LON", help="Where it is, in degrees.")] = None,
    called: Annotated[str | None, typer.Option("--called", help="With --at: what the place is called.")] = None,
    not_a_place: Annotated[bool, typer.Option("--not-a-place", help="It is not the name of a place.")] = False,
    why: WhyOption = "",
    mission: MissionOption = None,
) -> None:
    """A name stands for this place, here and wherever it stands in the same context.

    Example: forewarn decide place Tokounda --report patrol-notes:TS-MBAZERE:PTRL/0017 --at 3.35,-6.5
    """
    from pipeline.placing import decide_place  # brings the language models' library: seconds that other commands save

    answer = _answer(place_id, at, called, not_a_place=not_a_place)
    by, now = getpass.getuser(), datetime.now(UTC)
    with opened(mission) as parts:
        decision = decide_place(parts, answer, name=name, report=report, by=by, at=now, why=why)
    say_kept(decision.id)


def _answer(place_id: str | None, at: str | None, called: str | None, *, not_a_place: bool) -> Answer:
    if [place_id is not None, at is not None, not_a_place].count(True) != 1:
        raise ConfigurationError("say one of --is PLACE_ID, --at LAT,LON or --not-a-place")
    if called is not None and at is None:
        raise ConfigurationError("--called goes with --at LAT,LON; a place of the gazetteer has its name")
    position = written_position(at) if at is not None else None
    if at is not None and position is None:
        raise ConfigurationError(f"--at {at!r} is no position; write latitude,longitude in degrees, such as 3.35,-6.5")
    return Answer(place_id=place_id, position=position, called=called)


def say_kept(decision_id: str) -> None:
    """Say under which id a decision is kept, and how to take it back."""
    undo = f"forewarn decide undo {decision_id}"
    say(f"Kept as {decision_id}. It takes effect with the next run; take it back with: {undo}")
