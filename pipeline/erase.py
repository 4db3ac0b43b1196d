"""Erasing on request: found by id or key, put on the list, carried out at once, and audited."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import NamedTuple

from pipeline.advance import look_again
from pipeline.alone import alone
from pipeline.auditing import note_operator
from pipeline.erased import erased_check, id_of_key, ids_of, key_of
from pipeline.erasing import carry_out_erasures
from pipeline.logbook import append_erasures
from pipeline.parts import Parts
from pipeline.records import all_landed
from pipeline.reporters import forget_reporter
from protection.cases import case_id
from protection.erasure import erased_name
from schemas.erasure import Erasure, ErasureReason
from schemas.errors import ConfigurationError
from schemas.landing import LandedRow
from schemas.protection import Audience, Level, highest_level, narrower


class Mark(NamedTuple):
    """The highest level that something was seen at, and those who are in every audience that it was for."""

    level: Level = Level.UNCLASSIFIED
    audience: Audience = Audience.ALL


class Found(NamedTuple):
    """What is to be erased: its ids with whom each was for, and how many landed rows hold it."""

    marks: dict[str, Mark]
    rows: int


def find(parts: Parts, asked: Sequence[str]) -> Found:
    """Return what `asked` names: ids or readable keys of reports and count sets, or `topic:identity` of a person's row.

    Raises `ConfigurationError` where nothing here has such a name.
    """
    wanted = {name: _ids(parts, name) for name in asked}
    marks: dict[str, Mark] = {}
    unknown, held = set(asked), 0
    for row in all_landed(parts.store):
        named = {name: ids_of(row) if name in _keys(row) else ids_of(row) & ids for name, ids in wanted.items()}
        ids = set().union(*named.values())
        marks |= {id: _marked(parts, row, marks.get(id, Mark())) for id in ids}
        unknown -= {name for name, found in named.items() if found}
        held += bool(ids)
    for name in sorted(unknown):
        _refuse_unknown(parts, name, wanted[name])
    return Found(marks, held)


def erase(parts: Parts, found: Found, asked: Iterable[str], *, by: str, reason: ErasureReason) -> None:
    """Erase what was found, everywhere, so that it does not come back; one line of the audit log says so."""
    now, key = datetime.now(UTC), key_of(parts)
    erasures = [
        Erasure(id=erased_name(id, key), at=now, by=by, reason=reason, **mark._asdict())
        for id, mark in sorted(found.marks.items())
    ]
    ids = [each.id for each in erasures]
    note_operator(parts.settings, at=now, who=by, what=f"erase ({reason})", ids=ids)
    with alone(parts.settings.home):
        append_erasures(parts.broker, erasures)
        for name in asked:
            forget_reporter(parts.settings.home, name.partition(":")[2])
        carry_out_erasures(parts)
        look_again(parts)


def _ids(parts: Parts, name: str) -> set[str]:
    topic, _, identity = name.partition(":")
    if not identity:
        return {name}
    return {id_of_key(name), case_id(identity, topic, key_of(parts))}


def _keys(row: LandedRow) -> set[str | None]:
    return {row.report.key if row.report else None, *(count.key for count in row.counts)}


def _marked(parts: Parts, row: LandedRow, before: Mark) -> Mark:
    rules = parts.sources[row.provenance.topic].rules
    level, audience = (row.report.level, row.report.audience) if row.report else (rules.level, rules.shared_with)
    return Mark(highest_level([level, before.level]), narrower(audience, before.audience))


def _refuse_unknown(parts: Parts, name: str, ids: set[str]) -> None:
    is_erased = erased_check(parts)
    if any(map(is_erased, ids)):
        raise ConfigurationError(f"{name} is erased already; nothing of it is kept")
    raise ConfigurationError(
        f"nothing here is called {name}; give a report's id or key as forewarn search shows it, "
        "or TOPIC:IDENTITY as its source calls it"
    )
