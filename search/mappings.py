"""Elasticsearch's mappings and settings, made from `search.fields`.

Raise `MAPPING_VERSION` with every change of fields or analysers, of the embedded index's tables too: what is there is
searched as before, and takes no write until `forewarn rebuild` has made it anew beside it.
"""

from typing import Any

from search.fields import LONGEST_KEYWORD, FieldType, Kind
from search.words import STOP_WORDS

MAPPING_VERSION = 2
OUTDATED = "was made for another version of the fields; it can be searched, but not written: forewarn rebuild"

# Cut words where SQLite's tokenizer cuts them; Elasticsearch's own keeps "l'eau", "a.b" and "a_b" whole.
CUTS = [f"{mark}=>\\u0020" for mark in ("'", "\u2019", "\u2018", ".", ":", ",", "_")]
FOLDED = ["lowercase", "asciifolding", "stop_words"]
ANALYSIS: dict[str, Any] = {
    "char_filter": {"cut": {"type": "mapping", "mappings": CUTS}},
    "filter": {
        "stop_words": {"type": "stop", "stopwords": sorted(STOP_WORDS)},
        "english_stems": {"type": "stemmer", "language": "english"},
        "french_stems": {"type": "stemmer", "language": "light_french"},
    },
    "analyzer": {
        name: {"type": "custom", "char_filter": ["cut"], "tokenizer": "standard", "filter": [*FOLDED, *stems]}
        for name, stems in {"folded": [], "english": ["english_stems"], "french": ["french_stems"]}.items()
    },
}

PROPERTIES: dict[FieldType, dict[str, Any]] = {
    FieldType.KEYWORD: {"type": "keyword", "ignore_above": LONGEST_KEYWORD},
    FieldType.TEXT: {
        "type": "text",
        "analyzer": "folded",
        "fields": {
            "en": {"type": "text", "analyzer": "english"},
            "fr": {"type": "text", "analyzer": "french"},
        },
    },
}


def mappings(kind: Kind) -> dict[str, Any]:
    """Return the strict mapping of `kind`; `body` is stored and not indexed."""
    properties = {name: PROPERTIES.get(field, {"type": field.value}) for name, field in sorted(kind.fields.items())}
    return {"dynamic": "strict", "properties": properties | {"body": {"type": "object", "enabled": False}}}


def settings(*, replicas: int) -> dict[str, Any]:
    """Return the settings of every index: one shard, as a mission's year of reports fits in one."""
    return {"number_of_shards": 1, "number_of_replicas": replicas, "analysis": ANALYSIS}


def alias_of(prefix: str, kind: Kind, scope: str) -> str:
    """Return the name that an index is read, written and granted by."""
    return f"{prefix}-{kind.name}-{scope}"
