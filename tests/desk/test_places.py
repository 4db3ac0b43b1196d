"""Places: a name is put where a person says, from a list, on a map, or nowhere."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from desk.map import WIDTHS_PX, clicked, frame_of
from desk.pages.places import name_id
from desk.view import view_of, written_position
from pipeline.auditing import hashed_name
from pipeline.logbook import read_decisions
from pipeline.parts import open_parts
from schemas.geography import Position, distance_km
from schemas.linkage import Decision
from schemas.settings import Settings
from tests.desk.test_entrance import audit_lines
from tests.desk.world import SECRET, UNPLACED, send
from tests.factories import report_id_of

DOUBTFUL = f"/places/{report_id_of('four')}/{name_id(report_id_of('four'), 'Kanvi-Est')}"
NOWHERE = f"/places/{report_id_of('four')}/{name_id(report_id_of('four'), UNPLACED)}"
PLACE = "XX030206"
"""The id of a place of the example mission."""


def decisions(settings: Settings) -> list[Decision]:
    with open_parts(settings) as parts:
        return read_decisions(parts.broker)


def test_names_in_doubt_and_names_without_a_place_are_listed_until_answered(analyst: TestClient) -> None:
    page = analyst.get("/places").text
    assert DOUBTFUL in page
    assert NOWHERE in page
    send(analyst, DOUBTFUL, place=PLACE)
    send(analyst, NOWHERE, answer="not_a_place")
    page = analyst.get("/places").text
    assert DOUBTFUL not in page
    assert NOWHERE not in page


def test_a_name_is_put_where_the_list_says(analyst: TestClient, settings: Settings) -> None:
    send(analyst, DOUBTFUL, place=PLACE, why="the chief says so")
    (kept,) = decisions(settings)
    assert kept.correction
    assert (kept.correction.name, kept.correction.place_id, kept.by) == ("Kanvi-Est", PLACE, "analyst")
    assert "takes effect with the next run" in analyst.get(DOUBTFUL).text
    assert send(analyst, DOUBTFUL, place="no such place").status_code == 409


def test_a_click_on_the_map_chooses_a_position_that_is_kept_when_one_says_so(
    analyst: TestClient, settings: Settings
) -> None:
    page = analyst.get(f"{DOUBTFUL}?c=3.0,-6.0&km=72&wide.x=460&wide.y=223").text
    assert decisions(settings) == []
    chosen = re.search(r'name="position" value="([^"]+)"', page)
    assert chosen
    position = written_position(chosen[1])
    assert position
    assert distance_km(position, Position(3.0, -6.0)) == pytest.approx(10.0, abs=0.2)
    assert position.longitude > -6.0
    send(analyst, DOUBTFUL, position=chosen[1], called="Kanvi-Nord")
    (kept,) = decisions(settings)
    assert kept.correction
    assert kept.correction.called == "Kanvi-Nord"
    assert kept.correction.latitude == pytest.approx(3.0, abs=0.01)


@pytest.mark.parametrize("written", ["", "north", "91,0", "1;2", "1,2,3", "nan,nan", "inf,0"])
def test_what_is_no_position_is_not_kept(analyst: TestClient, settings: Settings, written: str) -> None:
    assert send(analyst, DOUBTFUL, position=written).status_code == 422
    assert decisions(settings) == []


@pytest.mark.parametrize("shape", WIDTHS_PX)
def test_the_map_is_a_picture_of_shapes_and_words(analyst: TestClient, shape: str) -> None:
    answer = analyst.get(f"{DOUBTFUL}/map/{shape}.svg?c=3.2,-6.3&km=60&at=3.2,-6.3")
    assert answer.headers["content-type"] == "image/svg+xml"
    assert set(re.findall(r"<(\w+)", answer.text)) <= {"svg", "rect", "circle", "g", "text", "path"}
    assert "Ndélafo" in answer.text
    assert len(answer.content) < 30_000


def test_another_name_can_be_looked_for_and_only_its_hash_is_taken_down(
    analyst: TestClient, settings: Settings
) -> None:
    assert "Tokounda</bdi></button>" in analyst.get(f"{NOWHERE}?find=Tokounda").text
    line = audit_lines(settings)[-1]
    assert line["searched"] == [hashed_name(settings, "Tokounda")]
    assert "Tokounda" not in str(line)


def test_no_address_holds_a_name_of_a_report(analyst: TestClient) -> None:
    addresses = re.findall(r'(?:href|src|action)="([^"]*)"', analyst.get(DOUBTFUL).text + analyst.get("/places").text)
    assert not [address for address in addresses if "anvi" in address or UNPLACED in address]


def test_a_name_of_a_hidden_report_is_not_there(analyst: TestClient, adviser: TestClient) -> None:
    hidden = f"/places/{report_id_of('hidden')}"
    assert SECRET in adviser.get(hidden).text
    adviser.cookies.clear()
    adviser.post("/sign-in", data={"name": "analyst", "password": "a password of some length"})
    name = name_id(report_id_of("hidden"), SECRET)
    for path in (hidden, f"{hidden}/{name}", f"{hidden}/{name}/map/wide.svg"):
        assert analyst.get(path).status_code == 404
    assert send(analyst, f"{hidden}/{name}", answer="not_a_place").status_code == 404


@given(
    latitude=st.floats(-70, 70),
    longitude=st.floats(-179, 179),
    width_km=st.floats(2, 400),
    x=st.floats(0, 1),
    y=st.floats(0, 1),
)
def test_a_click_lies_where_the_map_shows_it(
    latitude: float, longitude: float, width_km: float, x: float, y: float
) -> None:
    frame = frame_of(Position(latitude, longitude), width_km, "wide")
    clicked_x, clicked_y = x * frame.width_px, y * frame.height_px
    there = clicked(frame, clicked_x, clicked_y)
    if abs(there.longitude - longitude) < 90:
        assert frame.place(*there) == pytest.approx((clicked_x, clicked_y), abs=0.01)


@given(
    st.dictionaries(st.sampled_from(["c", "km", "at", "wide.x", "wide.y", "slim.x", "slim.y"]), st.text(max_size=12))
)
def test_whatever_an_address_asks_for_is_a_view_of_the_earth_or_none(query: dict[str, str]) -> None:
    view = view_of({"c": "3.0,-6.0", **query})
    assert view is None or (abs(view.centre.latitude) <= 90 and 2 <= view.width_km <= 2000)
