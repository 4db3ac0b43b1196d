"""Evidence made from events."""

from patterns.parameters import WeightParameters
from patterns.scoring import CANNOT_BE_JUDGED, sign_weight
from schemas.annotation import Assertion, Event
from schemas.warning import Evidence

COUNTED = frozenset({Assertion.AFFIRMED, Assertion.HEDGED})


def is_counted(event: Event) -> bool:
    """Return whether an event counts as a sign: one was read, and its source says that it happened."""
    return event.is_sign and event.status in COUNTED


def event_evidence(event: Event, weights: WeightParameters) -> Evidence:
    """Return the evidence that an event is, not yet graded beside others."""
    weight = sign_weight(
        event.severity,
        hedged=event.status is Assertion.HEDGED,
        stated_reason=event.stated_reason is not None,
        weights=weights,
    )
    place = event.place
    return Evidence(
        event_id=event.id,
        key=event.key,
        indicators=tuple(sorted(event.indicators)),
        kind=event.kind,
        status=event.status,
        quote=event.quote,
        place_name=place.name if place else "place not known",
        latitude=place.latitude if place else None,
        longitude=place.longitude if place else None,
        occurred_from=event.occurred_from,
        occurred_to=event.occurred_to,
        source_type=event.source_type,
        originator=event.originator,
        reliability=event.reliability,
        credibility=CANNOT_BE_JUDGED,
        level=event.level,
        tlp=event.tlp,
        weight=weight,
        stated_reason=event.stated_reason,
        unverified_translation=event.unverified_translation,
        crsv=event.crsv.answer if event.crsv else "false",
        trafficking=event.trafficking.answer if event.trafficking else "false",
    )
