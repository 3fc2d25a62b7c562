# Two commands are the whole set-up: `make run` and `make test`. Everything else is for developers.
SHELL := /bin/bash
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
PIP_FLAGS ?= --disable-pip-version-check --quiet

.PHONY: run test bench lint types clean help

help:
	@echo "make run    set up, then extract the sample corpus into outputs/"
	@echo "make test   set up, then style, types and all tests"
	@echo "make bench  speed and memory, printed as ratios"

$(STAMP): pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install $(PIP_FLAGS) -c constraints.txt -e '.[dev]'
	@.ci/system-packages
	@touch $@

run: $(STAMP)
	@$(BIN)/cancu extract corpora/documents --out outputs/records
	@$(BIN)/cancu evaluate corpora/gold outputs/records
	@$(BIN)/cancu extract corpora/documents --out outputs/tables.xlsx
	@$(BIN)/cancu show corpora/documents/$$(ls corpora/documents | head -1) --html outputs/first.html --force
	@echo
	@echo "outputs/records/     one JSON record a document"
	@echo "outputs/tables.xlsx  the same as tables, one sheet a layer"
	@echo "outputs/first.html   one document with everything found in it"

lint: $(STAMP)
	$(BIN)/ruff check pipeline tests
	$(BIN)/ruff format --check pipeline tests

types: $(STAMP)
	$(BIN)/mypy

test: lint types
	$(BIN)/cancu gazetteer lint
	$(BIN)/pytest -n 2

bench: $(STAMP)
	$(BIN)/python tests/benchmarks/extraction.py

clean:
	rm -rf $(VENV) build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache
