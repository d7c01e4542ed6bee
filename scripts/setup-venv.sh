#!/usr/bin/env bash
# Makes .venv with the Python packages of the browser tests and of sbom.py, at the versions of requirements.txt.
# No browser is downloaded: the tests drive the machine's own Chromium.
set -euo pipefail
cd "$(dirname "$0")/.."

requirements=Tests/Browser/requirements.txt
installed=.venv/requirements.txt
if cmp --silent "$requirements" "$installed"; then
    exit 0
fi
echo "Installing the Python packages of the tests in .venv"
python3 -m venv .venv
.venv/bin/python -m pip install --quiet --disable-pip-version-check --requirement "$requirements"
cp "$requirements" "$installed"
