# Few verbs. Each sets up what it needs in .venv; a second run finds it there.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
DEMO := demo
AXE := axe-core@4.10.3

.PHONY: demo review test lint bench gate soak clean

$(VENV)/.ready: pyproject.toml .ci/constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c .ci/constraints.txt -e '.[test,lint]'
	touch $@

demo: $(VENV)/.ready ## read corpus/, draft, show drafts with their proof lines, write demo/bank.json
	$(BIN)/python .ci/demo.py $(DEMO)

review: $(VENV)/.ready ## review the demo's drafts in the browser; makes the demo first if there is none
	test -e $(DEMO)/qbank.toml || $(BIN)/python .ci/demo.py $(DEMO)
	$(BIN)/qbank -C $(DEMO) review

# Only a test looks at it; without npm that test is left out, and said so.
$(VENV)/axe/.ready: $(VENV)/.ready
	-npm install --silent --no-save --no-audit --no-fund --prefix $(VENV)/axe $(AXE) && touch $@

test: $(VENV)/.ready $(VENV)/axe/.ready ## all tests this machine can run; says which it cannot
	$(BIN)/python -m pytest -m "not soak" -n 3 --dist loadfile --no-loadscope-reorder

lint: $(VENV)/.ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: $(VENV)/.ready ## speed and memory, as ratios in one run (uses ../shared/data where it is); BIG=100 adds a 100 MB corpus
	$(BIN)/python tests/bench/run.py $(if $(BIG),--big $(BIG))
	if command -v chromium >/dev/null; then $(BIN)/python tests/bench/review.py; fi

gate: $(VENV)/.ready ## quality on ../shared/data against pinned floors
	$(BIN)/python tests/gate/run.py

soak: $(VENV)/.ready ## long counts: kills, bit flips, huge files
	$(BIN)/python -m pytest -m soak

clean:
	rm -rf $(VENV) $(DEMO) .pytest_cache .mypy_cache .ruff_cache .hypothesis
