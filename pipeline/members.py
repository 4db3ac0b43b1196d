"""The members of threads in the index: what shows in one look what an event is linked to, and why."""

from collections.abc import Collection, Iterable

from linking.clusters import JOINING
from schemas.annotation import Event
from schemas.index import Index
from schemas.linkage import Incident, Link
from schemas.protection import Profile
from schemas.thread import ThreadMember

OF_EVENT = (
    *("id", "key", "report_id", "kind", "status", "indicators", "place", "occurred_from", "quote"),
    *("source_type", "originator", "reliability", "level", "tlp"),
)
"""What a member takes from its event as it stands there."""


def index_members(index: Index, profile: Profile, regrouped: Collection[str]) -> None:
    """Make the members of the incidents of `regrouped` anew, in the place of those that had one of these events.

    An incident of one event has no member: there is nothing that it is linked to.
    """
    if not regrouped:
        return
    where = {"events": sorted(regrouped)}
    incidents = [each for each in index.find(Incident, (profile.name,), where) if len(each.events) > 1]
    members = members_of(index, profile, incidents)
    kept = {member.id for member in members}
    stale = [member.id for member in index.find(ThreadMember, (profile.name,), where) if member.id not in kept]
    index.delete(ThreadMember, profile.name, stale)
    index.put(members)
    index.refresh()


def members_of(index: Index, profile: Profile, incidents: Collection[Incident]) -> list[ThreadMember]:
    """Return the members of `incidents`, each with its links to others of the same incident, the strongest first."""
    incident_of = {event_id: incident for incident in incidents for event_id in incident.events}
    events = index.get(Event, profile.scopes, sorted(incident_of))
    reasons: dict[str, list[str]] = {event_id: [] for event_id in events}
    for link in _joining_links(index, profile, sorted(incident_of)):
        if incident_of[link.left] is incident_of.get(link.right):
            why = " ".join(reason.sentence for reason in link.reasons)
            reasons[link.left].append(f"{link.right_key}: {why}")
            reasons[link.right].append(f"{link.left_key}: {why}")
    return [_member(event, incident_of[event.id], reasons[event.id]) for event in events.values()]


def _joining_links(index: Index, profile: Profile, left: list[str]) -> list[Link]:
    found = index.find(Link, (profile.name,), {"left": left, "status": JOINING}) if left else ()
    return sorted(found, key=lambda link: (-link.weight, link.id))


def _member(event: Event, incident: Incident, reasons: Iterable[str]) -> ThreadMember:
    return ThreadMember(
        incident_id=incident.id,
        events=incident.events,
        report_ids=incident.report_ids,
        reasons=tuple(reasons),
        credibility=incident.credibility.grade,
        profile=incident.profile,
        **{name: getattr(event, name) for name in OF_EVENT},
    )
