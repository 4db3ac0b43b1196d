"""`forewarn kibana`: the dashboards, searches and map that analysts find in Kibana."""

import re
from pathlib import Path
from typing import Annotated, get_args

import typer

from cli.common import MissionOption, profile_named, screen, settings_for
from schemas.errors import ConfigurationError
from schemas.protection import PROFILES
from schemas.settings import Settings
from schemas.warning import ToldLanguage

app = typer.Typer(
    no_args_is_help=True, help="Put dashboards, searches and the map into Kibana, or write them as a file."
)

ProfilesOption = Annotated[
    list[str] | None, typer.Option("--profile", help=f"Only for: {', '.join(PROFILES)}; may be repeated.")
]
LanguagesOption = Annotated[list[str] | None, typer.Option("--language", help="Only in: en, fr; may be repeated.")]
SinceOption = Annotated[str, typer.Option("--since", help="A day that dashboards begin with, for a replay.")]
UntilOption = Annotated[str, typer.Option("--until", help="and the day that they end with.")]


@app.command()
def load(
    profile: ProfilesOption = None,
    language: LanguagesOption = None,
    since: SinceOption = "",
    until: UntilOption = "",
    mission: MissionOption = None,
) -> None:
    """Put the objects into the Kibana of FOREWARN_KIBANA_URL, in the place of those that are there.

    Example: forewarn kibana load --profile analyst --since 2025-01-06 --until 2025-03-17
    """
    from search.kibana.load import load as put_into_kibana

    settings = settings_for(mission)
    if not settings.kibana_url:
        raise ConfigurationError("FOREWARN_KIBANA_URL is not set; name your Kibana, or use: forewarn kibana write")
    taken = put_into_kibana(
        _text(settings, profile, language, since, until),
        url=settings.kibana_url,
        api_key=settings.kibana_api_key.get_secret_value(),
        user=settings.kibana_user,
        password=settings.kibana_password.get_secret_value(),
        ca_file=settings.ca_file,
    )
    screen.print(f"{taken} objects loaded. Begin with the dashboard Today.", highlight=False)


@app.command()
def write(
    out: Annotated[Path, typer.Option(help="The file to write.")] = Path("kibana.ndjson"),
    profile: ProfilesOption = None,
    language: LanguagesOption = None,
    since: SinceOption = "",
    until: UntilOption = "",
    mission: MissionOption = None,
) -> None:
    """Write the objects to a file, to be imported by hand under Stack Management, Saved Objects.

    Example: forewarn kibana write --out kibana.ndjson --profile analyst --language fr
    """
    text = _text(settings_for(mission), profile, language, since, until)
    out.write_text(text, encoding="utf-8")
    screen.print(f"Written: {out} ({text.count(chr(10))} objects)", highlight=False)


def _text(
    settings: Settings,
    profiles: list[str] | None,
    languages: list[str] | None,
    since: str,
    until: str,
) -> str:
    from pipeline.kibana import editions  # brings the catalogue of signs: seconds that the other commands are spared
    from search.kibana.build import ndjson

    made = editions(
        settings,
        [profile_named(name) for name in profiles or ()],
        [_language(name) for name in languages or ("en", "fr")],
        since=_moment(since),
        until=_moment(until),
    )
    return ndjson(made)


def _language(name: str) -> ToldLanguage:
    told = {each: each for each in get_args(ToldLanguage)}
    if name not in told:
        raise ConfigurationError(f"there is no language {name!r}; there are: {', '.join(told)}")
    return told[name]  # type: ignore[no-any-return] # get_args is untyped


def _moment(day: str) -> str:
    """Return the beginning of a day as Kibana writes it; what is none is refused."""
    if day and not re.fullmatch(r"\d{4}-\d\d-\d\d", day):
        raise ConfigurationError(f"{day!r} is no day; write it as 2025-01-06")
    return f"{day}T00:00:00.000Z" if day else ""
