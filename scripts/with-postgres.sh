#!/usr/bin/env bash
# with-postgres.sh [--durable] COMMAND…: run a command beside a PostgreSQL server that lives only as long as it does.
#
# The command finds the server by KITH_TEST_POSTGRES (a role that may log in and make databases, and no more),
# KITH_TEST_POSTGRES_TLS (a folder with root.crt, which signed the server's certificate, and other-root.crt, which did
# not), KITH_TEST_POSTGRES_SUPERUSER and KITH_TEST_POSTGRES_FOLDER (for postgres-server.sh). Its exit code is passed on.
# Each call has a server, a port and a folder of its own.
set -euo pipefail
server=$(dirname "$(readlink -f "$0")")/postgres-server.sh

how=()
if [[ ${1:-} == --durable ]]; then
    how=(--durable)
    shift
fi
if (( $# == 0 )); then
    echo "kith: with-postgres.sh needs a command, for example: scripts/with-postgres.sh swift test" >&2
    exit 64
fi

folder=$(mktemp -d "${TMPDIR:-/tmp}/kith-postgres-XXXXXX")

# The keeper holds the other end of a pipe. However this script ends, killed or not, the pipe ends with it, and the
# keeper stops the server and removes the folder. It has a session of its own, so that Ctrl-C does not reach it.
exec {alive}> >(exec setsid "$server" keep "$folder")
keeper=$!
# shellcheck disable=SC2317  # called by the trap
leave() {
    exec {alive}>&-
    wait "$keeper" || true
}
trap leave EXIT

# A signal that arrives while the server starts ends the script; later ones are for the command.
trap 'exit 130' INT
trap 'exit 143' TERM
trap 'exit 129' HUP
"$server" make "$folder" "${how[@]}" {alive}>&-

for name in "${!PG@}"; do unset "$name"; done
set -a
# shellcheck disable=SC1091
source "$folder/environment"
set +a

# In the background, so that a signal is handed on at once; but with the terminal's input, and with Ctrl-C reaching it
# as it would in front.
env --default-signal=INT,QUIT -- "$@" {alive}>&- <&0 &
command=$!
trap : INT
trap 'kill -s TERM "$command" 2>/dev/null' TERM
trap 'kill -s HUP "$command" 2>/dev/null' HUP
while true; do
    code=0
    wait "$command" || code=$?
    # A wait that a signal interrupted says nothing about the command yet.
    kill -0 "$command" 2>/dev/null || break
done
exit "$code"
