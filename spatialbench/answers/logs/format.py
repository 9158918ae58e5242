"""What a reader of logs is: a name, a way to tell its records, and the answers in one of them.

A new harness is one file with a `Format`, and its name in a tuple of `recognise`. `matches` sees
the first record (of lines), the whole (a document) or the names of the columns (a table), and
must not raise; `answers` takes one record with its place in words and its number.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple  # records are JSON

from spatialbench.answers.rows import Answer, answer_of

Record = Mapping[str, Any]


class Format(NamedTuple):
    """A kind of log. In one that `repeats`, further answers to an item are further epochs."""

    name: str
    matches: Callable[[Any], bool]
    answers: Callable[[Any, str, int], Iterator[Answer]]
    repeats: bool = False


def row(where: str, number: int, **fields: Any) -> Answer:
    """An answer from what a log says; what it does not say is left out. A call that failed has an
    `error`, and then no response: it is missing, not wrong."""
    record = {name: value for name, value in fields.items() if value not in (None, {})}
    record["response"] = None if record.get("error") else fields.get("response")
    if record["response"] is None and "error" not in record:
        record["error"] = "there is no response in the log"
    return answer_of(record, where, number)


def at(value: Any, *path: str | int) -> Any:
    """What is at that place in nested JSON; None where the place is not there."""
    for step in path:
        if isinstance(value, Mapping) and isinstance(step, str):
            value = value.get(step)
        elif isinstance(value, list) and isinstance(step, int) and -len(value) <= step < len(value):
            value = value[step]
        else:
            return None
    return value


def text(value: Any) -> str | None:
    """The value where it is text; anything else that is there as text; None stays None."""
    return value if value is None or isinstance(value, str) else str(value)
