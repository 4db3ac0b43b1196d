"""One file for each place that reports are fetched from; `ingest.collecting` finds them by path."""
