"""Suppression of small counts: what of clinic counts the analyst profile may see (rules D08, D09, D12)."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

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
    over ages, over a longer period; likewise every total that counts so few beside its published parts. So no published
    number changes when a hidden one does, and nothing can be worked out from them; tests prove it by trying all tables,
    and with an exact solver. A published 0 says that none was reported, not that there was none.
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
    """Return the ids of the small cells, of totals that leave a small rest, and of every total that contains one."""
    tables: dict[tuple[str | None, str], list[Count]] = defaultdict(list)
    for cell in cells:
        tables[cell.admin2, cell.measure].append(cell)
    return {
        total.id
        for table in tables.values()
        for small in table
        if is_small(small.value, minimum) or any(is_small(rest, minimum) for rest in _rests(small, table))
        for total in table
        if contains(total, small)
    }


def is_small(value: int | None, minimum: int) -> bool:
    """Tell whether so few, or a sum that is hidden already, may not be shown; nobody at all may (rule D08)."""
    return value is None or 0 < value < minimum


def _rests(total: Count, table: Iterable[Count]) -> Iterator[int]:
    """Yield how many a total counts beside its parts: what who subtracts them would learn of the others (rule D10)."""
    parts = [cell for cell in table if cell.id != total.id and contains(total, cell) and cell.value is not None]
    for split in ("sex", "age_band", "period"):
        alike = _disjoint(part for part in parts if _but(split, part) == _but(split, total))
        if total.value is not None and alike:
            yield total.value - sum(part.value or 0 for part in alike)


def _but(split: str, cell: Count) -> dict[str, object]:
    """Return all that says which cell it is but the one thing that it is split by."""
    said = {"sex": cell.sex, "age_band": cell.age_band, "period": (cell.period_from, cell.period_to)}
    return {name: value for name, value in said.items() if name != split}


def _disjoint(parts: Iterable[Count]) -> list[Count]:
    """Return parts that count nobody twice, those that end first before others."""
    chosen: list[Count] = []
    for part in sorted(parts, key=lambda part: (part.period_to, _order(part))):
        if not any(_overlap(part, other) for other in chosen):
            chosen.append(part)
    return chosen


def _overlap(left: Count, right: Count) -> bool:
    same_days = left.period_from <= right.period_to and right.period_from <= left.period_to
    return same_days and (left.sex, left.age_band) == (right.sex, right.age_band)


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
