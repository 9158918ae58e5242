"""Hugging Face: parquet with the pictures in it, a dataset card, and Croissant metadata.

    load_dataset("the/folder")                 # offline, with the pictures decoded
    load_dataset("the/folder", "key")          # the answers, if they were exported

The answers are a configuration of their own, so that asking a model cannot show them to it. Where
they go along, `eval.yaml` says how the hub's benchmarks are asked with a third one, of which
`inspect` shows the model no more than the prompt.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any  # pyarrow has no types

from spatialbench.adapters import hub_eval
from spatialbench.adapters.croissant import Table, croissant
from spatialbench.adapters.dataset_card import card, subsets_of
from spatialbench.adapters.export import Options, Source
from spatialbench.adapters.questions import Asked, picture
from spatialbench.errors import MissingExtra

ROWS, PICTURES = 64, 16 << 20  # a group of rows, held in memory, ends at that many items or bytes
ITEMS, KEY = "data/test-00000-of-00001.parquet", "key/test-00000-of-00001.parquet"

_VALUES = {
    "id": "string", "probe": "string", "task": "string", "family": "string", "level": "int64",
    "language": "string", "modality": "string", "wording": "int64", "prompt": "string",
    "answer_type": "string", "unit": "string", "chance": "float64", "facts": "string",
    "canary": "string", "axis": "string",
}  # fmt: skip
_STRING = {"dtype": "string", "_type": "Value"}
FEATURES: dict[str, Any] = {
    **{name: {"dtype": dtype, "_type": "Value"} for name, dtype in _VALUES.items()},
    "options": {"feature": _STRING, "_type": "List"},
    "labels": {"feature": _STRING, "_type": "List"},
    "images": {"feature": {"_type": "Image"}, "_type": "List"},
}
KEY_FEATURES: dict[str, Any] = {
    **dict.fromkeys(("id", "answer", "rivals"), _STRING),
    "undetermined": {"dtype": "bool", "_type": "Value"},
}


def write(source: Source, folder: Path, options: Options) -> None:
    """The parquet files, `README.md`, `croissant.json`, and `eval.yaml` with the key."""
    tables = [Table("records", ITEMS, FEATURES)]
    write_table(folder / ITEMS, map(_item, source.asked()), FEATURES)
    configs = {"default": ITEMS}
    if options.with_key:
        again = source._replace(progress=None)
        write_table(folder / KEY, map(_answer, again.asked(with_key=True)), KEY_FEATURES)
        write_table(folder / hub_eval.PATH, hub_eval.rows(again), hub_eval.FEATURES)
        (folder / "eval.yaml").write_text(hub_eval.eval_yaml(source.manifest), encoding="utf-8")
        tables.append(Table("key", KEY, KEY_FEATURES))
        tables.append(Table(hub_eval.CONFIG, hub_eval.PATH, hub_eval.FEATURES))
        configs |= {"key": KEY, hub_eval.CONFIG: hub_eval.PATH}
    subsets = subsets_of(one.item for one in source._replace(progress=None).asked())
    (folder / "subsets.json").write_text(json.dumps(subsets.ids, indent=1) + "\n")
    told = card(source.manifest, configs, subsets.samples)
    (folder / "README.md").write_text(told, encoding="utf-8")
    (folder / "croissant.json").write_text(
        json.dumps(croissant(source, folder, tables), indent=2, ensure_ascii=False) + "\n",
        encoding="utf-8",
    )


def _item(asked: Asked) -> dict[str, Any]:
    item = asked.item
    record: dict[str, Any] = {name: getattr(item, name) for name in _VALUES}
    record["facts"] = json.dumps(dict(item.facts))
    record["options"] = list(item.options or ())
    record["labels"] = [image.label for image in item.images]
    record["images"] = [
        {"bytes": picture(image), "path": Path(image.path).name} for image in item.images
    ]
    return record


def _answer(asked: Asked) -> dict[str, Any]:
    key = asked.key
    if key is None:
        raise ValueError(f"{asked.item.id}: the key is not at hand")
    return {
        "id": key.id,
        "answer": json.dumps(key.answer, ensure_ascii=False),
        "rivals": json.dumps(dict(key.rivals), ensure_ascii=False),
        "undetermined": key.undetermined,
    }


def write_table(path: Path, rows: Iterator[dict[str, Any]], features: dict[str, Any]) -> None:
    """Rows as parquet that `datasets` reads with these features. MissingExtra without pyarrow."""
    try:
        arrow, parquet = import_module("pyarrow"), import_module("pyarrow.parquet")
    except ImportError:
        raise MissingExtra("pyarrow", "huggingface") from None
    schema = _schema(arrow, features)
    path.parent.mkdir(exist_ok=True)
    with parquet.ParquetWriter(path, schema, compression="zstd") as writer:
        for group in _groups(rows):
            writer.write_table(arrow.Table.from_pylist(group, schema=schema))


def _groups(rows: Iterator[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    group: list[dict[str, Any]] = []
    size = 0
    for row in rows:
        group.append(row)
        size += sum(len(image["bytes"]) for image in row.get("images", ()))
        if len(group) == ROWS or size >= PICTURES:
            yield group
            group, size = [], 0
    if group:
        yield group


def _schema(arrow: Any, features: dict[str, Any]) -> Any:
    fields = [(name, _arrow_type(arrow, feature)) for name, feature in features.items()]
    told = json.dumps({"info": {"features": features}})
    return arrow.schema(fields, metadata={"huggingface": told})


def _arrow_type(arrow: Any, feature: dict[str, Any]) -> Any:
    if feature["_type"] == "List":
        return arrow.list_(_arrow_type(arrow, feature["feature"]))
    if feature["_type"] == "Image":
        return arrow.struct([("bytes", arrow.binary()), ("path", arrow.string())])
    return getattr(arrow, {"bool": "bool_"}.get(feature["dtype"], feature["dtype"]))()
