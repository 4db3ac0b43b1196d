"""Saved searches: the questions that analysts ask again and again."""

from search.kibana.declared import declared
from search.kibana.edition import Edition
from search.kibana.saved import SavedObject, saved_object, search_source, to_index


def saved_search(edition: Edition, name: str) -> SavedObject:
    """Return the saved search `name`."""
    search = declared().searches[name]
    latest = declared().patterns[search.of].time
    order = search.sort or ({latest: "desc"} if latest else {})
    attributes = {
        "title": edition.title(search.title),
        "description": "",
        "hits": 0,
        "columns": list(search.columns),
        "sort": [list(field) for field in order.items()],
        "version": 1,
        "kibanaSavedObjectMeta": search_source(search.query, highlightAll=True, version=True),
    }
    return saved_object("search", edition.id_of(name), attributes, to_index(edition, search.of))
