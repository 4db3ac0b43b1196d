"""The audit log: JSON Lines that are only added to, each sealed together with the one before it.

A seal is an HMAC with a key of its own, so that whoever can write the file, but does not have the key, cannot change,
remove or insert a line unseen. The last number and seal are kept beside it, so that a cut end is seen too. Whoever has
file and key can forge both: note the last seal elsewhere from time to time, and give it to `forewarn audit verify`.
"""

import fcntl
import hmac
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from pydantic import ValidationError

from schemas.audit import Audited, AuditLine
from schemas.mission import fold_name

LAST = "last.json"
LONGEST_LINE_BYTES = 1 << 20


class End(NamedTuple):
    """The number and seal of a line."""

    number: int = 0
    seal: str = ""


class Verified(NamedTuple):
    """How many lines there are, the end of the log, and what is wrong, in the order of the lines."""

    lines: int
    end: End
    faults: list[str]


def append(folder: Path, key: bytes, done: Audited) -> AuditLine:
    """Add `done` to the log in `folder`, on the disk when this returns; safe for several processes."""
    with _alone(folder):
        before = _end(folder, key)
        bare = AuditLine(**done.model_dump(), number=before.number + 1, previous=before.seal)
        line = bare.model_copy(update={"seal": _seal(bare, key)})
        with _file_for(folder, line).open("a", encoding="utf-8") as file:
            file.write(line.model_dump_json() + "\n")
            file.flush()
            os.fsync(file.fileno())
        _keep_end(folder, End(line.number, line.seal))
    return line


def verify(folder: Path, key: bytes, *, noted: str = "") -> Verified:
    """Read the whole log and name every line that was changed, removed or inserted.

    `noted` is a seal that somebody noted elsewhere; it must still be there.
    """
    faults, before, lines, seals = [], End(), 0, set()
    for file, text in _lines(folder):
        lines += 1
        line = _read(text, key)
        if line is None:
            faults.append(f"{file}: the line after number {before.number} was changed or inserted")
            continue
        if (line.number, line.previous) != (before.number + 1, before.seal):
            faults.append(f"{file}: number {line.number} does not follow number {before.number}: lines are missing")
        before = End(line.number, line.seal)
        seals.add(line.seal)
    if before.number < _kept_end(folder).number:
        faults.append(f"the end is missing: number {_kept_end(folder).number} was written, {before.number} is the last")
    if noted and noted not in seals:
        faults.append("the line of the noted seal is missing")
    return Verified(lines, before, faults)


def keyed_hash(name: str, key: bytes) -> str:
    """Return what stands in the log for a name that was searched for."""
    return hmac.new(key, b"name:" + fold_name(name).encode(), sha256).hexdigest()[:32]


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Hold the log's lock."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _files(folder: Path) -> list[Path]:
    """Return the files of the log, one a month, the earliest first."""
    return sorted(folder.glob("[0-9]*.jsonl"))


def _file_for(folder: Path, line: AuditLine) -> Path:
    """Return the file of the line's month; where the clock went back, the last file goes on."""
    last = [file.name for file in _files(folder)[-1:]]
    path = folder / max([f"{line.at:%Y-%m}.jsonl", *last])
    path.touch(mode=0o600)
    return path


def _end(folder: Path, key: bytes) -> End:
    """Return the end to go on from: the one that was kept, or the line after it, which a crash left unkept."""
    kept, files = _kept_end(folder), _files(folder)
    line = _read(_last_line(files[-1]), key) if files else None
    if line is not None and (line.number, line.previous) == (kept.number + 1, kept.seal):
        return End(line.number, line.seal)
    return kept


def _kept_end(folder: Path) -> End:
    path = folder / LAST
    return End(**json.loads(path.read_bytes())) if path.exists() else End()


def _keep_end(folder: Path, end: End) -> None:
    draft = folder / f"{LAST}.new"
    draft.write_text(json.dumps(end._asdict()), encoding="utf-8")
    draft.replace(folder / LAST)


def _last_line(path: Path) -> str:
    """Return the last whole line of a file; what a crash cut short goes, since nobody was shown what it stood for."""
    with path.open("rb+") as file:
        start = file.seek(max(0, path.stat().st_size - LONGEST_LINE_BYTES))
        text = file.read()
        whole = text[: text.rfind(b"\n") + 1]
        file.truncate(start + len(whole))
    return whole.splitlines()[-1].decode("utf-8", "replace") if whole else ""


def _lines(folder: Path) -> Iterator[tuple[str, str]]:
    for path in _files(folder):
        with path.open(encoding="utf-8", errors="replace") as file:
            yield from ((path.name, line.rstrip("\n")) for line in file)


def _read(text: str, key: bytes) -> AuditLine | None:
    """Return a line that is as it was written, None for any other."""
    try:
        line = AuditLine.model_validate_json(text)
    except ValidationError:
        return None
    is_ours = line.model_dump_json() == text and line.seal == _seal(line, key)
    return line if is_ours else None


def _seal(line: AuditLine, key: bytes) -> str:
    return hmac.new(key, line.model_dump_json(exclude={"seal"}).encode(), sha256).hexdigest()
