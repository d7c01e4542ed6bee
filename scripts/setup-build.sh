#!/usr/bin/env bash
# Makes a Debian or Ubuntu machine with Swift ready to build Kith. Does nothing when it is ready.
set -euo pipefail
cd "$(dirname "$0")"

if ! command -v swift >/dev/null; then
    echo "kith: Swift 6.3 is not on the PATH: install it from swift.org and try again" >&2
    exit 69
fi
if ! command -v dpkg-query >/dev/null; then
    # Elsewhere the libraries come by other names; the compiler says which one is missing.
    exit 0
fi
exec ./install-packages.sh "to build" \
    libcurl4-openssl-dev libpq-dev libqrencode-dev libsqlite3-dev libzip-dev pkg-config
