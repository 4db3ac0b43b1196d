#!/bin/sh
# Start Kafka with TLS on every listener and a password for every user. Its own two connections, of the broker to the
# controller inside it, are known by their certificate. Senders may write reports and read nothing.
set -eu
. "$(dirname "$0")/client.sh"
data="${KAFKA_DATA:-/var/lib/kafka/data}"
outside="${KAFKA_OUTSIDE:-localhost:19092}"
listen="${KAFKA_LISTEN:-}"
controller="${KAFKA_CONTROLLER:-localhost:9093}"

# Kafka takes the key and its certificate from one file.
cat "$secrets/kafka_certificate_key" "$secrets/kafka_certificate" > "$work/kafka.pem"

cat > "$work/server.properties" <<PROPERTIES
process.roles=broker,controller
node.id=1
controller.quorum.bootstrap.servers=$controller
controller.listener.names=CONTROLLER
inter.broker.listener.name=INSIDE
listeners=INSIDE://$listen:${inside##*:},OUTSIDE://$listen:${outside##*:},CONTROLLER://$controller
advertised.listeners=INSIDE://$inside,OUTSIDE://$outside
listener.security.protocol.map=INSIDE:SASL_SSL,OUTSIDE:SASL_SSL,CONTROLLER:SSL
sasl.enabled.mechanisms=SCRAM-SHA-512
sasl.mechanism.inter.broker.protocol=SCRAM-SHA-512
listener.name.inside.scram-sha-512.sasl.jaas.config=$(login)
listener.name.outside.scram-sha-512.sasl.jaas.config=$(login)
ssl.keystore.type=PEM
ssl.keystore.location=$work/kafka.pem
ssl.truststore.type=PEM
ssl.truststore.location=$secrets/authority
listener.name.controller.ssl.client.auth=required
authorizer.class.name=org.apache.kafka.metadata.authorizer.StandardAuthorizer
super.users=User:forewarn;User:CN=kafka
allow.everyone.if.no.acl.found=false
auto.create.topics.enable=false
offsets.topic.replication.factor=1
transaction.state.log.replication.factor=1
transaction.state.log.min.isr=1
share.coordinator.state.topic.replication.factor=1
share.coordinator.state.topic.min.isr=1
log.dirs=$data
PROPERTIES

# Users are made with the store, once; from a file, so that no list of processes shows their passwords.
{
    printf -- '--add-scram\nSCRAM-SHA-512=[name=forewarn,password=%s]\n' "$(cat "$secrets/forewarn_kafka_password")"
    printf -- '--add-scram\nSCRAM-SHA-512=[name=sender,password=%s]\n' "$(cat "$secrets/sender_kafka_password")"
} > "$work/users"
"$home/bin/kafka-storage.sh" format --ignore-formatted --standalone --cluster-id Zm9yZXdhcm4tc3RhY2std2 \
    --config "$work/server.properties" "@$work/users"
rm "$work/users"
exec "$home/bin/kafka-server-start.sh" "$work/server.properties"
