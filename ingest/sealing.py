"""Files that one key alone opens: who destroys the key destroys every copy of the file, those in backups too.

AES-GCM in pieces, each bound to its number and to whether it is the last (STREAM: Hoang and others 2015), so that a
changed, cut or reordered file is seen, and memory stays flat. A key is used for one file only.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import IO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from schemas.errors import StopError

KEY_BYTES = 32
PIECE_BYTES = 1 << 20
TAG_BYTES = 16
MARK = b"forewarn sealed 1 "
LONGEST_HEADER_BYTES = 100


def header(key_id: str) -> bytes:
    """Return the first line of a sealed file: the name of its key, in clear."""
    return MARK + key_id.encode() + b"\n"


def key_id_in(file: IO[bytes]) -> str | None:
    """Return the name of the key of a sealed file and stand behind its first line; None at the start of any other."""
    first = file.readline(LONGEST_HEADER_BYTES)
    if first.startswith(MARK):
        return first.removeprefix(MARK).decode().strip()
    file.seek(0)
    return None


def sealed(chunks: Iterable[bytes], key: bytes) -> Iterator[bytes]:
    """Yield `chunks` encrypted, piece by piece."""
    yield from _each(_pieces(chunks), AESGCM(key).encrypt)


def opened(file: IO[bytes], key: bytes, path: str) -> Iterator[bytes]:
    """Yield what `sealed` was given, cut elsewhere.

    Raises `StopError` where the file called `path` is not as it was written.
    """
    encrypted = iter(lambda: file.read(PIECE_BYTES + TAG_BYTES), b"")
    try:
        yield from _each(encrypted, AESGCM(key).decrypt)
    except InvalidTag:
        raise StopError(f"batch store, {path}: was changed or cut; bring it back from a backup") from None


def lines_of(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Yield the lines of a text that comes in pieces."""
    rest = b""
    for piece in pieces:
        *lines, rest = (rest + piece).split(b"\n")
        yield from lines
    if rest:
        yield rest


def _each(pieces: Iterable[bytes], change: Callable[[bytes, bytes, None], bytes]) -> Iterator[bytes]:
    """Yield every piece changed under its own nonce; a file has at least one piece, and knows its last."""
    waiting = iter(pieces)
    piece, number = next(waiting, b""), 0
    for after in waiting:
        yield change(_nonce(number, is_last=False), piece, None)
        piece, number = after, number + 1
    yield change(_nonce(number, is_last=True), piece, None)


def _nonce(number: int, *, is_last: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes([is_last])


def _pieces(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Yield the bytes of `chunks` in pieces of one size, the last one shorter."""
    held = bytearray()
    for chunk in chunks:
        held += chunk
        while len(held) >= PIECE_BYTES:
            yield bytes(held[:PIECE_BYTES])
            del held[:PIECE_BYTES]
    if held:
        yield bytes(held)
