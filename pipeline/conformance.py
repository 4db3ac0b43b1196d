"""A dry run of recorded messages through one source, and the promises that every source keeps: nothing is written."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Literal, get_args

from ingest.landing import Protect, land
from ingest.registry import SOURCES, Source
from ingest.replay import replayed
from schemas.base import Item
from schemas.landing import LandedRow
from schemas.messages import Message, OutgoingMessage
from schemas.mission import Mission

Case = Literal["good", "sloppy", "correction", "withdrawal", "duplicate", "bad"]
NEEDED: tuple[Case, ...] = ("good", "correction", "bad")
GARBAGE = (b"", None, b"\x00\xff\xfe", b"[1, 2]", b'{"', b"null", b"{}", b'"text"', b"[" * 100_000, b'{"a":' * 5_000)


class DryRow(Item):
    """What became of one row of a recorded message: `case` says what its message is there to show."""

    message: int
    case: Case
    row: LandedRow


class DryRun(Item):
    """What became of recorded messages, and the strings that were planted in each and must be nowhere."""

    topic: str
    cases: tuple[Case, ...]
    secrets: tuple[tuple[str, ...], ...]
    rows: tuple[DryRow, ...]


def sample_of(source: Source, folders: Sequence[Path]) -> Path:
    """Return the folder of the recorded messages of `source`: `samples/<topic>`, beside its file."""
    beside = [folder / "samples" / source.topic for folder in (SOURCES, *folders)]
    return next((path for path in beside if path.is_dir()), beside[-1])


def dry_run(recorded: Path, source: Source, mission: Mission, protect: Protect) -> DryRun:
    """Read and protect the messages of the file `recorded` as landing does, and write nothing anywhere."""
    sent = list(replayed(recorded))
    rows = [
        DryRow(message=number, case=case_of(message), row=row)
        for number, message in enumerate(sent)
        for row in landed(placed(message, number), source, mission, protect)
    ]
    return DryRun(
        topic=source.topic,
        cases=tuple(case_of(message) for message in sent),
        secrets=tuple(tuple(header_values(message, "secret")) for message in sent),
        rows=tuple(rows),
    )


def landed(message: Message, source: Source, mission: Mission, protect: Protect) -> Iterator[LandedRow]:
    """Yield the rows of `message` as they would land; a refused one is kept nowhere."""
    return land([message], source, mission, protect=protect, keep_raw=lambda _: "", now=message.kafka_at)


def placed(message: OutgoingMessage, number: int) -> Message:
    """Return `message` as if it lay on its topic."""
    return Message(**dict(message), partition=0, offset=number)


def header_values(message: OutgoingMessage, name: str) -> list[str]:
    """Return the values of the headers called `name`."""
    return [value.decode() for header, value in message.headers if header == name]


def case_of(message: OutgoingMessage) -> Case:
    """Return what `message` is there to show; one that says nothing of it is a good one."""
    stated = next(iter(header_values(message, "case")), "good")
    return next((case for case in get_args(Case) if case == stated), "good")


def expected_text(run: DryRun) -> str:
    """Return the rows as `expected.jsonl` holds them, without the hashes of persons' rows: keys differ."""
    return "".join(_without_key(row).model_dump_json(exclude_defaults=True) + "\n" for row in run.rows)


def _without_key(dry: DryRow) -> DryRow:
    if dry.row.case is None:
        return dry
    case = dry.row.case.model_copy(update={"id": "", "version_id": ""})
    return dry.model_copy(update={"row": dry.row.model_copy(update={"case": case})})


def identity_of(row: LandedRow) -> tuple[str, str] | None:
    """Return what names the row over its versions, and what names this version; None for a refused row."""
    if row.report is not None:
        return row.report.report_id, row.report.version_id
    if row.case is not None:
        return row.case.id, row.case.version_id
    return next(((count.id, count.version_id) for count in row.counts), None)


def faults(run: DryRun, source: Source, expected: str | None) -> list[str]:
    """Return every promise that `source` breaks on its sample, each with the mend; an empty list is conformance."""
    checks: tuple[Callable[[DryRun, Source], Iterator[str]], ...] = (_cases, _fates, _identities, _secrets, _defaults)
    found = [fault for check in checks for fault in check(run, source)]
    if expected is None:
        found.append("expected.jsonl is missing; write it with --write-expected, then read every line of it")
    elif expected != expected_text(run):
        found.append("the rows differ from expected.jsonl; mend the reader, or write it anew and read the difference")
    return found


def _cases(run: DryRun, source: Source) -> Iterator[str]:
    for case in NEEDED:
        if case not in run.cases:
            yield f"no message of the sample is marked {case!r}; add one with the header case"


def _fates(run: DryRun, source: Source) -> Iterator[str]:
    for number, case in enumerate(run.cases):
        rows = [dry.row for dry in run.rows if dry.message == number]
        refused = [row.refused for row in rows if row.refused is not None]
        if not rows:
            yield f"message {number} ({case}) gave no row; every message gives one at least"
        elif case == "bad" and not refused:
            yield f"message {number} (bad) was read; refuse it with RefusedError, naming the field"
        elif case != "bad" and refused:
            yield f"message {number} ({case}) was refused: {refused[0]}"


def _identities(run: DryRun, source: Source) -> Iterator[str]:
    seen: dict[str, set[str]] = {}
    for dry in run.rows:
        named = identity_of(dry.row)
        if named is None:
            continue
        name, version = named
        known = seen.setdefault(name, set())
        if dry.case in ("correction", "withdrawal") and (not known or version in known):
            yield f"message {dry.message} ({dry.case}): must keep the identity of an earlier row and change its content"
        if dry.case == "duplicate" and version not in known:
            yield f"message {dry.message} (duplicate): must give the same version again"
        known.add(version)


def _secrets(run: DryRun, source: Source) -> Iterator[str]:
    for dry in run.rows:
        kept = dry.row.model_dump_json()
        for number, secret in enumerate(run.secrets[dry.message]):
            if secret in kept:
                yield f"message {dry.message}: planted secret {number} is still there after protection; drop or mask it"


def _defaults(run: DryRun, source: Source) -> Iterator[str]:
    rules = source.rules
    for dry in run.rows:
        for item in (dry.row.report, dry.row.case, *dry.row.counts):
            if item is not None and (item.tlp, item.purpose) != (rules.tlp, rules.purpose):
                yield f"message {dry.message}: does not carry TLP and purpose of RULES"


def survives_garbage(source: Source, mission: Mission, protect: Protect) -> list[str]:
    """Return which of the values that no source sends made the reader fail, where it should have refused."""
    found = []
    for number, value in enumerate(GARBAGE):
        message = Message(topic=source.topic, value=value, timestamp_ms=0, partition=0, offset=number)
        reasons = [row.refused or "" for row in landed(message, source, mission, protect)]
        if not reasons or any("failed with" in reason for reason in reasons):
            found.append(f"garbage {number} ({(value or b'')[:12]!r}) is not refused but makes the reader fail")
    return found
