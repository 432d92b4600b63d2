# Two commands are enough on a fresh machine: `make run` and `make test`. Each prepares what it needs first.

PORT ?= 8050
DB ?= var/teplokarta.duckdb
# The first Python from 3.11 on that can make environments; `make run PYTHON=/path/to/python3` chooses another.
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11 python3.14; do \
	$$p -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
VENV := .venv
BIN := $(VENV)/bin
NO_PYTHON := Нужен Python 3.11 или новее с модулем venv (Debian: пакеты python3 и python3-venv). / Python 3.11+ with venv is needed.
INSTALL := $(BIN)/python -m pip install -qq --disable-pip-version-check --require-hashes --no-deps

.PHONY: setup setup-dev setup-bench run test lint bench docs lock clean
.DEFAULT_GOAL := run

setup: $(VENV)/.ready

setup-dev: $(VENV)/.ready-dev

setup-bench: $(VENV)/.ready-bench

run: setup
	@exec $(BIN)/python app.py serve --db "$(DB)" --port "$(PORT)"

lint: setup-dev setup-bench
	$(BIN)/ruff check .
	$(BIN)/mypy

# The browser tests come last and by themselves: a browser and a server fill the machine.
test: lint
	$(BIN)/pytest -q -n 2 --ignore=tests/browser --cov --cov-report=term
	@if $(BIN)/python -m tests.browser.chromium; then \
	  $(BIN)/pytest -q tests/browser && echo "Browser tests: ran"; \
	else echo "Browser tests: NOT RUN (no chromium)"; fi

# `make bench SIZES="1000000 10000000"` measures these numbers of rows; without it 1, 10 and 100 million.
bench: setup-bench setup-dev
	$(BIN)/python -m bench $(if $(SIZES),--sizes "$(SIZES)") --report bench/RESULTS.md

docs: setup
	$(BIN)/python -m docs.settings_page > docs/settings.md

# Resolves the newest allowed versions anew, for every platform and every Python from 3.11 on.
lock:
	@$(PYTHON) -m venv var/lock && var/lock/bin/pip install --quiet uv
	var/lock/bin/uv pip compile pyproject.toml -o requirements.lock $(RESOLVE)
	var/lock/bin/uv pip compile --group dev -c requirements.lock -o requirements-dev.lock $(RESOLVE)
	var/lock/bin/uv pip compile --group bench -c requirements.lock -o requirements-bench.lock $(RESOLVE)

RESOLVE := --quiet --upgrade --universal --python-version 3.11 --fork-strategy fewest \
	--generate-hashes --no-header --annotation-style line

clean:
	rm -rf $(VENV) var .mypy_cache .ruff_cache .pytest_cache .hypothesis .coverage

$(BIN)/pip:
	@python="$(PYTHON)"; test -n "$$python" || { echo "$(NO_PYTHON)" >&2; exit 1; }; \
	echo "Environment: $$($$python --version) in $(VENV)"; $$python -m venv $(VENV)

$(VENV)/.ready: requirements.lock | $(BIN)/pip
	@echo "Installing requirements.lock"
	@$(INSTALL) -r requirements.lock
	@echo "Compiling the loops over the facts"
	@$(BIN)/python -m data.facts.warm
	@touch $@

$(VENV)/.ready-dev: requirements-dev.lock $(VENV)/.ready
	@echo "Installing requirements-dev.lock"
	@$(INSTALL) -r requirements-dev.lock
	@touch $@

$(VENV)/.ready-bench: requirements-bench.lock $(VENV)/.ready
	@echo "Installing requirements-bench.lock"
	@$(INSTALL) -r requirements-bench.lock
	@touch $@
