# Everything runs in .venv, made from the lock files. Debian with Python 3.11, pip and make is enough.
#
#     make demo    read the example reports        make test    every test
#     make check   style, types, rooms, word tables, the floors of evaluation/floor.toml
#     make bench   time and memory beside bare spaCy, names with and without its recognizer, the cost of relations and
#                  of the relevance gate
#     make bench-store  a store of a million events: how fast it is filled, and how fast it answers
#     make torture      5,000 damaged files, 30 real kills of 2,000 reports, 200 questions to both databases,
#                     ten minutes of questions to the interface for programs, 20 kills of the desk
#     make train   train the encoder anew, in an environment of its own (about an hour on two cores)
#     make docs    write again what README.md and docs/ quote from the program
#     make lock    choose the versions of the dependencies anew
PYTHON ?= python3
VENV := .venv
PY := $(VENV)/bin/python
TRAIN := .venv-train
export PIP_DISABLE_PIP_VERSION_CHECK = 1
export PIP_NO_INPUT = 1

.PHONY: demo test browser check bench bench-store torture train docs lock venv clean
.DELETE_ON_ERROR:

venv: $(VENV)/.installed

demo: venv
	@$(VENV)/bin/dragoman demo

# As many at once as there are cores, four at most; a file's tests stay together, as they share what they read.
test: venv browser
	@$(PY) -m pytest -q --numprocesses=auto --maxprocesses=4 --dist=loadfile

# The browser tests drive Debian's chromium; where it is missing they are skipped, and pytest's report says so.
CHROMIUM := /usr/bin/chromium
INSTALL := apt-get install -qq -y --no-install-recommends chromium
browser:
	@test -x $(CHROMIUM) || { \
	    echo "installing chromium for the browser tests"; \
	    if [ "$$(id -u)" = 0 ]; then $(INSTALL) || { apt-get update -qq && $(INSTALL); }; \
	    elif sudo -n true 2>/dev/null; then sudo -n $(INSTALL) || { sudo -n apt-get update -qq && sudo -n $(INSTALL); }; \
	    else false; fi >/dev/null; \
	} || echo "chromium could not be installed: the browser tests are skipped; apt-get install chromium (as root) lets them run"

check: venv
	@$(PY) -m ruff check .
	@$(PY) -m ruff format --check .
	@$(PY) -m mypy
	@$(VENV)/bin/lint-imports
	@$(VENV)/bin/dragoman lexicon check
	@$(VENV)/bin/dragoman gate check

bench: venv
	@$(PY) benchmarks/bench.py
	@$(PY) benchmarks/names.py
	@$(PY) benchmarks/relations.py
	@$(PY) benchmarks/gate.py

bench-store: venv
	@$(PY) benchmarks/store.py

torture: venv
	@$(PY) scripts/torture.py

train: $(TRAIN)/.installed
	@$(TRAIN)/bin/dragoman train training/pairs.tsv --out src/dragoman/learned/data --epochs 3

docs: venv
	@$(PY) scripts/quote.py

lock:
	@PYTHON=$(PYTHON) scripts/lock.sh

clean:
	rm -rf $(VENV) $(TRAIN) build dist .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis

# Made from nothing when the lock changes: what the lock no longer names must not linger. Some Debians have no ensurepip:
# there the pip outside fills the environment.
$(VENV)/.locked: requirements-dev.lock
	@echo "making $(VENV) from requirements-dev.lock (a minute or two)"
	@if $(PYTHON) -c "import ensurepip" 2>/dev/null; then \
	    $(PYTHON) -m venv --clear $(VENV) && \
	    $(PY) -m pip install -qq --require-hashes --requirement requirements-dev.lock; \
	else \
	    $(PYTHON) -m venv --clear --without-pip $(VENV) && \
	    $(PYTHON) -m pip --python $(PY) install -qq --require-hashes --requirement requirements-dev.lock pip; \
	fi
	@touch $@

# The lock has the build backend, so that nothing is fetched here.
$(VENV)/.installed: $(VENV)/.locked pyproject.toml
	@$(PY) -m pip install -qq --no-deps --no-build-isolation --no-index --editable .
	@touch $@

$(TRAIN)/.installed: requirements-train.lock pyproject.toml
	@echo "making $(TRAIN) from requirements-train.lock (torch is large)"
	@$(PYTHON) -m venv --clear $(TRAIN)
	@$(TRAIN)/bin/python -m pip install -qq --requirement requirements-train.lock "hatchling>=1.27" "editables>=0.5"
	@$(TRAIN)/bin/python -m pip install -qq --no-deps --no-build-isolation --no-index --editable .
	@touch $@
