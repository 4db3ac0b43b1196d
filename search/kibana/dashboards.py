"""Dashboards: panels side by side, in rows over the 48 columns of Kibana's grid."""

from collections.abc import Iterator
from typing import Any

from search.kibana.declared import Dashboard, declared
from search.kibana.edition import Edition
from search.kibana.index_patterns import ALWAYS
from search.kibana.saved import Reference, SavedObject, json_text, saved_object, without_source

PANEL_VERSION = "7.10.2"
NOTE = "note"


def dashboard(edition: Edition, name: str) -> SavedObject:
    """Return the dashboard `name`."""
    made = declared().dashboards[name]
    panels = list(_panels(made))
    since, until = _window(edition, made)
    attributes = {
        "title": edition.title(made.title),
        "description": "",
        "hits": 0,
        "version": 1,
        "panelsJSON": json_text([panel for panel, _ in panels]),
        "optionsJSON": json_text({"hidePanelTitles": False, "useMargins": True}),
        "timeRestore": True,
        "timeFrom": since,
        "timeTo": until,
        "refreshInterval": {"pause": True, "value": 0},
        "kibanaSavedObjectMeta": without_source(),
    }
    references = (
        Reference(panel["panelRefName"], _type_of(shown), _id_of(edition, name, shown)) for panel, shown in panels
    )
    return saved_object("dashboard", edition.id_of(name), attributes, *references)


def _panels(made: Dashboard) -> Iterator[tuple[dict[str, Any], str]]:
    """Yield each panel with the name of what it shows."""
    top = number = 0
    for row in made.rows:
        left = 0
        for shown, width in row.panels.items():
            number += 1
            yield _panel(str(number), left, top, width, row.height), shown
            left += width
        top += row.height


def _panel(index: str, left: int, top: int, width: int, height: int) -> dict[str, Any]:
    return {
        "version": PANEL_VERSION,
        "gridData": {"x": left, "y": top, "w": width, "h": height, "i": index},
        "panelIndex": index,
        "embeddableConfig": {},
        "panelRefName": f"panel_{index}",
    }


def _window(edition: Edition, made: Dashboard) -> tuple[str, str]:
    if made.always:
        return ALWAYS
    return edition.since or f"now-{made.days}d", edition.until or "now"


def _type_of(shown: str) -> str:
    return "search" if shown in declared().searches else "visualization"


def _id_of(edition: Edition, name: str, shown: str) -> str:
    return edition.id_of(name, NOTE) if shown == NOTE else edition.id_of(shown)
