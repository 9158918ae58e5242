"""`.eval_results/*.yaml` of the Hugging Face hub: what a model repository says of its results.

https://huggingface.co/docs/hub/eval-results says the format: the benchmark's dataset and task, the
value, when, where from, and notes on the set-up; a result with tools has a file of its own.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence

from spatialbench.card.row import Row
from spatialbench.errors import InputError

_DATASET = re.compile(r"[A-Za-z0-9][\w.-]*/[A-Za-z0-9][\w.-]*", re.ASCII)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
WITH_TOOLS = "With tools"
"""What the hub wants to read in the notes, and in those of no other result."""


def file_of(row: Row) -> str:
    """The name of a row's file: of the set, and whether there were tools."""
    name = re.sub(r"[^a-z0-9]+", "_", f"spatialbench {row.set_name}".lower()).strip("_")
    return f"{name}_with_tools.yaml" if row.protocol.tools not in {"no", None} else f"{name}.yaml"


def eval_results(row: Row, dataset: str, *, source: str | None = None) -> str:
    """The file of one row for the benchmark dataset of that name, as `owner/name`.

    InputError where the dataset cannot be one, where nothing was answered, or where answers with
    and without tools are mixed.
    """
    if not _DATASET.fullmatch(dataset):
        raise InputError(f"dataset {dataset!r}: expected owner/name, as the hub names datasets")
    if row.accuracy.value is None:
        raise InputError(f"{row.model!r}: nothing was answered, and there is no value to write")
    if " / " in (row.protocol.tools or ""):
        raise InputError(f"{row.model!r}: answers with and without tools are mixed in one file")
    return "\n".join(_lines(row, dataset, source, row.accuracy.value)) + "\n"


def _lines(row: Row, dataset: str, source: str | None, value: float) -> Iterator[str]:
    yield "- dataset:"
    yield f"    id: {_text(dataset)}"
    yield f"    task_id: {_text(row.set_name)}"
    yield f"  value: {100 * value:.2f}"
    days = _DAY.findall(row.protocol.date or "")
    if days:
        yield f"  date: {_text(max(days))}"
    if source is not None:
        yield "  source:"
        yield f"    url: {_text(source)}"
        yield f"    name: {_text('spatialbench ' + row.package)}"
    if row.protocol.tools not in {"no", None}:
        yield f"  notes: {_text(WITH_TOOLS)}"


def _text(text: str) -> str:
    """YAML text in double quotes, which JSON's are."""
    return json.dumps(text)


def all_files(rows: Sequence[Row], dataset: str, source: str | None) -> dict[str, str]:
    """The files of all rows by where they lie: one folder a model."""
    found: dict[str, str] = {}
    for row in rows:
        folder = re.sub(r"[^A-Za-z0-9._-]+", "-", row.model).strip(".-") or "model"
        place = f"{folder}/.eval_results/{file_of(row)}"
        if place in found:
            raise InputError(f"{row.model!r}: two rows would be {place}; give models other names")
        found[place] = eval_results(row, dataset, source=source)
    return found
