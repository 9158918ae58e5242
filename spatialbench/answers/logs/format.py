"""What a reader of logs is: a name, a way to tell its records, and the answers in one of them.

A new harness is one file with a `Format`, and its name in a tuple of `recognise`. `matches` sees
the first record (of lines), the whole (a document) or the names of the columns (a table), and
must not raise; `answers` takes one record with its place in words and its number.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple  # records are JSON

from spatialbench.answers.rows import Answer, answer_of, is_id
from spatialbench.errors import FormatError
from spatialbench.jsonl import shorten

Record = Mapping[str, Any]


class Format(NamedTuple):
    """A kind of log. In one that `repeats`, further answers of a model to an item are further
    epochs."""

    name: str
    matches: Callable[[Any], bool]
    answers: Callable[[Any, str, int], Iterator[Answer]]
    repeats: bool = False


class Recognised(NamedTuple):
    """The name of the format, and the answers, read as they are asked for. `notes` is what is to
    be said of the file besides; complete when the answers have been read."""

    name: str
    answers: Iterator[Answer]
    notes: list[str]


class OtherTask(FormatError):
    """A record that answers no item of ours: there is no id of ours in it."""


def row(where: str, number: int, **fields: Any) -> Answer:
    """An answer from what a log says; what it does not say is left out. A call that failed has an
    `error`, and then no response: it is missing, not wrong. Without an error nothing is an empty
    answer. OtherTask where the id is none of ours."""
    if not is_id(fields.get("id")):
        raise OtherTask(
            f"{where}: field id: expected the id of an item; got {shorten(fields.get('id'))}. Is "
            f"this the log of another task?"
        )
    record = {name: value for name, value in fields.items() if value not in (None, {})}
    record["response"] = None if record.get("error") else fields.get("response") or ""
    return answer_of(record, where, number)


def numbered(answers: Iterator[Answer]) -> Iterator[Answer]:
    """The answers numbered by model and item: the second to one item is that of epoch 2."""
    seen: Counter[tuple[str | None, str]] = Counter()
    for answer in answers:
        seen[answer.model, answer.id] += 1
        yield answer._replace(epoch=seen[answer.model, answer.id])


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


def told(*values: Any) -> str | None:
    """The first of them that says something, as text: what went wrong."""
    said = next((value for value in values if value not in (None, "", {}, [], False)), None)
    return said if said is None or isinstance(said, str) else shorten(said, 400)
