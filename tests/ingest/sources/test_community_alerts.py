"""Community alerts: no word about the caller but a role that points to nobody."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.registry import find_sources
from ingest.sources.community_alerts import ROLES
from schemas.report import Draft, Refused
from tests.ingest.messages import rows_of

ALERTS = find_sources()["community-alerts"]
ALERT = {
    "alert_no": "CAN/2025/0193",
    "received_at": "2025-02-11T19:20:00Z",
    "channel": "hotline",
    "from_role": "community focal point",
    "place": {"name": "Bravo", "pcode": "XX010203"},
    "text": "Des inconnus armés rôdent depuis deux nuits.",
    "lang": "fr",
}


def draft_of(**changes: Any) -> Draft:
    (row,) = rows_of(ALERTS, ALERT | changes)
    assert isinstance(row.row, Draft), row
    return row.row


def test_an_alert_is_read() -> None:
    draft = draft_of()
    assert (draft.identity, draft.originator, draft.language) == ("CAN/2025/0193", "community focal point", "fr")
    assert draft.stated_places[0].pcode == "XX010203"


@given(st.text().filter(lambda role: role.strip().lower() not in ROLES))
def test_d26_what_is_no_listed_role_is_never_kept(role: str) -> None:
    assert draft_of(from_role=role).originator == "community"


@pytest.mark.parametrize("place", [None, {}, {"name": "Bravo"}, {"lat": 5.1, "lon": 27.3}])
def test_a_place_may_hold_anything_or_nothing(place: object) -> None:
    assert len(draft_of(place=place).stated_places) == (place is not None)


@pytest.mark.parametrize("missing", ["alert_no", "text"])
def test_a_missing_field_is_named(missing: str) -> None:
    (row,) = rows_of(ALERTS, {name: value for name, value in ALERT.items() if name != missing})
    assert isinstance(row.row, Refused)
    assert row.row.reason.startswith(missing)
