#!/usr/bin/env bash
# Installs Debian's Chromium and PostgreSQL for the tests, where that is allowed; says what is missing where it is not.
set -uo pipefail
missing=()
command -v chromium >/dev/null 2>&1 || command -v chromium-browser >/dev/null 2>&1 || missing+=(chromium fonts-noto-core)
ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || missing+=(postgresql)
if [ "${#missing[@]}" -eq 0 ]; then exit 0; fi
if command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" = 0 ]; then
    echo "Installing ${missing[*]} for the tests …" >&2
    export DEBIAN_FRONTEND=noninteractive
    { apt-get update -qq && apt-get install -y -qq "${missing[@]}"; } >/dev/null 2>&1 ||
        echo "Could not install ${missing[*]}: the tests that need them are skipped, and say so." >&2
else
    echo "Missing: ${missing[*]} (sudo apt-get install ${missing[*]}). The tests that need them are skipped, and say so." >&2
fi
exit 0
