"""A whole set of objects, and the file that Kibana imports."""

import json
from collections.abc import Iterable, Iterator

from search.kibana.charts import chart, note
from search.kibana.dashboards import dashboard
from search.kibana.declared import declared
from search.kibana.edition import Edition
from search.kibana.index_patterns import index_pattern
from search.kibana.saved import SavedObject
from search.kibana.searches import saved_search
from search.kibana.vega import map_chart


def objects(edition: Edition) -> Iterator[SavedObject]:
    """Yield all objects of one set, each after those that it refers to."""
    made = declared()
    yield from (index_pattern(edition, name) for name in made.patterns)
    yield from (saved_search(edition, name) for name in made.searches)
    for name, drawn in made.charts.items():
        yield map_chart(edition, name) if drawn.type == "map" else chart(edition, name)
    yield from (note(edition, name) for name in made.dashboards)
    yield from (dashboard(edition, name) for name in made.dashboards)


def ndjson(editions: Iterable[Edition]) -> str:
    """Return the file: one object a line."""
    return "".join(
        json.dumps(each, ensure_ascii=False, sort_keys=True) + "\n" for edition in editions for each in objects(edition)
    )
