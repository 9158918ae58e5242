"""promptfoo: the JSON that `promptfoo eval -o out.json` writes.

The tests of `examples/promptfoo` carry our id among their variables.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any  # JSON

from spatialbench.answers.logs.format import Format, Record, at, row, text
from spatialbench.answers.rows import Answer


def _matches(document: Any) -> bool:
    first = at(document, "results", "results", 0)
    return isinstance(first, Mapping) and ("vars" in first or "testCase" in first)


def _answers(document: Record, where: str, number: int) -> Iterator[Answer]:
    for count, result in enumerate(at(document, "results", "results"), 1):
        yield _answer(result, f"{where}, result {count}", count)


def _answer(result: Any, where: str, number: int) -> Answer:
    """A failed assertion has an `error`, too; the call itself failed only without an output."""
    output = at(result, "response", "output")
    failed = at(result, "response", "error") or (at(result, "error") if output is None else None)
    milliseconds = at(result, "latencyMs")
    return row(
        where,
        number,
        id=at(result, "vars", "id") or at(result, "testCase", "vars", "id"),
        response=text(output),
        model=at(result, "provider", "id"),
        finish=at(result, "response", "finishReason"),
        seconds=milliseconds / 1000 if isinstance(milliseconds, int | float) else None,
        usage=at(result, "response", "tokenUsage"),
        error=text(failed),
    )


PROMPTFOO = Format("promptfoo results", _matches, _answers)
