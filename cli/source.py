"""`forewarn source`: add a source, try it before it runs, and take up one that was stopped."""

import getpass
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from cli.common import JsonOption, MissionOption, errors, opened, print_object, screen, settings_for
from cli.show_source import show_dry_run, show_findings
from cli.source_files import write_source
from ingest.mission import read_mission
from ingest.registry import SOURCES, find_sources
from pipeline.auditing import keep_audited, purpose_of
from pipeline.hiding import hide_source, show_source
from pipeline.stops import resume as lift_stop
from schemas.audit import Audited
from schemas.base import Item
from schemas.errors import ConfigurationError

app = typer.Typer(no_args_is_help=True, help="Add a source, try it before it runs, take up one that was stopped.")

NameArgument = Annotated[str, typer.Argument(metavar="NAME", help="The source's topic; see: forewarn source list.")]


@app.command()
def new(
    name: Annotated[str, typer.Argument(metavar="NAME", help="The topic, such as clinic-visits.")],
    mission: MissionOption = None,
    built_in: Annotated[bool, typer.Option("--built-in", help="Write it among Forewarn's own sources.")] = False,
) -> None:
    """Write a source that works, with samples, into the mission's sources folder; then change it.

    Example: forewarn source new clinic-visits
    """
    folder = settings_for(mission).mission
    known = find_sources(folder / "sources")
    if name in known:
        raise ConfigurationError(f"there is a source {name} already; choose another name")
    written = write_source(name, SOURCES if built_in else folder / "sources", read_mission(folder))
    written.append(_write_expected(folder, name))
    for path in written:
        screen.print(f"Wrote {path}", highlight=False, soft_wrap=True)
    screen.print(f"Change what is marked CHANGE. Next: forewarn source check {name}", highlight=False)


@app.command()
def check(
    name: NameArgument,
    file: Annotated[Path | None, typer.Argument(help="Recorded messages (kcat -J); else the samples.")] = None,
    write_expected: Annotated[
        bool, typer.Option("--write-expected", help="Write expected.jsonl from the samples as they are read now.")
    ] = False,
    mission: MissionOption = None,
    as_json: JsonOption = False,
) -> None:
    """Run recorded messages dry: what is read, dropped, masked, refused, and why. Then check the source itself.

    Example: forewarn source check patrol-notes missions/example/messages.jsonl
    """
    from pipeline import conformance, dry_run  # spaCy takes seconds to import; the other commands do without

    bench = dry_run.bench_of(settings_for(mission).mission, name)
    if write_expected:
        path = conformance.write_expected(bench)
        errors.print(f"Wrote {path}. Read it: is that what the samples say, and no more?", soft_wrap=True)
    tried = dry_run.dry_run(bench, dry_run.recorded(bench, file)) if file else conformance.try_samples(bench)
    rows, findings = dry_run.rows_told(tried), conformance.conform(bench)
    if as_json:
        print_object({"rows": _as_json(rows), "checks": _as_json(findings)})
    else:
        show_dry_run(rows)
        show_findings(name, findings)
    if any(finding.faults for finding in findings):
        raise typer.Exit(1)


@app.command("list")
def list_sources(mission: MissionOption = None, as_json: JsonOption = False) -> None:
    """List the sources with their level, sharing mark, rhythm and language.

    Example: forewarn source list
    """
    found = find_sources(settings_for(mission).mission / "sources")
    if as_json:
        print_object({topic: source.rules.model_dump(mode="json") for topic, source in found.items()})
        return
    table = Table()
    for column in ("source", "level", "TLP", "every", "lang"):
        table.add_column(column, no_wrap=True)
    for topic, source in found.items():
        rules = source.rules
        table.add_row(topic, rules.level, rules.tlp, f"{rules.expected_every_days:g} d", rules.language)
    screen.print(table)


@app.command()
def stop(
    name: NameArgument,
    why: Annotated[str, typer.Option("--why", help="What happened, for the register of incidents; no person's name.")],
    mission: MissionOption = None,
) -> None:
    """Stop a source at once after an incident with data: nothing more of it is read, and nothing of it is shown.

    Example: forewarn source stop ngo-kobo --why "a form was shared outside the protocol"
    """
    with opened(mission) as parts:
        at = datetime.now(UTC)
        hide_source(parts, name, at=at, why=why)
        line = Audited(
            at=at, who=getpass.getuser(), role="", door="command", what="stop source", outcome="asked",
            purpose=purpose_of(parts), ids=(name,),
        )  # fmt: skip
        keep_audited(parts.settings, line)
    screen.print(f"{name} is stopped, and nothing of it is shown. Take it up with: forewarn source resume {name}")


@app.command()
def resume(name: NameArgument, mission: MissionOption = None) -> None:
    """Take up a source that was stopped; what was hidden of it is shown again, the next run reads what waits.

    Example: forewarn source resume ngo-kobo
    """
    with opened(mission) as parts:
        lifted = lift_stop(parts, name)
        if lifted.is_hidden:
            show_source(parts, name)
    screen.print(f"{name} is taken up again; it was stopped because {lifted.reason}", markup=False, soft_wrap=True)


def _as_json(items: Sequence[Item]) -> list[dict[str, object]]:
    return [item.model_dump(mode="json") for item in items]


def _write_expected(mission: Path, name: str) -> Path:
    from pipeline import conformance, dry_run  # spaCy takes seconds to import; the other commands do without

    return conformance.write_expected(dry_run.bench_of(mission, name))
