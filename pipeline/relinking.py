"""Linking anew what changed in the index, for one profile."""

from linking.decisions import Decided
from linking.link import relink
from pipeline.records import Change
from schemas.index import Index
from schemas.protection import Profile


def relink_change(index: Index, profile: Profile, change: Change, decided: Decided) -> None:
    """Link what `profile` may see of `change`."""
    added = [event for event in change.added if event.level in profile.levels]
    removed = [event for event in change.removed if event.level in profile.levels]
    if added or removed:
        relink(index, profile=profile, added=added, removed=removed, decisions=decided, touched_pairs=())
