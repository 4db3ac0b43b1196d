"""The `forewarn` command: its subcommands, and what an error looks like."""

import sys

import typer
from rich.markup import escape

from cli import (
    access,
    audit,
    catalogue,
    collect,
    decide,
    deliver,
    desk,
    erase,
    evaluate,
    feed,
    gazetteer,
    intake,
    keys,
    kibana,
    look,
    metrics,
    outlook,
    patterns,
    products,
    quarantine,
    rebuild,
    search,
    source,
    warnings,
)
from cli.common import errors
from schemas.errors import ForewarnError, RetryableError

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Early warning of conflict-related sexual violence and trafficking, from reports nobody had linked before.",
)
app.command()(feed.replay)
app.command()(feed.run)
app.command()(feed.prepare)
app.command()(collect.collect)
app.command()(intake.intake)
app.command()(search.search)
app.command()(look.thread)
app.command()(look.status)
app.command()(rebuild.rebuild)
app.command()(metrics.metrics)
app.command()(look.unplaced)
app.command()(keys.keys)
app.command()(erase.erase)
app.command()(erase.expire)
app.command("deliver")(deliver.send)
app.command()(products.export)
app.command()(products.briefing)
app.command()(outlook.top)
app.command()(outlook.assess)
app.command()(outlook.card)
app.command()(outlook.gaps)
app.command()(outlook.temperature)
app.command()(outlook.trend)
app.command()(outlook.pirs)
app.command()(patterns.patterns)
app.command()(patterns.routes)
app.command()(patterns.compare)
app.add_typer(warnings.app, name="warnings")
app.add_typer(decide.app, name="decide")
app.add_typer(source.app, name="source")
app.add_typer(catalogue.app, name="catalogue")
app.add_typer(gazetteer.app, name="gazetteer")
app.add_typer(kibana.app, name="kibana")
app.add_typer(access.app, name="access")
app.add_typer(evaluate.app, name="evaluate")
app.add_typer(audit.app, name="audit")
app.add_typer(quarantine.app, name="quarantine")
app.add_typer(desk.app, name="desk")


def main() -> None:
    """Run the command; exit 2 for what a person must mend, 3 for a service that is away."""
    try:
        app()
    except RetryableError as error:
        errors.print(f"[bold]A service is away:[/bold] {escape(str(error))}", highlight=False)
        sys.exit(3)
    except ForewarnError as error:
        errors.print(
            f"[bold red]{type(error).__name__.removesuffix('Error')}:[/bold red] {escape(str(error))}", highlight=False
        )
        sys.exit(2)
