# Forewarn. `make` alone lists what can be made. Needs Python 3.11 to 3.13, and make.
PYTHON ?= python3
BIN := .venv/bin
SERVICES ?=
ARGS ?=

help: ## list what can be made
	@grep -E '^[a-z-]+:.*## ' Makefile | sed 's/:.*## /\t/' | expand -t 14

SIGNS := nlp/learned/statuses.npz
RECIPE := $(wildcard nlp/training/*.py nlp/training/texts/*/*.txt nlp/lexicon/*.yaml nlp/learned/*.py)

setup: .venv/installed $(SIGNS) ## install into .venv, exactly what the lock file says, and train the model of signs

model: ## train the model of warning signs anew from its texts (two to four minutes)
	@rm -f $(SIGNS)
	@$(MAKE) --no-print-directory $(SIGNS)

$(SIGNS): $(RECIPE) | .venv/installed
	@echo "Training the model of warning signs (two to four minutes, once) ..."
	@$(BIN)/python -m nlp.training

.venv/installed: requirements-uv.lock requirements-dev.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' || { echo "Forewarn needs Python 3.11, 3.12 or 3.13; name one with: make PYTHON=python3.12"; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@echo "Installing into .venv (about 500 MB, once) ..."
	@$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements-uv.lock
	@$(BIN)/uv pip install -q --python $(BIN)/python --require-hashes -r requirements-dev.lock
	@$(BIN)/uv pip install -q --python $(BIN)/python --no-deps -e .
	@touch $@

demo: setup ## run the invented mission through the real DAG and write briefing.html (SERVICES=1: on real Kafka and Elasticsearch)
	@$(if $(SERVICES),$(BIN)/python -m tests.services run --) $(BIN)/python -m tests.demo $(if $(SERVICES),--services)

stack: setup ## the whole on this machine: Kafka, Elasticsearch, PostgreSQL, Airflow and the desk, with the example mission
	@$(BIN)/python -m tests.stack up

stack-down: setup ## end what `make stack` started
	@$(BIN)/python -m tests.stack down

test: setup check ## everything: checks, tests, real Kafka and Elasticsearch
	@$(BIN)/python -m tests.services run --optional -- $(BIN)/pytest -n 2 --dist loadfile

check: setup ## style, types, imports, contracts
	@$(BIN)/ruff check . && $(BIN)/ruff format --check -q .
	@$(BIN)/mypy .
	@$(BIN)/lint-imports
	@$(BIN)/python -m schemas.export --check

lock: ## write the lock files anew, with hashes and without registry addresses
	@echo uv | $(BIN)/uv pip compile -q --universal --generate-hashes --no-emit-index-url --no-annotate --no-header - -o requirements-uv.lock
	@$(BIN)/uv pip compile -q --universal --generate-hashes --no-emit-index-url --no-annotate --no-header pyproject.toml -o requirements.lock
	@$(BIN)/uv pip compile -q --universal --generate-hashes --no-emit-index-url --no-annotate --no-header --group dev pyproject.toml -o requirements-dev.lock
	@$(BIN)/uv pip compile -q --universal --generate-hashes --no-emit-index-url --no-annotate --no-header --extra stack pyproject.toml -o requirements-stack.lock

audit: setup ## ask the public database for known weaknesses of what the image holds; needs a way to it
	@$(BIN)/uv tool run pip-audit --strict --require-hashes --disable-pip --requirement requirements-stack.lock

licences: setup ## write docs/licences.md anew
	@$(BIN)/python -m tests.supply licences

sbom: setup ## write sbom.json, the bill of materials of the image and the stack (CycloneDX 1.6)
	@$(BIN)/python -m tests.supply sbom

real: setup ## real material through the pipeline: make real DATA=DIR (SERVICES=1: on real Kafka and Elasticsearch)
	@test -n "$(DATA)" || { echo "make real: DATA is missing; name the folder of the real data: make real DATA=../shared/data"; exit 2; }
	@$(if $(SERVICES),$(BIN)/python -m tests.services run --) $(BIN)/python -m tests.real $(DATA)

benchmark: setup ## measure speed as ratios; prints tables (ARGS=--million: link in a store of a million events too)
	@$(BIN)/python -m tests.services run -- $(BIN)/python -m tests.benchmarks $(ARGS)

clean: ## remove the environment and the demo's state
	@! ls .forewarn/stack/pids/*.json >/dev/null 2>&1 || { echo "make clean: the stack is up; end it first: make stack-down"; exit 1; }
	@rm -rf .venv .forewarn

.PHONY: audit licences sbom real help setup model demo stack stack-down test check lock benchmark clean
