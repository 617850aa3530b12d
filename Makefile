# make run    starts the dashboard on http://127.0.0.1:8050
# make test   runs every check and every test
# make screenshots  takes the pictures in docs/
# make soak   fuzzes the finding of places for half an hour; ARGS="--minutes 5" for less
# make clean  removes what the two made; databases stay
#
# PYTHON=python3.12   the Python to use; else the newest of 3.11 to 3.13 that is installed
# ARGS="--port 9000"  arguments for the dashboard (run) or for pytest (test)
# CHROMIUM=path       the browser to test with; else the one that is installed

SHELL := /bin/sh
VENV := .venv
BIN := $(VENV)/$(if $(filter Windows_NT,$(OS)),Scripts,bin)
CANDIDATES := $(if $(PYTHON),"$(PYTHON)",python3.13 python3.12 python3.11 python3 python)
FITS := import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))
INSTALL := "$(BIN)/python" -m pip install -qq --disable-pip-version-check

.PHONY: help run test screenshots soak clean venv installed test-installed
.DEFAULT_GOAL := help

help:
	@sed -n 's/^# \{0,1\}//p; /^$$/q' Makefile

run: installed
	@"$(BIN)/python" app.py $(ARGS)

test: test-installed
	@"$(BIN)/python" -m tests.prepare
	@"$(BIN)/python" -m tests.all $(ARGS)

screenshots: test-installed
	@"$(BIN)/python" -m tests.prepare
	@"$(BIN)/python" -m tests.screenshots

# A virtual environment with a fitting Python and pip in it; made anew when it is missing or broken.
# Debian keeps what makes one (ensurepip) in a package of its own, hence the second message.
venv:
	@if "$(BIN)/python" -c "import pip; $(FITS)" >/dev/null 2>&1 && \
	    { [ -z "$(PYTHON)" ] || [ "$$("$(PYTHON)" -V 2>&1)" = "$$("$(BIN)/python" -V 2>&1)" ]; }; then \
	    exit 0; \
	fi; \
	incomplete=; \
	for candidate in $(CANDIDATES); do \
	    "$$candidate" -c "$(FITS)" >/dev/null 2>&1 || continue; \
	    if "$$candidate" -c "import ensurepip, venv" >/dev/null 2>&1; then \
	        echo "Making a virtual environment in $(VENV) with $$("$$candidate" -V) ..."; \
	        exec "$$candidate" -m venv --clear "$(VENV)"; \
	    fi; \
	    incomplete="$$candidate"; \
	done; \
	if [ -n "$$incomplete" ]; then \
	    echo "$$incomplete ($$("$$incomplete" -V)) cannot make virtual environments: its ensurepip is missing." >&2; \
	    echo "On Debian and Ubuntu: apt install python3-venv   Then repeat." >&2; \
	elif [ -n "$(PYTHON)" ]; then \
	    echo "PYTHON=$(PYTHON) is not a Python 3.11, 3.12 or 3.13 that starts." >&2; \
	else \
	    echo "This needs Python 3.11, 3.12 or 3.13, and none was found on PATH." >&2; \
	    echo "Install one (https://www.python.org/downloads/), or name yours: make run PYTHON=/path/to/python3" >&2; \
	fi; \
	exit 1

# pip runs only when the list differs from the one that was installed.
installed: venv
	@cmp -s requirements.txt "$(VENV)/requirements.txt" || { \
	    echo "Installing what requirements.txt lists; the first time this takes a minute or two ..."; \
	    $(INSTALL) -r requirements.txt && cp requirements.txt "$(VENV)/requirements.txt"; }

test-installed: installed
	@cmp -s tests/requirements.txt "$(VENV)/tests-requirements.txt" || { \
	    echo "Installing what tests/requirements.txt lists ..."; \
	    $(INSTALL) -r requirements.txt -r tests/requirements.txt && \
	    cp tests/requirements.txt "$(VENV)/tests-requirements.txt"; }

soak: test-installed
	@"$(BIN)/python" -m pip install -qq --disable-pip-version-check -r tests/soak/requirements.txt
	@"$(BIN)/python" -m tests.soak $(ARGS)

clean:
	@rm -rf "$(VENV)" build .mypy_cache .ruff_cache .pytest_cache .hypothesis
	@find app.py geodata dashboard tests -name __pycache__ -type d -prune -exec rm -rf {} + 2>/dev/null || true
