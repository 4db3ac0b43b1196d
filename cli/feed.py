"""`forewarn prepare`, `replay` and `run`: messages in, warnings out."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Literal

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn, track

from cli.common import JsonOption, MissionOption, errors, opened, print_object, screen
from ingest.replay import replayed
from pipeline.stops import stop_of
from schemas.errors import ConfigurationError

STAGES = {"land": "reading and protecting", "annotate": "reading signs and places", "advance": "linking and detecting"}


def prepare(mission: MissionOption = None) -> None:
    """Make all topics and indices, so that tools which ask for them by name find them before anything is written.

    Example: forewarn prepare
    """
    with opened(mission) as parts:
        parts.index.make()
    screen.print("All topics and indices are there. Next: forewarn kibana load", highlight=False)


def replay(
    file: Annotated[Path, typer.Argument(help="Recorded messages, as `kcat -J` writes them.", exists=True)],
    mission: MissionOption = None,
    as_json: JsonOption = False,
) -> None:
    """Send recorded messages to the topics.

    Example: forewarn replay missions/example/messages.jsonl
    """
    with opened(mission) as parts:
        messages = track(replayed(file), description="sending", console=errors, transient=True)
        sent = parts.broker.send(messages)
    if as_json:
        print_object({"sent": sent})
    else:
        screen.print(f"{sent} messages sent. Next: forewarn run --clock messages", highlight=False)


def run(
    mission: MissionOption = None,
    clock: Annotated[Literal["wall", "messages"] | None, typer.Option(help="Whose time detectors go by.")] = None,
    step: Annotated[str | None, typer.Option(help="Length of a step of the messages' clock: 1d, 12h.")] = None,
    as_json: JsonOption = False,
) -> None:
    """Take everything that is waiting through the pipeline.

    Example: forewarn run --clock messages --step 1d
    """
    from pipeline.run import run_all  # spaCy takes seconds to import; the other commands do without

    with opened(mission, clock=clock, step_hours=step_hours(step)) as parts, stage_bars(STAGES) as progress:
        batches = run_all(parts, progress=progress)
        stopped = [stop for topic in parts.sources if (stop := stop_of(parts.store, topic))]
    if as_json:
        print_object({"batches": batches, "stopped": {stop.topic: stop.reason for stop in stopped}})
    else:
        for stop in stopped:
            errors.print(f"[bold red]{stop.topic} is STOPPED:[/] {stop.reason}. See forewarn status.", highlight=False)
        screen.print(f"{batches} batches done. Next: forewarn briefing --out briefing.html", highlight=False)


def step_hours(step: str | None) -> int | None:
    """Return the hours of a step written like 1d or 12h."""
    if step is None:
        return None
    number, unit = step[:-1], step[-1:]
    if not number.isdigit() or unit not in "dh" or int(number) == 0:
        raise ConfigurationError(f"--step {step!r} is not a length of time; write it as 1d or 12h")
    return int(number) * (24 if unit == "d" else 1)


@contextmanager
def stage_bars(stages: Mapping[str, str]) -> Iterator[Callable[[str, int, int], None]]:
    """Show a progress bar for each of `stages`, and give what tells them how far a stage is."""
    columns = (TextColumn("{task.description:<28}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=errors, transient=not errors.is_terminal) as bars:
        tasks = {stage: bars.add_task(text, total=None) for stage, text in stages.items()}
        yield lambda stage, done, total: bars.update(tasks[stage], completed=done, total=total)
