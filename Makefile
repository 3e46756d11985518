# Egenkraft. The two commands: make demo, make test. Everything else is listed by make help.
.DEFAULT_GOAL := help
SHELL := /bin/bash
PYTHON ?= python3
BIN := .venv/bin
STAMP := .venv/.installed

.PHONY: help setup demo serve test test-wide check format bench lock clean

help: ## this list
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | column -t -s "$$(printf '\t')"

$(STAMP): requirements.lock pyproject.toml scripts/setup.sh
	@bash scripts/setup.sh "$(PYTHON)"
	@touch $(STAMP)

setup: $(STAMP) ## set up .venv, translations and the compiled rulebook
	@$(BIN)/pybabel -q compile -d src/egenkraft/web/locale -D django --use-fuzzy
	@$(BIN)/python -m compileall -q src/egenkraft
	@$(BIN)/egenkraft compile --quiet

demo: setup ## the fictitious town: one whole month, files in demo/, then the pages (ONCE=1 ends after the month)
	@$(BIN)/egenkraft demo $(if $(ONCE),--once,)

serve: setup ## serve the pages of an earlier demo
	@$(BIN)/egenkraft demo --serve-only

test: setup ## the whole suite on SQLite; triggers, locks and kills on PostgreSQL; each page in a browser
	@bash scripts/system_packages.sh
	@$(BIN)/pytest -n 2 --dist loadgroup -m "not wide"

test-wide: setup ## the whole suite on PostgreSQL; every page at three widths and two languages with axe
	@bash scripts/system_packages.sh
	@$(BIN)/python scripts/on_postgresql.py $(BIN)/pytest -n 2 --dist loadgroup

check: setup ## format, lint, types, contracts, licences, translations
	@bash scripts/check.sh

format: setup ## format the code
	@$(BIN)/ruff format src tests bench scripts conftest.py
	@$(BIN)/ruff check --fix src tests bench scripts conftest.py

bench: setup ## measure against peers, side by side; prints a table and writes bench/results.json
	@bash bench/run.sh

lock: ## resolve the dependencies anew (needs uv)
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links \
	  --no-header --no-annotate --all-extras pyproject.toml -o requirements.lock

clean: ## remove what was made
	rm -rf .venv var demo build bench/results.json bench/peers/.venv
