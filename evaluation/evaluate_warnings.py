"""One measurement of warnings on a recorded mission: ours by alert level, and plain methods beside them."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from pathlib import Path

from pydantic import ValidationError

from evaluation.alarms import Alarm, Arrived, counted, issued, several_signs, strong_signs
from schemas.errors import ConfigurationError
from schemas.evaluation import Measure, WarningEvaluation, WarningScore
from schemas.geography import distance_km
from schemas.mission import Mission, Place
from schemas.protection import Profile
from schemas.truth import ExpectedWarning, Stretch, ToldSign, TrueArea, WarningTruth
from schemas.warning import AlertLevel, WarningEntry

TRUTH = "truth.json"
NEAR_KM = 15.0
"""How far from a true place a warning's middle may lie: the neighbourhood within which signs strengthen each other."""
_DAY_SECONDS = 86400

Covers = Callable[[TrueArea, Alarm], bool]


def read_warning_truth(folder: Path) -> WarningTruth:
    """Return what `truth.json` in `folder` says of warnings; raises `ConfigurationError` for what is to be mended."""
    file = folder / TRUTH
    try:
        return WarningTruth.model_validate_json(file.read_bytes())
    except OSError:
        raise ConfigurationError(f"there is no {file}; write the expected warnings into it") from None
    except ValidationError as error:
        wrong = "; ".join(".".join(map(str, part["loc"])) + ": " + part["msg"] for part in error.errors())
        raise ConfigurationError(f"{file}: {wrong}; see schemas/truth.py") from None


def evaluate_warnings(
    truth: WarningTruth,
    entries: Iterable[WarningEntry],
    arrived: Iterable[Arrived],
    *,
    mission: Mission,
    profile: Profile,
    moments: Sequence[datetime],
) -> WarningEvaluation:
    """Return how the warnings of `entries` keep to `truth`; `moments` are those of the messages."""
    own, signs = [each for each in entries if each.warning.profile == profile.name], counted(arrived, profile)
    weeks = (max(moments) - min(moments)).total_seconds() / _DAY_SECONDS / 7
    covers = covering(mission)
    methods = [("Forewarn", level, issued(own, least=level)) for level in AlertLevel]
    plain = [("one sign of severity 4 or more", strong_signs), ("three signs in 14 days", several_signs)]
    scores = [score_of(alarms, truth, covers, weeks, method=name, level=level) for name, level, alarms in methods]
    scores += [score_of(each(signs), truth, covers, weeks, method=name, level=None) for name, each in plain]
    missed = sorted({_told(sign) for sign in missed_signs(truth, signs, own)})
    told = {_told(sign) for expected in truth.warnings for sign in expected.signs}
    return WarningEvaluation(
        mission=mission.name, profile=profile.name, messages=len(moments), weeks=round(weeks, 1),
        places=len(mission.places), scores=tuple(scores), missed_signs=tuple(missed),
        measures=(Measure(name="told signs that were read", count=len(told) - len(missed), of=len(told)),),
        false_alarms=tuple(each.what for each in methods[0][2] if is_false(each, truth, covers)),
    )  # fmt: skip


def score_of(
    alarms: Sequence[Alarm], truth: WarningTruth, covers: Covers, weeks: float, *, method: str, level: AlertLevel | None
) -> WarningScore:
    """Return how `alarms` keep to `truth`."""
    leads = tuple(lead_days(expected, alarms, covers) for expected in truth.warnings)
    late = [each for each in truth.warnings if any(is_late(each, alarm, covers) for alarm in alarms)]
    false = [alarm for alarm in alarms if is_false(alarm, truth, covers)]
    broken = [each for each in truth.quiet if any(_raised(each, alarm, covers) for alarm in alarms)]
    stood = [each for each in truth.quiet if any(_stands(each, alarm, covers) for alarm in alarms)]
    return WarningScore(
        method=method, least_level=level, alarms=len(alarms), expected=len(leads),
        hits=sum(lead is not None for lead in leads), lead_days=leads,
        late=sum(each in late and lead is None for each, lead in zip(truth.warnings, leads, strict=True)),
        false_alarms=len(false), false_alarms_a_week=round(len(false) / weeks, 2) if weeks else 0,
        quiet_windows=len(truth.quiet), quiet_broken=len(broken),
        quiet_stood_in=sum(each not in broken for each in stood),
    )  # fmt: skip


def covering(mission: Mission) -> Covers:
    """Return what tells whether an alarm is of a true area: near one of its places, else of its district."""
    places = {place.id: place for place in mission.places}
    return lambda area, alarm: _covers(area, alarm, [places[id] for id in area.place_ids if id in places])


def _covers(area: TrueArea, alarm: Alarm, places: Sequence[Place]) -> bool:
    position = alarm.position
    if position is None or not places:
        return alarm.district in {area.admin2, *(place.admin2 for place in places)} - {None}
    return any(distance_km(position, place) <= NEAR_KM for place in places)


def lead_days(expected: ExpectedWarning, alarms: Sequence[Alarm], covers: Covers) -> float | None:
    """Return the days from the first alarm that stood in the time of `expected` to the event, None without one.

    An alarm raised before its time counts from `not_before`: there was nothing yet to see.
    """
    standing = [alarm for alarm in alarms if is_hit(expected, alarm, covers)]
    if not standing:
        return None
    first = max(expected.not_before, min(alarm.raised_at for alarm in standing))
    return round((expected.event_at - first).total_seconds() / _DAY_SECONDS, 1)


def is_hit(expected: ExpectedWarning, alarm: Alarm, covers: Covers) -> bool:
    """Tell whether `alarm` stood when and where `expected` asks for one."""
    in_time = alarm.raised_at <= expected.not_after and expected.not_before <= alarm.stood_until
    return in_time and covers(expected, alarm)


def is_late(expected: ExpectedWarning, alarm: Alarm, covers: Covers) -> bool:
    """Tell whether `alarm` is what was expected, too late and yet before the event."""
    return expected.not_after < alarm.raised_at <= expected.event_at and covers(expected, alarm)


def is_false(alarm: Alarm, truth: WarningTruth, covers: Covers) -> bool:
    """Tell whether nothing in `truth` asks for `alarm` when it was raised, or tolerates it."""
    asked = any(each.not_before <= alarm.raised_at <= each.event_at and covers(each, alarm) for each in truth.warnings)
    return not asked and not any(_raised(each, alarm, covers) for each in truth.tolerated)


def missed_signs(truth: WarningTruth, signs: Sequence[Arrived], entries: Sequence[WarningEntry]) -> Iterator[ToldSign]:
    """Yield the told signs that no event and no warning's evidence holds."""
    read: dict[str, set[str]] = {}
    for key, indicators in (
        *((sign.event.key, sign.event.indicators) for sign in signs),
        *((sign.key, sign.indicators) for entry in entries for sign in entry.warning.evidence),
    ):
        read.setdefault(key, set()).update(indicators)
    for sign in (sign for expected in truth.warnings for sign in expected.signs):
        found = read.get(sign.key, set())
        if not (found & set(sign.indicators) if sign.indicators else found):
            yield sign


def _told(sign: ToldSign) -> str:
    return f"{sign.key}: {', '.join(sign.indicators)}" if sign.indicators else sign.key


def _raised(stretch: Stretch, alarm: Alarm, covers: Covers) -> bool:
    return stretch.begins <= alarm.raised_at <= stretch.ends and covers(stretch, alarm)


def _stands(stretch: Stretch, alarm: Alarm, covers: Covers) -> bool:
    return alarm.raised_at <= stretch.ends and stretch.begins <= alarm.stood_until and covers(stretch, alarm)
