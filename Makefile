# `make demo` and `make test` need nothing but python3, make and the package registries.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: demo test lint reference picture bench clean

$(READY): pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	touch $@

demo: $(READY)
	$(BIN)/bilingual translate seeds/*.txt --to en,zh --format html,xlsx,json --output output
	@echo
	@echo "Open the pages in a browser:                output/*.html"
	@echo "Open the workbooks in Excel or LibreOffice: output/*.xlsx"
	@echo "Translate an article of your own:           $(BIN)/bilingual translate ARTICLE.txt"

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

test: lint
	$(BIN)/python -m pytest -n auto

reference: $(READY)
	$(BIN)/python -m bilingual.cli.reference > docs/commands.md

# Needs Debian's chromium, fonts-noto-cjk and poppler-utils.
picture: demo
	$(BIN)/python -m tests.pictures output

bench: $(READY)
	for benchmark in startup one_article publishing checks cleaning terminology memory engines batch; do $(BIN)/python benchmarks/$$benchmark.py || exit 1; done

clean:
	rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache .hypothesis
