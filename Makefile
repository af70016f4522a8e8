# README's two commands are `make prove` and `make test`; everything else stands on them.

PYTHON ?= $(shell command -v python3.11 || command -v python3.12 || command -v python3)
VENV ?= .venv
RUN ?= runs/embedded
SAMPLE ?=

# As many tests at a time as there are cores; those of a file one after the other, for they share what it sets up.
PYTEST = $(VENV)/bin/python -m pytest --numprocesses auto --dist loadfile

.PHONY: prove test test-all check bench performance clean

prove: $(VENV)/installed
	@for file in examples/*.lean; do echo "== $$file"; $(VENV)/bin/architect prove $$file || exit $$?; echo; done

# Each claim once.
test: $(VENV)/installed-for-development
	$(PYTEST) -m "not long"

# And then the rest: every cheat, every solution, kills, and 120 examples of each property.
test-all: test
	$(PYTEST) -m "long or hypothesis" --hypothesis-profile=all

check: $(VENV)/installed-for-development
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/mypy

# The embedded suite (or a SAMPLE of it, by a pattern) with no model and two seconds for each statement: a few minutes on
# two cores.
bench: $(VENV)/installed
	$(VENV)/bin/architect bench embedded $(if $(SAMPLE),--filter "$(SAMPLE)") --timeout 2 --workers 2 --out $(RUN)
	$(VENV)/bin/architect bench report $(RUN)

performance: $(VENV)/installed
	$(VENV)/bin/python -m benchmarks.measure.live
	$(VENV)/bin/python -m benchmarks.measure.gate
	$(VENV)/bin/python -m benchmarks.measure.command
	$(VENV)/bin/python -m benchmarks.measure.model
	$(VENV)/bin/python -m benchmarks.measure.makespan
	$(VENV)/bin/python -m benchmarks.measure.throughput
	$(VENV)/bin/python -m benchmarks.measure.symbolic
	$(VENV)/bin/python -m benchmarks.measure.refuted
	$(VENV)/bin/python -m benchmarks.measure.kills
	$(VENV)/bin/python -m benchmarks.measure.bench
	$(VENV)/bin/python -m benchmarks.performance.second_judgement
	$(VENV)/bin/python -m benchmarks.measure.sizes
	$(VENV)/bin/python -m benchmarks.performance.soak
	$(VENV)/bin/python -m benchmarks.performance.chaos
	$(VENV)/bin/python -m benchmarks.performance.beside

$(VENV)/installed: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(VENV)/bin/python -m pip install --quiet --editable .
	@touch $@

$(VENV)/installed-for-development: $(VENV)/installed
	$(VENV)/bin/python -m pip install --quiet --editable '.[dev]'
	@touch $@

clean:
	rm -rf $(VENV) build *.egg-info
