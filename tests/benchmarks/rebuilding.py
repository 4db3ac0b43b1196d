"""How fast an index is made anew beside how fast it was made at first: `python -m tests.benchmarks.rebuilding 2000`.

The reports are the invented mission's patrol notes, copied with other numbers, each copy ten days earlier. `rebuild`
takes what was read from the batch store, `read anew` reads every report again, as after a change of models.
"""

import re
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import count, islice
from pathlib import Path
from tempfile import TemporaryDirectory

from ingest.batch_store import annotated_path
from ingest.replay import replayed
from pipeline.parts import open_parts
from pipeline.rebuild import rebuild
from pipeline.records import finished_batches
from pipeline.run import run_all
from schemas.messages import OutgoingMessage
from schemas.settings import Settings
from tests.benchmarks.common import MISSION, seconds

GOAL = 0.5
DAYS_BETWEEN = 10
DAY = re.compile(rb"20\d\d-\d\d-\d\d")
NUMBER = re.compile(rb'("report_no":\s*"[^"]+)"')


def notes(number: int) -> list[OutgoingMessage]:
    """Return so many patrol notes, no two of one report."""
    first = [each for each in replayed(MISSION / "messages.jsonl") if NUMBER.search(each.value or b"")]
    return list(islice((_copy(note, copy) for copy in count() for note in first), number))


def _copy(note: OutgoingMessage, copy: int) -> OutgoingMessage:
    back = timedelta(days=DAYS_BETWEEN * copy)
    moved = DAY.sub(
        lambda found: (date.fromisoformat(found[0].decode()) - back).isoformat().encode(), note.value or b""
    )
    value = NUMBER.sub(rb'\1-%d"' % copy, moved)
    timestamp_ms = note.timestamp_ms - int(back.total_seconds() * 1000)
    return note.model_copy(update={"key": None, "value": value, "timestamp_ms": timestamp_ms})


def measure(number: int, folder: Path, *, url: str = "") -> Iterator[tuple[str, float]]:
    """Yield each way with how many reports a second it does, on the embedded index or Elasticsearch at `url`."""
    settings = Settings(
        home=folder, mission=MISSION, clock="wall", batches="", kafka_bootstrap_servers="", elasticsearch_url=url,
        index_prefix=f"bench-{number}",
    )  # fmt: skip
    with open_parts(settings) as parts:
        run_all(parts)  # loads nothing yet
        parts.broker.send(notes(10))
        run_all(parts)  # loads the models
        parts.broker.send(notes(number)[10:])
        yield "first", number / seconds(lambda: run_all(parts))
        yield "rebuild", number / seconds(lambda: rebuild(parts))
        for batch in finished_batches(parts.store):
            (folder / "batches" / annotated_path(batch)).unlink()
        yield "read anew", number / seconds(lambda: rebuild(parts))


def main() -> None:
    """Print the figures of the size given, 2,000 without one."""
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
    with TemporaryDirectory() as folder:
        found = []
        for way, per_second in measure(number, Path(folder)):
            found.append(per_second)
            sys.stdout.write(f"{way}: {per_second:.1f} reports a second, {per_second / found[0]:.2f} of the first\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main()
