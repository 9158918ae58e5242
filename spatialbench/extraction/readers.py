"""The registry of answer types: how each is read, checked, built once and kept.

A new answer type is one file with a function that gives its `Reader`, and one row here.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from importlib import import_module
from typing import NamedTuple

from spatialbench.extraction.readings import Reader


class Kind(NamedTuple):
    """Where the reader of an answer type is made: `build(options, unit)` of a module of this
    package; how many options it needs at least, and at most."""

    module: str
    build: str
    least: int = 0
    most: int | None = None


KINDS = {
    "choice": Kind("choices", "choice_reader", 1, 26),
    "choices": Kind("choices", "choices_reader", 1, 26),
    "label": Kind("labels", "label_reader", 1),
    "labels": Kind("labels", "labels_reader", 1),
    "verdict": Kind("verdicts", "verdict_reader", 2, 2),
    "ordering": Kind("orderings", "ordering_reader", 1),
    "integer": Kind("numbers", "integer_reader"),
    "number": Kind("numbers", "number_reader"),
    "cells": Kind("cells", "cells_reader", 1),
    "construction": Kind("constructions", "construction_reader", 1),
}
ANSWER_TYPES = tuple(KINDS)


@lru_cache(maxsize=4096)
def reader_for(answer_type: str, options: tuple[str, ...] | None, unit: str | None) -> Reader:
    """The reader of this answer type. Raises `ValueError` saying what is valid."""
    kind = KINDS.get(answer_type)
    if kind is None:
        raise ValueError(
            f"answer_type {answer_type!r} is unknown; it is one of {', '.join(ANSWER_TYPES)}"
        )
    check_options(answer_type, options)
    module = import_module(f"spatialbench.extraction.{kind.module}")
    reader: Reader = getattr(module, kind.build)(options or (), unit)
    return reader


def check_options(answer_type: str, options: Sequence[str] | None) -> None:
    """`ValueError` saying what is valid, where an answer of this type needs other options."""
    kind = KINDS.get(answer_type)
    if kind is None or not kind.least:
        return
    if not options or not all(isinstance(o, str) and o.strip() for o in options):
        raise ValueError(
            f"answer_type {answer_type!r} needs options: a sequence of texts that are not empty; "
            f"{options!r} came"
        )
    if kind.least == kind.most and len(options) != kind.most:
        raise ValueError(f"answer_type {answer_type!r} needs two options; {options!r} came")
    if kind.most is not None and len(options) > kind.most:
        raise ValueError(f"there are 26 letters; {len(options)} options came")
