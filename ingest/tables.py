"""CSV tables as people export them."""

import csv
import io
from collections.abc import Iterator

from schemas.errors import RefusedError
from schemas.messages import MAX_MESSAGE_BYTES


def table_lines(text: str, *, delimiter: str = ",") -> Iterator[list[str]]:
    """Yield the lines of the table in `text`, NUL characters left out; raise `RefusedError` where it is not CSV."""
    csv.field_size_limit(MAX_MESSAGE_BYTES)  # of the whole process: a cell may be as long as a message
    try:
        yield from csv.reader(io.StringIO(text.replace("\0", ""), newline=""), delimiter=delimiter)
    except csv.Error:
        raise RefusedError("the table is not whole CSV; send the file again") from None
