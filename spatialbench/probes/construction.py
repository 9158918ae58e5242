"""Constructions: answers that are built step by step, and judged by carrying them out.

A construction is a list of steps, each a word of the item's options. Every one that does what is
asked is right, whichever the key has. An ability says in `checking.py` beside its asks what comes
of steps, on whole numbers alone, so that scoring stays as quick as it is.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache, singledispatch
from typing import Any  # JSON

from spatialbench.errors import InputError
from spatialbench.geometry.kinds import Ask, beside
from spatialbench.geometry.program import decode_program
from spatialbench.geometry.scene import Scene
from spatialbench.probes.registry import home_of, kinds_of
from spatialbench.probes.trial import Steps, Trial, Tried

MOST_STEPS = 64
"""What is longer is right nowhere, and is not carried out."""


@singledispatch
def tried(ask: Ask, scene: Scene, steps: Steps) -> Tried:
    """What comes of these steps from the start of that scene: an ability's `checking.py` says so
    of its own asks. Steps are words of the question's options, at most `MOST_STEPS`."""
    found: Tried = beside(tried, ask, "checking")(ask, scene, steps)
    return found


def trial_of(task: str, program: Mapping[str, Any]) -> Trial:
    """The trial of one question, from the fields `scene`, `story` and `ask` of its key, parsed or
    as they stand in the file. They are decoded when the first construction is tried.

    InputError where the task is not installed; FormatError for a program that cannot be read."""

    @cache
    def decoded() -> tuple[Ask, Scene]:
        if home_of(task) is None:
            raise InputError(
                f"task {task!r}: its answers are judged by carrying them out, and the package "
                f"that does so is not installed; install it"
            )
        fields = {name: parsed(program[name]) for name in ("scene", "story", "ask")}
        scene, _, ask = decode_program(fields, kinds_of(task))
        return ask, scene

    def trial(steps: Steps) -> Tried:
        if len(steps) > MOST_STEPS:
            return Tried(False)
        return tried(*decoded(), steps)

    return trial


def parsed(value: Any) -> Any:
    """JSON that may still be text, it or its members: `msgspec.Raw` gives its bytes."""
    if isinstance(value, (str, int)):
        return value
    if isinstance(value, Mapping):
        return {name: parsed(part) for name, part in value.items()}
    if isinstance(value, (list, tuple)):
        return [parsed(part) for part in value]
    return json.loads(bytes(value))
