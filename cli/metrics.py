"""`forewarn metrics`: figures for Prometheus."""

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from cli.common import MissionOption, opened


def metrics(
    out: Annotated[
        Path | None, typer.Option(help="File to write, for the textfile collector; else they are printed.")
    ] = None,
    mission: MissionOption = None,
) -> None:
    """Print how sources, runs and warnings are, for Prometheus.

    Example: forewarn metrics --out /var/lib/node_exporter/forewarn.prom
    """
    from pipeline.metrics import metrics_text  # brings the client: a moment that other commands are spared

    with opened(mission) as parts:
        text = metrics_text(parts)
    if out is None:
        sys.stdout.write(text)
        return
    unfinished = out.with_name(f"{out.name}.part")  # the collector must never read half a file
    unfinished.write_text(text, encoding="utf-8")
    os.replace(unfinished, out)
