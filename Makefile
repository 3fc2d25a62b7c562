# Two commands are the whole set-up: `make run` and `make test`. Everything else is for developers.
SHELL := /bin/bash
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
PIP_FLAGS ?= --disable-pip-version-check -qq

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

PLAN := corpora/documents/bac-kan-dong-mau-kh-2024.txt
run: $(STAMP)
	@echo "== records of the sample corpus"
	@$(BIN)/cancu extract corpora/documents --out outputs/records
	@$(BIN)/cancu extract corpora/documents --out outputs/tables.xlsx 2>/dev/null
	@$(BIN)/cancu show $(PLAN) --html outputs/document.html --force 2>/dev/null
	@echo; echo "== the same against its gold"
	@$(BIN)/cancu evaluate corpora/gold outputs/records
	@echo; echo "== the database: what is read, cited, resolved"
	@rm -f outputs/corpus.db*  # made anew: it may be of an older format
	@$(BIN)/cancu build corpora/documents --db outputs/corpus.db
	@echo; echo "== one lineage: a commune's plan up to its central sources"
	@$(BIN)/cancu graph lineage $(PLAN) --db outputs/corpus.db
	@$(BIN)/cancu graph lineage $(PLAN) --db outputs/corpus.db --svg outputs/lineage.svg >/dev/null 2>&1
	@echo; echo "== one check of a sample plan"
	@$(BIN)/cancu check corpora/documents/bac-kan-sct-kh-2024.txt --db outputs/corpus.db || [ $$? = 1 ]
	@$(BIN)/cancu check corpora/documents/bac-kan-sct-kh-2024.txt --format html --out outputs/check.html >/dev/null 2>&1 || [ $$? = 1 ]
	@echo; echo "== where to look"
	@echo "outputs/records/       one JSON record a document"
	@echo "outputs/tables.xlsx    the same as tables, one sheet a layer"
	@echo "outputs/document.html  one document with everything found in it"
	@echo "outputs/corpus.db      the database; ask it: $(BIN)/cancu graph --help"
	@echo "outputs/lineage.svg    the lineage as a picture"
	@echo "outputs/check.html     the check as a page"

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
	$(BIN)/python tests/benchmarks/reading.py
	$(BIN)/python tests/benchmarks/ocr.py
	$(BIN)/python -m tests.benchmarks.store
	$(BIN)/python tests/benchmarks/graph.py

clean:
	rm -rf $(VENV) build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache
