# Everything a person does with this checkout; `make help` lists it.
.DEFAULT_GOAL := help
.PHONY: help run test lint bench bench-parse kills fuzz package setup lock clean

PYTHON := .venv/bin/python
# Many tests wait for a process or a timer, so that three on two cores end a quarter sooner than two.
WORKERS := $(shell echo $$(( $$(nproc) * 3 / 2 )))
# Locked versions stay as they are where pyproject.toml allows; `make lock LOCK_FLAGS=--upgrade` takes the newest ones.
LOCK = uv pip compile pyproject.toml --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-header --no-annotate --strip-extras $(LOCK_FLAGS)

help: ## List what can be made
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 20

run: ## Install what is missing and open the window on the starter archive
	@packaging/setup.sh app
	@packaging/run.sh

setup: ## Install all that running, testing and packaging need
	@packaging/setup.sh package

lint: ## Check style, types, the direction of imports and the shell scripts
	@packaging/setup.sh dev
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy
	.venv/bin/lint-imports
	shellcheck packaging/*.sh .ci/run

test: lint ## Lint, then run every test, those with a real window under Xvfb too
	failed=0; \
	QT_QPA_PLATFORM=offscreen $(PYTHON) -m pytest -n $(WORKERS) -m "not window" || failed=1; \
	$(PYTHON) -m pytest -m window || failed=1; \
	exit $$failed

bench: ## Measure start, import, search and memory (SIZE=1m: search in a million articles)
	@packaging/setup.sh bench
	$(PYTHON) -m tests.benchmarks $(if $(SIZE),search --size $(SIZE))

kills: ## End indexing, merging, filling and rebuilding a hundred times each at a random moment (half an hour)
	@packaging/setup.sh dev
	KILLS=100 QT_QPA_PLATFORM=offscreen $(PYTHON) -m pytest tests/unit/search/codec/test_kill.py tests/e2e/test_kill.py

fuzz: ## Read damaged files of every format for a minute, or FUZZ="SECONDS SEED"
	@packaging/setup.sh dev
	$(PYTHON) -m tests.fuzz $(FUZZ)

bench-parse: ## Measure parsing beside other extractors, on saved pages with known parts: FOLDER=PATH
	@packaging/setup.sh bench
	$(PYTHON) -m tests.benchmarks parsing --gold $(FOLDER)

package: ## Build the app and its .deb in dist/ and try both
	@packaging/setup.sh package
	@packaging/package.sh

lock: export PATH := $(CURDIR)/.venv/bin:$(PATH)
lock: ## Write the lock files anew, after a change of the dependencies in pyproject.toml
	@packaging/setup.sh dev
	@command -v uv >/dev/null || pip install --quiet uv
	$(LOCK) --group build --output-file packaging/locks/app.txt
	$(LOCK) --group dev --constraint packaging/locks/app.txt --output-file packaging/locks/dev.txt
	$(LOCK) --group bench --constraint packaging/locks/dev.txt --output-file packaging/locks/bench.txt

clean: ## Remove what was built; the environment and the starter archive stay
	rm -rf build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache
	find archive_app tests packaging -name __pycache__ -type d -prune -exec rm -rf {} +
