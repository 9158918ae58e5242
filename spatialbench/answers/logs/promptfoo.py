"""promptfoo: the JSON that `promptfoo eval -o out.json` writes.

The tests of `examples/promptfoo` carry our id among their variables. With `--repeat` a test is
there several times: those are epochs. Several prompts are not: they are answers to other questions.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any  # JSON

from spatialbench.answers.logs.content import text_of
from spatialbench.answers.logs.format import Format, Record, at, row, told
from spatialbench.answers.rows import Answer


def _matches(document: Any) -> bool:
    first = at(document, "results", "results", 0)
    return isinstance(first, Mapping) and ("vars" in first or "testCase" in first)


def _answers(document: Record, where: str, number: int) -> Iterator[Answer]:
    seen: Counter[tuple[str | None, str, str]] = Counter()
    for count, result in enumerate(at(document, "results", "results"), 1):
        answer = _answer(result, f"{where}, result {count}", count)
        again = answer.model, answer.id, str(at(result, "promptIdx"))
        seen[again] += 1
        yield answer._replace(epoch=seen[again])


def _answer(result: Any, where: str, number: int) -> Answer:
    """A failed assertion has an `error`, too; the call itself failed only without an output."""
    output = at(result, "response", "output")
    missing = None if isinstance(at(result, "response"), Mapping) else "there is no response"
    failed = told(at(result, "response", "error"))
    if failed is None and output is None:
        failed = told(at(result, "error"), missing)
    milliseconds = at(result, "latencyMs")
    return row(
        where,
        number,
        id=at(result, "vars", "id") or at(result, "testCase", "vars", "id"),
        response=text_of(output),
        model=at(result, "provider", "id") or _text(at(result, "provider")),
        finish=_text(at(result, "response", "finishReason")),
        seconds=milliseconds / 1000 if isinstance(milliseconds, int | float) else None,
        usage=at(result, "response", "tokenUsage"),
        error=failed,
    )


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) else None


PROMPTFOO = Format("promptfoo results", _matches, _answers)
