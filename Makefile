# Two commands are all it takes: `make demo` and `make test`. Both make .venv if it is not there.

PYTHON ?= python3
BIN := .venv/bin

.PHONY: demo test lint types build clean

.venv/.installed: pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet --editable ".[dev]"
	touch $@

demo: .venv/.installed ## make the article suite, answer, score, compare, write the report
	$(BIN)/spatialbench demo --out demo

test: .venv/.installed ## all tests but the slow ones
	$(BIN)/python -m pytest -n auto -m "not slow"

test-slow: .venv/.installed ## simulations and other tests that take minutes
	$(BIN)/python -m pytest -n auto -m slow

lint: .venv/.installed
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: .venv/.installed
	rm -rf build/typed && mkdir -p build/typed/spatialbench
	ln -s "$(CURDIR)"/spatialbench/* build/typed/spatialbench/
	ln -s "$(CURDIR)"/generators "$(CURDIR)"/assets build/typed/spatialbench/
	ln -s "$(CURDIR)"/examples "$(CURDIR)"/benchmarks build/typed/
	cd build/typed && "$(CURDIR)"/$(BIN)/mypy --config-file "$(CURDIR)"/pyproject.toml \
	  -p spatialbench && "$(CURDIR)"/$(BIN)/mypy --config-file "$(CURDIR)"/pyproject.toml examples benchmarks

clean:
	rm -rf .venv build dist demo out *.egg-info .mypy_cache .ruff_cache .pytest_cache
