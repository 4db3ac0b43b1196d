"""Warnings as they stand: what was issued of them and what people decided, from the record into the index."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from patterns.hidden import without_sources
from patterns.life import asked_at, fold, known_at, lived
from patterns.tear_lines import with_tear_lines
from pipeline.logbook import read_decisions, read_entries
from pipeline.parts import Parts
from pipeline.stops import hidden_topics
from schemas.errors import ConfigurationError
from schemas.linkage import Decision
from schemas.mission import Mission, fold_name
from schemas.protection import PROFILES, Profile
from schemas.warning import LIVE, AlertLevel, Warning, WarningEntry


def issued_warnings(
    entries: Iterable[WarningEntry], decisions: Iterable[Decision], profile: Profile, mission: Mission
) -> list[Warning]:
    """Return the warnings of `profile` as issued, tear lines included, in the order in which they were raised."""
    told = with_tear_lines(entries, decisions, mission=mission)
    return [warning for warning in fold(told) if warning.profile == profile.name]


def warnings_as_of(parts: Parts, profile: Profile, moment: datetime | None = None) -> list[Warning]:
    """Return the warnings of `profile` as they stood at `moment`, or as they stand, from the record itself."""
    return _stood(parts, profile, read_entries(parts.broker), moment)


def find_warning(parts: Parts, profile: Profile, warning_id: str, moment: datetime | None = None) -> Warning:
    """Return a warning of `profile`, or of one that sees less, as it stands or as it stood at `moment`.

    Raises `ConfigurationError` where there is none; that of a profile which sees more is none.
    """
    entries = read_entries(parts.broker, of=warning_id)
    known = (each for seen in profiles_within(profile) for each in _stood(parts, seen, entries, moment))
    found = next((warning for warning in known if warning.id == warning_id), None)
    if found is None:
        when = f" at {moment:%Y-%m-%d %H:%M}" if moment is not None else ""
        raise ConfigurationError(
            f"there is no warning {warning_id}{when}; see: forewarn warnings --profile {profile.name}"
        )
    return found


def _stood(parts: Parts, profile: Profile, entries: list[WarningEntry], moment: datetime | None) -> list[Warning]:
    decisions = read_decisions(parts.broker)
    if moment is not None:
        entries = [entry for entry in entries if entry.at <= moment]
        decisions = known_at(decisions, moment)
    return standing_warnings(parts, profile, entries, decisions)


def standing_warnings(
    parts: Parts, profile: Profile, entries: Iterable[WarningEntry], decisions: Sequence[Decision]
) -> list[Warning]:
    """Return the warnings of `profile` with what people decided of them, without what hidden sources said."""
    hidden = hidden_topics(parts.store)
    told = lived(issued_warnings(entries, decisions, profile, parts.mission), decisions)
    return [without_sources(warning, hidden) for warning in told]


class Wanted(NamedTuple):
    """Which warnings to list: of which statuses, in which area, and unacknowledged for at least how long."""

    statuses: tuple[str, ...] = LIVE
    area: str | None = None
    unacknowledged_for: timedelta | None = None


def listed_warnings(parts: Parts, profile: Profile, wanted: Wanted, *, now: datetime) -> list[Warning]:
    """Return the warnings of `profile` that are wanted as of `now`, the most urgent first."""
    found = parts.index.find(Warning, (profile.name,), {"status": wanted.statuses})
    urgency = list(AlertLevel).index
    return sorted(
        (warning for warning in found if _is_wanted(warning, wanted, now)),
        key=lambda warning: (-urgency(warning.alert_level), -warning.score, warning.id),
    )


def _is_wanted(warning: Warning, wanted: Wanted, now: datetime) -> bool:
    if wanted.area is not None:
        area = warning.area
        names = (fold_name(name) for name in (area.name, area.admin2, area.admin1) if name)
        if fold_name(wanted.area) not in names:
            return False
    if wanted.unacknowledged_for is None:
        return True
    return warning.status == "open" and now - asked_at(warning) >= wanted.unacknowledged_for


def profiles_within(profile: Profile) -> list[Profile]:
    """Return the profiles that see no more than `profile`, itself included."""
    return [each for each in PROFILES.values() if set(each.scopes) <= set(profile.scopes)]


def lower_profiles(warning: Warning, mission: Mission) -> list[Profile]:
    """Return the profiles of the mission to which a tear line of `warning` may go; none for a tear line itself."""
    own = PROFILES[warning.profile]
    lower = [each for each in profiles_within(own) if each != own and each in mission.access_profiles]
    return [] if warning.tear_line else lower


def show_warnings(parts: Parts, profile: Profile, warnings: Iterable[Warning]) -> None:
    """Let the index show `warnings` and no others of `profile`; what it shows already is not written again."""
    wanted = {warning.id: warning for warning in warnings}
    shown = {warning.id: warning for warning in parts.index.find(Warning, (profile.name,))}
    parts.index.delete(Warning, profile.name, sorted(shown.keys() - wanted.keys()))
    parts.index.put([warning for id, warning in wanted.items() if shown.get(id) != warning])
    parts.index.refresh()


def show_warning(parts: Parts, profile: Profile, warning_id: str) -> None:
    """Let the index show a warning of `profile` as it stands, or not at all where there is none any more."""
    known = _stood(parts, profile, read_entries(parts.broker, of=warning_id), None)
    found = [warning for warning in known if warning.id == warning_id]
    if found:
        parts.index.put(found)
    else:
        parts.index.delete(Warning, profile.name, [warning_id])
    parts.index.refresh()
