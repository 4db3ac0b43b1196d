"""Sealed files: what was written comes back, a changed file is seen, and without the key there is nothing."""

import io
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest import sealing
from ingest.sealing import KEY_BYTES, TAG_BYTES, header, key_id_in, lines_of, opened, sealed
from schemas.errors import StopError

KEY = bytes(range(KEY_BYTES))
PIECE = 8


@pytest.fixture(autouse=True, scope="module")
def small_pieces() -> object:
    """Cut into pieces of a few bytes, so that short texts have many."""
    patch = pytest.MonkeyPatch()
    patch.setattr(sealing, "PIECE_BYTES", PIECE)
    yield
    patch.undo()


def sealed_bytes(*chunks: bytes) -> bytes:
    return b"".join(sealed(chunks, KEY))


def opened_bytes(content: bytes, key: bytes = KEY) -> bytes:
    return b"".join(opened(io.BytesIO(content), key, "landed/a.jsonl"))


@given(st.lists(st.binary(max_size=40), max_size=8))
def test_what_was_sealed_is_opened(chunks: list[bytes]) -> None:
    assert opened_bytes(sealed_bytes(*chunks)) == b"".join(chunks)


@given(st.binary(min_size=1, max_size=60), st.data())
def test_a_changed_byte_is_seen(text: bytes, data: st.DataObject) -> None:
    content = bytearray(sealed_bytes(text))
    content[data.draw(st.integers(0, len(content) - 1))] ^= 1
    with pytest.raises(StopError, match="changed or cut"):
        opened_bytes(bytes(content))


@given(st.binary(min_size=1, max_size=60), st.data())
def test_a_cut_end_is_seen(text: bytes, data: st.DataObject) -> None:
    content = sealed_bytes(text)
    with pytest.raises(StopError, match="changed or cut"):
        opened_bytes(content[: data.draw(st.integers(0, len(content) - 1))])


def test_pieces_in_another_order_are_seen() -> None:
    content = sealed_bytes(bytes(3 * PIECE))
    size = PIECE + TAG_BYTES
    pieces = [content[start:end] for start, end in pairwise(range(0, len(content) + 1, size))]
    with pytest.raises(StopError, match="changed or cut"):
        opened_bytes(b"".join([pieces[1], pieces[0], *pieces[2:]]))


def test_another_key_opens_nothing() -> None:
    with pytest.raises(StopError, match="changed or cut"):
        opened_bytes(sealed_bytes(b"the words of a report"), bytes(KEY_BYTES))


def test_the_first_line_names_the_key_and_other_files_have_none() -> None:
    file = io.BytesIO(header("2026-11-29/ab") + b"rest")
    assert (key_id_in(file), file.read()) == ("2026-11-29/ab", b"rest")
    plain = io.BytesIO(b'{"a": 1}\nrest')
    assert (key_id_in(plain), plain.read()) == (None, b'{"a": 1}\nrest')


@given(st.lists(st.binary(max_size=9)))
def test_lines_are_those_of_the_whole(pieces: list[bytes]) -> None:
    whole = b"".join(pieces).split(b"\n")
    assert list(lines_of(pieces)) == (whole if whole[-1] else whole[:-1])
