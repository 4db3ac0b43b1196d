"""What `objects.yaml` may say, and reading it."""

from functools import cache
from importlib.resources import files
from typing import Literal

import yaml
from pydantic import Field

from schemas.base import Item
from schemas.warning import ToldLanguage

Told = dict[ToldLanguage, str]


class IndexPattern(Item):
    """An index pattern: a kind of item, its time field, and the fields whose values are links or shares.

    `without` are scopes of the profile that it leaves out.
    """

    kind: str
    time: str | None = None
    thread: tuple[str, ...] = ()
    desk: tuple[str, ...] = ()
    percent: tuple[str, ...] = ()
    without: tuple[str, ...] = ()


class Search(Item):
    """A saved search: a query in KQL, and the columns to show; the latest first unless `sort` says otherwise."""

    of: str
    title: Told
    query: str = ""
    columns: tuple[str, ...]
    sort: dict[str, Literal["asc", "desc"]] = {}


class Chart(Item):
    """A chart: one number, bars over time, a table of counts, or the map."""

    of: str
    type: Literal["number", "bars", "table", "map"]
    title: Told
    query: str = ""
    split: str = ""
    sum: str = ""
    every: Literal["d", "w"] = "d"
    by: dict[str, Told] = {}
    sums: dict[str, Told] = {}
    latest: dict[str, Told] = {}


class Row(Item):
    """Panels side by side with their widths, of the 48 columns that Kibana has."""

    height: int
    panels: dict[str, int]


class Dashboard(Item):
    """A dashboard: a note in words, and rows of panels. It shows the last `days`, or `always` all that there is."""

    title: Told
    note: Told
    days: int = 14
    always: bool = False
    rows: tuple[Row, ...] = Field(min_length=1)


class Declared(Item):
    """All that is declared; a panel `note` is the dashboard's own note."""

    patterns: dict[str, IndexPattern]
    lookups: dict[str, dict[ToldLanguage, dict[str, str]]]
    families: dict[str, Told]
    map: dict[str, Told]
    searches: dict[str, Search]
    charts: dict[str, Chart]
    dashboards: dict[str, Dashboard]


@cache
def declared() -> Declared:
    """Return what `objects.yaml` declares."""
    text = files("search.kibana").joinpath("objects.yaml").read_text(encoding="utf-8")
    return Declared.model_validate(yaml.safe_load(text))
