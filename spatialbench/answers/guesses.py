"""Blind guesses: a uniform draw from the values that an item's answer can take.

A guess looks at the key for the size of the answer only: how many labels a set has, about which
number a window of counts lies.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from spatialbench.errors import InputError
from spatialbench.extraction.vocabulary import vocabulary
from spatialbench.items.item import Item, Key, letters
from spatialbench.probes.draw import Draw
from spatialbench.probes.probe import Value

_TRIES = 1000


def guess(item: Item, key: Key, draw: Draw) -> Value:
    """A value as likely as any other; right with the item's chance where its answer is one of a
    closed list or a whole number."""
    options = _options(item)
    kind = item.answer_type
    if kind in {"choice", "label", "verdict"} and options:
        return draw.choice(options)
    if kind in {"choices", "labels", "cells"} and options and isinstance(key.answer, list):
        return sorted(draw.sample(options, len(key.answer)), key=options.index)
    if kind == "cells" and isinstance(key.answer, dict):
        contents = _contents(key.answer)
        return {place: draw.choice(contents) for place in key.answer}
    if kind == "ordering" and options:
        return draw.permutation(options)
    if kind == "construction" and options and isinstance(key.answer, list):
        return [draw.choice(options) for _ in key.answer]
    if isinstance(key.answer, int | float):
        return _number(key.answer, item.chance, draw)
    raise InputError(f"item {item.id!r}: there is no way to guess a {kind} here")


def _contents(answer: Mapping[str, str]) -> Sequence[str]:
    """Whatever can stand in the places: all that is of one kind with what does."""
    known = vocabulary().entries
    kinds = {known[content].kind for content in answer.values()}
    return [entry.name for entry in vocabulary().of_kind(kinds)]


def _options(item: Item) -> Sequence[str]:
    if item.options is None:
        return ()
    is_choice = item.answer_type in {"choice", "choices"}
    return letters(len(item.options)) if is_choice else item.options


def _number(answer: float, chance: float, draw: Draw) -> Value:
    """One of 1 / chance neighbouring values, the answer among them; not negative unless it is."""
    count = max(2, round(1 / chance)) if chance > 0 else 100
    lowest = answer - draw.below(count)
    if answer >= 0:
        lowest = max(lowest, answer % 1)
    return lowest + draw.below(count)


def other(item: Item, key: Key, draw: Draw) -> Value:
    """A guess that is not the answer; InputError where there is no other value."""
    right = _right(item, key)
    for _ in range(_TRIES):
        value = _changed(key.answer, item, draw) if _is_whole(item, key) else guess(item, key, draw)
        if not right(value):
            return value
    raise InputError(f"item {item.id!r}: there is no answer but the right one")


def _right(item: Item, key: Key) -> Callable[[Value], bool]:
    """Whether a value is right: the key's own, or a construction that works."""
    if item.answer_type != "construction":
        return lambda value: value == key.answer
    from spatialbench.probes.construction import trial_of

    trial = trial_of(key.task, {"scene": key.scene, "story": key.story, "ask": key.ask})
    return lambda value: isinstance(value, list) and trial(value).right


def _is_whole(item: Item, key: Key) -> bool:
    """Whether the answer is a set of all options or of none: every guess would be the answer."""
    sets = item.answer_type in {"choices", "labels", "cells"} and isinstance(key.answer, list)
    return sets and len(key.answer) in {0, len(_options(item))}  # type: ignore[arg-type]


def _changed(answer: Value, item: Item, draw: Draw) -> Value:
    """The set without one of its members; one option where it has none."""
    options = _options(item)
    dropped = draw.choice(options)
    return [one for one in options if one != dropped] if answer else [dropped]
