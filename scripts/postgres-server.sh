#!/usr/bin/env bash
# postgres-server.sh VERB FOLDER …: a PostgreSQL server of our own in FOLDER, for tests and drills. The one place that
# knows how. What the machine runs by itself is neither used nor touched.
#
#   make FOLDER [--durable]     fill the folder and start the server; FOLDER/environment says where it is
#   start FOLDER                start it again, on the same port
#   stop FOLDER [fast|immediate]
#   sql FOLDER DATABASE …       psql as the superuser, who sees past the walls between hubs
#   keep FOLDER                 wait until standard input ends, then stop the server and remove the folder
#
# A test loses nothing when the machine loses power, so that the server does not wait for the disk; --durable makes it
# wait as a real one does.
set -euo pipefail

usage() {
    sed -n '2,/^set/{/^set/!{s/^# \{0,1\}//;p}}' "$0" >&2
    exit 64
}

(( $# >= 2 )) || usage
verb=$1
folder=$2
shift 2
data=$folder/data

# Whoever calls may have settings for servers of their own.
for name in "${!PG@}"; do unset "$name"; done

newest_programs() {
    local newest
    newest=$(printf '%s\n' /usr/lib/postgresql/*/bin/postgres | sort --version-sort | tail -n 1)
    if [[ ! -x $newest ]]; then
        echo "kith: there is no PostgreSQL server on this machine: run scripts/setup-tests.sh and try again" >&2
        exit 69
    fi
    dirname "$newest"
}
programs=$(newest_programs)

# PostgreSQL refuses to run as root: then it runs as the account that its Debian package makes.
owner=()
if (( EUID == 0 )); then
    if ! id postgres >/dev/null 2>&1; then
        echo "kith: PostgreSQL does not run as root, and there is no account postgres: install the package postgresql" >&2
        exit 69
    fi
    owner=(runuser -u postgres --)
fi

# The server's programs look at the folder they are called in, which need not be open to their account.
as_owner() { (cd / && "${owner[@]}" "$@"); }

start() {
    if ! as_owner "$programs/pg_ctl" start --silent --wait --timeout 60 --pgdata "$data" --log "$data/server.log" >/dev/null
    then
        return 1
    fi
}

stop() {
    [[ -e $data/postmaster.pid ]] || return 0
    as_owner "$programs/pg_ctl" stop --silent --wait --timeout 60 --mode "${1:-fast}" --pgdata "$data" >/dev/null
}

# Certificates for `localhost` alone, signed by a root of this server's own; and a root that signed nothing.
make_certificates() {
    local tls=$folder/tls settings
    settings=$(printf '%s\n' '[req]' 'distinguished_name = name' '[name]')
    mkdir "$tls"
    for root in root other-root; do
        openssl req -config <(echo "$settings") -x509 -nodes -days 30 -subj "/CN=Kith test $root" \
            -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -addext basicConstraints=critical,CA:TRUE \
            -addext keyUsage=critical,keyCertSign -keyout "$tls/$root.key" -out "$tls/$root.crt"
    done
    openssl req -config <(echo "$settings") -x509 -nodes -days 30 -subj /CN=localhost \
        -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -addext basicConstraints=critical,CA:FALSE \
        -addext subjectAltName=DNS:localhost -addext extendedKeyUsage=serverAuth \
        -CA "$tls/root.crt" -CAkey "$tls/root.key" -keyout "$tls/server.key" -out "$tls/server.crt"
    rm "$tls/root.key" "$tls/other-root.key"
}

settings() {
    cat <<SETTINGS
listen_addresses = '127.0.0.1'
unix_socket_directories = ''
max_connections = 400
max_prepared_transactions = 0
ssl = on
SETTINGS
    [[ ${1:-} == --durable ]] || printf '%s\n' 'fsync = off' 'synchronous_commit = off' 'full_page_writes = off'
}

make() {
    local password secret try port order=()
    password=$(openssl rand -hex 16)
    secret=$folder/superuser-password
    (umask 077 && echo "$password" >"$secret")
    # Others may walk through the folder to the data, and read nothing on the way.
    chmod 711 "$folder"
    make_certificates >"$folder/openssl.log" 2>&1 || { cat "$folder/openssl.log" >&2; return 1; }

    mkdir -m 700 "$data"
    if (( EUID == 0 )); then chown postgres: "$data" "$secret"; fi
    # Text is sorted by the rules of a language, as on most servers: a statement that counts on the order of bytes
    # has to say so.
    if (( $(basename "$(dirname "$programs")") >= 15 )); then order=(--locale-provider=icu --icu-locale=en-GB); fi
    as_owner "$programs/initdb" --no-sync --no-instructions --encoding UTF8 --locale C.UTF-8 "${order[@]}" \
        --username postgres --pwfile "$secret" --auth scram-sha-256 --pgdata "$data" >"$folder/initdb.log"
    settings "$@" | as_owner tee -a "$data/postgresql.conf" >/dev/null
    printf '%s\n' 'host all postgres 127.0.0.1/32 scram-sha-256' 'host all all 127.0.0.1/32 trust' |
        as_owner tee "$data/pg_hba.conf" >/dev/null
    for file in crt key; do
        (umask 077 && as_owner tee "$data/server.$file" <"$folder/tls/server.$file" >/dev/null)
    done
    as_owner chmod 600 "$data/server.key"
    rm "$folder/tls/server.key" "$secret"

    # Somebody else may take a port between looking and listening: so look by listening.
    for try in 1 2 3 4 5 6 7 8; do
        port=$(( 20000 + RANDOM % 12000 ))
        echo "port = $port" | as_owner tee -a "$data/postgresql.conf" >/dev/null
        if start 2>/dev/null; then break; fi
        if (( try == 8 )) || ! as_owner grep -q 'could not create any TCP/IP sockets' "$data/server.log"; then
            echo "kith: PostgreSQL does not start:" >&2
            as_owner tail -n 20 "$data/server.log" >&2
            return 1
        fi
    done

    (umask 077 && cat >"$folder/environment" <<ENVIRONMENT
KITH_TEST_POSTGRES=postgres://kith@127.0.0.1:$port/postgres
KITH_TEST_POSTGRES_TLS=$folder/tls
KITH_TEST_POSTGRES_SUPERUSER=postgres://postgres:$password@127.0.0.1:$port/postgres
KITH_TEST_POSTGRES_FOLDER=$folder
ENVIRONMENT
    )
    sql postgres --quiet --command 'CREATE ROLE kith LOGIN CREATEDB NOSUPERUSER NOBYPASSRLS'
}

sql() {
    local address password port
    address=$(sed -n 's/^KITH_TEST_POSTGRES_SUPERUSER=//p' "$folder/environment")
    [[ $address =~ :([0-9a-f]+)@127.0.0.1:([0-9]+)/ ]]
    password=${BASH_REMATCH[1]} port=${BASH_REMATCH[2]}
    PGPASSWORD=$password "$programs/psql" --no-psqlrc --set ON_ERROR_STOP=1 \
        --host 127.0.0.1 --port "$port" --username postgres --dbname "$@"
}

keep() {
    cat >/dev/null
    stop fast || stop immediate || true
    rm -rf "$folder"
}

case $verb in
    make | sql | keep) "$verb" "$@" ;;
    start)
        if ! start 2>/dev/null; then
            echo "kith: PostgreSQL does not start:" >&2
            as_owner tail -n 20 "$data/server.log" >&2
            exit 69
        fi
        ;;
    stop) stop "$@" ;;
    *) usage ;;
esac
