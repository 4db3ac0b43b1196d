"""`forewarn export` and `forewarn briefing`: what leaves for other tools and for people."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from cli.common import PROTECTED_NAME, MissionOption, ProfileOption, print_json, reading, screen
from pipeline.exports import CURRENT
from pipeline.exports import export as exported
from protection.anonymity import check_anonymous
from schemas.errors import ConfigurationError
from schemas.report import Count


def export(
    kind: Annotated[str, typer.Argument(help=f"One of: {', '.join(CURRENT)}.")],
    history: Annotated[bool, typer.Option("--history", help="Also what is no longer current.")] = False,
    profile: ProfileOption = PROTECTED_NAME,
    mission: MissionOption = None,
) -> None:
    """Print JSON Lines of one kind, each against its JSON Schema in schemas/json/.

    Example: forewarn export links --profile analyst > links.jsonl
    """
    if kind not in CURRENT:
        raise ConfigurationError(f"there is no export {kind!r}; there are: {', '.join(CURRENT)}")
    with reading(mission, profile, f"export {kind}") as (parts, seen_by, _):
        items = exported(parts, kind, profile=seen_by, history=history)
        print_json(check_anonymous(each for each in items if isinstance(each, Count)) if kind == "counts" else items)


def briefing(
    out: Annotated[Path, typer.Option(help="The HTML file to write.")] = Path("briefing.html"),
    language: Annotated[Literal["en", "fr"], typer.Option(help="Language of the page.")] = "en",
    profile: ProfileOption = PROTECTED_NAME,
    mission: MissionOption = None,
) -> None:
    """Write one self-contained page: two printed sheets for a commander, and all that stands behind them for analysts.

    Example: forewarn briefing --out briefing.html --language fr
    """
    from briefing.render import render  # brings the charts: seconds that an export is spared
    from pipeline.brief import gather_material

    with reading(mission, profile, "briefing") as (parts, seen_by, _):
        page = render(gather_material(parts, seen_by, language=language), language=language)
    out.write_text(page, encoding="utf-8")
    screen.print(f"Written: {out} (marked with its level; share it no wider)", highlight=False)
