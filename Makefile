# Few verbs. Each sets up what it needs in .venv; a second run finds it there.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
DEMO := demo
# Programs that only tests run: a checker of screens, and readers of what is exported.
CLIENTS := axe-core@4.10.3 gift-pegjs@1.0.2 survey-core@3.1.1 @citolab/qti-components@7.27.4 \
	@citolab/qti-convert@0.3.52
ANKI := anki==26.9.3
PYSLET := pyslet==0.7.20170805
READERS := $(VENV)/clients/.ready $(VENV)/anki/.ready $(VENV)/pyslet/.ready

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

# Only tests look at them; what cannot be had is left out, and said so.
$(VENV)/clients/.ready: $(VENV)/.ready Makefile
	-npm install --silent --no-save --no-audit --no-fund --prefix $(VENV)/clients $(CLIENTS) && touch $@

# In an environment of its own: its licence lets a test run it, and nothing of ours may import it.
$(VENV)/anki/.ready: $(VENV)/.ready Makefile
	-$(PYTHON) -m venv $(VENV)/anki && $(VENV)/anki/bin/python -m pip install --quiet --disable-pip-version-check $(ANKI) \
		&& touch $@

# A marker of QTI 2.1. It is old: a Python that cannot load it does without.
$(VENV)/pyslet/.ready: $(VENV)/.ready Makefile
	-$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade --target $(VENV)/pyslet $(PYSLET) \
		&& PYTHONPATH=$(VENV)/pyslet $(BIN)/python -c 'import pyslet.qtiv2.xml' && touch $@

test: $(VENV)/.ready $(READERS) ## all tests this machine can run; says which it cannot
	$(BIN)/python -m pytest -m "not soak" -n 3 --dist loadfile --no-loadscope-reorder

lint: $(VENV)/.ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: $(VENV)/.ready ## speed and memory, as ratios in one run (uses ../shared/data where it is); BIG=100 adds a 100 MB corpus
	$(BIN)/python tests/bench/run.py $(if $(BIG),--big $(BIG))
	$(BIN)/python tests/bench/exams.py
	$(BIN)/python tests/bench/assembly.py
	$(BIN)/python tests/bench/year.py
	if command -v chromium >/dev/null; then $(BIN)/python tests/bench/review.py; fi

gate: $(VENV)/.ready $(VENV)/clients/.ready ## quality on ../shared/data against pinned floors
	$(BIN)/python tests/gate/run.py
	$(BIN)/python tests/gate/gift_files.py
	$(BIN)/python tests/gate/responses.py

soak: $(VENV)/.ready $(READERS) ## long counts: kills, bit flips, huge files, banks in other systems' readers
	$(BIN)/python -m pytest -m soak

clean:
	rm -rf $(VENV) $(DEMO) .pytest_cache .mypy_cache .ruff_cache .hypothesis
