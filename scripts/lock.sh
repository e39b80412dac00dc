#!/usr/bin/env bash
# Locks all dependencies with hashes. The files name no package index: whoever installs chooses theirs.
set -euo pipefail
cd "$(dirname "$0")/.."

tool=$(mktemp -d)
trap 'rm -rf "$tool"' EXIT
.venv/bin/python -m venv "$tool"
"$tool/bin/pip" install --quiet --disable-pip-version-check uv

lock() { # FILE GROUP... : one lock, the same for every machine and Python that the project supports
  local file=$1; shift
  "$tool/bin/uv" pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
    "$@" pyproject.toml --output-file "$file"
}

lock requirements.lock --group build
lock requirements-team.lock --group build --extra team --constraints requirements.lock
lock requirements-dev.lock --group build --group dev --extra team --constraints requirements-team.lock
