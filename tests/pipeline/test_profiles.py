"""What the military and partners are told: computed over what they may see, and nothing of what they may not."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from briefing.render import render
from ingest.mission import read_mission
from pipeline.brief import gather_material
from pipeline.parts import Parts
from pipeline.run import run_all
from schemas.errors import ConfigurationError
from schemas.index import Query
from schemas.messages import OutgoingMessage
from schemas.mission import Mission
from schemas.protection import PROFILES
from tests.ingest.sources.test_ngo_hxl import table
from tests.pipeline.runs import State, exported, mission_of_all, replayed_into, settings_in

AT_MS = 1_739_290_000_000
TAGS = ["#event+code", "#date+occurred", "#loc+name", "#event+type", "#description", "#meta+sharing"]
SAID = "Armed men on motorbikes abducted three women near Tokounda."
HUMANITARIAN = "The guide of the convoy of Zelmarane saw it"
ROUTE = "by the track of Velmanou"
STAFF_ONLY = "as the elder of Orvantes says"
ROWS = [
    ["N1", "2025-02-10", "Tokounda", "abduction", SAID, "public"],
    ["N2", "2025-02-10", "Tokounda", "abduction", f"{SAID} {HUMANITARIAN}.", "humanitarian only"],
    ["N3", "2025-02-10", "Tokounda", "abduction", f"{SAID} So it is, {STAFF_ONLY}.", "ask us first"],
]
NOTE = {
    "report_type": "PATROL", "report_no": "PTRL/0777", "unit": "TS-TOKOUNDA", "lang": "en",
    "dtg_start": "2025-02-10T07:10Z", "dtg_end": "2025-02-10T15:40Z", "classification": "confidential",
    "places": [{"name": "Tokounda", "lat": 3.15, "lon": -6.33}],
    "significant_observations": f"{SAID} The patrol goes back on Friday {ROUTE}.",
}  # fmt: skip
HIDDEN = {
    "analyst": (),
    "protected": (),
    "military": (HUMANITARIAN, STAFF_ONLY, "ngo-hxl:N2", "ngo-hxl:N3"),
    "partner": (ROUTE, STAFF_ONLY, "patrol-notes:", "TS-TOKOUNDA", "ngo-hxl:N3"),
}
SHOWN = {
    "military": (ROUTE, "ngo-hxl:N1", "patrol-notes:TS-TOKOUNDA:PTRL/0777"),
    "partner": (HUMANITARIAN, "ngo-hxl:N1", "ngo-hxl:N2"),
    "analyst": (HUMANITARIAN, ROUTE, STAFF_ONLY),
    "protected": (HUMANITARIAN, ROUTE, STAFF_ONLY),
}
# Counts of rows, states of sources and reasons of refusals are no report, and for those who run the system.
OF_THE_SYSTEM = ("accounts", "quarantine")


@pytest.fixture(scope="module")
def parts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Parts]:
    """Give a run of one patrol note and one table of rows for several audiences, for every profile there is."""
    home = tmp_path_factory.mktemp("profiles")
    messages = [
        OutgoingMessage(topic="ngo-hxl", value=table(TAGS, *ROWS), timestamp_ms=AT_MS),
        OutgoingMessage(topic="patrol-notes", value=json.dumps(NOTE).encode(), timestamp_ms=AT_MS + 1),
    ]
    with replayed_into(settings_in(home, mission=mission_of_all(home)), messages) as opened:
        run_all(opened)
        yield opened


@pytest.fixture(scope="module")
def state(parts: Parts) -> State:
    return exported(parts)


def of(state: State, profile: str) -> dict[str, list[dict[str, Any]]]:
    return {name: items for name, items in state.items() if profile in name and not name.startswith(OF_THE_SYSTEM)}


@pytest.mark.parametrize("profile", PROFILES)
def test_d34_d35_no_export_holds_what_a_profile_may_not_see(state: State, profile: str) -> None:
    text = json.dumps(of(state, profile), ensure_ascii=False)
    assert [each for each in HIDDEN[profile] if each in text] == []
    assert [each for each in SHOWN[profile] if each not in text] == []


@pytest.mark.parametrize("profile", PROFILES)
def test_every_profile_has_its_own_incident_of_what_it_may_see(state: State, profile: str) -> None:
    (incident,) = (each for each in state[f"incidents {profile}"] if len(each["keys"]) > 1)
    seen = {report["key"] for report in state[f"reports {profile}"]}
    assert set(incident["keys"]) == seen
    assert {link["profile"] for link in state[f"links {profile}"]} == {profile}


@pytest.mark.parametrize("profile", PROFILES)
def test_d34_d35_the_briefing_and_the_search_hold_nothing_of_it(parts: Parts, profile: str) -> None:
    page = render(gather_material(parts, PROFILES[profile], language="en"), language="en")
    found = parts.index.search(PROFILES[profile].scopes, Query(text="Tokounda", limit=99))
    text = page + "".join(hit.model_dump_json() for hit in found)
    assert found
    assert [each for each in HIDDEN[profile] if each in text] == []
    for secret in HIDDEN[profile]:
        assert not parts.index.search(PROFILES[profile].scopes, Query(text=secret.rsplit(" ", 1)[-1], limit=99)) or (
            secret.startswith(("ngo", "patrol", "TS-"))
        )


def test_d19_partners_are_shown_nothing_that_may_not_leave_the_organisation(state: State) -> None:
    marks = {item["tlp"] for items in of(state, "partner").values() for item in items if "tlp" in item}
    assert marks <= {"CLEAR", "GREEN", "AMBER"}


def test_a_mission_computes_analysts_and_advisers_alone_unless_it_says_so() -> None:
    assert [profile.name for profile in Mission().access_profiles] == ["analyst", "protected"]
    with pytest.raises(ValueError, match="profiles must hold analyst and protected"):
        Mission(profiles=("military",))


def test_an_unknown_profile_is_named(tmp_path: Path) -> None:
    (tmp_path / "mission.toml").write_text('profiles = ["analyst", "protected", "press"]')
    with pytest.raises(ConfigurationError, match=r"mission\.toml, key profiles"):
        read_mission(tmp_path)
