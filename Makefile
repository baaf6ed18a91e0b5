# Everything runs in .venv; the only things a machine must bring are make and Python 3.11 or later.
#   make report         a report on seeds/ in build/report (SOURCES=…, OUT=…, REPORT_LANG=fr|en, DECISIONS=…)
#   make test           the tests, a few minutes
#   make check          linter, formatter, type checkers, import contract
#   make test-long      the tests `make test` leaves out: a wheel in a fresh environment and what takes long
#   make test-browser   the page in a real browser; without Chromium (Debian: chromium) they skip
#   make bench          speed beside other readers, into docs/performance.md, a few minutes
#   make samples        reports/samples anew from seeds/
#   make screenshots    the pictures of docs/ anew from reports/samples; needs Chromium
#   make rules          docs/rules.md anew from the pages of the rules
#   make schemas        reports/schemas anew from the columns of the tables
#   make clean          remove what the above made

SHELL := /bin/sh
.DELETE_ON_ERROR:
.PHONY: help report test check test-long test-browser bench samples screenshots rules schemas clean

PYTHON ?= python3
SEEDS := seeds/koursk seeds/livraisons seeds/foule
SOURCES ?= $(SEEDS)
OUT ?= build/report
WORKERS ?= auto

BIN := .venv/bin
INTERPRETER := $(BIN)/python
RUNTIME := .venv/.runtime
DEVELOPMENT := .venv/.development
BROWSER := .venv/.browser
PIP := $(INTERPRETER) -m pip --disable-pip-version-check install --quiet

report: $(RUNTIME)
	@$(BIN)/figures report $(SOURCES) -o "$(OUT)" $(if $(REPORT_LANG),--lang $(REPORT_LANG)) $(if $(DECISIONS),--decisions "$(DECISIONS)")
	@echo "The report lies in $(OUT):"
	@ls "$(OUT)"

help:
	@sed -n '2,12s/^# *//p' Makefile

test: $(DEVELOPMENT)
	$(INTERPRETER) -m pytest -q -n $(WORKERS) -m "not slow and not browser"

check: $(DEVELOPMENT)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pyright --pythonpath $(INTERPRETER)
	$(BIN)/lint-imports --no-logo

test-long: $(DEVELOPMENT)
	$(INTERPRETER) -m pytest -q -m slow

test-browser: $(BROWSER)
	$(INTERPRETER) -m pytest -q -m browser tests/browser

bench: $(DEVELOPMENT)
	$(INTERPRETER) -m tests.benchmarks --write
	$(INTERPRETER) -m tests.benchmarks.scale --write

samples: $(RUNTIME)
	@for lang in fr en; do \
		rm -rf "reports/samples/$$lang" && \
		$(BIN)/figures report $(SEEDS) -o "reports/samples/$$lang" --lang $$lang || exit $$?; \
	done

screenshots: $(BROWSER)
	@$(INTERPRETER) -m tests.browser.screenshots

rules: $(RUNTIME)
	@$(BIN)/figures rules --markdown > docs/rules.md

schemas: $(RUNTIME)
	@$(INTERPRETER) -c 'from pathlib import Path; from figures.reporting.schemas import write_schemas; \
		write_schemas(Path("reports/schemas"))'

clean:
	rm -rf .venv build dist .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache

# Shims and old system Pythons answer to these names too, so each is asked before it is taken.
$(INTERPRETER):
	@without=; \
	for python in $(PYTHON) python3.14 python3.13 python3.12 python3.11 python; do \
		"$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || continue; \
		"$$python" -c 'import ensurepip, venv' 2>/dev/null || { without="$$without $$python"; continue; }; \
		echo "Setting up .venv with $$("$$python" --version)" >&2; \
		"$$python" -m venv --clear .venv; exit; \
	done; \
	if [ -n "$$without" ]; then \
		echo "No ensurepip, so no environment with pip, from:$$without" >&2; \
		echo "On Debian and Ubuntu: apt install python3-venv; or name another: make PYTHON=/path/to/python3" >&2; \
	else \
		echo "No Python 3.11 or later found; name one: make PYTHON=/path/to/python3" >&2; \
	fi; exit 1

$(RUNTIME): $(INTERPRETER) pyproject.toml
	@echo "Installing what the tool needs" >&2
	@$(PIP) --editable . && touch $@

$(DEVELOPMENT): $(RUNTIME)
	@echo "Installing what its tests and checks need" >&2
	@$(PIP) --editable '.[dev]' && touch $@

$(BROWSER): $(DEVELOPMENT)
	@echo "Installing what drives a browser" >&2
	@$(PIP) --editable '.[browser]' && touch $@
