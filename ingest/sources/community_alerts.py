"""Alerts of communities by hotline, radio or SMS: one JSON object a message (formats.md 1)."""

from collections.abc import Iterator

from ingest import reading
from schemas.messages import Message
from schemas.mission import Mission
from schemas.protection import Audience, Level, Tlp
from schemas.report import Draft, StatedPlace
from schemas.source import Reliability, SourceRules, SourceType

RULES = SourceRules(
    source_type=SourceType.COMMUNITY,
    level=Level.CONFIDENTIAL,
    tlp=Tlp.AMBER_STRICT,
    audience=Audience.MISSION,
    purpose="early warning for the protection of civilians",
    retention_days=365,
    owner="community liaison of civil affairs",
    legal_basis="informed consent of the caller to pass the alert on without their name",
    impact_assessment="DPIA of the mission folder",
    sharing_protocol="information sharing protocol of the mission folder",
    referral_pathway="referral note of the mission folder; the caller is never called back because of a warning",
    expected_every_days=3,
    reliability=Reliability.D,
    language="fr",
)

ROLES = frozenset(
    {
        "community focal point",
        "community member",
        "community liaison assistant",
        "local authority",
        "women's association",
        "teacher",
        "health worker",
        "driver",
        "displaced person",
        "point focal communautaire",
        "membre de la communauté",
        "autorité locale",
        "association de femmes",
        "enseignant",
        "agent de santé",
        "chauffeur",
        "personne déplacée",
    }
)
"""Roles that point to nobody; every other word of an alert about its caller is dropped."""


class AlertPlace(reading.Wire):
    """Where; anything may be missing."""

    name: str | None = None
    pcode: str | None = None
    lat: reading.OptionalNumber = None
    lon: reading.OptionalNumber = None


class Alert(reading.Wire):
    """The alert as the operator writes it down."""

    alert_no: reading.Code
    text: str
    received_at: reading.OptionalMoment = None
    channel: str | None = None
    from_role: str | None = None
    place: AlertPlace | None = None
    lang: str | None = None
    revision: reading.Revision = 0
    withdrawn: bool = False


def read(message: Message, mission: Mission) -> Iterator[reading.ReadRow]:
    """Yield the one row of the message."""
    return reading.read_rows(
        message,
        split=lambda document: [document],
        read_item=_read_alert,
        identify=lambda item: reading.identity_or_none(item, "alert_no"),
    )


def _read_alert(item: object, notes: reading.Notes) -> reading.ReadRow:
    alert = reading.validated(Alert, item, notes)
    role = _role(alert.from_role, notes)
    draft = Draft(
        identity=alert.alert_no,
        title=f"Community alert {alert.alert_no}",
        sections=(("text", alert.text),),
        language=alert.lang,
        originator=role,
        order=alert.revision,
        withdrawn=alert.withdrawn,
        stated_places=_places(alert.place, notes),
        reported_at=alert.received_at,
        notes=tuple(notes),
    )
    return reading.ReadRow(row=draft, dropped_fields=reading.dropped_fields(alert))


def _role(stated: str | None, notes: reading.Notes) -> str:
    """Return the caller's role where it points to nobody; all else could name an informant."""
    role = (stated or "").strip().lower()
    if role in ROLES:
        return role
    if role:
        notes.append("from_role: not a listed role, left out")
    return "community"


def _places(place: AlertPlace | None, notes: reading.Notes) -> tuple[StatedPlace, ...]:
    if place is None:
        return ()
    latitude, longitude = reading.coordinates(place.lat, place.lon, notes)
    return (StatedPlace(name=place.name, pcode=place.pcode, latitude=latitude, longitude=longitude),)
