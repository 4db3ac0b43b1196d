"""Counting at the door: one person's row becomes a keyed hash and the cells it counts in; cells become counts."""

import hmac
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import NamedTuple

from schemas.base import stable_id
from schemas.report import AgeBand, Case, Count, Measure, Provenance, Sex


class Cell(NamedTuple):
    """What one count counts."""

    topic: str
    area: str
    measure: Measure
    period_from: date
    period_to: date
    sex: Sex | None
    age_band: AgeBand | None


def case_id(identity: str, topic: str, key: bytes) -> str:
    """Return a name for a row that only a holder of `key` can make from the row's own identity."""
    return hmac.new(key, f"{topic}\x1f{identity}".encode("utf-8", "surrogatepass"), "sha256").hexdigest()[:32]


def cells_of(case: Case) -> list[Cell]:
    """Return the cells that `case` is a part of, whether it counts or not."""
    period = (case.period_from, case.period_to)
    topic = case.provenance.topic
    return [Cell(topic, case.area, measure, *period, case.sex, case.age_band) for measure in case.measures]


def recount(versions: Iterable[Case], current: Iterable[Case], touched: Iterable[str]) -> list[Count]:
    """Return the counts of every cell that a case named in `touched` is or was in, in order of their ids.

    `versions` are all versions of all cases known, `current` the newest of each; a count is a function of these sets,
    so that redelivery changes nothing, and a withdrawn consent is counted out again (rules D07, D17).
    """
    names = set(touched)
    cells: dict[Cell, list[Case]] = defaultdict(list)
    for cell, case in _placed(versions):
        cells[cell].append(case)
    changed = {cell for cell, cases in cells.items() if any(case.id in names for case in cases)}
    counting: dict[Cell, int] = dict.fromkeys(changed, 0)
    for cell, case in _placed(current):
        if cell in changed and case.state == "counts":
            counting[cell] += 1
    return sorted((_count(cell, cells[cell], value) for cell, value in counting.items()), key=lambda count: count.id)


def _placed(cases: Iterable[Case]) -> Iterator[tuple[Cell, Case]]:
    return ((cell, case) for case in cases for cell in cells_of(case))


def count_id(cell: Cell) -> str:
    """Return the id of the count of `cell`."""
    return stable_id(_set_id(cell), cell.measure, cell.sex or "", cell.age_band or "")


def _set_id(cell: Cell) -> str:
    return stable_id("cases", cell.topic, cell.area, f"{cell.period_from}:{cell.period_to}")


def _count(cell: Cell, cases: list[Case], value: int) -> Count:
    newest = max(cases, key=lambda case: _arrival(case.provenance))
    name = count_id(cell)
    return Count(
        **newest.model_dump(
            include=set(Count.model_fields) - {"id", "key", "version_id", "originator", "order", "notes"}
        ),
        id=name,
        report_id=_set_id(cell),
        version_id=stable_id(name, str(value)),
        key=f"{cell.topic}:{cell.area}:{cell.period_from}:{cell.period_to}",
        originator=cell.area,
        facility_id=cell.area,
        measure=cell.measure,
        value=value,
        ingested_at=newest.provenance.kafka_at,
    )


def _arrival(provenance: Provenance) -> tuple[datetime, int, int, int]:
    return provenance.kafka_at, provenance.partition, provenance.offset, provenance.row
