"""How the catalogue, its mistakes, matches and proposals look on a terminal."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from rich.table import Table

from cli.common import screen
from cli.show import DAY, say
from schemas.catalogue import Catalogue, Mistake, Proposal

if TYPE_CHECKING:
    from nlp.catalogue_match import PatternMatch


def show_mistakes(mistakes: Sequence[Mistake]) -> None:
    """Print each mistake with file, line, sign and mend."""
    for mistake in mistakes:
        say(mistake.text)
    say(f"{len(mistakes)} to mend. What holds a mistake is not used.")


def show_catalogue(catalogue: Catalogue, drafts: Sequence[Path]) -> None:
    """Print how many signs there are by family, and patterns by language, and what waits to be proposed."""
    families = Counter(sign.id.partition("-")[0] for sign in catalogue.indicators)
    say(f"No mistakes. {len(catalogue.indicators)} signs, version {catalogue.version}")
    say("  " + ", ".join(f"{family} {number}" for family, number in families.items()))
    table = Table("language", "signs with patterns", "patterns", "checked by a speaker", box=None)
    for language in ("en", "fr", "ar", "sw", "ln"):
        lines = [lines for sign in catalogue.indicators for code, lines in sign.patterns.items() if code == language]
        checked = sum(language not in sign.unverified for sign in catalogue.indicators)
        table.add_row(language, str(sum(map(bool, lines))), str(sum(map(len, lines))), f"{checked} signs")
    screen.print(table)
    for draft in drafts:
        say(f"{draft} is a draft, checked but not used: forewarn catalogue propose {draft}")


def show_matches(text: str, found: "Sequence[PatternMatch]") -> None:
    """Print each match: the sign, its words, and where the pattern is written."""
    for each in found:
        where = f"  ({Path(each.file).name}, line {each.line})" if each.file else ""
        say(f'{each.id} {_kind(each, found)}: "{each.words}"')
        say(f"    {each.pattern}{where}")
    say(f"{len(found)} matches in {len(text.splitlines())} lines.")


def _kind(match: "PatternMatch", found: "Sequence[PatternMatch]") -> str:
    if match.is_look_alike:
        return "looks alike, and is none"
    return "matches, but a look-alike takes it back" if _is_hidden(match, found) else "matches"


def _is_hidden(match: "PatternMatch", found: "Sequence[PatternMatch]") -> bool:
    return any(
        other.is_look_alike and other.id == match.id and other.start < match.end and match.start < other.end
        for other in found
    )


def show_proposals(found: Sequence[Proposal]) -> None:
    """Print each proposal: what it changes, where it lies, and every step with who, when and why."""
    for each in found:
        say(f"{each.id}  {each.state}: {', '.join((*each.signs, *each.word_groups))}")
        say(f"    {each.file}")
        for step in each.steps:
            say(f"    {step.what} by {step.by}, {step.at.strftime(DAY)} {step.why}")
    if not found:
        say("Nothing waits. Propose a change with: forewarn catalogue propose FILE")
