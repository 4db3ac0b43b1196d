"""Everything linked to a report, an event or an incident, and why."""

from collections.abc import Iterable

from pipeline.erased import erasure_of
from pipeline.parts import Parts
from pipeline.seen_decisions import seen_decisions
from pipeline.versions import changes_of
from schemas.annotation import Event
from schemas.errors import ConfigurationError
from schemas.linkage import Decision, Incident, Link
from schemas.protection import Profile
from schemas.report import Report
from schemas.thread import Thread
from schemas.warning import Warning


def read_thread(parts: Parts, profile: Profile, asked: str) -> Thread:
    """Return the thread of `asked`: the id or readable key of a report, or the id of an event, incident or warning.

    A former id of an incident is the id of one of its events, so it resolves. Raises `ConfigurationError` where nothing
    that `profile` may see has this id.
    """
    members = _members(parts, profile, asked)
    incidents = list(parts.index.find(Incident, (profile.name,), {"events": members})) if members else []
    events = _events(parts, profile, sorted({*members, *(id for incident in incidents for id in incident.events)}))
    ids = [event.id for event in events]
    reports = _reports(parts, profile, asked, events)
    if not events and not reports:
        _refuse_erased(parts, profile, asked)
        raise ConfigurationError(
            f"no report, event, incident or warning {asked!r}; see: forewarn search, forewarn export"
        )
    return Thread(
        asked=asked,
        incidents=tuple(incidents),
        events=tuple(sorted(events, key=lambda event: (event.occurred_from, event.id))),
        reports=tuple(sorted(reports, key=lambda report: (report.ingested_at, report.report_id))),
        links=tuple(_links(parts, profile, ids)),
        decisions=tuple(_decisions(parts, profile, ids, {report.report_id for report in reports})),
        changes=tuple(changes_of(parts.store, profile, reports)),
        warnings=tuple(_warnings(parts, profile, set(ids))),
    )


def _refuse_erased(parts: Parts, profile: Profile, asked: str) -> None:
    erasure = erasure_of(parts, profile, asked)
    if erasure is not None:
        raise ConfigurationError(f"a report was erased on {erasure.at:%Y-%m-%d}; nothing of it is kept")


def _members(parts: Parts, profile: Profile, asked: str) -> list[str]:
    """Return the ids of the events that `asked` names."""
    warning = parts.index.get(Warning, (profile.name,), [asked]).get(asked)
    if warning is not None:
        return [evidence.event_id for evidence in warning.evidence if evidence.event_id is not None]
    of_report = [*_find_events(parts, profile, "report_id", asked), *_find_events(parts, profile, "key", asked)]
    return [event.id for event in of_report] or [*parts.index.get(Event, profile.scopes, [asked])]


def _find_events(parts: Parts, profile: Profile, field: str, value: str) -> Iterable[Event]:
    return parts.index.find(Event, profile.scopes, {field: value})


def _events(parts: Parts, profile: Profile, ids: list[str]) -> list[Event]:
    return list(parts.index.get(Event, profile.scopes, ids).values())


def _reports(parts: Parts, profile: Profile, asked: str, events: list[Event]) -> list[Report]:
    ids = sorted({asked, *(event.report_id for event in events)})
    found = parts.index.get(Report, profile.scopes, ids)
    by_key = {report.report_id: report for report in parts.index.find(Report, profile.scopes, {"key": asked})}
    return list({**found, **by_key}.values())


def _links(parts: Parts, profile: Profile, ids: list[str]) -> list[Link]:
    found = {}
    for side in ("left", "right") if ids else ():
        found.update({link.id: link for link in parts.index.find(Link, (profile.name,), {side: ids})})
    return sorted(found.values(), key=lambda link: (-link.probability, link.id))


def _decisions(parts: Parts, profile: Profile, ids: list[str], report_ids: set[str]) -> list[Decision]:
    """Return the decisions on the events `ids` and on names of places in the reports, and what takes these back."""
    decisions = seen_decisions(parts, profile)
    about = {decision.id for decision in decisions if _named_in(decision) & set(ids)}
    about |= {each.id for each in decisions if each.correction and each.correction.report_id in report_ids}
    about |= {each.id for each in decisions if any(named.report_id in report_ids for named in each.events)}
    return [decision for decision in decisions if decision.id in about or decision.undoes in about]


def _named_in(decision: Decision) -> set[str | None]:
    return {decision.left, decision.right, *decision.others, *decision.beside}


def _warnings(parts: Parts, profile: Profile, ids: set[str]) -> list[Warning]:
    found = parts.index.find(Warning, (profile.name,))
    return [warning for warning in found if any(evidence.event_id in ids for evidence in warning.evidence)]
