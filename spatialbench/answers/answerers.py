"""Answerers that need no model: baselines, rivals, and models of a known accuracy.

Strategies: `oracle`, `random`, `refuse`, `constant:X`, `rival:NAME`, `simulated:0.92`. Each writes
in the language of the item and in the form that the prompt asks for. Every draw is keyed by seed,
strategy and item, so that items and strategies are independent of each other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from difflib import get_close_matches
from fractions import Fraction
from functools import partial
from typing import Any, NamedTuple  # rows as JSON

from spatialbench.answers.guesses import guess, other
from spatialbench.answers.saying import REFUSALS, say_answer, say_literally
from spatialbench.answers.source import Questions
from spatialbench.errors import InputError, MismatchError
from spatialbench.extraction import extract
from spatialbench.items.item import Item, Key
from spatialbench.probes.draw import Draw, Seed

STRATEGIES = ("oracle", "random", "refuse", "constant:X", "rival:NAME", "simulated:0.92")


class Said(NamedTuple):
    """A response, and what is to be said about it."""

    response: str
    note: str | None = None


Answerer = Callable[[Item, Key, Draw], Said]


def answer(question_set: Questions, strategy: str, *, seed: Seed) -> Iterator[dict[str, Any]]:
    """One row of an answer file for every item, in order: `id`, `response`, `model`, `origin`,
    and a `note` where the strategy had no answer of its own. `model` is the strategy, never a
    model's name; `origin` says that it is none.

    Raises InputError for an unknown strategy, a rival that no item of the set has, or a constant
    that answers none.
    """
    keys = {key.id: key for key in question_set.keys()}  # noqa: SIM118  # not a mapping
    if strategy.startswith("constant:"):
        _check_constant(strategy.partition(":")[2], question_set)
    answerer = _answerer(strategy, keys)
    return _rows(question_set, keys, answerer, strategy, seed)


def _rows(
    question_set: Questions,
    keys: Mapping[str, Key],
    answerer: Answerer,
    strategy: str,
    seed: Seed,
) -> Iterator[dict[str, Any]]:
    draw = Draw(seed, "answer", strategy)
    model = strategy.replace(":", "-")
    origin = "simulated" if strategy.startswith("simulated:") else "baseline"
    for item in question_set.items():
        if item.id not in keys:
            raise MismatchError(f"item {item.id!r} has no line in key.jsonl; take both of one set")
        said = answerer(item, keys[item.id], draw.child(item.id))
        row = {"id": item.id, "response": said.response, "model": model, "origin": origin}
        yield row if said.note is None else {**row, "note": said.note}


def _answerer(strategy: str, keys: Mapping[str, Key]) -> Answerer:
    name, _, argument = strategy.partition(":")
    if strategy in _PLAIN:
        return _PLAIN[strategy]
    if name == "constant" and argument:
        return partial(_constant, argument)
    if name == "rival" and argument:
        return partial(_rival, _known_rival(argument, keys))
    if name == "simulated" and argument:
        return partial(_simulated, _probability(argument))
    raise InputError(f"strategy {strategy!r} is unknown; there are {', '.join(STRATEGIES)}")


def _check_constant(text: str, question_set: Questions) -> None:
    """InputError for a text that is an answer to no item: every answer would be unreadable."""
    asked = {(item.answer_type, item.options, item.unit): item for item in question_set.items()}
    for item in asked.values():
        line = say_literally(text, item)
        if extract(line, item.answer_type, item.options, unit=item.unit).status == "ok":
            return
    raise InputError(
        f"strategy 'constant:{text}': {text!r} is an answer to no item of this set. Name a letter "
        f"of its choices, or a label"
    )


def _known_rival(name: str, keys: Mapping[str, Key]) -> str:
    known = sorted({rival for key in keys.values() for rival in key.rivals})
    if name not in known:
        close = get_close_matches(name, known, n=1)
        hint = f"did you mean {close[0]!r}? " if close else ""
        raise InputError(
            f"rival {name!r} is unknown in this set; {hint}It has {', '.join(known) or 'none'}"
        )
    return name


def _probability(text: str) -> Fraction:
    try:
        probability = Fraction(text)
    except (ValueError, ZeroDivisionError):
        probability = Fraction(-1)
    if not 0 <= probability <= 1:
        raise InputError(
            f"strategy 'simulated:{text}': expected a probability from 0 to 1, as in simulated:0.92"
        )
    return probability


def _oracle(item: Item, key: Key, draw: Draw) -> Said:
    return Said(say_answer(key.answer, item))


def _random(item: Item, key: Key, draw: Draw) -> Said:
    return Said(say_answer(guess(item, key, draw), item))


def _refuse(item: Item, key: Key, draw: Draw) -> Said:
    return Said(REFUSALS[item.language])


def _constant(value: str, item: Item, key: Key, draw: Draw) -> Said:
    return Said(say_literally(value, item))


def _rival(name: str, item: Item, key: Key, draw: Draw) -> Said:
    if name in key.rivals:
        return Said(say_answer(key.rivals[name], item))
    said = say_answer(guess(item, key, draw), item)
    return Said(said, f"{name} has no answer here; this one is random")


def _simulated(probability: Fraction, item: Item, key: Key, draw: Draw) -> Said:
    if draw.chance(probability.numerator, probability.denominator):
        return _oracle(item, key, draw)
    rivals = [value for value in key.rivals.values() if value != key.answer]
    if rivals and draw.chance(1, 2):
        return Said(say_answer(draw.choice(rivals), item))
    return Said(say_answer(other(item, key, draw), item))


_PLAIN: Mapping[str, Answerer] = {"oracle": _oracle, "random": _random, "refuse": _refuse}
