# Everything people and machines run here. The README and .ci/run call these targets and nothing else.

PORT ?= 8000
PYTHON ?= python3
BIN := .venv/bin
CORE := .venv/.core-installed
DEV := .venv/.dev-installed
PEERS := .venv-bench/.peers-installed
SETTINGS := --settings rantai.config.settings
LOCK := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --exclude-newer "7 days"
SHIPPED := --extra fast --extra paper --extra web --extra postgres --extra cluster --extra bench

.DEFAULT_GOAL := help
.PHONY: help setup dev run test check fix pictures bench bench-cutting bench-lots bench-split bench-opening soak messages docs lock clean

help: ## list what can be made
	@grep -E '^[a-z-]+:.*##' Makefile | sed -E 's/^([a-z-]+):.*## /make \1\t/' | expand -t 20

setup: $(CORE) ## virtual environment from the locks, database, static files
	@$(BIN)/python -m rantai.engine.compiled.build --all
	@$(BIN)/django-admin migrate $(SETTINGS) --verbosity 0
	@$(BIN)/django-admin collectstatic $(SETTINGS) --noinput --verbosity 0
	@echo "Ready. 'make run' starts Rantai."

run: setup ## start Rantai with the reference case (PORT=8000)
	@$(BIN)/rantai site run --port $(PORT)

test: $(DEV) ## every test, on SQLite, PostgreSQL and in Chromium
	@$(BIN)/python tools/run_tests.py

check: $(DEV) ## lint, types, doors, translations, documents, migrations
	@$(BIN)/python tools/run_checks.py

fix: $(DEV) ## what a machine can mend by itself
	@$(BIN)/ruff check --fix --quiet .
	@$(BIN)/ruff format --quiet .
	@$(BIN)/python tools/messages.py extract
	@$(BIN)/python tools/messages.py compile
	@$(BIN)/rantai tables --markdown > docs/tables.md

pictures: $(DEV) ## take the pictures of a month for the guides anew
	@RANTAI_PICTURES=docs/guides/img $(BIN)/pytest -q tests/browser/test_month.py

bench: $(DEV) ## measure the engine on its instances and write docs/benchmarks.md
	@$(BIN)/python benchmarks/run.py

bench-cutting: $(DEV) $(PEERS) ## measure cutting beside its peers and write its part of docs/benchmarks.md
	@$(BIN)/python benchmarks/cutting_bench.py

bench-lots: $(DEV) $(PEERS) ## measure lot sizing beside its peers and write its part of docs/benchmarks.md
	@$(BIN)/python benchmarks/lots.py

bench-split: $(DEV) ## measure the splits of costs and write their part of docs/benchmarks.md
	@$(BIN)/python benchmarks/split.py

bench-opening: $(DEV) ## measure the opening: 450 workshops order within ten seconds, over HTTP
	@$(BIN)/python benchmarks/opening.py

soak: $(DEV) ## the long gates, half an hour and more
	@$(BIN)/python tools/run_tests.py --soak

messages: $(DEV) ## collect strings for translation and compile what is translated
	@$(BIN)/python tools/messages.py extract
	@$(BIN)/python tools/messages.py compile

docs: $(CORE) ## pages that are made from the code
	@$(BIN)/rantai tables --markdown > docs/tables.md

lock: $(DEV) ## choose versions anew; nothing younger than seven days
	@$(LOCK) pyproject.toml $(SHIPPED) --output-file requirements/core.txt
	@$(LOCK) pyproject.toml $(SHIPPED) --extra dev --constraint requirements/core.txt --output-file requirements/dev.txt
	@$(LOCK) requirements/start.in --constraint requirements/dev.txt --output-file requirements/start.txt

clean: ## remove what was made, but never data (var/)
	rm -rf .venv .venv-bench build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find src tests tools -name __pycache__ -type d -prune -exec rm -rf {} +

# Stamps: nothing is installed twice while the locks stay the same.
$(CORE): requirements/start.txt requirements/core.txt pyproject.toml
	@echo "Setting up (about a minute the first time) …"
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --require-hashes --requirement requirements/start.txt
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes --requirement requirements/core.txt
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation --editable .
	@$(BIN)/python -m rantai.engine.compiled.build --all
	@touch $@

$(DEV): $(CORE) requirements/dev.txt
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes --requirement requirements/dev.txt
	@touch $@

# Peers that `make bench-cutting` runs beside ours have an environment of their own.
$(PEERS): $(DEV) benchmarks/peers/requirements.txt
	@test -x .venv-bench/bin/python || $(BIN)/uv venv --quiet --python $(BIN)/python .venv-bench
	@$(BIN)/uv pip install --quiet --python .venv-bench/bin/python --require-hashes --requirement benchmarks/peers/requirements.txt
	@touch $@
