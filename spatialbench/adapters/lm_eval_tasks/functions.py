"""What the YAML files beside it call.

lm-eval hands `--metadata` to `text_items` and `picture_items`: suite and seed, or a set's folder,
and what to pick (language, family, task, level, form).
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any  # documents of lm-eval

from spatialbench.adapters.questions import Asked, picture, questions
from spatialbench.errors import InputError
from spatialbench.items.item import Item, Key
from spatialbench.probes.generator import Modality
from spatialbench.scoring.grading import grade

_PICKED = ("language", "family", "task", "level", "form")
_PLACEHOLDER = re.compile(r"<image \d+>")


def text_items(**metadata: Any) -> dict[str, Any]:
    """The items without pictures."""
    return {"test": _documents(("text", "state"), metadata)}


def picture_items(**metadata: Any) -> dict[str, Any]:
    """The items with pictures or frames. InputError where the model would not see them all."""
    documents = _documents(("image", "frames"), metadata)
    _all_are_sent(max(len(images) for images in documents["images"]), metadata)
    return {"test": documents}


def _all_are_sent(most: int, metadata: Mapping[str, Any]) -> None:
    """lm-eval adds the arguments of the model to the metadata. Its models behind an interface send
    `max_images` pictures, 1 by default, and drop the others without a word."""
    sent = int(metadata.get("max_images", 1 if "base_url" in metadata else most))
    if sent < most:
        raise InputError(
            f"max_images is {sent}, and some items have {most} pictures: the others would be "
            f"dropped without a word. Add max_images={most} to --model_args."
        )


def _documents(modalities: Sequence[Modality], metadata: Mapping[str, Any]) -> Any:
    """The items of these modalities, be there items of all of them or of one."""
    from datasets import Dataset, Features, Image, List, Value

    only = {name: _text(metadata[name]) for name in _PICKED if metadata.get(name) is not None}
    asked = questions(
        str(metadata.get("suite", "quick")),
        seed=str(metadata.get("seed", "demo")),
        folder=metadata.get("folder"),
        only=only,
    )
    wanted = [_document(one) for one in asked if one.item.modality in modalities]
    if not wanted:
        raise InputError(f"no item is of modality {' or '.join(modalities)}. Ask for another task.")
    columns = {name: Value("string") for name in ("id", "prompt", "item", "key")}
    features = Features({**columns, "images": List(Image())})
    return Dataset.from_list(wanted, features=features)


def _text(value: object) -> str:
    return ",".join(map(str, value)) if isinstance(value, list) else str(value)


def _document(asked: Asked) -> dict[str, Any]:
    item, key = asked.item, asked.key
    if key is None:
        raise ValueError(f"item {item.id} has no key: lm-eval scores at once, so it is needed")
    return {
        "id": item.id,
        "prompt": item.prompt,
        "item": json.dumps(item.to_json()),
        "key": json.dumps(key.to_json()),
        "images": [{"bytes": picture(i), "path": None} for i in item.images],
    }


def doc_to_text(doc: Mapping[str, Any]) -> str:
    """The message; a picture stands where lm-eval looks for one."""
    return _PLACEHOLDER.sub("<image>", doc["prompt"])


def doc_to_image(doc: Mapping[str, Any]) -> list[Any]:
    """The pictures, in order."""
    return list(doc["images"])


def process_results(doc: Mapping[str, Any], results: Sequence[str]) -> dict[str, float]:
    """Our reading and judging."""
    item, key = Item.from_json(json.loads(doc["item"])), Key.from_json(json.loads(doc["key"]))
    judged = grade(item, key, results[0])
    return {
        "acc": judged.reward,
        "parsed": float(judged.readable),
        "refused": float(judged.status == "refusal"),
    }
