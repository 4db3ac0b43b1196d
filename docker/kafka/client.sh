#!/bin/sh
# Write what Kafka's own tools need to reach it as the user forewarn; read by the other scripts here.
secrets="${SECRETS:-/run/secrets}"
home="${KAFKA_HOME:-/opt/kafka}"
work="${KAFKA_WORK:-/tmp}"
inside="${KAFKA_INSIDE:-kafka:9092}"
umask 077

login() {
    printf 'org.apache.kafka.common.security.scram.ScramLoginModule required username="forewarn" password="%s";\n' \
        "$(cat "$secrets/forewarn_kafka_password")"
}

cat > "$work/client.properties" <<PROPERTIES
security.protocol=SASL_SSL
sasl.mechanism=SCRAM-SHA-512
sasl.jaas.config=$(login)
ssl.truststore.type=PEM
ssl.truststore.location=$secrets/authority
PROPERTIES
