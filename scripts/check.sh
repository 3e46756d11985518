#!/usr/bin/env bash
# Format, lint, types, contracts, licences: verifies only, never rewrites.
set -uo pipefail
bin=.venv/bin
export EGENKRAFT_PROFILE=test EGENKRAFT_DATA_DIR="${TMPDIR:-/tmp}/egenkraft-check"
failed=0
step() {
    local name=$1
    shift
    local output
    if output=$("$@" 2>&1); then printf '  ok      %s\n' "$name"; else
        printf '  FAILED  %s\n%s\n' "$name" "$output"
        failed=1
    fi
}
echo "make check"
step "format (ruff)" $bin/ruff format --check src tests bench scripts conftest.py
step "lint (ruff)" $bin/ruff check src tests bench scripts conftest.py
step "templates (djade)" bash -c "git ls-files -z -- 'src/*.html' | xargs -0 $bin/djade --target-version 5.2 --check"
step "types (mypy, strict)" $bin/mypy src/egenkraft
step "contracts (import-linter)" $bin/lint-imports
step "migrations are complete" $bin/egenkraft manage makemigrations --check --dry-run
step "licences" $bin/python scripts/licences.py
step "lock holds no addresses" bash -c '! grep -nE "https?://" requirements.lock'
step "the production profile passes check --deploy" $bin/python scripts/check_deploy.py
step "translations are complete" $bin/python scripts/translations.py --check
step "docs/transitions.md is as the tables" $bin/python scripts/transitions.py --check
step "golden cases" $bin/egenkraft golden --json
exit $failed
