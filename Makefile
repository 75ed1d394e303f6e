# Chores of developers. `./run` and `./run test` need none of this; these need `./run setup test`.
BIN := .venv/bin
UV ?= uv
LOCK := $(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate \
	--exclude-newer "3 days" --custom-compile-command "make lock"

.PHONY: check lint types format messages lock audit
check: lint types

lint:
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports

types:
	$(BIN)/mypy

format:
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

messages: # read the strings of the screens out of the source, into the Vietnamese catalogue
	$(BIN)/python -m scripts.messages

lock: # `make lock ARGS=--upgrade` takes newer versions, none younger than three days
	$(LOCK) $(ARGS) --group build -o requirements-build.txt
	$(LOCK) $(ARGS) --extra postgresql --extra production pyproject.toml -o requirements.txt
	$(LOCK) $(ARGS) --extra test --constraint requirements.txt pyproject.toml -o requirements-test.txt

audit: # known weaknesses of every locked package; fails as well where one could not be looked up
	$(UV) tool run pip-audit --strict --disable-pip --require-hashes -r requirements.txt
	$(UV) tool run pip-audit --strict --disable-pip --require-hashes -r requirements-test.txt
