"""The batch store: what lies between two stages, in a folder or at any fsspec address."""

import os
import secrets
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from functools import partial
from itertools import chain, count
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import IO, TypeVar

from upath import UPath

from ingest.sealing import KEY_BYTES, PIECE_BYTES, header, key_id_in, lines_of, opened, sealed
from schemas.base import Item
from schemas.errors import RetryableError, StopError
from schemas.messages import Message, OffsetRange

T = TypeVar("T", bound=Item)
PROTECTED = "protected"
"""The folder of raw messages that were refused."""

SEALED = ("landed/", "annotated/", "protected/", "change.json")
"""The files that hold words of reports, each under a key of its own; the others hold offsets, times and names."""


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

    With `keys`, a store of keys elsewhere, files of reports are sealed each under a key of its own, which goes when the
    file is written anew or deleted. Every method raises `RetryableError` where the store does not answer or a file is
    not there, and `StopError` where its key is not.
    """

    def __init__(self, address: str, keys: "BatchStore | None" = None) -> None:
        self._root = UPath(address)
        self._is_local = self._root.protocol in ("", "file", "local")
        self._keys = keys

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
        with self._answering(path), self._pieces(path) as pieces:
            for line in lines_of(pieces):
                yield model.model_validate_json(line)

    def read_holding(self, path: str, model: type[T], words: Iterable[str]) -> Iterator[T]:
        """Yield the items of a file whose lines hold one of `words`; the others are not parsed."""
        wanted = [word.encode() for word in words]
        with self._answering(path), self._pieces(path) as pieces:
            for line in lines_of(pieces):
                if any(word in line for word in wanted):
                    yield model.model_validate_json(line)

    def read_bytes(self, path: str) -> bytes:
        """Return the whole content of a file."""
        with self._answering(path), self._pieces(path) as pieces:
            return b"".join(pieces)

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

    def delete(self, path: str) -> None:
        """Delete a file and its key; one that is not there is passed over."""
        with self._answering(path):
            former = self._key_id(path)
            (self._root / path).unlink(missing_ok=True)
            self._destroy(former)

    def destroy_unused_keys(self, before: date) -> int:
        """Destroy the keys made before the day `before` that no file names, and return how many that were.

        A write that was cut off leaves one: its new key, or the former one of the file.
        """
        if self._keys is None:
            return 0
        used = {self._key_id(path) for path in self.paths("") if path.startswith(SEALED)}
        unused = [key for key in self._keys.paths("") if key not in used and key < before.isoformat()]
        for key in unused:
            self._keys.delete(key)
        return len(unused)

    def _put(self, path: str, chunks: Iterable[bytes]) -> int:
        """Write `chunks` to a file beside the target, sync it, then put it in place; return how many chunks."""
        target = self._root / path
        numbers = count()
        counted = (chunk for chunk, _ in zip(chunks, numbers, strict=False))
        with self._answering(path), self._temporary(target) as file:
            former = self._key_id(path)
            file.writelines(self._as_kept(path, counted))
            file.flush()
            os.fsync(file.fileno())
            self._place(Path(file.name), target)
            self._destroy(former)
        return next(numbers)

    def _as_kept(self, path: str, chunks: Iterable[bytes]) -> Iterable[bytes]:
        """Return the bytes of the file for `chunks`, sealed with a new key where it is to be."""
        if self._keys is None or not path.startswith(SEALED):
            return chunks
        key_id, key = f"{datetime.now(UTC).date()}/{secrets.token_hex(16)}", secrets.token_bytes(KEY_BYTES)
        self._keys.write_bytes(key_id, key)
        return chain([header(key_id)], sealed(chunks, key))

    @contextmanager
    def _pieces(self, path: str) -> Iterator[Iterator[bytes]]:
        """Give what was written to the file, in pieces."""
        with (self._root / path).open("rb") as file:
            key_id = key_id_in(file)
            if key_id is None:
                yield iter(partial(file.read, PIECE_BYTES), b"")
            else:
                yield opened(file, self._key(key_id, path), path)

    def _key(self, key_id: str, path: str) -> bytes:
        if self._keys is None or not self._keys.exists(key_id):
            raise StopError(f"batch store, {path}: its key is not there; it was destroyed, or FOREWARN_KEYS is wrong")
        return self._keys.read_bytes(key_id)

    def _key_id(self, path: str) -> str | None:
        """Return the name of the key of the file that is there, if any."""
        if self._keys is None or not self.exists(path):
            return None
        with (self._root / path).open("rb") as file:
            return key_id_in(file)

    def _destroy(self, key_id: str | None) -> None:
        if self._keys is not None and key_id is not None:
            self._keys.delete(key_id)

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
