"""Train a small language model on cube questions, and ask it before and after.

    pip install spatialbench torch transformers
    python examples/finetune.py --model HuggingFaceTB/SmolLM2-135M-Instruct --states --out run
    spatialbench compare run/test run/before.jsonl run/after.jsonl

`--states` has the model write the state after each turn before it answers (`spatialbench.trace`).
Training questions come from another seed than the test, and a puzzle that the test has is passed
over (whatever its colours), as long as the level has any other. `--model tiny` is a network of
random weights that reads bytes: it learns nothing worth having, and shows in a minute of a CPU
that everything runs. On a GPU 36,000 questions take a few minutes. The answers are an answer
file for the set that is written beside them; what came of one run is in docs/training.md.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import count
from pathlib import Path
from typing import Any, NamedTuple

import torch
from transformers import (
    AutoModelForCausalLM,
    AutoTokenizer,
    ByT5Tokenizer,
    LlamaConfig,
    LlamaForCausalLM,
)

from spatialbench import Item, Probe, load, make, present, trace
from spatialbench.answers.saying import say_answer
from spatialbench.items.present import coded
from spatialbench.sets.build import build_set
from spatialbench.sets.recurring import unlike
from spatialbench.sets.suite import suite_of_text

TASKS = ("cube/face-after-turns", "cube/visible-faces", "cube/facing-you")
SUITE = """
name = "finetune"
about = "What a model is asked before and after training."
[[part]]
tasks = {tasks}
each = {each}
languages = ["en"]
modalities = ["text"]
"""
PATIENCE = 200  # known puzzles in a row: then the level has no others
QUESTION, ANSWER, END = "<|im_start|>user\n", "<|im_end|>\n<|im_start|>assistant\n", "<|im_end|>"
DEVICE = "cuda" if torch.cuda.is_available() else "cpu"


class Network(NamedTuple):
    """A model with its tokenizer."""

    model: Any
    tokens: Any

    def coded(self, text: str) -> list[int]:
        """The numbers of a text."""
        found: list[int] = self.tokens(text, add_special_tokens=False)["input_ids"]
        return found


def network(name: str, seed: int) -> Network:
    """A model of the hub or of a folder; `tiny` has random weights and reads bytes."""
    torch.manual_seed(seed)
    if name != "tiny":
        tokens = AutoTokenizer.from_pretrained(name)
        tokens.pad_token = tokens.pad_token or tokens.eos_token
        model = AutoModelForCausalLM.from_pretrained(name, dtype=torch.float32)
        return Network(model.to(DEVICE), tokens)
    tokens = ByT5Tokenizer(extra_ids=0)
    size = {"hidden_size": 64, "intermediate_size": 128, "num_attention_heads": 4}
    config = LlamaConfig(vocab_size=len(tokens), num_hidden_layers=2, **size)
    return Network(LlamaForCausalLM(config).to(DEVICE), tokens)


# --- questions ----------------------------------------------------------------------------------


def reply(probe: Probe, *, states: bool) -> str:
    """What the model is to say."""
    steps = trace(probe).steps if states else ()
    lines = [f"{number}. {step}" for number, step in enumerate(steps, 1)]
    return "\n".join([*lines, say_answer(probe.answer, present(probe))])


def training_probes(many: int, levels: Sequence[int], known: frozenset[str]) -> Iterator[Probe]:
    """Probes of all tasks and levels in turn, without the puzzles that are known."""
    cells = [(task, level) for task in TASKS for level in levels]
    places = {cell: count() for cell in cells}
    passed: Counter[tuple[str, int]] = Counter()
    for number in range(many):
        cell = cells[number % len(cells)]
        for index in places[cell]:
            probe = make(cell[0], seed="finetune/train", index=index, level=cell[1])
            if passed[cell] > PATIENCE or coded(probe).fingerprint not in known:
                break
            passed[cell] += 1
        else:
            raise AssertionError("a count has no end")
        passed[cell] = passed[cell] if passed[cell] > PATIENCE else 0
        yield probe
    for (task, level), times in passed.items():
        if times > PATIENCE:
            print(f"{task}, level {level}: all its puzzles are in the test; trained on them")


# --- training and asking --------------------------------------------------------------------------


class Batch(NamedTuple):
    """(n, longest) numbers, which of them are text, and what is to be learnt (-100: nothing)."""

    ids: torch.Tensor
    seen: torch.Tensor
    wanted: torch.Tensor


def batch_of(pairs: Sequence[tuple[list[int], list[int]]], padding: int) -> Batch:
    """Questions and replies; only the replies are to be learnt."""
    longest = max(len(asked) + len(said) for asked, said in pairs)
    shape = (len(pairs), longest)
    ids, wanted = torch.full(shape, padding), torch.full(shape, -100)
    seen = torch.zeros(shape, dtype=torch.long)
    for row, (asked, said) in enumerate(pairs):
        end = len(asked) + len(said)
        ids[row, :end], seen[row, :end] = torch.tensor(asked + said), 1
        wanted[row, len(asked) : end] = torch.tensor(said)
    return Batch(ids.to(DEVICE), seen.to(DEVICE), wanted.to(DEVICE))


def train(net: Network, probes: Iterator[Probe], arguments: argparse.Namespace) -> None:
    """One pass, replies of like length together, batches in any order."""
    pairs = []
    for probe in probes:
        asked = QUESTION + present(probe).prompt + ANSWER
        said = reply(probe, states=arguments.states) + END
        pairs.append((net.coded(asked), net.coded(said)))
    pairs.sort(key=lambda pair: len(pair[0]) + len(pair[1]))
    size = arguments.batch
    batches = [pairs[start : start + size] for start in range(0, len(pairs), size)]
    random.Random(arguments.seed).shuffle(batches)
    net.model.train()
    steps = torch.optim.AdamW(net.model.parameters(), lr=arguments.rate, weight_decay=0.05)
    for number, some in enumerate(batches, 1):
        for group in steps.param_groups:  # 50 batches up, then down to a thirtieth
            down = max(0.03, 1 - number / len(batches))
            group["lr"] = arguments.rate * min(1, number / 50) * down
        batch = batch_of(some, net.tokens.pad_token_id)
        with torch.autocast(DEVICE, dtype=torch.bfloat16):
            loss = net.model(batch.ids, attention_mask=batch.seen, labels=batch.wanted).loss
        steps.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(net.model.parameters(), 1.0)
        steps.step()
        if number % 100 == 0 or number == len(batches):
            print(f"batch {number} of {len(batches)}: loss {loss.item():.3f}", flush=True)


def ask(net: Network, items: Sequence[Item], path: Path, arguments: argparse.Namespace) -> None:
    """Write the answers to all items, the shortest questions first."""
    net.model.eval()  # `generate` keeps no gradients
    net.tokens.padding_side = "left"
    ordered = sorted(items, key=lambda item: len(item.prompt))
    end = net.coded(END)[-1]
    with path.open("w", encoding="utf-8") as file:
        for start in range(0, len(ordered), arguments.batch):
            some = ordered[start : start + arguments.batch]
            texts = [QUESTION + item.prompt + ANSWER for item in some]
            given = net.tokens(texts, return_tensors="pt", padding=True, add_special_tokens=False)
            made = net.model.generate(
                input_ids=given["input_ids"].to(DEVICE),
                attention_mask=given["attention_mask"].to(DEVICE),
                max_new_tokens=arguments.longest,
                do_sample=False,
                pad_token_id=net.tokens.pad_token_id,
                eos_token_id=end,
            )
            said = net.tokens.batch_decode(
                made[:, given["input_ids"].shape[1] :], skip_special_tokens=True
            )
            for item, response in zip(some, said, strict=True):
                row = {"id": item.id, "model": path.stem, "response": response.removesuffix(END)}
                file.write(json.dumps(row, ensure_ascii=False) + "\n")


def main() -> None:
    """Make the test, ask, train, ask again."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--model", default="HuggingFaceTB/SmolLM2-135M-Instruct")
    parser.add_argument("--out", type=Path, required=True, help="a new folder")
    parser.add_argument("--questions", type=int, default=36_000)
    parser.add_argument("--levels", type=int, nargs="+", default=[1, 2, 3])
    parser.add_argument("--states", action="store_true", help="write the state after each turn")
    parser.add_argument("--test", type=int, default=60, help="questions of a task and level")
    parser.add_argument("--longest", type=int, default=520, help="tokens of an answer")
    parser.add_argument("--batch", type=int, default=64)
    parser.add_argument("--rate", type=float, default=4e-4)
    parser.add_argument("--seed", type=int, default=0)
    arguments = parser.parse_args()
    arguments.out.mkdir(parents=True)
    suite = suite_of_text(SUITE.format(tasks=json.dumps(TASKS), each=arguments.test), "finetune")
    built = build_set(suite, arguments.out / "test", seed="finetune/test")
    test = load(built.path)
    items, known = list(test.items()), unlike([test]).fingerprints
    net, start = network(arguments.model, arguments.seed), time.monotonic()
    ask(net, items, arguments.out / "before.jsonl", arguments)
    train(net, training_probes(arguments.questions, arguments.levels, known), arguments)
    ask(net, items, arguments.out / "after.jsonl", arguments)
    print(f"{len(items)} questions twice, {time.monotonic() - start:.0f} s on {DEVICE}")
    answers = " ".join(str(arguments.out / f"{when}.jsonl") for when in ("before", "after"))
    print(f"spatialbench compare {built.path} {answers}")


if __name__ == "__main__":
    main()
