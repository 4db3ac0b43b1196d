"""The shape of a saved object: what Kibana 7.10 imports, and 8.19 migrates."""

import json
from typing import Any, NamedTuple

from search.kibana.edition import Edition

VERSIONS = {"index-pattern": "7.6.0", "search": "7.9.3", "visualization": "7.10.0", "dashboard": "7.9.3"}
"""The newest migration of each type that Kibana 7.10 knows."""

INDEX = "kibanaSavedObjectMeta.searchSourceJSON.index"

SavedObject = dict[str, Any]


class Reference(NamedTuple):
    """That an object rests on another: under which name, of which type, and its id."""

    name: str
    type: str
    id: str


def saved_object(type: str, id: str, attributes: dict[str, Any], *references: Reference) -> SavedObject:
    """Return one saved object."""
    return {
        "type": type,
        "id": id,
        "attributes": attributes,
        "references": [reference._asdict() for reference in references],
        "migrationVersion": {type: VERSIONS[type]},
    }


def json_text(value: Any) -> str:
    """Return `value` as the JSON in a string that Kibana keeps many attributes as."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def to_index(edition: Edition, pattern: str) -> Reference:
    """Return the reference of a search or chart to its index pattern."""
    return Reference(INDEX, "index-pattern", edition.id_of(pattern))


def search_source(query: str, **more: Any) -> dict[str, str]:
    """Return where a search or chart takes its documents from: an index pattern by reference, and a query in KQL."""
    source = {"query": {"query": query, "language": "kuery"}, "filter": [], "indexRefName": INDEX, **more}
    return {"searchSourceJSON": json_text(source)}


def without_source() -> dict[str, str]:
    """Return the same for what asks nothing of the index, or asks by itself."""
    return {"searchSourceJSON": json_text({"query": {"query": "", "language": "kuery"}, "filter": []})}
