"""What all commands share: the mission option, opened parts, clear errors, and output that pipes."""

import getpass
import json
import logging
import re
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Annotated, NamedTuple

import structlog
import typer
from rich.console import Console

from pipeline.auditing import MOST_IDS, check_purpose, hashed_name, keep_audited, purpose_of
from pipeline.parts import Parts, open_parts
from schemas.audit import Audited, Outcome
from schemas.base import Item
from schemas.errors import ConfigurationError
from schemas.geography import Position
from schemas.protection import PROFILES, PROTECTED, Profile
from schemas.settings import Settings

screen = Console()
errors = Console(stderr=True)

MissionOption = Annotated[
    Path | None, typer.Option("--mission", help="Folder of the mission (or FOREWARN_MISSION).", show_default=False)
]
ProfileOption = Annotated[str, typer.Option("--profile", help=f"Access profile: {', '.join(PROFILES)}.")]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON instead of text.")]
WhyOption = Annotated[str, typer.Option("--why", help="The reason, for those who read the decision later.")]
PROTECTED_NAME = PROTECTED.name


def settings_for(mission: Path | None, **changes: object) -> Settings:
    """Return the settings of the environment with what the command line changes."""
    given = {name: value for name, value in changes.items() if value is not None}
    settings = Settings(**({"mission": mission} if mission else {}), **given)  # type: ignore[arg-type] # checked by pydantic
    if not settings.mission.is_dir():
        raise ConfigurationError(
            f"there is no mission folder {settings.mission}; name one with --mission DIR or FOREWARN_MISSION"
        )
    return settings


class Reading(NamedTuple):
    """The parts opened for a read, the profile that reads, and the ids of what is shown, to be added to."""

    parts: Parts
    profile: Profile
    shown: list[str]


@contextmanager
def reading(mission: Path | None, profile: str, what: str, *, searched: Iterable[str] = ()) -> Iterator[Reading]:
    """Open the parts for one read, which stands in the audit log: who, as what profile, why, and what was shown.

    What was searched for is kept as keyed hashes. A purpose that the mission does not know is refused, and so is a
    profile that it does not compute; that stands in the log, too.
    """
    with opened(mission) as parts:
        names = tuple(hashed_name(parts.settings, word) for word in searched if word)

        def note(outcome: Outcome, ids: Iterable[str] = ()) -> None:
            line = Audited(
                at=datetime.now(UTC), who=getpass.getuser(), role=f"profile {profile}", door="command", what=what,
                outcome=outcome, purpose=purpose_of(parts), ids=tuple(ids)[:MOST_IDS], searched=names,
            )  # fmt: skip
            keep_audited(parts.settings, line)

        try:
            check_purpose(parts)
            read = Reading(parts, computed_profile(parts, profile), [])
            note("asked")
            yield read
        except ConfigurationError:
            note("refused")
            raise
        note("shown", read.shown)


def computed_profile(parts: Parts, name: str) -> Profile:
    """Return the profile called `name`, which the mission computes."""
    profile = profile_named(name)
    if profile not in parts.mission.access_profiles:
        raise ConfigurationError(
            f"this mission does not compute the profile {name}; add it to `profiles` in mission.toml"
        )
    return profile


@contextmanager
def opened(mission: Path | None, **changes: object) -> Iterator[Parts]:
    """Open the parts of the settings, with the log at its level on the error stream."""
    settings = settings_for(mission, **changes)
    configure_log(settings.log_level)
    with open_parts(settings) as parts:
        yield parts


def configure_log(level: str) -> None:
    """Write structured log lines to the error stream, so that output pipes."""
    structlog.configure(
        wrapper_class=structlog.make_filtering_bound_logger(getattr(logging, level.upper())),
        # The error stream of the moment: a test or a caller may have put another in its place.
        logger_factory=lambda *_: structlog.PrintLogger(sys.stderr),
    )


def profile_named(name: str) -> Profile:
    """Return the access profile called `name`."""
    if name not in PROFILES:
        raise ConfigurationError(f"there is no profile {name!r}; there are: {', '.join(PROFILES)}")
    return PROFILES[name]


def written_position(text: str) -> Position | None:
    """Return the position of a pair of degrees such as `3.35,-6.5`, None for anything else."""
    match = re.fullmatch(r"\s*(-?\d+(?:\.\d+)?)\s*,\s*(-?\d+(?:\.\d+)?)\s*", text)
    position = Position(float(match[1]), float(match[2])) if match else None
    return position if position and abs(position.latitude) <= 90 and abs(position.longitude) <= 180 else None


def time_back(text: str) -> timedelta:
    """Return the length of a time such as 6h or 14d."""
    match = re.fullmatch(r"(\d+)([dh])", text)
    if match is None:
        raise ConfigurationError(f"{text!r} is no length of time; write 6h or 14d")
    return timedelta(hours=int(match[1]) * (24 if match[2] == "d" else 1))


def moment_of(text: str | None, *, now: datetime, option: str) -> datetime | None:
    """Return the moment of a day or a time of day (UTC), or of a time back from `now`, the run's own clock."""
    if text is None:
        return None
    if re.fullmatch(r"\d+[dh]", text):
        return now - time_back(text)
    try:
        told = datetime.fromisoformat(text)
    except ValueError:
        raise ConfigurationError(f"{option} {text!r} is no time; write a day as 2025-02-01, or 14d") from None
    return told if told.tzinfo else told.replace(tzinfo=UTC)


def print_json(items: Iterable[Item]) -> None:
    """Print one JSON object a line."""
    for item in items:
        sys.stdout.write(item.model_dump_json() + "\n")


def print_object(value: object) -> None:
    """Print one value as indented JSON."""
    sys.stdout.write(json.dumps(value, indent=1, ensure_ascii=False) + "\n")
