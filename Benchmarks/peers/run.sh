#!/usr/bin/env bash
# Compares Kith's matching with PostGIS, DuckDB and SQLite on one generated country, from clean:
# sets up what is missing, starts a server of its own in a temporary folder, and stops it again.
#   Benchmarks/peers/run.sh [groups] [questions]
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
groups=${1:-100000} questions=${2:-100}
work=$(mktemp -d)
cd "$work"
bin=/usr/lib/postgresql/15/bin

if [ ! -e /usr/share/postgresql/15/extension/postgis.control ]; then
    apt-get install -y --no-install-recommends postgresql-15 postgresql-15-postgis-3
fi
python=$("$here/setup.sh")

bench=${KITH_BENCH:-}
if [ -z "$bench" ]; then
    swift build -c release --package-path "$here/.." --product bench
    bench=$(swift build -c release --package-path "$here/.." --show-bin-path)/bench
fi
"$bench" generate "$work/country" --groups "$groups" --questions "$questions"
"$bench" answers "$work/country" > "$work/country/kith.ndjson"

# PostgreSQL does not run as root.
as=() ; if [ "$(id -u)" = 0 ]; then as=(runuser -u postgres --) ; chown postgres "$work" ; chmod 755 "$work" ; fi
"${as[@]}" "$bin/initdb" -D "$work/pg" -U postgres --auth trust > /dev/null
"${as[@]}" "$bin/pg_ctl" -D "$work/pg" -w -l "$work/pg.log" \
    -o "-p 5499 -k $work -c listen_addresses= -c shared_buffers=1GB -c fsync=off" start > /dev/null
trap '"${as[@]}" "$bin/pg_ctl" -D "$work/pg" -m fast stop > /dev/null; rm -rf "$work"' EXIT
"$python" "$here/compare.py" "$work/country" --postgres "host=$work port=5499 user=postgres dbname=postgres"
