# README's two commands are `make prove` and `make test`; everything else stands on them.

PYTHON ?= $(shell command -v python3.11 || command -v python3.12 || command -v python3.13 || command -v python3.14 || command -v python3)
VENV ?= .venv
RUN ?= runs/embedded
SAMPLE ?=
FRONT = architect/page/front
CLIENT = tests/architect/mcp/typescript

# As many tests at a time as there are cores; those of a file one after the other, for they share what it sets up.
PYTEST = $(VENV)/bin/python -m pytest --numprocesses auto --dist loadfile

# The command $(1) out of Debian's packages $(2), where it is not there; who is not root needs sudo for that alone.
AS_ROOT = $(if $(filter 0,$(shell id -u)),,sudo -n)
APT = $(AS_ROOT) apt-get update && $(AS_ROOT) apt-get install --yes --no-install-recommends
debian = @command -v $(1) >/dev/null || { $(APT) $(2); } || { echo "$(1): not here, and not installed: have Debian's $(2) installed"; exit 1; }

.PHONY: prove test test-all test-browser check docs bench performance performance-page page page-current pictures clean

prove: $(VENV)/installed
	@for file in examples/*.lean; do echo "== $$file"; $(VENV)/bin/architect prove $$file || exit $$?; echo; done

# Each claim once; test-all: and every cheat, every solution, kills, and 120 examples of each property, in one go.
test: TESTS = -m "not long and not browser"
test-all: TESTS = -m "not browser" --hypothesis-profile=all
test test-all: $(VENV)/installed-for-development
	$(PYTEST) $(TESTS)

# The page in a real browser, which is Debian's, the site of the docs, and `architect mcp` asked by a client in Node.
test-browser: $(VENV)/installed-for-browser $(VENV)/installed-for-docs $(CLIENT)/node_modules/installed
	$(call debian,chromium,chromium)
	$(PYTEST) -m browser tests/page
	$(PYTEST) -m browser tests/architect/mcp  # a process of its own, for playwright keeps a loop in the other

# architect/page/built, of the sources in architect/page/front.
page: $(FRONT)/node_modules/installed
	cd $(FRONT) && npm run --silent check && npm run --silent build

page-current: $(FRONT)/node_modules/installed
	cd $(FRONT) && npm run --silent check && npm run --silent current

# The site of the docs, in build/site: what a page links to is there, or nothing is built.
docs: $(VENV)/installed-for-docs
	$(VENV)/bin/python -m docs.site build/docs
	$(VENV)/bin/python -m zensical build --strict --clean

# docs/pictures, of the page as it is.
pictures: $(VENV)/installed-for-browser
	$(call debian,chromium,chromium)
	$(VENV)/bin/python -m benchmarks.performance.pictures

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
	$(VENV)/bin/python -m benchmarks.measure.live_page
	$(VENV)/bin/python -m benchmarks.performance.second_judgement
	$(VENV)/bin/python -m benchmarks.measure.sizes
	$(VENV)/bin/python -m benchmarks.performance.soak
	$(VENV)/bin/python -m benchmarks.performance.chaos
	$(VENV)/bin/python -m benchmarks.performance.beside
	$(MAKE) performance-page

performance-page: $(VENV)/installed-for-browser
	$(call debian,chromium,chromium)
	$(VENV)/bin/python -m benchmarks.performance.page

$(VENV)/installed: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(VENV)/bin/python -m pip install --quiet --editable .
	@touch $@

$(VENV)/installed-for-development: $(VENV)/installed
	$(VENV)/bin/python -m pip install --quiet --editable '.[dev]'
	@touch $@

$(VENV)/installed-for-browser: $(VENV)/installed-for-development
	$(VENV)/bin/python -m pip install --quiet --editable '.[browser]'
	@touch $@

$(VENV)/installed-for-docs: $(VENV)/installed
	$(VENV)/bin/python -m pip install --quiet --editable '.[docs]'
	@touch $@

%/node_modules/installed: %/package-lock.json
	$(call debian,npm,nodejs npm)
	cd $* && npm ci --silent
	find $*/node_modules -name "*.py" -delete  # all Python that lies here is taken for ours
	@touch $@

clean:
	rm -rf $(VENV) build *.egg-info $(FRONT)/node_modules $(CLIENT)/node_modules
