"""What an officer acts on: `forewarn assess`, `temperature`, `card`, `gaps`, `trend`, `top` and `pirs`."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from cli.common import (
    PROTECTED_NAME,
    JsonOption,
    MissionOption,
    ProfileOption,
    print_object,
    reading,
)
from pipeline.outlook import view_of
from products.assessment import assess as assessed
from products.card import patrol_card
from products.gaps import coverage_gaps
from products.render import as_text
from products.requirements import requirements
from products.temperature import temperature as temperatures
from products.top import top_areas
from products.trend import trend as trends
from products.view import View
from schemas.annotation import ToldLanguage
from schemas.products import Product
from schemas.protection import ANALYST

LanguageOption = Annotated[ToldLanguage, typer.Option("--language", help="Language of the text.")]


def assess(
    warning: Annotated[str, typer.Argument(help="The id of a warning.")],
    language: LanguageOption = "en",
    profile: ProfileOption = PROTECTED_NAME,
    mission: MissionOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show the threat behind a warning and the risk of going there, each number with its reasons.

    Example: forewarn assess 9f5a1890d5b404074917c06a --profile analyst
    """
    _show("assess", lambda view: assessed(view, warning), mission, profile, language, as_json)


def temperature(
    area: Annotated[str | None, typer.Argument(help="A district or place; all districts if left out.")] = None,
    language: LanguageOption = "en",
    profile: ProfileOption = PROTECTED_NAME,
    mission: MissionOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show the temperature of an area week by week, in named parts.

    Example: forewarn temperature Mbazéré
    """
    _show("temperature", lambda view: temperatures(view, area), mission, profile, language, as_json)


def card(
    start: Annotated[str, typer.Argument(metavar="FROM", help="A place's name, or its id in places.csv.")],
    end: Annotated[str, typer.Argument(metavar="TO", help="A place's name, or its id in places.csv.")],
    language: LanguageOption = "en",
    profile: ProfileOption = ANALYST.name,
    mission: MissionOption = None,
    as_json: JsonOption = False,
) -> None:
    """Write the pre-patrol card for the road between two places; an own plan, kept nowhere.

    Example: forewarn card Mbazéré Ndélafo --language fr
    """
    _show("card", lambda view: patrol_card(view, start, end), mission, profile, language, as_json)


def gaps(
    days: Annotated[int | None, typer.Option(help="Places not visited for so many days (or more).")] = None,
    limit: Annotated[int, typer.Option(help="Most places to show as text.")] = 20,
    language: LanguageOption = "en",
    profile: ProfileOption = PROTECTED_NAME,
    mission: MissionOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show where and at which hours nobody has looked, places with new signs first.

    Example: forewarn gaps --days 10
    """
    _show(
        "gaps", lambda view: coverage_gaps(view, at_least_days=days), mission, profile, language, as_json, limit=limit
    )


def trend(
    language: LanguageOption = "en",
    profile: ProfileOption = PROTECTED_NAME,
    mission: MissionOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show the weekly trend: how much was heard, and which signs from where.

    Example: forewarn trend --json
    """
    _show("trend", trends, mission, profile, language, as_json)


def top(
    language: LanguageOption = "en",
    profile: ProfileOption = PROTECTED_NAME,
    mission: MissionOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show the areas to look at first in the next 72 hours, at most five, with reasons.

    Example: forewarn top --language fr
    """
    _show("top", top_areas, mission, profile, language, as_json)


def pirs(
    language: LanguageOption = "en",
    profile: ProfileOption = PROTECTED_NAME,
    mission: MissionOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show each priority requirement of the mission with what is known of it, and what is missing.

    Example: forewarn pirs --profile analyst
    """
    _show("pirs", requirements, mission, profile, language, as_json)


def _show(
    what: str,
    make: Callable[[View], Product],
    mission: Path | None,
    profile: str,
    language: ToldLanguage,
    as_json: bool,
    limit: int = 20,
) -> None:
    """Print the product that `make` makes, as JSON or as text written from the same model."""
    with reading(mission, profile, what) as (parts, seen_by, _):
        product = make(view_of(parts, seen_by, language=language))
    if as_json:
        print_object(product.model_dump(mode="json"))
    else:
        sys.stdout.write(as_text(product, limit=limit))
