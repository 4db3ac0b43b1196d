#!/bin/sh
# Make the secrets of the stack, each once: what is there already stays. The folder is closed to everybody else on this
# machine; the files in it are readable, since each container reads its own under another account. Needs openssl.
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
    forewarn_webhook_secret forewarn_kafka_password sender_kafka_password \
    airflow_operator_password; do
    keep "$name" "$(random)"
done
# Fernet wants 32 bytes in URL-safe base64.
keep airflow_fernet_key "$(head -c 32 /dev/urandom | base64 | tr '+/' '-_')"

# The mail server's is not ours to make: write it there.
keep forewarn_smtp_password ""

# The authority of this installation vouches for its services. Only this host has its key; no container gets it.
new_key="-newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes"
if [ ! -s "$folder/authority" ]; then
    # shellcheck disable=SC2086 # several words
    openssl req -x509 $new_key -days 3650 -subj "/CN=Forewarn authority" \
        -addext basicConstraints=critical,CA:TRUE,pathlen:0 -addext keyUsage=critical,keyCertSign,cRLSign \
        -keyout "$folder/authority_key" -out "$folder/authority" 2> /dev/null
fi

# certify NAME: make the key and the certificate of the service of this name, which may also be asked for on this host.
certify() {
    [ -s "$folder/$1_certificate" ] && return
    # shellcheck disable=SC2086 # several words
    openssl req $new_key -subj "/CN=$1" -keyout "$folder/$1_certificate_key" -out "$folder/request" 2> /dev/null
    cat > "$folder/extensions" <<EXTENSIONS
basicConstraints=critical,CA:FALSE
keyUsage=critical,digitalSignature
extendedKeyUsage=serverAuth,clientAuth
subjectKeyIdentifier=hash
authorityKeyIdentifier=keyid
subjectAltName=DNS:$1,DNS:localhost,IP:127.0.0.1
EXTENSIONS
    openssl x509 -req -days 825 -in "$folder/request" -CA "$folder/authority" -CAkey "$folder/authority_key" \
        -extfile "$folder/extensions" -out "$folder/$1_certificate" 2> /dev/null
    rm "$folder/request" "$folder/extensions"
}

for name in kafka elasticsearch kibana; do
    certify "$name"
done

service="$(cat "$folder/service_password")"
admin="$(cat "$folder/elastic_password")"
postgres="$(cat "$folder/postgres_password")"
keep elasticsearch_url "https://forewarn:$service@elasticsearch:9200"
keep elasticsearch_admin_url "https://elastic:$admin@elasticsearch:9200"
keep airflow_database "postgresql+psycopg2://airflow:$postgres@postgres/airflow"
keep airflow_results "db+postgresql://airflow:$postgres@postgres/airflow"
keep airflow_broker "redis://:$(cat "$folder/valkey_password")@valkey:6379/0"
keep airflow_passwords.json "{\"operator\": \"$(cat "$folder/airflow_operator_password")\"}"
chmod 0644 "$folder"/*
chmod 0600 "$folder/authority_key"
echo "Secrets are in $folder. Airflow's user is operator; Elasticsearch's and Kibana's first user is elastic."
