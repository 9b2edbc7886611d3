# One command for everything; each target makes its own .venv when it is missing or older than its pins.
#   make run      read the sample feed (CONTENT=folder for your own)
#   make test     all tests                          make faults   N1 to N8 of docs/promises.md, as one table of figures
#   make check    format, lint, types, layers, limits  make fuzz     long runs of random input (SECONDS=60 for each of
#                TARGETS="header markdown query journal" under a coverage-guided fuzzer)
#   make versions install with the lowest versions allowed and press keys (SETS="lowest newest"; PYTHON=…)
#   make bench    the figures beside the peers (QUICK=1: a minute; ROWS="S1 S4": some of them)
#   make docs     the pages and pictures that are made from the code
#   make sheet    small pictures of all screens at all sizes, in docs/screens
#   make record   what the program prints and draws, into OUT=folder
#   make tables   the tables of characters in tui_reader/text, from their sources

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
RUNTIME := $(VENV)/.runtime
DEV := $(VENV)/.dev
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt
WORKERS ?= 3
TESTS ?= tests
CONTENT ?=
ROWS ?=
QUICK ?=
OUT ?= build/record
SETS ?= lowest
SECONDS ?= 60
FAULTS ?= tests/hostile tests/feed/test_broken_ground.py tests/marks/test_sessions.py $(wildcard \
    $(foreach name,marking_storm damage_under_the_screen modes last_word reader_ends cut_lines in_real_terminals in_screen \
    far_terminal second_user watched_commands restricted random_bytes,tests/terminal/test_$(name).py)) tests/ui/test_random_keys.py
TARGETS ?=

.PHONY: run compiled test versions check bench faults fuzz docs sheet tables record clean

run: $(RUNTIME)
	@$(BIN)/newsreader $(CONTENT)

# An installation is compiled. A clone is not, and where PYTHONDONTWRITEBYTECODE is set each program that a test starts
# would compile it again.
test bench versions: compiled

compiled: $(DEV)
	@$(BIN)/python -m compileall -q tui_reader

test: $(DEV)
	@$(BIN)/python -m pytest -n $(WORKERS) $(TESTS)

check: $(DEV)
	@failed=; \
	$(BIN)/ruff format --check --quiet --output-format concise . || failed="$$failed format"; \
	$(BIN)/ruff check --quiet --output-format concise . || failed="$$failed lint"; \
	$(BIN)/mypy --no-error-summary || failed="$$failed types"; \
	layers=$$($(BIN)/lint-imports --no-logo 2>&1) || { echo "$$layers"; failed="$$failed layers"; }; \
	$(BIN)/python tests/architecture/limits.py || failed="$$failed limits"; \
	$(BIN)/python tools/bill_of_materials.py --check || failed="$$failed licences"; \
	if [ "$$failed" ]; then echo "check: trouble with$$failed"; exit 1; else echo "check: all well"; fi

bench: $(DEV)
	@$(BIN)/python -m benchmarks.run $(if $(QUICK),--quick) $(ROWS)
	@$(if $(QUICK)$(ROWS),,$(BIN)/python -m benchmarks.growth)

versions: $(DEV)
	@$(BIN)/python tools/try_versions.py $(SETS)

faults: $(DEV)
	@$(BIN)/python -m pytest -m 'faults or not fuzz' $(FAULTS)

fuzz: $(DEV)
	@$(PIP) --no-build-isolation --editable ".[fuzz]"
	@$(BIN)/python -m tests.fuzz.run $(SECONDS) $(TARGETS)
	@$(BIN)/python -m pytest -m 'fuzz or hypothesis' --hypothesis-profile=new -n $(WORKERS) $(TESTS)

docs: $(DEV)
	@for script in $(filter-out tools/make_tables.py,$(wildcard tools/make_*.py)); do \
	    PYTHONPATH=. $(BIN)/python $$script || exit 1; done

sheet: $(DEV)
	@PYTHONPATH=. $(BIN)/python tools/contact_sheet.py

tables: $(DEV)
	@$(PIP) --no-build-isolation --editable ".[tables]"
	@$(BIN)/python tools/make_tables.py

record: $(DEV)
	@$(BIN)/python tools/record_behaviour.py record --out $(OUT)

clean:
	@rm -rf $(VENV) build dist benchmarks/out

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "newsreader needs Python 3.11 or newer; name one: make PYTHON=python3.12 …")'
	@echo "making $(VENV), this once …" >&2
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); echo "no venv could be made; on Debian: apt install python3-venv" >&2; exit 1; }

$(RUNTIME): pyproject.toml constraints.txt | $(BIN)/python
	@$(PIP) hatchling editables
	@$(PIP) --no-build-isolation --editable .
	@touch $@

$(DEV): $(RUNTIME)
	@$(PIP) --no-build-isolation --editable ".[dev]"
	@touch $@
