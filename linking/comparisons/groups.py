"""Who took part in two events."""

from linking.blocking import named_groups
from linking.comparisons.finding import Finding
from schemas.annotation import Event

_STATE, _ARMED = {"state_force"}, {"non_state_armed_group", "militia", "criminal"}


def compare_groups(left: Event, right: Event) -> Finding | None:
    """Both name the Red Vests.

    Aliases are one group. A group that only one of the two names is no contradiction; soldiers and rebels are one.
    """
    ours, theirs = named_groups(left), named_groups(right)
    shared = _names(left, ours & theirs)
    if shared:
        return Finding("same", f"both name {shared}", f"les deux nomment {shared}")
    if ours and theirs:
        named, other = _names(left, ours), _names(right, theirs)
        return Finding(
            "different", f"different groups: {named} and {other}", f"groupes différents : {named} et {other}"
        )
    both = sides(left), sides(right)
    if both[0].isdisjoint(both[1]) and all(both):
        named, other = _all_names(left), _all_names(right)
        return Finding("different_sides", f"{named} and {other} are of two sides", f"{named} et {other}, deux camps")
    return None


def _names(event: Event, actor_ids: set[str]) -> str:
    return ", ".join(sorted({actor.name for actor in event.actors if actor.actor_id in actor_ids}))


def _all_names(event: Event) -> str:
    return ", ".join(sorted({actor.name for actor in event.actors if actor.kind in _STATE | _ARMED}))


def sides(event: Event) -> set[str]:
    """Return the sides that take part, as far as actors of the state and armed groups go."""
    kinds = {actor.kind for actor in event.actors}
    return {side for side, of_side in (("state forces", _STATE), ("armed groups", _ARMED)) if kinds & of_side}
