#!/bin/sh
# Start Valkey with its password from the secret, by standard input so that no list of processes shows it.
set -eu
printf 'requirepass %s\nappendonly yes\ndir /data\n' "$(cat /run/secrets/valkey_password)" | valkey-server -
