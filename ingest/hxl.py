"""Tables with a row of HXL hashtags (hxlstandard.org, HXL 1.1), read by tag whatever the order of columns.

libhxl would read them too, but brings fifteen packages, one of them under the GPL, and opens web addresses by itself.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from ingest.reading import Notes, decoded, mended_text
from ingest.tables import table_lines
from schemas.errors import RefusedError

MOST_HEADER_ROWS = 25
LEAST_SHARE_OF_TAGS = 0.5
TAG = re.compile(r"#\s*([a-z]\w*)((?:\s*\+\s*[a-z]\w*)*)", re.IGNORECASE)


class Column(NamedTuple):
    """What one column holds: its tag and attributes (none where it is untagged), and its header for people."""

    tag: str
    attributes: frozenset[str]
    header: str

    @property
    def name(self) -> str:
        """The column as a reason or an account may name it."""
        return "+".join([f"#{self.tag}", *sorted(self.attributes)]) if self.tag else self.header


class Row(NamedTuple):
    """One row of data: its filled cells by column, in the order of the columns."""

    cells: Mapping[Column, str]

    def all(self, tag: str, *with_attributes: str, without: Sequence[str] = ()) -> list[str]:
        """Return the values of `tag` that bear all of `with_attributes` and none of `without`."""
        return [
            value
            for column, value in self.cells.items()
            if column.tag == tag
            and column.attributes.issuperset(with_attributes)
            and column.attributes.isdisjoint(without)
        ]

    def first(self, tag: str, *with_attributes: str, without: Sequence[str] = ()) -> str | None:
        """Return the first of those values, None where there is none."""
        return next(iter(self.all(tag, *with_attributes, without=without)), None)


def read_table(value: bytes | None, notes: Notes) -> Iterator[Row]:
    """Yield the rows below the row of tags, empty ones left out; raise `RefusedError` for a table without one."""
    if not value:
        raise RefusedError("the message is empty; send the file again")
    lines = table_lines(mended_text(decoded(value, notes), notes))
    columns = _columns(lines)
    for line in lines:
        cells = {column: cell.strip() for column, cell in zip(columns, line, strict=False) if cell.strip()}
        if cells:
            yield Row(cells)


def _columns(lines: Iterator[list[str]]) -> list[Column]:
    """Return the columns as the row of tags says, with the headers of the row above it."""
    headers: list[str] = []
    for _, line in zip(range(MOST_HEADER_ROWS), lines, strict=False):
        if _is_tag_row(line):
            padded = headers + [""] * len(line)
            return _unlike([_column(cell, padded[place].strip()) for place, cell in enumerate(line)])
        headers = line
    raise RefusedError("the file has no row of HXL hashtags in its first 25 rows; add one below the headers")


def _unlike(columns: Sequence[Column]) -> list[Column]:
    """Return the columns, those alike told apart by their header: one would hide the cells of the other."""
    seen = Counter[Column]()
    unlike = []
    for column in columns:
        seen[column] += 1
        again = seen[column] > 1
        unlike.append(column._replace(header=f"{column.header} ({seen[column]})".strip()) if again else column)
    return unlike


def _is_tag_row(line: Sequence[str]) -> bool:
    filled = [cell for cell in line if cell.strip()]
    tags = [cell for cell in filled if TAG.fullmatch(cell.strip())]
    return bool(tags) and len(tags) >= LEAST_SHARE_OF_TAGS * len(filled)


def _column(cell: str, header: str) -> Column:
    found = TAG.fullmatch(cell.strip())
    if found is None:
        return Column("", frozenset(), header)
    attributes = frozenset(part.strip().lower() for part in found[2].split("+") if part.strip())
    return Column(found[1].lower(), attributes, header)
