"""Alarms: warnings as they were issued, and those of plain methods that see the same signs."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from itertools import groupby, pairwise
from typing import NamedTuple

from patterns.event_evidence import is_counted
from patterns.parameters import WarningParameters
from schemas.annotation import Event
from schemas.geography import Position
from schemas.protection import Profile
from schemas.warning import AlertLevel, WarningEntry

STRONG_SEVERITY = 4
SEVERAL = 3
SEVERAL_WITHIN = timedelta(days=14)
EVER = datetime.max.replace(tzinfo=UTC)
_LEVELS = list(AlertLevel)


class Alarm(NamedTuple):
    """One alarm: raised once, it stands until nothing new comes; a plain method's has a district and no position."""

    district: str | None
    position: Position | None
    raised_at: datetime
    stood_until: datetime
    what: str = ""


class Arrived(NamedTuple):
    """A sign, and when its message came."""

    at: datetime
    event: Event


def counted(arrived: Iterable[Arrived], profile: Profile) -> list[Arrived]:
    """Return the signs that `profile` may see and that are stated, or told as unverified; each once, oldest first."""
    first: dict[str, Arrived] = {}
    for sign in sorted(arrived, key=lambda sign: (sign.at, sign.event.id)):
        if is_counted(sign.event) and profile.sees(sign.event):
            first.setdefault(sign.event.id, sign)
    return list(first.values())


def issued(entries: Iterable[WarningEntry], *, least: AlertLevel) -> list[Alarm]:
    """Return the warnings that reached the level `least`, each from that moment on."""
    lives = groupby(sorted(entries, key=lambda each: (each.warning_id, each.at, each.id)), lambda each: each.warning_id)
    found = [_issued(list(life), least) for _, life in lives]
    return sorted((alarm for alarm in found if alarm), key=lambda alarm: (alarm.raised_at, alarm.what))


def _issued(life: Sequence[WarningEntry], least: AlertLevel) -> Alarm | None:
    reached = (each for each in life if _LEVELS.index(each.warning.alert_level) >= _LEVELS.index(least))
    first = next(reached, None)
    if first is None:
        return None
    area, last = first.warning.area, life[-1]
    ended = last.at if last.what == "stepped_down" else EVER
    what = f"{area.name}, {first.at:%Y-%m-%d}, {first.warning.alert_level}: {', '.join(first.warning.indicators)}"
    return Alarm(area.admin2, Position(area.latitude, area.longitude), first.at, ended, what)


def strong_signs(signs: Sequence[Arrived]) -> list[Alarm]:
    """Warn of a district for each sign of severity 4 or more in it."""
    return _alarms({name: _strong(each) for name, each in _by_district(signs).items()})


def several_signs(signs: Sequence[Arrived]) -> list[Alarm]:
    """Warn of a district where three signs or more came within 14 days."""
    return _alarms({name: list(_several(each)) for name, each in _by_district(signs).items()})


def _strong(signs: Sequence[Arrived]) -> list[datetime]:
    return [sign.at for sign in signs if sign.event.severity >= STRONG_SEVERITY]


def _several(signs: Sequence[Arrived]) -> Iterator[datetime]:
    for first, third in zip(signs, signs[SEVERAL - 1 :], strict=False):
        if third.at - first.at <= SEVERAL_WITHIN:
            yield third.at


def _by_district(signs: Sequence[Arrived]) -> dict[str, list[Arrived]]:
    grouped: dict[str, list[Arrived]] = defaultdict(list)
    for sign in signs:
        if sign.event.place and sign.event.place.admin2:
            grouped[sign.event.place.admin2].append(sign)
    return grouped


def _alarms(moments: dict[str, list[datetime]]) -> list[Alarm]:
    found = [Alarm(name, None, *stretch) for name, each in moments.items() for stretch in _stretches(each)]
    return sorted(found, key=lambda alarm: (alarm.raised_at, alarm.district or ""))


def _stretches(moments: Sequence[datetime]) -> Iterator[tuple[datetime, datetime]]:
    """Yield from when to when alarms stand that each moment raises or keeps up, as long as ours do."""
    kept_up = timedelta(days=WarningParameters().quiet_days)
    start = None
    for moment, following in pairwise([*moments, EVER]):
        start = start or moment
        if following - moment > kept_up:
            yield start, moment + kept_up
            start = None
