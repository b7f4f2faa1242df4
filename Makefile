# Targets build the environment in .venv themselves and reuse it while nothing changed.
#   make demo   install, build the gazetteer, read the samples into out/demo.db, print the pages
#   make serve  show the demo book in the browser
#   make test   all tests                   make check  ruff, mypy, layout, docs
#   make gate   score the gold sets         make docs   write the generated pages again
#   make site   build docs/ as a site       make release  write the bill of materials, build sdist and wheel into dist/, try the wheel in a fresh environment
#   make lock   pin the requirements anew
#   make clean  remove the environment and caches
#   make golden write the golden files of exports again from the stored readings

.DEFAULT_GOAL := demo
.PHONY: demo test check gate bench docs site golden release sbom fuzz lock clean serve
.DELETE_ON_ERROR:

BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --no-input -q

demo: .venv/.base
	@mkdir -p out && rm -f out/demo.db*
	@$(BIN)/trucebook read samples/2021-09-02*.txt
	@$(BIN)/trucebook --book out/demo.db add samples/*.txt
	@$(BIN)/trucebook --book out/demo.db show Daraa
	@$(BIN)/trucebook --book out/demo.db ask Daraa --as-of 2021-09-06 || true

test: .venv/.dev
	@$(BIN)/python -m pytest

check: .venv/.dev
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/codespell
	@$(BIN)/python -m pytest tests/test_layout.py tests/test_docs.py
	@NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --quiet --strict

bench: .venv/.dev
	@$(BIN)/python eval/bench.py --write

gate: .venv/.dev
	@$(BIN)/python eval/gate.py

docs: .venv/.dev
	@$(BIN)/python docs/generate.py

golden: .venv/.dev
	@$(BIN)/python -m tests.exports.samples

site: .venv/.dev
	@NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --quiet --strict && echo "the site is in build/site"

# Needs atheris, which is built for Linux alone: make fuzz, or make fuzz SECONDS_EACH=3 for a short run.
fuzz: .venv/.dev
	@$(BIN)/python fuzz/fuzz.py $(or $(SECONDS_EACH),60)

sbom: .venv/.dev
	@mkdir -p dist && $(BIN)/python tools/licences.py sbom > dist/trucebook.cdx.json
	@echo "dist/trucebook.cdx.json written"

release: sbom
	@$(BIN)/python tools/release.py

serve: .venv/.dev
	@mkdir -p out
	@[ -f out/demo.db ] || $(BIN)/trucebook --book out/demo.db add samples/*.txt
	@$(BIN)/trucebook --book out/demo.db serve

lock: .venv/.dev
	@$(PIP) install pip-tools
	@cd requirements && for name in dev base build; do ../$(BIN)/pip-compile -q --upgrade --generate-hashes --allow-unsafe --strip-extras --no-header \
	  --no-emit-index-url --no-emit-trusted-host --no-emit-find-links -o $$name.txt $$name.in; done

clean:
	rm -rf .venv build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis

# The first Python that is new enough, by running it: a name on the PATH may be a shim that leads nowhere.
.venv/bin/python:
	@for python in python3.12 python3.13 python3.14 python3 python "$$HOME"/.pyenv/versions/3.1[2-9]*/bin/python; do \
	  if "$$python" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 12))' >/dev/null 2>&1; then \
	    echo "Building .venv with $$("$$python" --version) ..."; rm -rf .venv; exec "$$python" -m venv .venv; fi; done; \
	echo "trucebook needs Python 3.12 or newer with its venv module, and none was found." >&2; \
	echo "Install one (Debian: apt install python3.12-venv; macOS: brew install python@3.12; any: pyenv install 3.12) and run make again." >&2; exit 1

.venv/.base: requirements/base.txt pyproject.toml | .venv/bin/python
	@echo "Installing trucebook and what it needs (about 400 MB, once) ..."
	@$(PIP) install --require-hashes -r requirements/base.txt
	@$(PIP) install --require-hashes -r requirements/build.txt
	@$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

.venv/.dev: requirements/dev.txt .venv/.base
	@echo "Installing what tests and checks need ..."
	@$(PIP) install --require-hashes -r requirements/dev.txt
	@touch $@
