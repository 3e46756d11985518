#!/usr/bin/env bash
# Sets up the peers in a folder of their own and measures both sides in one run.
set -euo pipefail
peers=bench/peers/.venv
if [ ! -x $peers/bin/openfisca ]; then
    echo "Setting up the peers (OpenFisca) in $peers …" >&2
    .venv/bin/python -m venv $peers 2>/dev/null || python3 -m venv $peers
    $peers/bin/pip install -qq --require-hashes -r bench/peers/requirements.lock
fi
exec .venv/bin/python -m bench.run "$@"
