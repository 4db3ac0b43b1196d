"""Ingest: brokers, sources and their readers, landing, the batch store and the account of every row."""
