#!/bin/sh
# Start Elasticsearch with the password of its first user from the secret: the image's own way asks for a file that
# only one account can read, which the account that makes it need not be.
set -eu
ELASTIC_PASSWORD="$(cat /run/secrets/elastic_password)"
export ELASTIC_PASSWORD
exec /usr/local/bin/docker-entrypoint.sh eswrapper
