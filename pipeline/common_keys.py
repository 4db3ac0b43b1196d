"""The blocking keys that are over-common, and those that people took out of use."""

from linking.blocking import KEY_CAP
from linking.decisions import excluded_keys
from pipeline.logbook import read_decisions
from pipeline.parts import Parts
from schemas.index import KeyCount
from schemas.protection import Profile


def common_keys(parts: Parts, profile: Profile, *, more_than: int = KEY_CAP, most: int) -> list[KeyCount]:
    """Return the keys that more events share than the cap: the pairs that rest on one of them alone are withdrawn."""
    return parts.index.common_keys(profile.scopes, more_than=more_than, most=most)


def keys_out_of_use(parts: Parts) -> frozenset[str]:
    """Return the keys that people excluded."""
    return excluded_keys(read_decisions(parts.broker))
