# Every target makes its own environment in .venv from the locked requirements; only Python >= 3.11 and a package registry are needed.
# Evaluation data; where there are none, eval says so and measures nothing.
SHARED := ../shared
VENV   := .venv
BIN    := $(VENV)/bin
# The first Python of 3.11 or later; another one: make PYTHON=/path/to/python test
PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3 python; do \
	$$p -c 'import sys, venv; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 && { echo $$p; break; }; done)

.PHONY: help demo test eval bench lint format lock clean

help:
	@echo "make demo    read the bundled article and show what it says"
	@echo "make test    run the tests"
	@echo "make eval    measure on gold readings, where they are present"
	@echo "make bench   measure speed and memory"
	@echo "make lint    style, types and layers"
	@echo "make format  mend what can be mended by itself"
	@echo "make lock    lock the newest versions (needs uv)"

demo: $(VENV)/.runtime
	@$(BIN)/cronicar read src/cronicar/examples/demo.txt

test: $(VENV)/.dev
	$(BIN)/python -m pytest

eval: $(VENV)/.runtime
	$(BIN)/python -m evals --shared $(SHARED)

bench: $(VENV)/.dev
	$(BIN)/python -m bench

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(VENV)/.dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

lock:
	for n in runtime dev build; do \
	uv pip compile requirements/$$n.in --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --upgrade -o requirements/$$n.txt; done

clean:
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "make: no Python of 3.11 or later on the path; install one, or say make PYTHON=/path/to/python" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.runtime: requirements/runtime.txt requirements/build.txt pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements/build.txt -r requirements/runtime.txt
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.dev: requirements/dev.txt $(VENV)/.runtime
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements/dev.txt
	@touch $@
