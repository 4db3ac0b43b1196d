"""Charts in the form that Kibana's own editor saves: a type, aggregations, and how they are drawn."""

from typing import Any

from search.kibana.declared import Chart, declared
from search.kibana.edition import Edition
from search.kibana.saved import (
    SavedObject,
    json_text,
    saved_object,
    search_source,
    to_index,
    without_source,
)

MOST_ROWS = 50
MOST_COLOURS = 12

Aggregation = dict[str, Any]


def chart(edition: Edition, name: str) -> SavedObject:
    """Return the chart `name`, which is no map."""
    drawn = declared().charts[name]
    title = edition.title(drawn.title)
    parts: dict[str, Any] = {"number": _number, "bars": _bars, "table": _table}[drawn.type](edition, drawn)
    return visualization(
        edition.id_of(name),
        title,
        {"title": title, **parts},
        search_source(drawn.query),
        to_index(edition, drawn.of),
    )


def note(edition: Edition, name: str) -> SavedObject:
    """Return the note at the head of the dashboard `name`, with links to the others."""
    dashboards = declared().dashboards
    links = " · ".join(
        f"[{each.title[edition.language]}](#/view/{edition.id_of(other)})" for other, each in dashboards.items()
    )
    text = f"{links}\n\n{dashboards[name].note[edition.language]}"
    title = f"{edition.title(dashboards[name].title)} ·"
    params = {"markdown": text, "fontSize": 12, "openLinksInNewTab": False}
    shape = {"title": title, "type": "markdown", "aggs": [], "params": params}
    return visualization(edition.id_of(name, "note"), title, shape, without_source())


def visualization(id: str, title: str, shape: dict[str, Any], source: dict[str, str], *references: Any) -> SavedObject:
    """Return one visualization; `shape` is its type, aggregations and parameters."""
    attributes = {
        "title": title,
        "visState": json_text(shape),
        "uiStateJSON": "{}",
        "description": "",
        "version": 1,
        "kibanaSavedObjectMeta": source,
    }
    return saved_object("visualization", id, attributes, *references)


def _aggregation(number: int, type: str, schema: str, **params: Any) -> Aggregation:
    return {"id": str(number), "enabled": True, "type": type, "schema": schema, "params": params}


def _number(edition: Edition, drawn: Chart) -> dict[str, Any]:
    style = {"bgColor": False, "bgFill": "#000", "fontSize": 40, "labelColor": False, "subText": ""}
    metric = {
        "percentageMode": False,
        "useRanges": False,
        "colorSchema": "Green to Red",
        "metricColorMode": "None",
        "colorsRange": [{"from": 0, "to": 10000}],
        "labels": {"show": True},
        "invertColors": False,
        "style": style,
    }
    count = _aggregation(1, "count", "metric", customLabel=drawn.title[edition.language])
    params = {"addTooltip": True, "addLegend": False, "type": "metric", "metric": metric}
    return {"type": "metric", "aggs": [count], "params": params}


def _table(edition: Edition, drawn: Chart) -> dict[str, Any]:
    aggregations = _measured(edition, drawn)
    for field, label in drawn.by.items():
        text = label[edition.language]
        aggregations.append(_terms(len(aggregations) + 1, field, "bucket", MOST_ROWS, customLabel=text))
    params = {
        "perPage": 10,
        "showPartialRows": False,
        "showMetricsAtAllLevels": False,
        "sort": {"columnIndex": None, "direction": None},
        "showTotal": False,
        "totalFunc": "sum",
        "percentageCol": "",
    }
    return {"type": "table", "aggs": aggregations, "params": params}


def _measured(edition: Edition, drawn: Chart) -> list[Aggregation]:
    """Return what a table tells of each row: sums where there are any, else how many, and the latest."""
    counted = [] if drawn.sums else [_aggregation(1, "count", "metric")]
    wanted = [("sum", *each) for each in drawn.sums.items()] + [("max", *each) for each in drawn.latest.items()]
    return counted + [
        _aggregation(number, type, "metric", field=field, customLabel=label[edition.language])
        for number, (type, field, label) in enumerate(wanted, start=1 + len(counted))
    ]


def _terms(number: int, field: str, schema: str, size: int, **more: Any) -> Aggregation:
    """Return the most frequent values of a field, by the chart's first metric."""
    other = {"otherBucket": False, "otherBucketLabel": "", "missingBucket": False, "missingBucketLabel": ""}
    return _aggregation(number, "terms", schema, field=field, orderBy="1", order="desc", size=size, **other, **more)


def _bars(edition: Edition, drawn: Chart) -> dict[str, Any]:
    counted = _aggregation(1, "sum", "metric", field=drawn.sum) if drawn.sum else _aggregation(1, "count", "metric")
    over_time = _aggregation(
        2,
        "date_histogram",
        "segment",
        field=declared().patterns[drawn.of].time,
        interval=drawn.every,
        useNormalizedEsInterval=True,
        scaleMetricValues=False,
        drop_partials=False,
        min_doc_count=1,
        extended_bounds={},
        customLabel="",
    )
    split = _families(edition) if drawn.split == "families" else _terms(3, drawn.split, "group", MOST_COLOURS)
    return {"type": "histogram", "aggs": [counted, over_time, split], "params": _stacked()}


def _families(edition: Edition) -> Aggregation:
    filters = [
        {"input": {"query": f"indicators:{family}-*", "language": "kuery"}, "label": name[edition.language]}
        for family, name in declared().families.items()
    ]
    return _aggregation(3, "filters", "group", filters=filters)


def _stacked() -> dict[str, Any]:
    axis: dict[str, Any] = {"show": True, "style": {}, "title": {"text": ""}, "scale": {"type": "linear"}}
    labels = {"show": True, "filter": True, "truncate": 100}
    below = {**axis, "id": "CategoryAxis-1", "type": "category", "position": "bottom", "labels": labels}
    beside = {**axis, "id": "ValueAxis-1", "name": "LeftAxis-1", "type": "value", "position": "left"}
    beside |= {"labels": {**labels, "filter": False, "rotate": 0}, "scale": {"type": "linear", "mode": "normal"}}
    series: dict[str, Any] = {"show": True, "type": "histogram", "mode": "stacked", "data": {"label": "", "id": "1"}}
    return {
        "type": "histogram",
        "grid": {"categoryLines": False},
        "categoryAxes": [below],
        "valueAxes": [beside],
        "seriesParams": [{**series, "valueAxis": "ValueAxis-1", "drawLinesBetweenPoints": True, "showCircles": True}],
        "addTooltip": True,
        "addLegend": True,
        "legendPosition": "right",
        "times": [],
        "addTimeMarker": False,
        "labels": {"show": False},
        "thresholdLine": {"show": False, "value": 10, "width": 1, "style": "full", "color": "#E7664C"},
    }
