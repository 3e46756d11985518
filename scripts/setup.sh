#!/usr/bin/env bash
# Sets up .venv from the lock: uv, venv or virtualenv, whichever is there.
set -euo pipefail
python=${1:-python3}

"$python" - <<'PY' || { echo "Egenkraft needs Python 3.11 or newer. Install it, or name one: make demo PYTHON=python3.12" >&2; exit 1; }
import sys
raise SystemExit(sys.version_info < (3, 11))
PY

make_environment() {
    if command -v uv >/dev/null 2>&1 && uv venv --quiet --seed --python "$python" --clear .venv 2>/dev/null; then return; fi
    rm -rf .venv
    if "$python" -m venv .venv >/dev/null 2>&1; then return; fi
    rm -rf .venv
    if "$python" -m virtualenv --quiet .venv >/dev/null 2>&1; then return; fi
    rm -rf .venv
    if command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" = 0 ]; then
        apt-get install -y -qq python3-venv >/dev/null 2>&1 || { apt-get update -qq && apt-get install -y -qq python3-venv >/dev/null 2>&1; }
        "$python" -m venv .venv >/dev/null 2>&1 && return
    fi
    cat >&2 <<'TEXT'
No virtual environment could be made: uv, venv and virtualenv are all missing.
On Debian or Ubuntu, run this once and try again:

    sudo apt-get install python3-venv

TEXT
    exit 1
}

[ -x .venv/bin/python ] && .venv/bin/python -c 'import sys' 2>/dev/null || { echo "Making .venv …" >&2; make_environment; }
echo "Installing what requirements.lock names (about a minute the first time) …" >&2
export PIP_DISABLE_PIP_VERSION_CHECK=1
if command -v uv >/dev/null 2>&1; then
    VIRTUAL_ENV=.venv uv pip install -qq --require-hashes -r requirements.lock ||
        .venv/bin/python -m pip install -qq --require-hashes -r requirements.lock
else
    .venv/bin/python -m pip install -qq --require-hashes -r requirements.lock
fi
.venv/bin/python -m pip install -qq --no-deps --no-build-isolation --no-index -e .
