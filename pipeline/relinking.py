"""Linking anew what changed in the index, for one profile."""

from collections.abc import Iterable

from linking.link import relink
from pipeline.members import index_members
from pipeline.records import Change
from pipeline.rulings import Rulings
from schemas.index import Index
from schemas.protection import Profile


def relink_change(index: Index, profile: Profile, change: Change, rulings: Rulings) -> None:
    """Link what `profile` may see of `change`."""
    added = [event for event in change.added if profile.sees(event)]
    removed = [event for event in change.removed if profile.sees(event)]
    if added or removed:
        regrouped = relink(
            index,
            profile=profile,
            added=added,
            removed=removed,
            decisions=rulings.pairs,
            touched_pairs=(),
            grades=rulings.grades,
            excluded=rulings.excluded,
        )
        index_members(index, profile, regrouped)


def relink_rulings(index: Index, profiles: Iterable[Profile], before: Rulings, now: Rulings) -> None:
    """Link anew, for each of `profiles`, that of which something else is decided than before."""
    pairs = sorted(pair for pair in {*before.pairs, *now.pairs} if before.pairs.get(pair) != now.pairs.get(pair))
    graded = {*before.grades, *now.grades}
    pairs += [(event, event) for event in sorted(graded) if before.grades.get(event) != now.grades.get(event)]
    keys = before.excluded ^ now.excluded
    for profile in profiles if pairs or keys else ():
        regrouped = relink(
            index,
            profile=profile,
            added=(),
            removed=(),
            decisions=now.pairs,
            touched_pairs=pairs,
            grades=now.grades,
            excluded=now.excluded,
            touched_keys=keys,
        )
        index_members(index, profile, regrouped)
