#!/usr/bin/env bash
# Makes a Debian or Ubuntu machine ready to run every test of Kith. Does nothing when it is ready.
set -euo pipefail
cd "$(dirname "$0")"

command -v dpkg-query >/dev/null || exit 0

# fonts-noto-core has the scripts of every language the pages are in; java runs the Nu HTML checker; PostgreSQL is started
# by with-postgres.sh, with certificates that openssl makes.
packages=(default-jre-headless fonts-noto-core openssl postgresql python3-venv)
# Ubuntu ships Chromium as a snap: where a browser is there already under one of its names, it is taken.
if ! command -v chromium >/dev/null && ! command -v chromium-browser >/dev/null && ! command -v google-chrome >/dev/null
then
    packages+=(chromium)
fi
exec ./install-packages.sh "to test" "${packages[@]}"
