# Two commands do everything on a fresh machine: `make report` and `make test`. Each sets up what it needs.
PYTHON ?= python3
VENV := .venv
RUN := $(VENV)/bin/python
PARALLEL := --numprocesses auto --dist loadfile --no-loadscope-reorder
PIP := $(RUN) -m pip install --quiet --disable-pip-version-check --constraint constraints.txt

.DEFAULT_GOAL := help
unexport VIRTUAL_ENV # of another environment that happens to be active
.PHONY: help report test test-browser notebooks lab bench sample glossary methods

help: ## print this list
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' | expand -t 14

report: $(VENV)/installed ## charts, tables and a workbook from the sample exports, in report/
	$(RUN) -m interview_analytics report data/sample --out report --force

test: $(VENV)/installed-test ## the whole test suite: code, notebooks, house rules
	$(RUN) -m ruff check .
	$(RUN) -m ruff format --check .
	$(RUN) -m mypy
	$(RUN) -m pytest $(PARALLEL) --nbval notebooks
	$(RUN) -m pytest $(PARALLEL)

test-browser: $(VENV)/installed-test ## open the report and the notebooks in a real browser (needs chromium)
	$(RUN) -m pytest $(PARALLEL) tests/browser

notebooks: $(VENV)/installed-test ## run the seven notebooks again and store what they show
	$(RUN) -m jupyter nbconvert --to notebook --execute --inplace --log-level=ERROR --ExecutePreprocessor.record_timing=False notebooks/*.ipynb

lab: $(VENV)/installed ## open the notebooks in JupyterLab, in a folder of your own
	$(RUN) -m interview_analytics lab interview-notebooks

bench: $(VENV)/installed-test ## measure speed, as ratios within one run
	$(RUN) -m benchmarks

sample: $(VENV)/installed-test ## write the simulated exports again, byte for byte
	$(RUN) -m interview_analytics.simulate data/sample data/sample-truth data/sample-messy

methods: $(VENV)/installed-test ## write the table of known answers in docs/methods.md again
	$(RUN) -m tests.known_answers

glossary: $(VENV)/installed ## write GLOSSARY.md again from the definitions in the code
	$(RUN) -m interview_analytics.glossary > GLOSSARY.md

$(VENV)/bin/python:
	$(PYTHON) -c "import sys; sys.exit(None if sys.version_info >= (3, 11) else 'Python 3.11 or newer is needed; set PYTHON=…')"
	$(PYTHON) -m venv $(VENV)

$(VENV)/installed: pyproject.toml constraints.txt | $(VENV)/bin/python
	$(PIP) --editable .
	@touch $@

$(VENV)/installed-test: pyproject.toml constraints.txt | $(VENV)/bin/python
	$(PIP) --editable ".[test]"
	@touch $@ $(VENV)/installed
