"""One file per source, named like its topic with `-` written as `_`; `ingest.registry` finds them by path."""
