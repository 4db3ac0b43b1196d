"""CSV tables as people export them."""

import csv
import io
from collections.abc import Iterator

from schemas.errors import RefusedError
from schemas.messages import MAX_MESSAGE_BYTES

MOST_COLUMNS = 1_000


def table_lines(text: str, *, delimiter: str = ",") -> Iterator[list[str]]:
    """Yield the lines of the table in `text` that hold anything, NUL characters left out.

    Raises `RefusedError` where it is not CSV, and for a line that no table of people's reports could have.
    """
    csv.field_size_limit(MAX_MESSAGE_BYTES)  # of the whole process: a cell may be as long as a message
    try:
        for line in csv.reader(io.StringIO(text.replace("\0", ""), newline=""), delimiter=delimiter):
            if len(line) > MOST_COLUMNS:
                raise RefusedError(f"the table has more than {MOST_COLUMNS:,} columns; send the file with fewer")
            if any(cell.strip() for cell in line):
                yield line
    except csv.Error:
        raise RefusedError("the table is not whole CSV; send the file again") from None
