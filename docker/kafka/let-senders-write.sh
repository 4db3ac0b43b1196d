#!/bin/sh
# Let senders write to every topic but those that keep what people and we decided. May be run again and again.
set -eu
. "$(dirname "$0")/client.sh"

acls() {
    "$home/bin/kafka-acls.sh" --bootstrap-server "$inside" --command-config "$work/client.properties" --add "$@"
}

acls --allow-principal User:sender --operation Write --operation Describe --topic '*'
acls --deny-principal User:sender --operation All --topic decisions --topic warnings --topic deliveries
