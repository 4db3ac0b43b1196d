"""The account: what became of every row, and which version of a report or count is the current one."""

from collections.abc import Iterable
from datetime import datetime
from typing import TypeVar

from schemas.landing import Account, Fate, LandedRow
from schemas.report import Case, CaseState, Count, Provenance, Report

Versioned = TypeVar("Versioned", Report, Count, Case)
Rank = tuple[int, datetime, datetime, str]
Sent = tuple[datetime, int, int]
FATE_OF_CASE: dict[CaseState, Fate] = {
    "counts": "counted",
    "withdrawn": "withdrawn",
    "refused_for_consent": "refused_for_consent",
}


def current(versions: Iterable[Versioned]) -> list[Versioned]:
    """Return the current version of each report, count or case, in order of its id; a withdrawn one is returned too.

    The higher `order` wins, then the later Kafka timestamp, then what was sent again later, then the larger version id
    (formats.md 1). The same version delivered again counts where it was seen first, so it changes nothing.
    """
    best: dict[str, Versioned] = {}
    for version in _first_deliveries(versions):
        name = identity_of(version)
        if name not in best or rank(version) > rank(best[name]):
            best[name] = version
    return [best[name] for name in sorted(best)]


def account(rows: Iterable[LandedRow]) -> list[Account]:
    """Return the fate of every row, in order of its place; a function of the set of rows, in whatever order."""
    every = sorted(rows, key=lambda row: _place(row.provenance))
    reports = [row.report for row in every if row.report]
    counts = [count for row in every for count in row.counts]
    cases = [row.case for row in every if row.case]
    first = places(_first_deliveries(reports), _first_deliveries(counts), _first_deliveries(cases))
    winners = places(current(reports), current(counts), current(cases))
    waiting = {row.provenance for row in unresolved(every)}
    return [_accounted(row, _fate(row, first, winners, waiting)) for row in every]


def unresolved(rows: Iterable[LandedRow]) -> list[LandedRow]:
    """Return the refused rows whose message was not sent again since, in order of their place."""
    refused: list[LandedRow] = []
    latest: dict[str, Sent] = {}
    for row in rows:
        if row.refused is not None:
            refused.append(row)
        if row.provenance.replays is not None:
            sent = _sent(row.provenance)
            latest[row.provenance.replays] = max(sent, latest.get(row.provenance.replays, sent))
    waiting = (row for row in refused if row.pointer not in latest and not _is_sent_since(row.provenance, latest))
    return sorted(waiting, key=lambda row: _place(row.provenance))


def _is_sent_since(provenance: Provenance, latest: dict[str, Sent]) -> bool:
    """Say whether another copy of the message that this one is a copy of was sent later."""
    return provenance.replays is not None and latest[provenance.replays] > _sent(provenance)


def places(*versions: Iterable[Report | Count | Case]) -> set[Provenance]:
    """Return where all of `versions` lie."""
    return {version.provenance for kind in versions for version in kind}


def identity_of(version: Report | Count | Case) -> str:
    """Return what all versions of one report, count or case share."""
    return version.report_id if isinstance(version, Report) else version.id


def _first_deliveries(versions: Iterable[Versioned]) -> list[Versioned]:
    first: dict[tuple[str, str], Versioned] = {}
    for version in versions:
        name = (identity_of(version), version.version_id)
        if name not in first or _arrival(version.provenance) < _arrival(first[name].provenance):
            first[name] = version
    return list(first.values())


def rank(version: Report | Count | Case) -> Rank:
    """Return what decides between the versions of one item: the largest is the current one."""
    provenance = version.provenance
    return version.order, provenance.kafka_at, _sent(provenance)[0], version.version_id


def _sent(provenance: Provenance) -> Sent:
    return provenance.replayed_at or provenance.kafka_at, provenance.partition, provenance.offset


def _arrival(provenance: Provenance) -> tuple[datetime, Sent, int]:
    return provenance.kafka_at, _sent(provenance), provenance.row


def _place(provenance: Provenance) -> tuple[str, int, int, int]:
    return provenance.topic, provenance.partition, provenance.offset, provenance.row


def _fate(row: LandedRow, first: set[Provenance], winners: set[Provenance], waiting: set[Provenance]) -> Fate:
    if row.erased is not None:
        return "erased"
    if row.refused is not None:
        return "quarantined" if row.provenance in waiting else "replayed"
    if row.provenance not in first:
        return "duplicate"
    if row.provenance not in winners:
        return "superseded"
    if row.case is not None:
        return FATE_OF_CASE[row.case.state]
    if row.report is None:
        return "counted"
    return "withdrawn" if row.report.withdrawn else "indexed"


def _accounted(row: LandedRow, fate: Fate) -> Account:
    return Account(
        topic=row.provenance.topic,
        partition=row.provenance.partition,
        offset=row.provenance.offset,
        row=row.provenance.row,
        key=row.key,
        fate=fate,
        reason=row.refused or row.erased,
        kafka_at=row.provenance.kafka_at,
    )
