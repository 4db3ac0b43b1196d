"""Which channel is told of which change of a warning: by profile, area, unit and level."""

from schemas.delivery import Channel
from schemas.mission import Mission, fold_name
from schemas.protection import strictest_tlp
from schemas.warning import AlertLevel, Warning, WarningEntry

TOLD = frozenset({"raised", "raised_level", "escalated", "stepped_down"})
"""What is told; signs that are added without raising the level are read on the desk (R17: no red map, no flood)."""


def is_for(entry: WarningEntry, channel: Channel, mission: Mission) -> bool:
    """Return whether `channel` is told of `entry`.

    A warning is computed once per access profile; a channel takes those of its own profile alone, so it neither gets
    more than that may see, nor the same thing twice.
    """
    warning = entry.warning
    return (
        entry.what in TOLD
        and warning.profile == channel.profile
        and _urgency(warning.alert_level) >= _urgency(channel.least_level)
        and _is_of_areas(warning, channel)
        and (channel.unit is None or _is_of_unit(entry, unit_name(mission, channel.unit)))
    )


def is_only_announced(warning: Warning, channel: Channel) -> bool:
    """Return whether the sharing mark of `warning` is too narrow for what it says to go out by `channel`."""
    return strictest_tlp([warning.tlp, channel.tlp]) is not channel.tlp


def unit_name(mission: Mission, unit: str) -> str:
    """Return the role that warnings name for the unit of this id; `read_mission` refuses a channel of none."""
    return next(each.name for each in mission.units if each.id == unit)


def _urgency(level: AlertLevel) -> int:
    return list(AlertLevel).index(level)


def _is_of_areas(warning: Warning, channel: Channel) -> bool:
    names = {fold_name(name) for name in (warning.area.admin1, warning.area.admin2) if name}
    return not channel.areas or bool(names & set(map(fold_name, channel.areas)))


def _is_of_unit(entry: WarningEntry, name: str) -> bool:
    """Return whether the change concerns the unit: an escalation concerns whom it newly tells alone."""
    told = (entry.warning.addressee, *entry.warning.escalated_to)
    return name == told[-1] if entry.what == "escalated" else name in told
