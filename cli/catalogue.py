"""`forewarn catalogue`: check the warning signs, try a pattern, and propose, approve or refuse a change."""

import getpass
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Literal

import typer

from cli.common import JsonOption, MissionOption, WhyOption, print_json, settings_for
from cli.show import say
from cli.show_catalogue import show_catalogue, show_matches, show_mistakes, show_proposals
from pipeline import catalogue_review
from schemas.catalogue import Proposal
from schemas.errors import ConfigurationError

app = typer.Typer(no_args_is_help=True, help="Check the warning signs, try a pattern, propose and approve a change.")

ProposalArgument = Annotated[str, typer.Argument(metavar="ID", help="A proposal's id; see: forewarn catalogue review.")]


@app.command()
def check(
    folder: Annotated[
        Path | None, typer.Argument(help="Folder or file to check over Forewarn's own catalogue.")
    ] = None,
    mission: MissionOption = None,
    as_json: JsonOption = False,
) -> None:
    """Find mistakes in the catalogue: file, line, sign and what to mend. Without FOLDER: ours and the mission's.

    Example: forewarn catalogue check my-signs/
    """
    from nlp.catalogue_check import find_mistakes  # spaCy takes seconds to import; other commands do without
    from nlp.catalogue_reader import read_catalogue

    mission_folder = settings_for(mission).mission
    layers = catalogue_review.catalogue_layers(mission_folder)
    layers += [_there(folder)] if folder else catalogue_review.drafts(mission_folder)
    mistakes = find_mistakes(*layers)
    if as_json:
        print_json(mistakes)
    elif mistakes:
        show_mistakes(mistakes)
    else:
        show_catalogue(read_catalogue(*layers), [] if folder else catalogue_review.drafts(mission_folder))
    if mistakes:
        raise typer.Exit(1)


@app.command()
def match(
    text: Annotated[str, typer.Argument(help="A sentence, or with --file a file of lines.")],
    pattern: Annotated[
        str | None, typer.Option("--pattern", help="Try this pattern; else all patterns of the catalogue.")
    ] = None,
    language: Annotated[str, typer.Option("--lang", help="Language of the text: en, fr, ar, sw or ln.")] = "en",
    is_file: Annotated[bool, typer.Option("--file", help="TEXT is the path of a file; each line is tried.")] = False,
    folder: Annotated[Path | None, typer.Option("--with", help="A folder or file of yours, over the rest.")] = None,
    mission: MissionOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show which words a pattern matches, and where the pattern is written. A look-alike takes its sign back.

    In a run the learned model decides together with the patterns: what matches here need not become a sign.

    Example: forewarn catalogue match "women sleep in the bush" --pattern "{women} ... sleep*"
    """
    from nlp.catalogue_match import matches, matches_of_pattern  # as above

    layers = catalogue_review.catalogue_layers(settings_for(mission).mission) + ([_there(folder)] if folder else [])
    tried = _there(Path(text)).read_text(encoding="utf-8") if is_file else text
    found = matches_of_pattern(pattern, tried, language, *layers) if pattern else matches(tried, language, *layers)
    if as_json:
        print_json(found)
    else:
        show_matches(tried, found)


@app.command()
def propose(
    file: Annotated[Path, typer.Argument(help="A YAML file of signs, or of groups of words.")],
    why: WhyOption = "",
    mission: MissionOption = None,
) -> None:
    """Put a change in the review queue. Nothing changes until an adviser approves it.

    Example: forewarn catalogue propose night-flight.yaml --why "what people here say"
    """
    text = _there(file).read_text(encoding="utf-8")
    kept = catalogue_review.propose(settings_for(mission).mission, text, by=getpass.getuser(), at=_now(), why=why)
    changed = ", ".join((*kept.signs, *kept.word_groups))
    say(f"Waits as {kept.id}: {changed}. Next: forewarn catalogue approve {kept.id}")


@app.command()
def review(
    every: Annotated[bool, typer.Option("--all", help="Also what was approved or refused.")] = False,
    mission: MissionOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show the changes that wait for an adviser, with who proposed them, when and why.

    Example: forewarn catalogue review --all
    """
    found = catalogue_review.proposals(settings_for(mission).mission)
    shown = [each for each in found if every or each.state == "waiting"]
    if as_json:
        print_json(shown)
    else:
        show_proposals(shown)


@app.command()
def approve(proposal: ProposalArgument, why: WhyOption = "", mission: MissionOption = None) -> None:
    """Approve a change: from the next run on the catalogue is read with it.

    Example: forewarn catalogue approve 1a2b3c4d --why "tried on last month's reports"
    """
    kept = _decided(mission, proposal, "approved", why)
    say(f"{kept.id} is approved and used from the next run on. Take it back with: forewarn catalogue refuse {kept.id}")


@app.command()
def refuse(proposal: ProposalArgument, why: WhyOption = "", mission: MissionOption = None) -> None:
    """Refuse a change, or take back an approval.

    Example: forewarn catalogue refuse 1a2b3c4d --why "matches market days too"
    """
    kept = _decided(mission, proposal, "refused", why)
    say(f"{kept.id} is refused and not used; it stays in the queue's history.")


def _decided(mission: Path | None, proposal: str, what: Literal["approved", "refused"], why: str) -> Proposal:
    folder = settings_for(mission).mission
    return catalogue_review.decide(folder, proposal, what, by=getpass.getuser(), at=_now(), why=why)


def _now() -> datetime:
    return datetime.now(UTC)


def _there(path: Path) -> Path:
    if not path.exists():
        raise ConfigurationError(f"there is no file or folder {path}; name one that is there")
    return path
