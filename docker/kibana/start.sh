#!/bin/sh
# Start Kibana with its secrets from files; kibana.yml takes them from the environment.
set -eu
ELASTICSEARCH_PASSWORD="$(cat /run/secrets/kibana_password)"
KIBANA_ENCRYPTION_KEY="$(cat /run/secrets/kibana_encryption_key)"
export ELASTICSEARCH_PASSWORD KIBANA_ENCRYPTION_KEY
exec /usr/local/bin/kibana-docker
