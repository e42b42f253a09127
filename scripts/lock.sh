#!/usr/bin/env bash
# Make the lock files anew from pyproject.toml: exact versions with the hashes of every file. requirements.lock is to run
# it, requirements-dev.lock to work on it, requirements-train.lock to train an encoder.
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

# To train: what an environment with the extra holds. Versions only: torch's builds for the CPU are had from several places.
"${PYTHON:-python3}" -m venv "$tools/train"
"$tools/train/bin/python" -m pip install -qq ".[train]"
{
    echo "# Made by \`make lock\`: the versions with which an encoder is trained. Without hashes, since torch's builds for the CPU are had"
    echo "# from several places; take one of them."
    "$tools/train/bin/python" -m pip freeze --exclude dragoman | sed -E 's/\+cpu$//; s/ @ .*//' | tr '[:upper:]_' '[:lower:]-' | sort
} > requirements-train.lock
echo "requirements-train.lock: $(grep -c '==' requirements-train.lock) packages"
