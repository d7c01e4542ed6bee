#!/usr/bin/env bash
# install-packages.sh WHY PACKAGE…: install the Debian packages that are missing, as root or with sudo.
# Says what it does, and does nothing, not even `apt-get update`, when nothing is missing.
set -euo pipefail

why=$1
shift

missing=()
for package in "$@"; do
    status=$(dpkg-query --show --showformat '${db:Status-Status}' "$package" 2>/dev/null || true)
    [[ $status == installed ]] || missing+=("$package")
done
(( ${#missing[@]} )) || exit 0

as_root=()
if (( EUID != 0 )); then
    if ! command -v sudo >/dev/null; then
        echo "kith: ${missing[*]} missing $why, and there is no sudo: install them as root and try again" >&2
        exit 69
    fi
    as_root=(sudo)
fi

echo "Installing what is missing $why: ${missing[*]}"
"${as_root[@]}" apt-get update -qq
"${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
    apt-get install --yes --quiet=2 --no-install-recommends "${missing[@]}" >/dev/null
