"""`forewarn keys`: which blocking keys are over-common, and which are out of use."""

from typing import Annotated

import typer

from cli.common import PROTECTED_NAME, JsonOption, MissionOption, ProfileOption, opened, print_json, profile_named
from cli.show import say
from linking.blocking import KEY_CAP
from pipeline.common_keys import common_keys, keys_out_of_use


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
    with opened(mission) as parts:
        found = common_keys(parts, profile_named(profile), more_than=more_than, most=limit)
        excluded = keys_out_of_use(parts)
    if as_json:
        print_json(found)
        return
    for each in found:
        state = "out of use" if each.key in excluded else "over the cap" if each.events > KEY_CAP else "in use"
        say(f"{each.events:>7}  {each.key}  {state}")
    say(f"{len(found)} keys of more than {more_than} events; above {KEY_CAP} a key says nothing.")
    for key in sorted(excluded - {each.key for each in found}):
        say(f"out of use: {key}")
    say("Take one out of use with: forewarn decide exclude KEY")
