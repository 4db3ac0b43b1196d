"""The map is drawn by Vega itself, with data put in the place of what Kibana would ask for."""

import re
from typing import Any

import pytest
import vl_convert

from search.kibana.edition import Edition, index_title
from search.kibana.vega import map_spec
from tests.search.kibana.sets import EDITIONS, NAMES

CENTRE = {"location": {"lat": 3.15, "lon": -6.33}}
ROWS: dict[str, list[dict[str, Any]]] = {
    "districts": [{"key": "Mbazéré", "doc_count": 7}],
    "places": [{"key": "Tokounda", "doc_count": 4, "centre": CENTRE, "severity": {"value": 5}}],
    "warnings": [
        {
            "key": "a1",
            "centre": CENTRE,
            "radius": {"value": 20.0},
            "place": {"buckets": [{"key": "Tokounda"}]},
            "level": {"buckets": [{"key": "high"}]},
        }
    ],
}


def drawn(edition: Edition, rows: dict[str, list[dict[str, Any]]]) -> str:
    """Return the map as Vega draws it; the clicks are left out, as only Kibana knows what they call."""
    spec = map_spec(edition)
    for data in spec["data"]:
        if "url" in data:
            del data["url"], data["format"]
            data["values"] = rows[data["name"]]
    svg: str = vl_convert.vega_to_svg({**spec, "signals": [], "width": 600, "height": 400}, allowed_base_urls=[])
    return svg


def circles(svg: str) -> list[tuple[float, float]]:
    """Return the places of all circles outside the legend."""
    marks = svg[svg.index("mark-symbol role-mark") :].split("role-legend")[0]
    found = re.findall(r'<path[^>]*transform="translate\(([\d.]+),([\d.]+)\)"', marks)
    return [(float(x), float(y)) for x, y in found]


@pytest.mark.parametrize("edition", EDITIONS, ids=NAMES)
def test_outlines_places_and_warnings_are_drawn(edition: Edition) -> None:
    svg = drawn(edition, ROWS)
    assert svg.count(">Mbazéré<") == 2
    (area, place) = circles(svg)
    assert area == pytest.approx(place, abs=0.1)
    assert 'stroke-dasharray="6,4"' in svg


def test_outlines_fill_the_panel_and_not_the_globe() -> None:
    svg = drawn(EDITIONS[0], {name: [] for name in ROWS})
    shapes = re.findall(r'<path[^>]* d="(M[^"]+Z)"', svg)
    corners = [(float(x), float(y)) for shape in shapes for x, y in re.findall(r"([\d.]+),([\d.]+)", shape)]
    inside = [(x, y) for x, y in corners if x <= 600 and y <= 400]
    assert max(x for x, _ in inside) - min(x for x, _ in inside) > 300
    assert max(y for _, y in inside) - min(y for _, y in inside) > 300
    assert not re.search(r"A180|M0,0H600", svg)


def test_a_mission_without_places_still_has_a_map() -> None:
    assert "<svg" in drawn(EDITIONS[0].model_copy(update={"outlines": ()}), ROWS)


def test_nothing_comes_from_outside() -> None:
    spec = str({**map_spec(EDITIONS[0]), "$schema": ""})
    assert "http" not in spec
    assert "://" not in spec


def test_a_click_filters_by_what_was_clicked() -> None:
    updates = [signal["on"][0]["update"] for signal in map_spec(EDITIONS[0])["signals"]]
    title = index_title(EDITIONS[0], "event")
    assert updates == [
        f"kibanaAddFilter({{match_phrase: {{admin2: datum.properties.admin2}}}}, '{title}')",
        f"kibanaAddFilter({{match_phrase: {{place_name: datum.key}}}}, '{title}')",
    ]
    events = [signal["on"][0]["events"] for signal in map_spec(EDITIONS[0])["signals"]]
    names = {mark.get("name") for mark in map_spec(EDITIONS[0])["marks"]}
    assert {event.removeprefix("@").removesuffix(":click") for event in events} <= names


def test_no_name_stands_for_data_and_for_a_mark() -> None:
    spec = map_spec(EDITIONS[0])
    assert not {data["name"] for data in spec["data"]} & {mark.get("name") for mark in spec["marks"]}
    assert "autosize" not in spec
