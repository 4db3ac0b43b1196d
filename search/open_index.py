"""The one place that chooses between the two indexes."""

from pathlib import Path

from schemas.index import Index
from search.embedded_index import EmbeddedIndex


def open_index(*, url: str, path: Path, prefix: str, ca_file: Path | None = None, api_key: str = "") -> Index:
    """Return the index at `url`, its names beginning with `prefix`; without a URL the embedded one in the file `path`.

    Raises `ConfigurationError` for a file or a prefix that cannot be an index's.
    """
    if url:
        from search.elastic_index import ElasticIndex  # a second of import that the embedded index is spared

        return ElasticIndex(url, prefix, ca_file=ca_file, api_key=api_key)
    return EmbeddedIndex(path)
