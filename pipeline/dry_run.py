"""A dry run of one source: recorded messages read and protected as in a real run, with nothing written anywhere."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Literal

from ingest.landing import Protect, land
from ingest.mission import read_mission
from ingest.registry import SAMPLES, SOURCES, Source, find_sources
from ingest.replay import replayed
from pipeline.landing import dry_protector
from schemas.base import Item
from schemas.errors import ConfigurationError
from schemas.landing import LandedRow
from schemas.messages import Message, OutgoingMessage
from schemas.mission import Mission
from schemas.report import Case, Count, Report

Outcome = Literal["read", "counted at the door", "withdrawn", "refused for consent", "refused"]
OUTCOME_OF_CASE: dict[str, Outcome] = {
    "counts": "counted at the door",
    "withdrawn": "withdrawn",
    "refused_for_consent": "refused for consent",
}


@dataclass(frozen=True)
class Bench:
    """One source with what it takes to run it dry: the folder of its file, the mission's knowledge, the protection."""

    source: Source
    folder: Path
    mission: Mission
    protect: Protect

    @property
    def samples(self) -> Path:
        """The file of the source's recorded messages."""
        return self.folder / SAMPLES / self.source.topic / "messages.jsonl"

    @property
    def expected(self) -> Path:
        """The file of what the recorded messages must become."""
        return self.samples.with_name("expected.jsonl")


@dataclass(frozen=True)
class Tried:
    """One recorded message and what its rows became."""

    line: int
    message: Message
    rows: tuple[LandedRow, ...]

    @property
    def case(self) -> str | None:
        """What the sample says that it is: good, sloppy, correction, withdrawal, duplicate or bad."""
        return next((value.decode() for name, value in self.message.headers if name == "case"), None)

    @property
    def secrets(self) -> list[str]:
        """The strings planted in the sample, which must be nowhere afterwards."""
        return [value.decode() for name, value in self.message.headers if name == "secret"]


class RowTold(Item):
    """What became of one row, for a person to read."""

    line: int
    row: int
    case: str | None
    key: str | None
    outcome: Outcome
    reason: str | None
    dropped_fields: tuple[str, ...]
    masked: dict[str, int]
    notes: tuple[str, ...]


def find_benches(mission_folder: Path) -> dict[str, Bench]:
    """Return all sources by topic, ours and the mission's own, ready to be run dry in the mission."""
    mission, own = read_mission(mission_folder), mission_folder / "sources"
    ours = find_sources()
    protect = dry_protector(mission)
    return {
        topic: Bench(source, SOURCES if topic in ours else own, mission, protect)
        for topic, source in find_sources(own).items()
    }


def bench_of(mission_folder: Path, topic: str) -> Bench:
    """Return the source `topic`, ready to be run dry; raise `ConfigurationError` where there is none."""
    benches = find_benches(mission_folder)
    if topic not in benches:
        raise ConfigurationError(f"there is no source {topic}; there are: {', '.join(benches)}")
    return benches[topic]


def recorded(bench: Bench, path: Path) -> list[Message]:
    """Return the messages of the file at `path` that are of the source's topic; the offset tells the line."""
    messages = list(enumerate(replayed(path)))
    found = [_message(sent, offset) for offset, sent in messages if sent.topic == bench.source.topic]
    if messages and not found:
        raise ConfigurationError(f"{path} holds no message of topic {bench.source.topic}; name another file")
    return found


def _message(sent: OutgoingMessage, offset: int) -> Message:
    return Message(**dict(sent), partition=0, offset=offset)


def dry_run(bench: Bench, messages: Iterable[Message]) -> list[Tried]:
    """Read and protect `messages` exactly as landing does, and keep all of it in memory."""
    landed = partial(
        land,
        source=bench.source,
        mission=bench.mission,
        protect=bench.protect,
        keep_raw=lambda message: "nowhere: a dry run",
        now=datetime.now(UTC),
    )
    return [Tried(message.offset + 1, message, tuple(landed([message]))) for message in messages]


def rows_told(tried: Iterable[Tried]) -> list[RowTold]:
    """Return what became of every row, in order."""
    return [_told(each, row) for each in tried for row in each.rows]


def _told(tried: Tried, row: LandedRow) -> RowTold:
    item = item_of(row)
    return RowTold(
        line=tried.line,
        row=row.provenance.row,
        case=tried.case,
        key=row.key,
        outcome=_outcome(row),
        reason=row.refused,
        dropped_fields=row.dropped_fields,
        masked=row.report.masked if row.report else {},
        notes=item.notes if item else (),
    )


def item_of(row: LandedRow) -> Report | Count | Case | None:
    """Return what the row became, or None where it was refused."""
    return row.report or row.case or next(iter(row.counts), None)


def _outcome(row: LandedRow) -> Outcome:
    if row.refused is not None:
        return "refused"
    if row.case is not None:
        return OUTCOME_OF_CASE[row.case.state]
    return "withdrawn" if row.report is not None and row.report.withdrawn else "read"
