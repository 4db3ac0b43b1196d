"""How soon warnings were answered and how many came true, counted from the record itself."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from scipy.stats import CensoredData, binomtest, ecdf

from patterns.life import asked_at
from pipeline.parts import Parts
from pipeline.warning_life import warnings_as_of
from schemas.protection import Profile
from schemas.warning import AlertLevel, Warning
from schemas.warning_report import DetectorRecord, ResponseTime, Share, Unanswered, WarningReport

ASKING = ("raised", "raised_level")
ANSWERS: dict[str, tuple[str, ...]] = {
    "acknowledge": ("acknowledged", "acted", "closed", "explained"),
    "act": ("acted",),
}
NEEDLESS = ("closed", "explained")
"""What ends the need for action, where no action came before it."""


class Wait(NamedTuple):
    """How long a warning waited for an answer, and whether it came."""

    hours: float
    answered: bool


def read_warning_report(parts: Parts, profile: Profile, *, at: datetime) -> WarningReport:
    """Return the report on the warnings of `profile` as they stood at `at`."""
    return report_of(warnings_as_of(parts, profile, at), profile.name, at=at)


def report_of(warnings: Sequence[Warning], profile: str, *, at: datetime) -> WarningReport:
    """Return the report on `warnings` as of `at`."""
    return WarningReport(
        profile=profile,
        at=at,
        raised=len(warnings),
        by_status=dict(sorted(Counter(warning.status for warning in warnings).items())),
        escalations=sum(line.what == "escalated" for warning in warnings for line in warning.history),
        responses=tuple(
            response_time(warnings, answer, level, at) for answer in ANSWERS for level in (None, *reversed(AlertLevel))
        ),
        unacknowledged=tuple(unanswered(warnings, at)),
        detectors=tuple(detector_records(warnings)),
    )


def response_time(warnings: Iterable[Warning], answer: str, level: AlertLevel | None, at: datetime) -> ResponseTime:
    """Return how soon `answer` came, for the asks at `level`, or at any."""
    found = [wait for warning in warnings for wait in waits(warning, answer, level, at)]
    median, ninety = quantiles(found, (0.5, 0.9))
    return ResponseTime(
        answer=answer,
        alert_level=level,
        asked=len(found),
        answered=sum(wait.answered for wait in found),
        median_hours=median,
        ninety_percent_hours=ninety,
    )


def waits(warning: Warning, answer: str, level: AlertLevel | None, at: datetime) -> list[Wait]:
    """Return how long each ask of a warning waited for `answer`, until `at` where none came."""
    found = []
    for number, line in enumerate(warning.history):
        if line.what in ASKING and level in (None, line.alert_level):
            later = warning.history[number + 1 :]
            ends = (each for each in later if each.what in (*ANSWERS[answer], *NEEDLESS))
            end = next(ends, None)
            hours = ((end.at if end else at) - line.at) / timedelta(hours=1)
            found.append(Wait(hours, end is not None and end.what in ANSWERS[answer]))
    return found


def quantiles(found: Sequence[Wait], shares: Iterable[float]) -> list[float | None]:
    """Return within how many hours each of `shares` of the asks was answered; None where it is not known yet."""
    if not any(wait.answered for wait in found):
        return [None for _ in shares]
    waited = CensoredData(
        uncensored=[wait.hours for wait in found if wait.answered],
        right=[wait.hours for wait in found if not wait.answered],
    )
    left = ecdf(waited).sf
    still = list(zip(left.quantiles.tolist(), left.probabilities.tolist(), strict=True))
    return [
        next((round(hours, 2) for hours, waiting in still if waiting <= 1 - share + 1e-9), None) for share in shares
    ]


def unanswered(warnings: Iterable[Warning], at: datetime) -> list[Unanswered]:
    """Return the warnings that nobody has acknowledged, those that wait longest first."""
    waiting = [warning for warning in warnings if warning.status == "open"]
    return [
        Unanswered(
            warning_id=warning.id,
            area=warning.area.name,
            alert_level=warning.alert_level,
            asked_at=asked_at(warning),
            waits_hours=round((at - asked_at(warning)) / timedelta(hours=1), 2),
            is_late=bool(warning.escalated_to) or (warning.acknowledge_by is not None and warning.acknowledge_by < at),
            escalated_to=warning.escalated_to,
        )
        for warning in sorted(waiting, key=lambda each: (asked_at(each), each.id))
    ]


def detector_records(warnings: Iterable[Warning]) -> list[DetectorRecord]:
    """Return what became of the warnings of each detector, all together and by the month in which they were raised."""
    groups: dict[tuple[str, str | None], list[Warning]] = {}
    for warning in warnings:
        for detector in warning.detectors:
            for month in (None, f"{warning.raised_at:%Y-%m}"):
                groups.setdefault((detector, month), []).append(warning)
    return [detector_record(*key, groups[key]) for key in sorted(groups, key=lambda key: (key[0], key[1] or ""))]


def detector_record(detector: str, month: str | None, warnings: Sequence[Warning]) -> DetectorRecord:
    """Return the record of one detector in one month, or of all months."""
    outcomes = Counter(warning.outcome for warning in warnings)
    return DetectorRecord(
        detector=detector,
        month=month,
        warnings=len(warnings),
        true=outcomes["true"],
        false=outcomes["false"],
        unknown=outcomes["unknown"],
        not_closed=outcomes[None],
        precision=share(outcomes["true"], outcomes["true"] + outcomes["false"]),
    )


def share(count: int, of: int) -> Share | None:
    """Return a share with its Wilson interval of 95 %, None of nothing."""
    if of == 0:
        return None
    limits = binomtest(count, of).proportion_ci(0.95, method="wilson")
    return Share(count=count, of=of, share=count / of, low=round(limits.low, 4), high=round(limits.high, 4))
