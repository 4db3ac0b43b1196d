"""The map: outlines of districts, places by how many signs, areas of open warnings; no tiles, nothing from outside."""

from typing import Any

from schemas.warning import LIVE
from search.kibana.charts import visualization
from search.kibana.declared import declared
from search.kibana.edition import Edition, index_title
from search.kibana.saved import SavedObject, json_text, without_source

MOST_PLACES = 1000
MOST_WARNINGS = 200
KM_PER_DEGREE = 111.195  # of latitude, on a sphere of 6,371 km
SIGNS = {"bool": {"filter": [{"exists": {"field": "indicators"}}, {"terms": {"status": ["affirmed", "hedged"]}}]}}

Spec = dict[str, Any]


def map_chart(edition: Edition, name: str) -> SavedObject:
    """Return the map `name`."""
    title = edition.title(declared().charts[name].title)
    shape = {"title": title, "type": "vega", "aggs": [], "params": {"spec": json_text(map_spec(edition))}}
    return visualization(edition.id_of(name), title, shape, without_source())


def map_spec(edition: Edition) -> Spec:
    """Return the map in Vega; `width` and `height` are those of the panel."""
    words = {name: told[edition.language] for name, told in declared().map.items()}
    return {
        "$schema": "https://vega.github.io/schema/vega/v5.json",
        "padding": 5,
        "title": {"text": words["caption"], "anchor": "start", "fontSize": 11, "fontWeight": "normal"},
        "signals": _clicks(edition),
        "data": [
            {"name": "frame", "values": frame(edition)},
            {"name": "districts", **asked(edition, "event", districts(edition))},
            {"name": "outlines", "source": "frame", "transform": _OUTLINES},
            {"name": "provinces", "source": "frame", "transform": [_only("=== ''")]},
            {"name": "places", **asked(edition, "event", places(edition)), "transform": _PLACES},
            {"name": "warnings", **asked(edition, "warning", warnings(edition)), "transform": _WARNINGS},
        ],
        "projections": [
            {
                "name": "projection",
                "type": "mercator",
                "fit": {"signal": "data('frame')"},
                "size": {"signal": "[width, height]"},
            }
        ],
        "scales": _SCALES,
        "legends": _legends(words),
        "marks": [
            _provinces(),
            _outlines(words),
            _warnings(words),
            _places(words),
            _names("white", 3),
            _names("#444", 0),
        ],
    }


def frame(edition: Edition) -> list[Spec]:
    """Return the outlines as GeoJSON; of a mission without places the whole globe."""
    return [
        {
            "type": "Feature",
            "properties": {"admin1": outline.admin1, "admin2": outline.admin2},
            "geometry": {"type": "Polygon", "coordinates": [[list(corner) for corner in outline.corners]]},
        }
        for outline in edition.outlines
    ] or [{"type": "Sphere"}]


def asked(edition: Edition, pattern: str, kept: tuple[str, Spec]) -> Spec:
    """Return the request for the buckets of one aggregation, under the dashboard's own query, filters and time."""
    name, aggregation = kept
    address: Spec = {"%context%": True, "index": index_title(edition, pattern)}
    if time := declared().patterns[pattern].time:
        address["%timefield%"] = time
    address["body"] = {"size": 0, "aggs": {"drawn": aggregation}}
    return {"url": address, "format": {"property": f"aggregations.drawn.{name}.buckets"}}


def districts(edition: Edition) -> tuple[str, Spec]:
    """Return how many signs each district has; clinics count here, and only here (rule D12)."""
    counted = {"terms": {"field": "admin2", "size": MOST_PLACES}}
    return "districts", {"filter": SIGNS, "aggs": {"districts": counted}}


def places(edition: Edition) -> tuple[str, Spec]:
    """Return how many signs each place has, where it is, and how grave the gravest is."""
    each = {"centre": {"geo_centroid": {"field": "location"}}, "severity": {"max": {"field": "severity"}}}
    terms = {"terms": {"field": "place_name", "size": MOST_PLACES}, "aggs": each}
    return "places", {"filter": _unprotected(edition, SIGNS), "aggs": {"places": terms}}


def warnings(edition: Edition) -> tuple[str, Spec]:
    """Return the areas of open warnings."""
    open_ones = {"terms": {"status": list(LIVE)}}
    each = {
        "centre": {"geo_centroid": {"field": "location"}},
        "radius": {"max": {"field": "radius_km"}},
        "place": {"terms": {"field": "place_name", "size": 1}},
        "level": {"terms": {"field": "alert_level", "size": 1}},
    }
    terms = {"terms": {"field": "id", "size": MOST_WARNINGS}, "aggs": each}
    return "warnings", {"filter": _unprotected(edition, open_ones), "aggs": {"warnings": terms}}


def _unprotected(edition: Edition, wanted: Spec) -> Spec:
    located = {"exists": {"field": "location"}}
    protected = {"terms": {"place_id": list(edition.protected_places)}}
    return {"bool": {"filter": [wanted, located], "must_not": [protected]}}


def _clicks(edition: Edition) -> list[Spec]:
    events = index_title(edition, "event")
    return [
        _click("picked_district", "shapes", f"{{admin2: datum.properties.admin2}}}}, '{events}'"),
        _click("picked_place", "points", f"{{place_name: datum.key}}}}, '{events}'"),
    ]


def _click(name: str, mark: str, rest: str) -> Spec:
    return {"name": name, "on": [{"events": f"@{mark}:click", "update": f"kibanaAddFilter({{match_phrase: {rest})"}]}


def _only(admin2: str) -> Spec:
    return {"type": "filter", "expr": f"datum.properties && datum.properties.admin2 {admin2}"}


_OUTLINES = [
    _only("!== ''"),
    {
        "type": "lookup",
        "from": "districts",
        "key": "key",
        "fields": ["properties.admin2"],
        "values": ["doc_count"],
        "as": ["signs"],
        "default": 0,
    },
    {"type": "formula", "as": "centre", "expr": "geoCentroid('projection', datum)"},
]
_CENTRE = [
    {"type": "formula", "as": "longitude", "expr": "datum.centre.location.lon"},
    {"type": "formula", "as": "latitude", "expr": "datum.centre.location.lat"},
    {"type": "geopoint", "projection": "projection", "fields": ["longitude", "latitude"], "as": ["x", "y"]},
]
_PLACES = [*_CENTRE, {"type": "formula", "as": "severity", "expr": "datum.severity.value"}]
_WARNINGS = [
    *_CENTRE,
    {"type": "formula", "as": "north", "expr": f"datum.latitude + datum.radius.value / {KM_PER_DEGREE}"},
    {"type": "geopoint", "projection": "projection", "fields": ["longitude", "north"], "as": ["top_x", "top_y"]},
    {"type": "formula", "as": "size", "expr": "pow(2 * (datum.y - datum.top_y), 2)"},
    {"type": "formula", "as": "place", "expr": "datum.place.buckets[0].key"},
    {"type": "formula", "as": "level", "expr": "datum.level.buckets[0].key"},
]
_SCALES = [
    {
        "name": "fill",
        "type": "linear",
        "domain": {"data": "outlines", "field": "signs"},
        "domainMin": 0,
        "range": ["#f4f4f2", "#b9c9dc"],
    },
    {"name": "severity", "type": "ordinal", "domain": [1, 2, 3, 4, 5], "range": {"scheme": "orangered"}},
    {
        "name": "size",
        "type": "sqrt",
        "domain": {"data": "places", "field": "doc_count"},
        "domainMin": 0,
        "range": [0, 700],
    },
]


def _legends(words: dict[str, str]) -> list[Spec]:
    common = {"orient": "right", "titleLimit": 160}
    return [
        {**common, "fill": "severity", "title": words["severity"], "symbolType": "circle"},
        {**common, "size": "size", "title": words["signs"], "tickMinStep": 1, "symbolFillColor": "#999"},
    ]


def _provinces() -> Spec:
    drawn = {"stroke": {"value": "#aaa"}, "strokeDash": {"value": [2, 3]}, "fill": {"value": "#fcfcfa"}}
    return {
        "type": "shape",
        "from": {"data": "provinces"},
        "interactive": False,
        "encode": {"enter": drawn},
        "transform": [{"type": "geoshape", "projection": "projection"}],
    }


def _outlines(words: dict[str, str]) -> Spec:
    names = [f"'{words['district']}': datum.properties.admin2", f"'{words['signs']}': datum.signs"]
    return {
        "name": "shapes",
        "type": "shape",
        "from": {"data": "outlines"},
        "encode": {
            "enter": {"stroke": {"value": "#767676"}, "cursor": {"value": "pointer"}, "tooltip": _tooltip(names)},
            "update": {"fill": {"scale": "fill", "field": "signs"}},
        },
        "transform": [{"type": "geoshape", "projection": "projection"}],
    }


def _warnings(words: dict[str, str]) -> Spec:
    names = [f"'{words['warning']}': datum.place", f"'{words['level']}': datum.level"]
    drawn = {"stroke": {"value": "#111"}, "strokeDash": {"value": [6, 4]}, "fill": {"value": "transparent"}}
    update = {**_AT, "size": {"field": "size"}, "strokeWidth": {"signal": "datum.level === 'high' ? 3 : 1.5"}}
    return {
        "name": "areas",
        "type": "symbol",
        "from": {"data": "warnings"},
        "encode": {"enter": {**drawn, "tooltip": _tooltip(names)}, "update": update},
    }


def _places(words: dict[str, str]) -> Spec:
    names = [f"'{words['place']}': datum.key", f"'{words['signs']}': datum.doc_count"]
    names.append(f"'{words['severity']}': datum.severity")
    return {
        "name": "points",
        "type": "symbol",
        "from": {"data": "places"},
        "encode": {
            "enter": {"stroke": {"value": "#333"}, "cursor": {"value": "pointer"}, "tooltip": _tooltip(names)},
            "update": {
                **_AT,
                "size": {"scale": "size", "field": "doc_count"},
                "fill": {"scale": "severity", "field": "severity"},
                "fillOpacity": {"value": 0.8},
            },
        },
    }


def _names(colour: str, halo_px: int) -> Spec:
    """Return the names of districts, or the pale ground below them that keeps them readable on a place."""
    drawn = {"align": {"value": "center"}, "fontSize": {"value": 11}, "fontStyle": {"value": "italic"}}
    drawn |= {"fill": {"value": colour}, "stroke": {"value": colour}, "strokeWidth": {"value": halo_px}}
    at = {"x": {"signal": "datum.centre[0]"}, "y": {"signal": "datum.centre[1]"}}
    return {
        "type": "text",
        "from": {"data": "outlines"},
        "interactive": False,
        "encode": {"enter": drawn, "update": {**at, "text": {"field": "properties.admin2"}}},
    }


_AT = {"x": {"field": "x"}, "y": {"field": "y"}}


def _tooltip(names: list[str]) -> Spec:
    return {"signal": f"{{{', '.join(names)}}}"}
