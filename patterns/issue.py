"""Warnings and their entries as they are issued: the facts of a change put into words."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from patterns.compose import Candidate
from patterns.geography import distances_km
from patterns.parameters import WarningParameters
from patterns.phrases import beside_english
from patterns.wording import (
    crsv_verdict,
    indicator_ids,
    not_known,
    open_question,
    probes,
    referral_note,
    statement,
    trafficking_verdict,
)
from schemas.base import Item, stable_id
from schemas.catalogue import Catalogue
from schemas.geography import Position
from schemas.mission import Mission
from schemas.protection import highest_level, strictest_tlp
from schemas.warning import AlertLevel, Area, Evidence, HistoryLine, ToldLanguage, Warning, WarningEntry, WhatIssued


class Change(Item):
    """One change in the life of a warning; `before` is None for a new one.

    `seen` is what the detectors see now, with the signs of `before` in its evidence; None for a step down and for an
    escalation, which tells `escalated_to`. `reason` is told in each language.
    """

    before: Warning | None
    seen: Candidate | None
    alert_level: AlertLevel
    what: WhatIssued
    reason: dict[ToldLanguage, str]
    escalated_to: str | None = None


def issue(
    change: Change,
    *,
    now: datetime,
    profile: str,
    mission: Mission,
    catalogue: Catalogue,
    parameters: WarningParameters,
) -> WarningEntry:
    """Return the entry that tells of `change`, with the whole warning as it stands after it.

    The ids name profile, area and moment: issuing the same change again gives the same entry.
    """
    warning = after(change, now=now, profile=profile, mission=mission, catalogue=catalogue, parameters=parameters)
    line = HistoryLine(
        at=now,
        what=change.what,
        alert_level=change.alert_level,
        reason=change.reason["en"],
        reason_in=beside_english(change.reason),
    )
    asked = deadlines(change, now, parameters)
    told = warning.model_copy(update={**asked, "history": (*warning.history, line)})
    return WarningEntry(
        id=stable_id(told.id, change.what, now.isoformat()),
        warning_id=told.id,
        at=now,
        what=change.what,
        reason=line.reason,
        warning=told,
    )


def after(
    change: Change,
    *,
    now: datetime,
    profile: str,
    mission: Mission,
    catalogue: Catalogue,
    parameters: WarningParameters,
) -> Warning:
    """Return the warning after `change`, its last line of history not yet written."""
    if change.seen is None:
        return without_signs(change, now)
    until = now + timedelta(days=parameters.ahead_days)
    area = widened(change.before.area if change.before else change.seen.area, change.seen.evidence)
    fields = {
        "area": area,
        "window_from": now,
        "window_to": until,
        "updated_at": now,
        "alert_level": change.alert_level,
        **facts(change.seen),
    }
    fields |= words(area, change.seen, until=until, catalogue=catalogue)
    if change.before is not None:
        return change.before.model_copy(update=fields)
    return Warning(**first_fields(area, change.seen, now=now, profile=profile, mission=mission), **fields)


def without_signs(change: Change, now: datetime) -> Warning:
    """Return the warning after a change that brings no sign; an escalation leaves what it says as it was."""
    if change.before is None:
        raise ValueError("a change of nothing: name the warning that is stepped down or escalated")
    if change.escalated_to is not None:
        return change.before.model_copy(update={"escalated_to": (*change.before.escalated_to, change.escalated_to)})
    return change.before.model_copy(update={"status": "stepped_down", "updated_at": now})


def deadlines(change: Change, now: datetime, parameters: WarningParameters) -> dict[str, datetime]:
    """Return until when a warning that asks for an answer is to be acknowledged, and acted on."""
    if change.what not in ("raised", "raised_level", "escalated"):
        return {}
    return answer_by(change.alert_level, now, parameters)


def answer_by(level: AlertLevel, asked_at: datetime, parameters: WarningParameters) -> dict[str, datetime]:
    """Return the two deadlines of a warning of `level` that asks at `asked_at`."""
    hours = parameters.hours_to_answer(level)
    return {
        "acknowledge_by": asked_at + timedelta(hours=hours.acknowledge),
        "act_by": asked_at + timedelta(hours=hours.act),
    }


def widened(area: Area, evidence: Iterable[Evidence]) -> Area:
    """Return `area` with a radius that reaches all signs, those that came later included."""
    signs = [
        Position(sign.latitude, sign.longitude)
        for sign in evidence
        if sign.latitude is not None and sign.longitude is not None
    ]
    return area.model_copy(update={"radius_km": round(max([area.radius_km, *distances_km(area, signs)]), 1)})


def first_fields(area: Area, seen: Candidate, *, now: datetime, profile: str, mission: Mission) -> dict[str, Any]:
    """Return what a warning keeps from its first day on; the open question stands until a person answers it."""
    where = area.place_id or f"{area.name}@{area.latitude:.4f},{area.longitude:.4f}"
    return {
        "id": stable_id(profile, area.admin2 or "", where, now.isoformat()),
        "profile": profile,
        "raised_at": now,
        "status": "open",
        "open_question": open_question(area, indicator_ids(seen.evidence)),
        "addressee": mission.chain_of_command(area.admin1, area.admin2, now.date())[0],
        "referral_note": referral_note(mission),
        "history": (),
    }


def facts(seen: Candidate) -> dict[str, Any]:
    """Return what a warning rests on; it carries the highest level and the narrowest sharing of its signs (D03)."""
    return {
        "score": seen.score,
        "evidence": seen.evidence,
        "reasons": seen.reasons["en"],
        "reasons_in": beside_english(seen.reasons),
        "detectors": seen.detectors,
        "indicators": indicator_ids(seen.evidence),
        "independent_origins": seen.independent_origins,
        "level": highest_level(sign.level for sign in seen.evidence),
        "tlp": strictest_tlp(sign.tlp for sign in seen.evidence),
    }


def words(area: Area, seen: Candidate, *, until: datetime, catalogue: Catalogue) -> dict[str, Any]:
    """Return what a warning says of the signs it rests on."""
    indicators = indicator_ids(seen.evidence)
    crsv = crsv_verdict(indicators, catalogue, decided=[each.crsv for each in seen.evidence])
    trafficking = trafficking_verdict(indicators, catalogue, decided=[each.trafficking for each in seen.evidence])
    return {
        "statement": statement(
            area=area,
            evidence=seen.evidence,
            crsv=crsv,
            trafficking=trafficking,
            until=until,
            catalogue=catalogue,
        ),
        "crsv": crsv,
        "trafficking": trafficking,
        "not_known": not_known(area, seen.evidence, seen.independent_origins),
        "probes": probes(indicators, catalogue),
    }
