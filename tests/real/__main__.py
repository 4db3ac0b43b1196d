"""`make real DATA=DIR`: real material through the pipeline, and a table of what became of it."""

import argparse
import json
import os
import platform
import resource
import shutil
import sys
import time
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

from rich.console import Console
from rich.table import Table

from ingest.account import account
from pipeline.advance import advance_plan
from pipeline.annotating import annotate_batch
from pipeline.gazetteer import load_files
from pipeline.landing import land_batch
from pipeline.parts import Parts, open_parts
from pipeline.plans import commit_plan, plan_run
from pipeline.records import all_landed
from schemas.annotation import Annotation, Event
from schemas.landing import Plan
from schemas.linkage import Incident, Link
from schemas.messages import OffsetRange
from schemas.protection import PROTECTED, SCOPES
from schemas.settings import Settings
from tests.real.messages import Material, read_material

HOME = Path(__file__).parents[2] / ".forewarn" / "real"
MIB = 1024
screen = Console(highlight=False)

T = TypeVar("T")
Figures = dict[str, int | float | str]


def main() -> None:
    """Prepare the mission, run every stage by itself with its time, and print the table; exit 1 if a row is lost."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path, help="folder of the real data")
    parser.add_argument("--json", type=Path, help="write the figures to this file too")
    given = parser.parse_args()
    figures = measured(given.data.resolve())
    show(figures)
    if given.json:
        given.json.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    sys.exit(1 if figures["rows lost"] else 0)


def measured(data: Path) -> Figures:
    """Return what became of the material in `data`, on the parts that the environment names."""
    shutil.rmtree(HOME, ignore_errors=True)
    (HOME / "mission").mkdir(parents=True)
    settings = prepared_settings()
    figures: Figures = {
        "date": f"{datetime.now(UTC):%Y-%m-%d}",
        "machine": f"{os.cpu_count()} cores, {platform.machine()}",
        "places in the gazetteer": loaded_places(data / "gazetteer", settings.gazetteer_store),
    }
    material = read_material(data)
    with open_parts(settings) as parts:
        figures["parts"] = f"{type(parts.broker).__name__}, {type(parts.index).__name__}"
        figures["messages"] = parts.broker.send(message for kind in material for message in kind.messages)
        figures |= {f"rows of {kind.name}": kind.rows for kind in material}
        figures |= times(parts)
        figures |= outcome(parts, material)
    figures["peak memory, MiB"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // MIB
    return figures


def prepared_settings() -> Settings:
    """Return settings of a home of its own, with topics and indices that nothing else uses."""
    (HOME / "mission" / "mission.toml").write_text('name = "real material"\n', encoding="utf-8")
    own = f"real-{int(time.time())}"
    return Settings(
        home=HOME,
        mission=HOME / "mission",
        gazetteer=HOME / "gazetteer.sqlite",
        clock="messages",
        topic_prefix=f"{own}-",
        index_prefix=own,
    )


def loaded_places(folder: Path, store: Path) -> int:
    """Load every file of `folder` into the store; return how many places it holds."""
    with screen.status("gazetteer ...") as status:
        return load_files(sorted(folder.iterdir()), store, tell=status.update).places


def times(parts: Parts) -> Figures:
    """Run every stage over everything that waits, and return the seconds of each."""
    seconds: Figures = {}
    plan = timed("plan", lambda: plan_run(parts), seconds)
    timed("read, protect and land", lambda: each(land_batch, parts, plan), seconds)
    timed("commit", lambda: commit_plan(parts, plan), seconds)
    timed("annotate", lambda: each(annotate_batch, parts, plan), seconds)
    timed("index, link, detect", lambda: advance_plan(parts, plan), seconds)
    return seconds


def each(stage: Callable[[Parts, OffsetRange], None], parts: Parts, plan: Plan) -> None:
    """Run `stage` over every batch of `plan`."""
    for batch in plan.batches:
        stage(parts, batch)


def timed(stage: str, work: Callable[[], T], seconds: Figures) -> T:
    """Do `work`, and note its seconds under the name of `stage`."""
    started = time.monotonic()
    with screen.status(f"{stage} ..."):
        done = work()
    seconds[f"{stage}, s"] = round(time.monotonic() - started, 1)
    return done


def outcome(parts: Parts, material: list[Material]) -> Figures:
    """Return the rows by fate, what was read out of them, and how many rows have no fate."""
    fates = Counter(row.fate for row in account(all_landed(parts.store)))
    annotations = list(parts.index.find(Annotation, SCOPES))
    places = [place for annotation in annotations for place in annotation.places]
    return {
        **{f"rows {fate}": number for fate, number in sorted(fates.items())},
        "rows lost": sum(kind.rows for kind in material) - fates.total(),
        "places found": len(places),
        "places resolved": sum(place.latitude is not None for place in places),
        "events": sum(1 for _ in parts.index.find(Event, SCOPES)),
        "links": sum(1 for _ in parts.index.find(Link, (PROTECTED.name,))),
        "incidents": sum(1 for _ in parts.index.find(Incident, (PROTECTED.name,))),
    }


def show(figures: Figures) -> None:
    """Print the figures as a table."""
    table = Table(title="Real material through the pipeline", title_justify="left")
    table.add_column("what")
    table.add_column("figure", justify="right")
    for name, figure in figures.items():
        table.add_row(name, f"{figure:,}" if isinstance(figure, int) else str(figure))
    screen.print(table)


if __name__ == "__main__":
    main()
