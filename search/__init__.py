"""The index that analysts search and detectors count: Elasticsearch or its embedded twin."""
