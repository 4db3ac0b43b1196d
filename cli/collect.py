"""`forewarn collect`: fetch reports now, without waiting for the DAG's schedule."""

from typing import Annotated

import typer

from cli.common import JsonOption, MissionOption, errors, opened, print_object
from cli.show import say
from pipeline.collect import collect_from, configured_collectors


def collect(
    name: Annotated[str | None, typer.Argument(help="One collector; without it all that are configured.")] = None,
    mission: MissionOption = None,
    as_json: JsonOption = False,
) -> None:
    """Fetch new reports from ReliefWeb and from the drop folder.

    Example: forewarn collect drop-folder
    """
    with opened(mission) as parts:
        names = [name] if name else configured_collectors(parts)
        sent: dict[str, int] = {}
        for each in names:
            with errors.status(f"fetching from {each} ..."):
                sent[each] = collect_from(parts, each)
    if as_json:
        print_object(sent)
        return
    for each, messages in sent.items():
        say(f"{each}: {messages} messages sent. Next: forewarn run")
    if not sent:
        say("Nothing is configured to be fetched. Set FOREWARN_DROP_FOLDER or FOREWARN_RELIEFWEB_APPNAME.")
