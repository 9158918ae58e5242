"""lmms-eval: a folder for `--include_path` with a task, its data and its functions.

    spatialbench export lmms-eval SET --out lmms
    python -m lmms_eval --model openai --include_path lmms --tasks spatialbench …

The YAML names the parquet file by its absolute path, as lmms-eval wants it: export again after
moving the folder. Our id goes into the sample log inside a metric, because the document does not.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any  # documents of lmms-eval

from spatialbench.adapters.export import Options, Source
from spatialbench.adapters.huggingface import write_table
from spatialbench.adapters.questions import Asked, message, picture
from spatialbench.answers.logs.lm_eval import FAILED
from spatialbench.items.item import Image, Item, Key
from spatialbench.scoring.grading import grade

DATA, TASK, FUNCTIONS = "items.parquet", "spatialbench.yaml", "functions.py"
NAME = "spatialbench"
_STRING = {"dtype": "string", "_type": "Value"}
FEATURES = {
    **dict.fromkeys(("id", "prompt", "parts", "item", "key"), _STRING),
    "images": {"feature": {"_type": "Image"}, "_type": "List"},
}
_YAML = """\
task: {name}
dataset_path: parquet
dataset_kwargs:
  data_files:
    test: {data}
test_split: test
output_type: generate_until
doc_to_visual: !function functions.doc_to_visual
doc_to_text: !function functions.doc_to_text
doc_to_messages: !function functions.doc_to_messages
doc_to_target: id
process_results: !function functions.process_results
generation_kwargs:
  max_new_tokens: {max_tokens}
  temperature: 0
metric_list:
  - metric: spatialbench
    aggregation: !function functions.accuracy
    higher_is_better: true
metadata:
  version: 1.0
"""
_PYTHON = """\
\"\"\"What the task beside it calls.\"\"\"

from spatialbench.adapters.lmms_eval import (
    accuracy,
    doc_to_messages,
    doc_to_text,
    doc_to_visual,
    process_results,
)
"""


def write(source: Source, folder: Path, options: Options) -> None:
    """`items.parquet`, `spatialbench.yaml` and `functions.py`."""
    write_table(folder / DATA, map(_document, source.asked(with_key=True)), FEATURES)
    data = json.dumps(str((options.final or folder).resolve() / DATA))  # JSON text is YAML text
    told = _YAML.format(name=NAME, data=data, max_tokens=options.max_tokens)
    (folder / TASK).write_text(told, encoding="utf-8")
    (folder / FUNCTIONS).write_text(_PYTHON, encoding="utf-8")


def _document(asked: Asked) -> dict[str, Any]:
    item, key = asked.item, asked.key
    if key is None:
        raise ValueError(f"item {item.id}: lmms-eval scores at once, so the key is needed")
    parts = [None if isinstance(part, Image) else part for part in message(item)]
    return {
        "id": item.id,
        "prompt": item.prompt,
        "parts": json.dumps(parts, ensure_ascii=False),
        "item": json.dumps(item.to_json()),
        "key": json.dumps(key.to_json()),
        "images": [{"bytes": picture(i), "path": None} for i in item.images],
    }


def doc_to_visual(doc: Mapping[str, Any]) -> list[Any]:
    """The pictures, in order."""
    return [image.convert("RGB") for image in doc["images"]]


def doc_to_text(doc: Mapping[str, Any], lmms_eval_specific_kwargs: object = None) -> str:
    """The message as text."""
    return str(doc["prompt"])


def doc_to_messages(
    doc: Mapping[str, Any], lmms_eval_specific_kwargs: object = None
) -> list[dict[str, Any]]:
    """The message with its pictures where they belong."""
    return [{"role": "user", "content": list(_content(doc))}]


def _content(doc: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    images = iter(doc_to_visual(doc))
    for part in json.loads(doc["parts"]):
        if part is None:
            yield {"type": "image", "url": next(images)}
        else:
            yield {"type": "text", "text": part}


def process_results(doc: Mapping[str, Any], results: Sequence[str]) -> dict[str, Any]:
    """Our reading and judging, with the id for whoever reads the log. A call that failed for good
    is not judged: lmms-eval gives its error as the response."""
    item, key = Item.from_json(json.loads(doc["item"])), Key.from_json(json.loads(doc["key"]))
    if results[0].startswith(FAILED):
        return {"spatialbench": {"id": item.id, "right": None, "status": "failed"}}
    judged = grade(item, key, results[0])
    return {"spatialbench": {"id": item.id, "right": judged.reward, "status": judged.status}}


def accuracy(outcomes: Sequence[Mapping[str, Any]]) -> float:
    """The share of right answers among all answers."""
    judged = [one["right"] for one in outcomes if one["right"] is not None]
    return sum(judged) / len(judged) if judged else 0.0
