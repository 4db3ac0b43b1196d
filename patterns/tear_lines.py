"""Tear lines: what a person releases of a warning to a lower profile, and nothing else of it.

A tear line is made of the decision that released it alone: its district, whole days and level. Its id is made of these
too, so neither what the warning rests on, nor how many or when, nor the warning's own id, can be read from it; and what
becomes of the warning afterwards changes nothing in it.
"""

from collections.abc import Iterable
from datetime import datetime, time, timedelta

from patterns import phrases
from patterns.geography import district_area
from patterns.issue import answer_by
from patterns.parameters import WarningParameters, parameters_for
from patterns.wording import tear_line_words
from schemas.base import stable_id
from schemas.errors import ConfigurationError
from schemas.linkage import Decision, standing
from schemas.mission import Mission
from schemas.protection import PROFILES, Profile, highest_level
from schemas.warning import HistoryLine, TearLine, Warning, WarningEntry


def with_tear_lines(
    entries: Iterable[WarningEntry], decisions: Iterable[Decision], *, mission: Mission
) -> list[WarningEntry]:
    """Return `entries` with one for each tear line that was not taken back, and none of those that were."""
    released = {entry.warning_id: entry for entry in reversed(releases(decisions, mission))}
    kept = [entry for entry in entries if not entry.warning.tear_line or entry.warning_id in released]
    return [*kept, *released.values()]


def releases(decisions: Iterable[Decision], mission: Mission) -> list[WarningEntry]:
    """Return the entry with which each tear line began, in order of release."""
    return [
        entry_of(decision.step.tear_line, decision.moment, mission)
        for decision in standing(decisions)
        if decision.kind == "release" and decision.step is not None and decision.step.tear_line is not None
    ]


def tear_line_of(warning: Warning, to: Profile, *, at: datetime, mission: Mission) -> TearLine:
    """Return what may be said of `warning` to a lower profile: the whole district, from the day of the release on.

    Raises `ConfigurationError` where its district is not known: then nothing general enough can be said of where.
    """
    area = district_area(mission, warning.area.admin2) if warning.area.admin2 else None
    if area is None:
        raise ConfigurationError(
            f"the district of warning {warning.id} is not in places.csv: nothing general can be said of where; "
            "add it there"
        )
    return TearLine(
        to_profile=to.name,
        area=area,
        window_from=day_begin(at),
        window_to=max(day_end(warning.window_to), day_end(at)),
        alert_level=warning.alert_level,
        addressee=mission.chain_of_command(area.admin1, area.admin2, at.date())[0],
    )


def day_begin(moment: datetime) -> datetime:
    """Return the midnight with which the day of `moment` began."""
    return datetime.combine(moment.date(), time(), moment.tzinfo)


def day_end(moment: datetime) -> datetime:
    """Return the midnight at which the day of `moment` is over; a midnight is the end of the day before."""
    begin = day_begin(moment)
    return moment if begin == moment else begin + timedelta(days=1)


def entry_of(told: TearLine, at: datetime, mission: Mission) -> WarningEntry:
    """Return the entry with which a tear line begins."""
    warning = warning_of(told, at, mission)
    (line,) = warning.history
    return WarningEntry(
        id=stable_id(warning.id, "raised"),
        warning_id=warning.id,
        at=at,
        what="raised",
        reason=line.reason,
        warning=warning,
    )


def id_of(told: TearLine) -> str:
    """Return the id of a tear line: made of what it tells, so it tells nothing else."""
    days = [moment.isoformat() for moment in (told.window_from, told.window_to)]
    return stable_id("tear line", told.to_profile, told.area.name, *days, told.alert_level)


def warning_of(told: TearLine, at: datetime, mission: Mission) -> Warning:
    """Return a tear line as a warning of its profile that rests on nothing."""
    line = HistoryLine(
        at=at,
        what="raised",
        alert_level=told.alert_level,
        reason=phrases.RELEASED["en"],
        reason_in=phrases.beside_english(phrases.RELEASED),
    )
    return Warning(
        id=id_of(told),
        profile=told.to_profile,
        raised_at=at,
        updated_at=at,
        area=told.area,
        window_from=told.window_from,
        window_to=told.window_to,
        alert_level=told.alert_level,
        status="open",
        score=0,
        evidence=(),
        reasons=(),
        detectors=(),
        indicators=(),
        independent_origins=0,
        open_question=phrases.OTHER_QUESTION["en"].format(place=told.area.name),
        probes=(),
        addressee=told.addressee,
        level=highest_level(PROFILES[told.to_profile].levels),
        tlp=PROFILES[told.to_profile].tlp,
        tear_line=True,
        history=(line,),
        **tear_line_words(told.area, told.alert_level, told.window_to, mission=mission),
        **answer_by(told.alert_level, at, parameters_for(mission, "warnings", WarningParameters)),
    )
