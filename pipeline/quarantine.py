"""What was refused: counted by reason, looked at under audit, mended, and sent to its topic again."""

from collections.abc import Collection, Iterable, Iterator
from datetime import datetime
from typing import NamedTuple

from ingest.account import unresolved
from ingest.batch_store import BatchStore
from ingest.replayed import sent_again
from pipeline.auditing import note_operator
from pipeline.parts import Parts
from pipeline.records import all_landed
from schemas.audit import Outcome
from schemas.errors import ConfigurationError
from schemas.landing import LandedRow, Quarantined, RefusalTotal
from schemas.report import Provenance


class Wanted(NamedTuple):
    """Which refused rows: of these messages, of this source, with these words in their reason; empty means any."""

    ids: Collection[str] = ()
    topic: str = ""
    reason: str = ""


class Asking(NamedTuple):
    """Who asks for what purpose, and when."""

    who: str
    purpose: str
    at: datetime


EVERYTHING = Wanted()


def quarantined(store: BatchStore, wanted: Wanted = EVERYTHING) -> list[Quarantined]:
    """Return the refused rows whose message was not sent again, in order of their place."""
    return [as_quarantined(row) for row in _rows(store, wanted)]


def as_quarantined(row: LandedRow) -> Quarantined:
    """Return a refused row as it is shown."""
    place = row.provenance.model_dump(include=set(Quarantined.model_fields))
    return Quarantined(**place, key=row.key, reason=row.refused or "", pointer=row.pointer)


def id_of(place: Provenance | Quarantined) -> str:
    """Return the id of the message that a row at `place` is of."""
    return f"{place.topic}-{place.partition}-{place.offset}"


def by_reason(rows: Iterable[Quarantined]) -> list[RefusalTotal]:
    """Return how many rows were refused of which source and why, the most first."""
    groups: dict[tuple[str, str], list[Quarantined]] = {}
    for row in rows:
        groups.setdefault((row.topic, row.reason), []).append(row)
    totals = (_total(topic, reason, of_reason) for (topic, reason), of_reason in groups.items())
    return sorted(totals, key=lambda total: (-total.rows, total.topic, total.reason))


def _total(topic: str, reason: str, rows: list[Quarantined]) -> RefusalTotal:
    ids = sorted({id_of(row) for row in rows})
    latest = max(row.kafka_at for row in rows)
    return RefusalTotal(topic=topic, reason=reason, rows=len(rows), messages=len(ids), latest=latest, example_id=ids[0])


def raw_message(parts: Parts, id: str, asking: Asking) -> bytes:
    """Return the raw value of a message in quarantine, unmasked; that it was shown is written down before."""
    row = _row_of(parts.store, id)
    _require_raw(parts.store, row)
    _audit(parts, asking, "quarantine show", [id], "shown")
    return parts.store.read_bytes(row.pointer or "")


def mend(parts: Parts, id: str, value: bytes, asking: Asking) -> None:
    """Send `value`, a mended copy of a message in quarantine, to its topic; its rows count as if they came first."""
    row = _row_of(parts.store, id)
    _audit(parts, asking, "quarantine mend", [id], "asked")
    parts.broker.send([sent_again(row, value, now_ms=_milliseconds(asking.at))])


def replay(parts: Parts, wanted: Wanted, asking: Asking) -> int:
    """Send every message that has a wanted row to its topic again as it is, and return how many.

    Those whose raw message was erased stay refused, unless they are named: then that is told.
    """
    found = {id_of(row.provenance): row for row in _rows(parts.store, wanted) if row.pointer or wanted.ids}
    if unknown := sorted(set(wanted.ids) - found.keys()):
        raise _unknown(unknown[0])
    for row in found.values():
        _require_raw(parts.store, row)
    _audit(parts, asking, "quarantine replay", sorted(found), "asked")
    return parts.broker.send(
        sent_again(row, parts.store.read_bytes(row.pointer or ""), now_ms=_milliseconds(asking.at))
        for row in found.values()
    )


def _rows(store: BatchStore, wanted: Wanted) -> Iterator[LandedRow]:
    for row in unresolved(all_landed(store)):
        is_wanted = not wanted.topic or row.provenance.topic == wanted.topic
        is_wanted &= not wanted.ids or id_of(row.provenance) in wanted.ids
        if is_wanted and wanted.reason in (row.refused or ""):
            yield row


def _row_of(store: BatchStore, id: str) -> LandedRow:
    row = next(_rows(store, Wanted(ids=[id])), None)
    if row is None:
        raise _unknown(id)
    return row


def _unknown(id: str) -> ConfigurationError:
    return ConfigurationError(f"no message {id} is in quarantine; see: forewarn quarantine list --each")


def _require_raw(store: BatchStore, row: LandedRow) -> None:
    if row.pointer is None or not store.exists(row.pointer):
        raise ConfigurationError(f"the raw message {id_of(row.provenance)} is gone; ask the source to send it again")


def _audit(parts: Parts, asking: Asking, what: str, ids: Collection[str], outcome: Outcome) -> None:
    note_operator(
        parts.settings, at=asking.at, who=asking.who, what=what, purpose=asking.purpose, outcome=outcome, ids=ids
    )


def _milliseconds(moment: datetime) -> int:
    return int(moment.timestamp() * 1000)
