#!/bin/sh
# Give Kibana's own account its password, and make the accounts that our services use. May be run again and again.
# Their roles are made by `forewarn access apply`.
set -eu
url="${ELASTICSEARCH_URL:-https://elasticsearch:9200}"
secrets="${SECRETS:-/run/secrets}"

# The password goes in by standard input, so that no list of processes shows it.
as_admin() {
    printf 'user = "elastic:%s"\n' "$(cat "$secrets/elastic_password")" \
        | curl --silent --show-error --fail --cacert "$secrets/authority" --output /dev/null --config - --header 'Content-Type: application/json' "$@"
}

as_admin --request POST "$url/_security/user/kibana_system/_password" \
    --data "{\"password\": \"$(cat "$secrets/kibana_password")\"}"
as_admin --request PUT "$url/_security/user/forewarn" \
    --data "{\"password\": \"$(cat "$secrets/service_password")\", \"roles\": [\"forewarn_service\"]}"
as_admin --request PUT "$url/_security/user/forewarn_kibana" \
    --data "{\"password\": \"$(cat "$secrets/forewarn_kibana_password")\", \"roles\": [\"forewarn_kibana\"]}"
echo "Accounts kibana_system, forewarn and forewarn_kibana are there."
