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
from contextlib import ExitStack, contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any  # pyarrow has no types

from spatialbench.adapters import hub_eval
from spatialbench.adapters.croissant import Table, croissant
from spatialbench.adapters.dataset_card import card, subsets_of
from spatialbench.adapters.export import Options, Source
from spatialbench.adapters.questions import Asked, picture
from spatialbench.errors import MissingExtra
from spatialbench.items.item import Item

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
    tables, configs = [Table("records", ITEMS, FEATURES)], {"default": ITEMS}
    if options.with_key:
        (folder / "eval.yaml").write_text(hub_eval.eval_yaml(source.manifest), encoding="utf-8")
        tables.append(Table("key", KEY, KEY_FEATURES))
        tables.append(Table(hub_eval.CONFIG, hub_eval.PATH, hub_eval.FEATURES))
        configs |= {"key": KEY, hub_eval.CONFIG: hub_eval.PATH}
    subsets = subsets_of(_written(source, folder, with_key=options.with_key))
    (folder / "subsets.json").write_text(json.dumps(subsets.ids, indent=1) + "\n")
    told = card(source.manifest, configs, subsets.samples)
    (folder / "README.md").write_text(told, encoding="utf-8")
    (folder / "croissant.json").write_text(
        json.dumps(croissant(source, folder, tables), indent=2, ensure_ascii=False) + "\n",
        encoding="utf-8",
    )


def _written(source: Source, folder: Path, *, with_key: bool) -> Iterator[Item]:
    """The items, each given once it is written to the tables: the set is read once for all."""
    with ExitStack() as stack:
        items = stack.enter_context(parquet_file(folder / ITEMS, FEATURES))
        if with_key:
            keys = stack.enter_context(parquet_file(folder / KEY, KEY_FEATURES))
            asks = stack.enter_context(parquet_file(folder / hub_eval.PATH, hub_eval.FEATURES))
        for asked in source.asked(with_key=with_key):
            items.add(_item(asked))
            if with_key:
                keys.add(_answer(asked))
                if hub_eval.is_asked_so(asked.item):
                    asks.add(hub_eval.row(asked))
            yield asked.item


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


class _Rows:
    """Rows of a parquet file, held in memory until they are a group."""

    def __init__(self, arrow: Any, schema: Any, writer: Any) -> None:
        self._arrow, self._schema, self._writer = arrow, schema, writer
        self._group: list[dict[str, Any]] = []
        self._size = 0

    def add(self, row: dict[str, Any]) -> None:
        """One row more."""
        self._group.append(row)
        self._size += sum(len(image["bytes"]) for image in row.get("images", ()))
        if len(self._group) == ROWS or self._size >= PICTURES:
            self.flush()

    def flush(self) -> None:
        """Write what is held."""
        if self._group:
            self._writer.write_table(self._arrow.Table.from_pylist(self._group, self._schema))
            self._group, self._size = [], 0


@contextmanager
def parquet_file(path: Path, features: dict[str, Any]) -> Iterator[_Rows]:
    """A parquet file that `datasets` reads with these features. MissingExtra without pyarrow."""
    try:
        arrow, parquet = import_module("pyarrow"), import_module("pyarrow.parquet")
    except ImportError:
        raise MissingExtra("pyarrow", "huggingface") from None
    schema = _schema(arrow, features)
    path.parent.mkdir(exist_ok=True)
    with parquet.ParquetWriter(path, schema, compression="zstd") as writer:
        rows = _Rows(arrow, schema, writer)
        yield rows
        rows.flush()


def write_table(path: Path, rows: Iterator[dict[str, Any]], features: dict[str, Any]) -> None:
    """Rows as such a file."""
    with parquet_file(path, features) as file:
        for row in rows:
            file.add(row)


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
