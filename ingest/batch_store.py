"""The batch store: what lies between two stages, in a folder or at any fsspec address."""

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import IO, TypeVar

from upath import UPath

from schemas.base import Item
from schemas.errors import RetryableError
from schemas.messages import Message, OffsetRange

T = TypeVar("T", bound=Item)
PROTECTED = "protected"
"""The folder of raw messages that were refused."""


def landed_path(batch: OffsetRange) -> str:
    """Return where the landed rows of `batch` lie."""
    return f"landed/{batch.topic}/{batch.name}.jsonl"


def receipt_path(batch: OffsetRange) -> str:
    """Return where it stands how much `batch` brought."""
    return f"receipts/{batch.topic}/{batch.name}.json"


def annotated_path(batch: OffsetRange) -> str:
    """Return where the annotated reports of `batch` lie."""
    return f"annotated/{batch.topic}/{batch.name}.jsonl"


def plan_path(plan_id: str) -> str:
    """Return where the plan lies."""
    return f"plans/{plan_id}.json"


def done_path(plan_id: str) -> str:
    """Return the mark that the plan was carried out."""
    return f"plans/{plan_id}.done"


def pointer_to(message: Message) -> str:
    """Return where the raw value of a quarantined message lies."""
    return f"{PROTECTED}/{message.topic}-{message.partition}-{message.offset}"


class BatchStore:
    """Files below `address`, each of which appears whole or not at all; local ones are for their owner alone.

    Every method raises `RetryableError` where the store does not answer or a file is not there.
    """

    def __init__(self, address: str) -> None:
        self._root = UPath(address)
        self._is_local = self._root.protocol in ("", "file", "local")

    def write(self, path: str, items: Iterable[Item]) -> int:
        """Write `items` as JSON Lines and return how many; the same items give the same bytes."""
        return self._put(path, (item.model_dump_json().encode() + b"\n" for item in items))

    def write_bytes(self, path: str, content: bytes) -> None:
        """Write `content` as it is."""
        self._put(path, [content])

    def keep_raw(self, message: Message) -> str:
        """Keep the unmasked value of a quarantined message in the protected folder and return its path."""
        self.write_bytes(pointer_to(message), message.value or b"")
        return pointer_to(message)

    def read(self, path: str, model: type[T]) -> Iterator[T]:
        """Yield the items of a file in the order in which they were written."""
        with self._answering(path), (self._root / path).open("rb") as lines:
            for line in lines:
                yield model.model_validate_json(line)

    def read_holding(self, path: str, model: type[T], words: Iterable[str]) -> Iterator[T]:
        """Yield the items of a file whose lines hold one of `words`; the others are not parsed."""
        wanted = [word.encode() for word in words]
        with self._answering(path), (self._root / path).open("rb") as lines:
            for line in lines:
                if any(word in line for word in wanted):
                    yield model.model_validate_json(line)

    def read_bytes(self, path: str) -> bytes:
        """Return the whole content of a file."""
        with self._answering(path):
            return bytes((self._root / path).read_bytes())

    def exists(self, path: str) -> bool:
        """Say whether the file is there."""
        with self._answering(path):
            return bool((self._root / path).exists())

    def paths(self, folder: str) -> tuple[str, ...]:
        """Return the paths of all files below `folder`, sorted; a folder that is not there has none."""
        with self._answering(folder):
            top = self._root / folder
            found = [path for path in top.rglob("*") if path.is_file()] if top.exists() else []
        relative = (path.path.removeprefix(self._root.path).lstrip("/") for path in found if path.name[0] != ".")
        return tuple(sorted(relative))

    def _put(self, path: str, chunks: Iterable[bytes]) -> int:
        """Write `chunks` to a file beside the target, sync it, then put it in place; return how many chunks."""
        target = self._root / path
        written = 0
        with self._answering(path), self._temporary(target) as file:
            for chunk in chunks:
                file.write(chunk)
                written += 1
            file.flush()
            os.fsync(file.fileno())
            self._place(Path(file.name), target)
        return written

    @contextmanager
    def _temporary(self, target: UPath) -> Iterator[IO[bytes]]:
        """Give a file that only its owner can read, gone afterwards unless it was moved."""
        folder = Path(target.path).parent if self._is_local else None
        if folder:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with NamedTemporaryFile(dir=folder, prefix=".", delete=False) as file:
            try:
                yield file
            finally:
                Path(file.name).unlink(missing_ok=True)

    def _place(self, temporary: Path, target: UPath) -> None:
        if not self._is_local:
            target.fs.put_file(str(temporary), target.path)
            return
        temporary.replace(target.path)
        # The new name is in the folder's own data, which has to reach the disk too.
        folder = os.open(Path(target.path).parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)

    @contextmanager
    def _answering(self, path: str) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise RetryableError(
                f"batch store, {path}: {type(error).__name__}; see that it answers, try again"
            ) from error
