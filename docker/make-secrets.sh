#!/bin/sh
# Make the secrets of the stack, each once: what is there already stays. The folder is closed to everybody else on this
# machine; the files in it are readable, since each container reads its own under another account.
set -eu
folder="$(dirname "$0")/secrets"
mkdir -p "$folder"
chmod 0700 "$folder"

random() {
    od -An -N32 -tx1 /dev/urandom | tr -d ' \n'
}

# keep NAME VALUE: write VALUE unless there is one.
keep() {
    [ -s "$folder/$1" ] || printf '%s' "$2" > "$folder/$1"
}

for name in elastic_password kibana_password kibana_encryption_key service_password forewarn_kibana_password \
    postgres_password valkey_password airflow_jwt_secret airflow_secret_key forewarn_case_key forewarn_audit_key \
    forewarn_webhook_secret \
    airflow_operator_password; do
    keep "$name" "$(random)"
done
# Fernet wants 32 bytes in URL-safe base64.
keep airflow_fernet_key "$(head -c 32 /dev/urandom | base64 | tr '+/' '-_')"

# The mail server's is not ours to make: write it there.
keep forewarn_smtp_password ""

service="$(cat "$folder/service_password")"
admin="$(cat "$folder/elastic_password")"
postgres="$(cat "$folder/postgres_password")"
keep elasticsearch_url "http://forewarn:$service@elasticsearch:9200"
keep elasticsearch_admin_url "http://elastic:$admin@elasticsearch:9200"
keep airflow_database "postgresql+psycopg2://airflow:$postgres@postgres/airflow"
keep airflow_results "db+postgresql://airflow:$postgres@postgres/airflow"
keep airflow_broker "redis://:$(cat "$folder/valkey_password")@valkey:6379/0"
keep airflow_passwords.json "{\"operator\": \"$(cat "$folder/airflow_operator_password")\"}"
chmod 0644 "$folder"/*
echo "Secrets are in $folder. Airflow's user is operator; Elasticsearch's and Kibana's first user is elastic."
