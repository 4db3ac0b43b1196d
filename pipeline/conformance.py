"""What every source must keep to, tried on its own recorded messages; each fault names thing, reason and mend.

The samples of a source say in their headers what they are (`case`) and what must be nowhere afterwards (`secret`).
"""

import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import Any

from ingest.account import current, identity_of
from ingest.reading import ReadRow
from pipeline.conformance_text import echoed, garbage, is_left, names_its_fault
from pipeline.dry_run import Bench, Tried, dry_run, item_of, recorded
from schemas.base import Item
from schemas.errors import RefusedError
from schemas.landing import LandedRow
from schemas.messages import Message
from schemas.protection import Level
from schemas.report import Case, Count, Draft, Provenance, Refused, Report, Row

READABLE_CASES = ("good", "sloppy", "correction", "withdrawal", "duplicate")
CASES = (*READABLE_CASES, "bad")
NEEDED_CASES = ("good", "correction", "bad")

Landed = Report | Count | Case
Check = Callable[[Bench, list[Tried]], Iterator[str]]


class Finding(Item):
    """One check of one source, and what it found at fault; nothing is good."""

    check: str
    faults: tuple[str, ...]


def conform(bench: Bench) -> list[Finding]:
    """Run every check on the samples of one source."""
    tried = try_samples(bench)
    return [Finding(check=name, faults=tuple(check(bench, tried))) for name, check in CHECKS.items()]


def try_samples(bench: Bench) -> list[Tried]:
    """Return what the source's samples became; none where it has no samples."""
    return dry_run(bench, recorded(bench, bench.samples)) if bench.samples.exists() else []


def expected_text(tried: Iterable[Tried]) -> str:
    """Return what the samples became as it stands in `expected.jsonl`: one line a row, defaults left out.

    The ids of persons' rows are left out: they are hashed with a key that is new in each dry run.
    """
    return "".join(_line(row) for each in tried for row in each.rows)


def _line(row: LandedRow) -> str:
    told = row.model_dump(
        mode="json", exclude_defaults=True, exclude={"pointer": True, "case": {"id": True, "version_id": True}}
    )
    return json.dumps(told, ensure_ascii=False) + "\n"


def write_expected(bench: Bench) -> Path:
    """Write what the samples become now to `expected.jsonl`, for a person to read, and return its path."""
    bench.expected.write_text(expected_text(try_samples(bench)), encoding="utf-8")
    return bench.expected


def samples_are_there(bench: Bench, tried: list[Tried]) -> Iterator[str]:
    """The samples hold a good message, a correction and a bad one at least, and say which is which."""
    if not tried:
        yield f"{bench.samples}: there are no samples; record messages there, one a line, as kcat -J writes them"
        return
    for each in tried:
        if each.case not in CASES:
            yield f"line {each.line}: its header case must be one of {', '.join(CASES)}; add it"
    for case in NEEDED_CASES:
        if all(each.case != case for each in tried):
            yield f"{bench.samples}: no sample has the case {case}; add one"


def readable_rows_are_read(bench: Bench, tried: list[Tried]) -> Iterator[str]:
    """Every row of a sample that is not bad is read."""
    for each in tried:
        if each.case in READABLE_CASES:
            yield from (f"line {each.line}: is refused though readable: {row.refused}" for row in refused(each))


def bad_rows_are_refused(bench: Bench, tried: list[Tried]) -> Iterator[str]:
    """A bad sample is refused with a reason that names a field or the fault and repeats no value."""
    for each in tried:
        if each.case == "bad" and not refused(each):
            yield f"line {each.line}: is read though bad; raise RefusedError, or give it another case"
        for row in refused(each):
            yield from (f"line {each.line}: {fault}" for fault in _reason_faults(each, row.refused or ""))


def _reason_faults(tried: Tried, reason: str) -> Iterator[str]:
    if not names_its_fault(reason):
        yield f'the reason "{reason}" does not tell what to mend; write it as "field: what must be"'
    if echoed(reason, tried.message.value or b""):
        yield "the reason repeats a value of the message; name the field instead"


def refused(tried: Tried) -> list[LandedRow]:
    """Return the rows that were refused."""
    return [row for row in tried.rows if row.refused is not None]


def corrections_replace(bench: Bench, tried: list[Tried]) -> Iterator[str]:
    """A correction keeps the identity of an earlier row, differs from it, and is the current version."""
    for each, earlier in with_earlier(tried, "correction"):
        mine = landed_of([each])
        replaced = {item.provenance for item in mine if is_correction(item, earlier)}
        if not replaced:
            yield f"line {each.line}: corrects no earlier row; its identity must be that of the row it replaces"
        elif not replaced & current_places([*earlier, *mine]):
            yield f"line {each.line}: the earlier row stays current; give a higher order to what is corrected"


def withdrawals_withdraw(bench: Bench, tried: list[Tried]) -> Iterator[str]:
    """A withdrawal keeps the identity of an earlier row and takes it back."""
    for each, earlier in with_earlier(tried, "withdrawal"):
        known = set(map(identity_of, earlier))
        if not any(identity_of(item) in known and is_withdrawn(item) for item in landed_of([each])):
            yield f"line {each.line}: withdraws no earlier row; keep its identity and set withdrawn (or state)"


def duplicates_are_known(bench: Bench, tried: list[Tried]) -> Iterator[str]:
    """A duplicate gives no version that was not there."""
    for each, earlier in with_earlier(tried, "duplicate"):
        if not {item.version_id for item in landed_of([each])} <= {item.version_id for item in earlier}:
            yield f"line {each.line}: gives a new version; nothing of a delivery (offset, clock, chance) may be read"


def with_earlier(tried: list[Tried], case: str) -> Iterator[tuple[Tried, list[Landed]]]:
    """Yield each sample of `case` with all that the samples before it became."""
    for number, each in enumerate(tried):
        if each.case == case:
            yield each, landed_of(tried[:number])


def landed_of(tried: Iterable[Tried]) -> list[Landed]:
    """Return the items that were read, without the refused rows."""
    return [item for each in tried for row in each.rows if (item := item_of(row)) is not None]


def is_correction(item: Landed, earlier: Iterable[Landed]) -> bool:
    """Say whether `item` is a new version of one of `earlier`."""
    versions = {each.version_id for each in earlier if identity_of(each) == identity_of(item)}
    return bool(versions) and item.version_id not in versions


def is_withdrawn(item: Landed) -> bool:
    """Say whether `item` takes its report or case back."""
    return item.state != "counts" if isinstance(item, Case) else isinstance(item, Report) and item.withdrawn


def current_places(items: Iterable[Landed]) -> set[Provenance]:
    """Return where the current versions of `items` lie."""
    return {item.provenance for item in current(items)}  # type: ignore[type-var] # the items of a source are of one kind


def secrets_are_planted(bench: Bench, tried: list[Tried]) -> Iterator[str]:
    """Every secret that a sample names is in its payload, or the check of masking would prove nothing."""
    for each in tried:
        payload = (each.message.value or b"").decode("utf-8", "replace")
        if not all(is_left(secret, payload) for secret in each.secrets):
            yield f"line {each.line}: a header names a secret that its payload does not hold; plant it there"


HASHES: dict[str, Any] = {
    "report": {"report_id", "version_id"},
    "counts": {"__all__": {"id", "report_id", "version_id"}},
    "case": {"id", "version_id"},
}
"""In which the digits of a year may stand by chance."""


def no_secret_is_left(bench: Bench, tried: list[Tried]) -> Iterator[str]:
    """No planted secret stands in anything that lands: texts, keys, reasons, notes, names of dropped fields."""
    secrets = {secret for each in tried for secret in each.secrets}
    for each in tried:
        landed = "\n".join(row.model_dump_json(exclude=HASHES) for row in each.rows)
        if left := sum(is_left(secret, landed) for secret in secrets):
            yield f"line {each.line}: {left} of the planted secrets are left; drop the field, or mend the masking"


def defaults_are_carried(bench: Bench, tried: list[Tried]) -> Iterator[str]:
    """Every row carries the level, the sharing mark, the purpose and the retention of its source's RULES."""
    rules = bench.source.rules
    for each in tried:
        until = each.message.kafka_at.date() + timedelta(days=rules.retention_days)
        for read, row in zip(_read(bench, each.message), each.rows, strict=True):
            item = item_of(row)
            if item and (item.tlp, item.purpose, item.retention_until) != (rules.tlp, rules.purpose, until):
                yield f"line {each.line}: carries another mark, purpose or retention than RULES; leave them to protect"
            if item and not _names_level(read) and list(Level).index(item.level) < list(Level).index(rules.level):
                yield f"line {each.line}: lies below RULES.level though its message names no level; leave level out"


def _names_level(read: ReadRow) -> bool:
    return isinstance(read.row, Draft) and read.row.level is not None


def _read(bench: Bench, message: Message) -> list[ReadRow]:
    return list(bench.source.read(message, bench.mission))


def garbage_never_raises(bench: Bench, tried: list[Tried]) -> Iterator[str]:
    """Whatever bytes come, the reader gives at least one row and raises nothing."""
    good = [each.message.value for each in tried if each.case == "good" and each.message.value]
    for name, value in garbage(good):
        message = Message(topic=bench.source.topic, value=value, timestamp_ms=1_739_000_000_000, partition=0, offset=0)
        if fault := _fault(bench, message):
            yield f"{name}: {fault}"


def _fault(bench: Bench, message: Message) -> str | None:
    """Return what is wrong with how the source stands `message`; an error's own text may hold what it says."""
    try:
        rows = [read.row for read in _read(bench, message)]
        for row in rows:
            _protect(bench, message, row)
    except Exception as error:
        return f"raises {type(error).__name__}; raise RefusedError, inside reading.read_rows or read_each"
    return None if rows else "gives no row; a message without a usable row is one refused row"


def _protect(bench: Bench, message: Message, row: Row) -> None:
    provenance = Provenance(topic=message.topic, partition=0, offset=0, row=0, kafka_at=message.kafka_at)
    if not isinstance(row, Refused):
        with suppress(RefusedError):
            bench.protect(row, provenance, bench.source.rules)


def output_is_expected(bench: Bench, tried: list[Tried]) -> Iterator[str]:
    """The samples become what `expected.jsonl` says, to the letter."""
    mend = f"read it, then: forewarn source check {bench.source.topic} --write-expected"
    if not bench.expected.exists():
        yield f"{bench.expected}: is not there; {mend}"
        return
    told, wanted = expected_text(tried).splitlines(), bench.expected.read_text(encoding="utf-8").splitlines()
    if len(told) != len(wanted):
        yield f"{bench.expected}: has {len(wanted)} lines, the samples become {len(told)} rows; {mend}"
    for number, (now, before) in enumerate(zip(told, wanted, strict=False), start=1):
        if now != before:
            yield f"{bench.expected}, line {number}: the sample becomes something else now; {mend}"


CHECKS: dict[str, Check] = {
    "samples are there": samples_are_there,
    "readable rows are read": readable_rows_are_read,
    "bad rows are refused": bad_rows_are_refused,
    "corrections replace": corrections_replace,
    "withdrawals withdraw": withdrawals_withdraw,
    "duplicates are known": duplicates_are_known,
    "secrets are planted": secrets_are_planted,
    "no secret is left": no_secret_is_left,
    "defaults are carried": defaults_are_carried,
    "garbage never raises": garbage_never_raises,
    "output is as expected": output_is_expected,
}
