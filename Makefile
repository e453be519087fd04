# Everything runs in a virtual environment of the project's own, made on first use and again when its requirements change.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
PEERS := .venv-peers
# What is installed beside the package; .ci/run adds the encoders whose tests are skipped without their libraries.
EXTRAS ?= dev
# The tests start the program a hundred times; compiled anew each time, that is minutes.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: demo test lint types check benchmarks clean

$(READY): pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "summarize needs Python 3.11 or newer; name one with make PYTHON=..."; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --editable ".[$(EXTRAS)]"
	@touch $(READY)

demo: $(READY)
	$(BIN)/summarize brief corpora/riyadh-talks --words 150
	$(BIN)/summarize themes corpora/riyadh-talks
	$(BIN)/summarize compare corpora/riyadh-talks

test: $(READY)
	$(BIN)/python -m pytest --numprocesses auto --doctest-modules --cov --cov-report=term:skip-covered

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(READY)
	$(BIN)/mypy

check: test lint types

# The peers hold back libraries of ours, so they get an environment of their own.
$(PEERS)/.ready: pyproject.toml
	$(PYTHON) -m venv $(PEERS)
	$(PEERS)/bin/python -m pip install --quiet --editable ".[bench]"
	@touch $@

benchmarks: $(PEERS)/.ready
	$(PEERS)/bin/python benchmarks/segmentation.py
	$(PEERS)/bin/python benchmarks/summaries.py
	$(PEERS)/bin/python benchmarks/plots.py

clean:
	rm -rf $(VENV) $(PEERS) .pytest_cache .mypy_cache .ruff_cache .hypothesis .coverage
