#!/bin/sh
# Start Elasticsearch with the password of its first user from the secret: the image's own way asks for a file that
# only one account can read, which the account that makes it need not be.
set -eu
# It reads its certificate from its own folder alone.
cp /run/secrets/elasticsearch_certificate /run/secrets/elasticsearch_certificate_key /usr/share/elasticsearch/config/
ELASTIC_PASSWORD="$(cat /run/secrets/elastic_password)"
export ELASTIC_PASSWORD
exec /usr/local/bin/docker-entrypoint.sh eswrapper
