# make setup     build .venv from the lock file and install the package into it
# make showroom  the main job: set up, then open the showroom
# make test      set up, find or install a browser, lint, all tests
# make lock      write requirements.lock anew (needs uv)
# make baselines renew the remembered results of the library scenarios (WHY="..." is written beside them)

PYTHON ?= python3
BIN := .venv/bin
TRANSLATIONS := $(wildcard dashboard/locale/*/LC_MESSAGES/*.po)
THREE := assets/vendor/three-city.mjs

.PHONY: setup showroom test lint lock baselines clean

setup: .venv/ready $(THREE)

.venv/installed: requirements.lock
	$(PYTHON) -m venv --clear .venv
	$(BIN)/python -m pip install --quiet --require-hashes --only-binary :all: --no-deps -r requirements.lock
	touch $@

.venv/ready: .venv/installed pyproject.toml hatch_build.py $(TRANSLATIONS)
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	touch $@

# without npm in reach this says so and goes on: the city is then drawn on the canvas
$(THREE): package-lock.json assets/city3d/parts.mjs | .venv/installed
	$(BIN)/python hatch_build.py

showroom: setup
	$(BIN)/stadslab showroom

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

test: setup lint
	.ci/browser
	$(BIN)/python -m pytest

baselines: setup
	$(BIN)/python -m tests.baselines.renew "$(WHY)"

lock:
	uv pip compile --quiet --universal --python-version 3.11 --fork-strategy fewest --generate-hashes --no-annotate \
		--custom-compile-command 'make lock' --group test --group build pyproject.toml --output-file requirements.lock

clean:
	rm -rf .venv results
