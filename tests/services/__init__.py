"""Real Kafka and real Elasticsearch for tests and for `make demo SERVICES=1`."""
