#!/usr/bin/env bash
# Makes the Python environment of the peers, with the versions of requirements.txt, and prints its interpreter.
# A second call with the same versions installs nothing. KITH_PEERS_VENV puts it elsewhere.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
venv=${KITH_PEERS_VENV:-$here/.venv}
if ! cmp -s "$here/requirements.txt" "$venv/installed.txt" 2> /dev/null; then
    python3 -m venv "$venv" >&2
    "$venv/bin/pip" install --quiet --disable-pip-version-check -r "$here/requirements.txt" >&2
    cp "$here/requirements.txt" "$venv/installed.txt"
fi
echo "$venv/bin/python"
