"""Suppression of small counts: what of clinic counts the analyst profile may see (rules D08, D09, D12)."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from schemas.base import stable_id
from schemas.protection import Level, Tlp
from schemas.report import Count, Provenance

MINIMUM = 5  # rule D08: health practice runs from 3 to 10; 5 is this project's default
# A clinic's own count is RED: for named people only. The sum of a district names no clinic and holds no small number,
# so that the one to be warned may be told of it; it stays within the organisation (rule D19, TLP 2.0).
PUBLISHED_TLP = Tlp.AMBER_STRICT


def suppress(counts: Iterable[Count], *, minimum: int = MINIMUM) -> list[Count]:
    """Sum current `counts` over the facilities of each second-level area, and hide what is small or would give it away.

    Values from 1 to `minimum` - 1 are hidden (None), and with each of them every total that contains it: over sexes,
    over ages, over a longer period. So no published number changes when a hidden one does, and nothing can be worked
    out from them; a test proves it by trying all tables. A published 0 says that none was reported, not that there
    was none.
    """
    cells = sorted((_sum(parts) for parts in _cells(counts).values()), key=_order)
    hidden = _hidden(cells, minimum)
    return [_publish(cell, None if cell.id in hidden else cell.value) for cell in cells]


def _cells(counts: Iterable[Count]) -> dict[str, list[Count]]:
    cells: dict[str, list[Count]] = defaultdict(list)
    for count in counts:
        cells[_cell_id(count)].append(count)
    return cells


def _cell_id(count: Count) -> str:
    period = (count.period_from.isoformat(), count.period_to.isoformat())
    return stable_id("area", count.admin2 or "", count.measure, *period, count.sex or "", count.age_band or "")


def _order(count: Count) -> tuple[str, ...]:
    period = (count.period_from.isoformat(), count.period_to.isoformat())
    return (count.admin2 or "", count.measure, *period, count.sex or "", count.age_band or "")


def _sum(parts: Sequence[Count]) -> Count:
    cell, newest = _cell_id(parts[0]), max(parts, key=lambda part: _place(part.provenance))
    values = [part.value for part in parts]
    return newest.model_copy(
        update={
            "id": cell,
            "report_id": cell,
            "key": f"{newest.provenance.topic}:{newest.admin2}:{newest.period_from}:{newest.measure}",
            "facility_id": newest.admin2 or "",
            "originator": newest.admin2 or "",
            "level": Level.CONFIDENTIAL,
            "tlp": PUBLISHED_TLP,
            "reliability": max(part.reliability for part in parts),
            "retention_until": min(part.retention_until for part in parts),
            "notes": (),
            "order": 0,
            "value": None if None in values else sum(value for value in values if value is not None),
        }
    )


def _place(provenance: Provenance) -> tuple[str, str, int, int, int]:
    kafka_at = provenance.kafka_at.isoformat()
    return (kafka_at, provenance.topic, provenance.partition, provenance.offset, provenance.row)


def _hidden(cells: Sequence[Count], minimum: int) -> set[str]:
    """Return the ids of the small cells and of every total that contains one."""
    tables: dict[tuple[str | None, str], list[Count]] = defaultdict(list)
    for cell in cells:
        tables[cell.admin2, cell.measure].append(cell)
    return {
        total.id
        for table in tables.values()
        for small in table
        if small.value is None or 0 < small.value < minimum
        for total in table
        if contains(total, small)
    }


def contains(total: Count, part: Count) -> bool:
    """Say whether `total`, of the same area and measure, counts the people of `part` too; a cell contains itself."""
    return (
        total.period_from <= part.period_from
        and part.period_to <= total.period_to
        and total.sex in (None, part.sex)
        and total.age_band in (None, part.age_band)
    )


def _publish(cell: Count, value: int | None) -> Count:
    return cell.model_copy(update={"value": value, "version_id": stable_id(cell.id, str(value))})
