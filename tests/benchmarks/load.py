"""Many messages for minutes, then a burst: `python -m tests.benchmarks.load`, behind `tests.services run --` as well.

One process sends, this one runs the pipeline again and again, as the DAG does. Told are what waits and this process's
memory, run by run; a load that is borne ends with nothing waiting and with memory that does not grow.
"""

import argparse
import json
import multiprocessing
import multiprocessing.process
import os
import sys
import time
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple
from uuid import uuid4

import psutil

from pipeline.lag import waiting_messages
from pipeline.parts import Parts, open_parts
from pipeline.run import run_all
from schemas.messages import OutgoingMessage
from schemas.settings import Settings
from tests.benchmarks.common import MISSION
from tests.benchmarks.rebuilding import notes

WORDS = 125
FILLER = "The team went on along the track, spoke with people at the well and at the market, and came back before dark."
MIB = 1 << 20


class Seen(NamedTuple):
    """After a run: seconds since the start, messages that wait, memory of this process in MiB."""

    seconds: float
    waiting: int
    memory_mib: float


def long_notes(number: int, *, skip: int = 0) -> list[OutgoingMessage]:
    """Return so many patrol notes of at least 125 words, after the first `skip`."""
    return [_long(note) for note in islice(notes(skip + number), skip, None)]


def _long(note: OutgoingMessage) -> OutgoingMessage:
    body = json.loads(note.value or b"{}")
    text = str(body.get("text", ""))
    while len(text.split()) < WORDS:
        text = f"{text} {FILLER}"
    return note.model_copy(update={"value": json.dumps({**body, "text": text}).encode()})


def send_steadily(settings: Settings, per_second: int, for_seconds: int) -> None:
    """Send so many messages every second, for so many seconds."""
    waiting = long_notes(per_second * for_seconds)
    begun = time.monotonic()
    with open_parts(settings) as parts:
        for second in range(for_seconds):
            parts.broker.send(waiting[second * per_second : (second + 1) * per_second])
            time.sleep(max(0.0, begun + second + 1 - time.monotonic()))


def borne(parts: Parts, sender: multiprocessing.process.BaseProcess | None) -> Iterator[Seen]:
    """Run again and again until the sender has ended and nothing waits, and yield what is seen after each run."""
    begun, process = time.monotonic(), psutil.Process()
    while True:
        is_over = sender is None or not sender.is_alive()
        run_all(parts)
        waiting = waiting_messages(parts)
        yield Seen(time.monotonic() - begun, waiting, process.memory_info().rss / MIB)
        if is_over and waiting == 0:
            return


def tell(name: str, seen: Sequence[Seen], sent: int) -> None:
    """Print what was seen of one load."""
    half = seen[len(seen) // 2]
    sys.stdout.write(
        f"{name}: {sent} messages, nothing waits after {seen[-1].seconds:.0f} s and {len(seen)} runs; "
        f"at most {max(each.waiting for each in seen)} waited after a run; "
        f"memory {seen[0].memory_mib:.0f} MiB, half way {half.memory_mib:.0f}, at the end {seen[-1].memory_mib:.0f}\n"
    )
    sys.stdout.flush()


def measure(settings: Settings, *, per_second: int, for_seconds: int, burst: int) -> None:
    """Bear the steady load, then the burst, and tell of each."""
    steady = per_second * for_seconds
    with open_parts(settings) as parts:
        run_all(parts)
        parts.broker.send(long_notes(10, skip=steady + burst))
        run_all(parts)  # loads the models
        sender = multiprocessing.get_context("spawn").Process(
            target=send_steadily, args=(settings, per_second, for_seconds)
        )
        sender.start()
        tell("steady", list(borne(parts, sender)), steady)
        sender.join()
        parts.broker.send(long_notes(burst, skip=steady))
        tell("burst", list(borne(parts, None)), burst)


def main() -> None:
    """Measure on the embedded parts, or on the services that the environment names."""
    whole = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name, default in (("per-second", 10), ("for-seconds", 300), ("burst", 2000)):
        whole.add_argument(f"--{name}", type=int, default=default)
    arguments = whole.parse_args()
    name = f"load-{uuid4().hex[:8]}"
    with TemporaryDirectory() as folder:
        settings = Settings(
            home=Path(folder), mission=MISSION, clock="wall", batches="",
            kafka_bootstrap_servers=os.environ.get("KAFKA_BOOTSTRAP_SERVERS", ""), topic_prefix=f"{name}.",
            elasticsearch_url=os.environ.get("ELASTICSEARCH_URL", ""), index_prefix=name, consumer_group=name,
        )  # fmt: skip
        measure(settings, per_second=arguments.per_second, for_seconds=arguments.for_seconds, burst=arguments.burst)


if __name__ == "__main__":
    main()
