"""`forewarn keys`: which blocking keys are over-common, and which are out of use."""

from typing import Annotated

import typer

from cli.common import (
    PROTECTED_NAME,
    JsonOption,
    MissionOption,
    ProfileOption,
    print_json,
    reading,
)
from cli.show import say
from linking.blocking import KEY_CAP
from linking.decisions import is_excluded
from pipeline.common_keys import common_keys, keys_out_of_use
from schemas.index import KeyCount


def keys(
    more_than: Annotated[int, typer.Option("--more-than", help="Show keys of more events than this.")] = KEY_CAP,
    limit: Annotated[int, typer.Option(help="Most keys to show.")] = 50,
    profile: ProfileOption = PROTECTED_NAME,
    mission: MissionOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show the blocking keys that more events share than the cap: pairs that rest on one alone are not compared.

    Example: forewarn keys --more-than 50
    """
    with reading(mission, profile, "common keys") as (parts, seen_by, _):
        found = common_keys(parts, seen_by, more_than=more_than, most=limit)
        excluded = keys_out_of_use(parts)
    if as_json:
        print_json(found)
        return
    for each in found:
        say(f"{each.events:>7}  {each.key}  {_state(each, excluded)}")
    say(f"{len(found)} keys of more than {more_than} events; above {KEY_CAP} a key says nothing.")
    for key in sorted(excluded - {each.key for each in found}):
        say(f"out of use: {key}")
    say("Take one out of use with: forewarn decide exclude KEY; all of a name or group: name:lapor:*")


def _state(counted: KeyCount, excluded: frozenset[str]) -> str:
    if is_excluded(counted.key, excluded):
        return "out of use"
    return "over the cap" if counted.events > KEY_CAP else "in use"
