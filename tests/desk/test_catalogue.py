"""Proposed changes of the catalogue, and the sources, on the desk."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from pipeline.catalogue_review import proposals, propose
from schemas.settings import Settings
from tests.desk.world import send, served, settings_of_world, sign_in
from tests.pipeline.runs import MISSION

CHANGE = """
- id: MOB-03
  name: {en: Night flight, fr: Fuite nocturne}
  definition: People leave their houses at night.
  kind: night_flight
  severity: 3
  tie: both
  sources: [patrol, community, ngo]
  patterns: {en: ["sleep* ... bush"], fr: ["dor* ... brousse"]}
  basis: design
"""


@pytest.fixture
def settings(tmp_path: Path, fast_hashes: None) -> Settings:
    mission = Path(shutil.copytree(MISSION, tmp_path / "mission"))
    return settings_of_world(tmp_path / "home", mission=mission)


@pytest.fixture
def proposal_id(settings: Settings) -> str:
    made = propose(
        settings.mission, CHANGE, by="data engineer", at=datetime(2026, 3, 2, tzinfo=UTC), why="as said here"
    )
    return made.id


@pytest.fixture
def client(settings: Settings) -> Iterator[TestClient]:
    with served(settings) as client:
        yield client


@pytest.mark.parametrize(("answer", "state"), [("approve", "approved"), ("refuse", "refused")])
def test_an_adviser_decides_on_a_change_and_may_think_again(
    adviser: TestClient, settings: Settings, proposal_id: str, answer: str, state: str
) -> None:
    assert "1 change to approve" in adviser.get("/").text
    page = adviser.get(f"/catalogue/{proposal_id}").text
    assert all(told in page for told in ("as said here", "sleep* ... bush", "It changes: MOB-03"))
    send(adviser, f"/catalogue/{proposal_id}", answer=answer, why="tried on last month")
    (kept,) = proposals(settings.mission)
    assert (kept.state, kept.steps[-1].by, kept.steps[-1].why) == (state, "protection_adviser", "tried on last month")
    other = "refuse" if answer == "approve" else "approve"
    assert f'value="{other}"' in adviser.get(f"/catalogue/{proposal_id}").text


@pytest.mark.parametrize("role", ["analyst", "data_engineer"])
def test_others_read_a_change_and_do_not_decide(
    client: TestClient, settings: Settings, proposal_id: str, role: str
) -> None:
    sign_in(client, role)
    assert 'value="approve"' not in client.get(f"/catalogue/{proposal_id}").text
    assert send(client, f"/catalogue/{proposal_id}", answer="approve").status_code == 403
    assert proposals(settings.mission)[0].state == "waiting"


@pytest.mark.parametrize("role", ["analyst", "data_engineer", "operator"])
def test_sources_are_told_by_their_state_and_never_by_how_many_rows_came(client: TestClient, role: str) -> None:
    sign_in(client, role)
    page = client.get("/sources").text
    assert "silent since 5 Mar 2026" in page
    assert "clinic-gbvims" in page
    assert "7331" not in page
