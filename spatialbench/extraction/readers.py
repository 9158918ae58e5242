"""The reader for a question: checked, built once and kept."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache

from spatialbench.extraction.readings import Reader

_NEED = {
    "choice": 1, "choices": 1, "label": 1, "labels": 1, "verdict": 2, "ordering": 1, "cells": 1,
}  # fmt: skip
ANSWER_TYPES = (
    "choice", "choices", "label", "labels", "verdict", "ordering", "integer", "number", "cells",
)  # fmt: skip


@lru_cache(maxsize=4096)
def reader_for(answer_type: str, options: tuple[str, ...] | None, unit: str | None) -> Reader:
    """The reader of this answer type. Raises `ValueError` saying what is valid."""
    if answer_type not in ANSWER_TYPES:
        raise ValueError(
            f"answer_type {answer_type!r} is unknown; it is one of {', '.join(ANSWER_TYPES)}"
        )
    check_options(answer_type, options)
    return _built(answer_type, options or (), unit)


def check_options(answer_type: str, options: Sequence[str] | None) -> None:
    """`ValueError` saying what is valid, where an answer of this type needs other options."""
    if answer_type not in _NEED:
        return
    if not options or not all(isinstance(o, str) and o.strip() for o in options):
        raise ValueError(
            f"answer_type {answer_type!r} needs options: a sequence of texts that are not empty; "
            f"{options!r} came"
        )
    if answer_type == "verdict" and len(options) != 2:
        raise ValueError(f"answer_type 'verdict' needs two options; {options!r} came")
    if answer_type in {"choice", "choices"} and len(options) > 26:
        raise ValueError(f"there are 26 letters; {len(options)} options came")


def _built(answer_type: str, options: Sequence[str], unit: str | None) -> Reader:
    from spatialbench.extraction import cells, choices, labels, numbers, orderings, verdicts

    with_options: dict[str, Callable[[Sequence[str]], Reader]] = {
        "choice": choices.choice_reader,
        "choices": choices.choices_reader,
        "label": labels.label_reader,
        "labels": labels.labels_reader,
        "verdict": verdicts.verdict_reader,
        "ordering": orderings.ordering_reader,
        "cells": cells.cells_reader,
    }
    if answer_type == "integer":
        return numbers.integer_reader()
    if answer_type == "number":
        return numbers.number_reader(unit)
    return with_options[answer_type](options)
