"""Index patterns: which aliases, which time field, and what a click on a value leads to."""

from typing import Any

from search.kibana.declared import IndexPattern, declared
from search.kibana.edition import Edition, index_title
from search.kibana.saved import SavedObject, json_text, saved_object

ALWAYS = ("2000-01-01T00:00:00.000Z", "2100-01-01T00:00:00.000Z")
NAMED_BY_ANY = ("events", "report_ids", "id", "report_id")
"""The fields by one of which everything in a thread has the id of the event or report that was clicked."""

_LABELS = {"thread": {"en": "thread", "fr": "fil"}, "desk": {"en": "desk", "fr": "bureau"}}


def index_pattern(edition: Edition, name: str) -> SavedObject:
    """Return the index pattern `name`; the whole item that each document carries is left out of sight."""
    pattern = declared().patterns[name]
    attributes = {
        "title": index_title(edition, name),
        "fieldFormatMap": json_text(formats(edition, pattern)),
        "sourceFilters": json_text([{"value": "body"}]),
    }
    if pattern.time:
        attributes["timeFieldName"] = pattern.time
    return saved_object("index-pattern", edition.id_of(name), attributes)


def formats(edition: Edition, pattern: IndexPattern) -> dict[str, Any]:
    """Return how the values of fields are shown: as links, as shares, or in words."""
    known = {field: texts[edition.language] for field, texts in declared().lookups.items()}
    known["indicators"] = {sign: f"{name} ({sign})" for sign, name in edition.signs.items()}
    shown: dict[str, Any] = {field: _in_words(words) for field, words in known.items() if words}
    shown |= {field: {"id": "percent", "params": {"pattern": "0%"}} for field in pattern.percent}
    shown |= {field: _link(thread_address(edition), _LABELS["thread"][edition.language]) for field in pattern.thread}
    if edition.desk_url:
        address = f"{edition.desk_url.rstrip('/')}/thread/{{{{value}}}}"
        shown |= {field: _link(address, _LABELS["desk"][edition.language]) for field in pattern.desk}
    return shown


def thread_address(edition: Edition) -> str:
    """Return the address of the thread dashboard for `{{value}}`, the id of an event or a report.

    It is relative to Kibana's own, so that it holds behind a base path and in a space. Ids are letters and digits, so
    nothing in it needs quotes. The time is all time: a thread does not end where the window does.
    """
    query = "%20or%20".join(f"{field}:{{{{value}}}}" for field in NAMED_BY_ANY)
    time = f"(time:(from:'{ALWAYS[0]}',to:'{ALWAYS[1]}'))"
    return f"../app/dashboards#/view/{edition.id_of('thread')}?_g={time}&_a=(query:(language:kuery,query:'{query}'))"


def _link(address: str, label: str) -> dict[str, Any]:
    params = {"type": "a", "urlTemplate": address, "labelTemplate": label, "openLinkInCurrentTab": True}
    return {"id": "url", "params": params}


def _in_words(words: dict[str, str]) -> dict[str, Any]:
    entries = [{"key": key, "value": value} for key, value in sorted(words.items())]
    return {"id": "static_lookup", "params": {"lookupEntries": entries, "unknownKeyValue": None}}
