"""The list of what was erased, as landing and erasing ask it."""

from collections.abc import Callable

from pipeline.logbook import read_erasures
from pipeline.parts import Parts
from protection.case_key import case_key
from protection.erasure import erased_name
from schemas.base import stable_id
from schemas.erasure import Erasure
from schemas.landing import LandedRow
from schemas.protection import Profile


def key_of(parts: Parts) -> bytes:
    """Return the key that persons' rows and what was erased are named with."""
    return case_key(parts.settings.case_key.get_secret_value(), parts.settings.home / "case.key")


def erased_check(parts: Parts) -> Callable[[str], bool]:
    """Return what says of an id of a report, count set or case whether it was erased."""
    names = {each.id for each in read_erasures(parts.broker)}
    key = key_of(parts)
    return lambda id: bool(names) and erased_name(id, key) in names


def erasure_of(parts: Parts, profile: Profile, asked: str) -> Erasure | None:
    """Return the erasure of the report with the id or readable key `asked`, if `profile` may know of it."""
    key = key_of(parts)
    names = {erased_name(id, key) for id in (asked, id_of_key(asked))}
    found = (each for each in read_erasures(parts.broker) if each.id in names and profile.sees(each))
    return next(found, None)


def id_of_key(key: str) -> str:
    """Return the id of the report with the readable key `key`, where nothing in it was masked."""
    return stable_id(*key.split(":", 1))


def ids_of(row: LandedRow) -> set[str]:
    """Return the ids that a row can be erased by: of its report, counts or case; of a refused row, its key's."""
    ids = {count.report_id for count in row.counts}
    ids |= {row.report.report_id} if row.report else set()
    ids |= {row.case.id} if row.case else set()
    return ids | ({id_of_key(row.key)} if row.refused and row.key else set())
