"""The events behind what was counted by cell."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from patterns.event_evidence import COUNTED, is_counted
from patterns.origins import without_copies
from patterns.parameters import WeightParameters
from patterns.signs import kinds_at_least
from schemas.annotation import Event
from schemas.catalogue import Catalogue
from schemas.index import Index, Where, Window


def stated(catalogue: Catalogue, *, least_severity: int) -> dict[str, Sequence[str]]:
    """Return what picks the events of signs at least so severe that somebody says happened."""
    return {"kind": sorted(kinds_at_least(catalogue, least_severity)), "status": sorted(COUNTED)}


def read_cells(
    index: Index,
    scopes: Sequence[str],
    cells: Collection[str],
    where: Where,
    *,
    days: int,
    now: datetime,
    weights: WeightParameters,
) -> list[Event]:
    """Return the events of `where` in `cells` of the index in the last `days`, reprints left out, in order of id."""
    window = Window(field="occurred_from", since=now - timedelta(days=days), until=now)
    found = index.find(Event, scopes, {**where, "cell": sorted(cells)}, window) if cells else ()
    known = [event for event in found if is_counted(event) and event.ingested_at <= now]
    return without_copies(known, copy_similarity=weights.copy_similarity)
