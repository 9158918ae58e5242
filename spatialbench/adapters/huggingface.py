"""Hugging Face: parquet with the pictures in it, a dataset card, and Croissant metadata.

    load_dataset("the/folder")                 # offline, with the pictures decoded
    load_dataset("the/folder", "key")          # the answers, if they were exported

The answers are a configuration of their own, so that asking a model cannot show them to it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any  # pyarrow has no types

from spatialbench.adapters.croissant import croissant
from spatialbench.adapters.export import Options, Source
from spatialbench.adapters.questions import Asked, picture
from spatialbench.errors import MissingExtra

ROWS = 64  # in a group: pictures are kept in memory for that many items
ITEMS, KEY = "data/test-00000-of-00001.parquet", "key/test-00000-of-00001.parquet"

_VALUES = {
    "id": "string", "probe": "string", "task": "string", "family": "string", "level": "int64",
    "language": "string", "modality": "string", "wording": "int64", "prompt": "string",
    "answer_type": "string", "unit": "string", "chance": "float64", "facts": "string",
    "canary": "string",
}  # fmt: skip
_KEY_VALUES = {"id": "string", "answer": "string", "rivals": "string", "undetermined": "bool"}


def _value(dtype: str) -> dict[str, str]:
    return {"dtype": dtype, "_type": "Value"}


def _features(values: dict[str, str]) -> dict[str, Any]:
    return {name: _value(dtype) for name, dtype in values.items()}


FEATURES = {
    **_features(_VALUES),
    "options": {"feature": _value("string"), "_type": "List"},
    "labels": {"feature": _value("string"), "_type": "List"},
    "images": {"feature": {"_type": "Image"}, "_type": "List"},
}


def write(source: Source, folder: Path, options: Options) -> None:
    """The parquet files, `README.md` and `croissant.json`."""
    write_table(folder / ITEMS, map(_item, source.asked()), FEATURES)
    if options.with_key:
        keyed = source._replace(progress=None).asked(with_key=True)
        write_table(folder / KEY, map(_answer, keyed), _features(_KEY_VALUES))
    (folder / "README.md").write_text(card(source, options), encoding="utf-8")
    told = croissant(source, folder / ITEMS, ITEMS)
    (folder / "croissant.json").write_text(
        json.dumps(told, indent=2, ensure_ascii=False) + "\n", encoding="utf-8"
    )


def _item(asked: Asked) -> dict[str, Any]:
    item = asked.item
    record: dict[str, Any] = {name: getattr(item, name) for name in _VALUES}
    record["facts"] = json.dumps(dict(item.facts))
    record["options"] = list(item.options or ())
    record["labels"] = [image.label for image in item.images]
    record["images"] = [
        {"bytes": picture(image, asked.folder), "path": Path(image.path).name}
        for image in item.images
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
        while group := [row for _, row in zip(range(ROWS), rows, strict=False)]:
            writer.write_table(arrow.Table.from_pylist(group, schema=schema))


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


def card(source: Source, options: Options) -> str:
    """The dataset card: configurations, counts, licence, canary."""
    manifest, counts = source.manifest, source.manifest["counts"]
    configs = [("default", ITEMS), *([("key", KEY)] if options.with_key else [])]
    lines = ["---", "license: cc-by-4.0", f"pretty_name: spatialbench {manifest['name']}"]
    lines += ["language:", *(f"- {name}" for name in counts["language"])]
    lines += ["task_categories:", "- question-answering", "- visual-question-answering"]
    lines += ["tags:", "- spatial-reasoning", "- benchmark", "- croissant", "configs:"]
    for name, path in configs:
        lines += [f"- config_name: {name}", "  data_files:", "  - split: test", f"    path: {path}"]
    lines += ["---", "", f"# spatialbench: {manifest['name']}", ""]
    lines += [f"{counts['items']} items of {counts['probes']} probes, made by spatialbench "]
    lines[-1] += f"{manifest['package']}. Licence: CC BY 4.0."
    for dimension in ("task", "level", "language", "modality"):
        lines += ["", f"| {dimension} | items |", "|---|---|"]
        lines += [f"| {name} | {count} |" for name, count in counts[dimension].items()]
    lines += [
        "",
        "`prompt` is the message with its pictures as `<image 1>`, `<image 2>`, …; `images` are "
        "those pictures, in order. `facts` is JSON. `spatialbench score` scores the answers; it "
        "needs the key of the set.",
        "",
        f"Please keep this set out of training data. Canary: `{manifest['canary']}`",
        "",
    ]
    return "\n".join(lines)
