"""A benchmark dataset of the Hugging Face hub: `eval.yaml` and the rows that it asks with.

    inspect eval hf/<who>/<dataset> --model …

The hub's tasks know one text, one picture as a data URI, and a pattern that is looked for in the
reply (inspect_ai 0.3.285, `_eval/task/hf.py`). So these rows are the choices of one letter with
at most one picture: what they ask, `spatialbench score` reads in the same way. Open questions and
those with several pictures are in the other configuration, for `spatialbench` itself.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any  # a row

from spatialbench.adapters.questions import Asked, data_uri, message
from spatialbench.items.item import Item

CONFIG, PATH = "inspect", "inspect/test-00000-of-00001.parquet"
PATTERN = r"(?is).*(?:answer|答案)\s*[:：]\W{0,6}([A-J])(?![a-z])"
"""The last line of the form that the prompt asks for, in either language, with a letter."""

SHOWN = {"en": "(the picture)", "zh": "（见图）"}
_NAMES = ("id", "probe", "task", "language", "modality", "prompt", "picture", "target", "canary")
FEATURES: dict[str, Any] = {
    **{name: {"dtype": "string", "_type": "Value"} for name in _NAMES},
    "level": {"dtype": "int64", "_type": "Value"},
}


def is_asked_so(item: Item) -> bool:
    """Whether it is a choice of one letter with at most one picture."""
    return item.answer_type == "choice" and len(item.images) <= 1


def row(asked: Asked) -> dict[str, Any]:
    """What is asked so, with the letter that is right."""
    item, key = asked
    if key is None:
        raise ValueError(f"{item.id}: the key is not at hand")
    record = {name: getattr(item, name) for name in FEATURES if hasattr(item, name)}
    texts = [part if isinstance(part, str) else SHOWN[item.language] for part in message(item)]
    picture = data_uri(item.images[0]) if item.images else ""
    return record | {"prompt": "".join(texts), "picture": picture, "target": key.answer}


def eval_yaml(manifest: Mapping[str, Any]) -> str:
    """The file that says how the hub's benchmarks are asked: one task for both languages."""
    name = json.dumps("spatialbench " + manifest["name"])
    return "\n".join(
        [
            f"name: {name}",
            "description: >-",
            "  Spatial-reasoning questions with exact answers: choices of one letter.",
            "evaluation_framework: inspect-ai",
            "tasks:",
            "  - id: choices",
            f"    config: {CONFIG}",
            "    split: test",
            "    field_spec:",
            "      input: prompt",
            "      input_image: picture",
            "      target: target",
            "      metadata: [id, probe, task, level, language, modality]",
            "    solvers:",
            "      - name: generate",
            "    scorers:",
            "      - name: pattern",
            "        args:",
            f"          pattern: '{PATTERN}'",
            "",
        ]
    )
