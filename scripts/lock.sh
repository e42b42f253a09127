#!/usr/bin/env bash
# Make requirements.lock and requirements-dev.lock anew from pyproject.toml: exact versions with the hashes of every file.
#
#     make lock
#
# The files name packages only: which index they come from is the business of the machine that installs them. What a
# machine has set for pip (indexes, certificates, folders of wheels) must not get into them, and that is checked.
set -euo pipefail
cd "$(dirname "$0")/.."

tools=$(mktemp -d)
trap 'rm -rf "$tools"' EXIT
"${PYTHON:-python3}" -m venv "$tools"
"$tools/bin/python" -m pip install -qq "pip-tools==7.6.2"

compile() { # compile OUTPUT [OPTION...]
    local output=$1
    shift
    CUSTOM_COMPILE_COMMAND="make lock" "$tools/bin/pip-compile" --quiet --upgrade --strip-extras --allow-unsafe \
        --generate-hashes --resolver=backtracking --no-emit-index-url --no-emit-trusted-host --no-emit-find-links \
        --no-emit-options --output-file="$tools/$output" "$@" pyproject.toml
    if grep -nE '^ *-|://|(^|[[:space:]"])/[a-z]|trusted-host|index-url|find-links' "$tools/$output" | grep -vE ' --hash=sha256:[0-9a-f]{64}( \\)?$'; then
        echo "scripts/lock.sh: $output would name a path, an address or an option (above); nothing was changed" >&2
        exit 1
    fi
}

compile requirements.lock
compile requirements-dev.lock --extra=dev
mv "$tools/requirements.lock" "$tools/requirements-dev.lock" .
echo "requirements.lock: $(grep -c '==' requirements.lock) packages, requirements-dev.lock: $(grep -c '==' requirements-dev.lock)"
