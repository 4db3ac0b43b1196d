"""The key by which rows of single persons are told apart without their names being kept."""

import os
import secrets
from pathlib import Path
from tempfile import NamedTemporaryFile

KEY_BYTES = 32


def case_key(given: str, path: Path) -> bytes:
    """Return the key `given` in the settings, else the one in the file at `path`, made on first use, its owner's alone.

    With several hosts the key must be given, the same to all: another key counts the same person again.
    """
    if given:
        return given.encode()
    if not path.exists():
        _make(path)
    return path.read_bytes()


def _make(path: Path) -> None:
    """Put a new key at `path`, unless another process was faster."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=path.parent, prefix=".", delete=False) as file:
        file.write(secrets.token_bytes(KEY_BYTES))
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(file.name, path)
    except FileExistsError:
        pass
    finally:
        Path(file.name).unlink()
