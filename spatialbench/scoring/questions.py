"""What scoring keeps of a set: where each item belongs, and what its key says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from spatialbench.answers.source import Questions, sealed_keys
from spatialbench.errors import MismatchError

if TYPE_CHECKING:
    from spatialbench.items.item import Item, Key
    from spatialbench.probes.probe import Number, Value
    from spatialbench.probes.trial import Trial


class Question(NamedTuple):
    """What results keep of an item: where it belongs, not what is right.

    `form` is `choice` or `open`; `options` the number of letters of a choice, else None; `rivals`
    are the named wrong ways of thinking that give another answer here than the right one. `axis`
    is the fact that says at which number of steps it was drawn; None where it was at a level.
    """

    id: str
    probe: str
    task: str
    family: str
    level: int
    language: str
    modality: str
    form: str
    wording: int
    answer_type: str
    options: int | None
    chance: float
    facts: Mapping[str, Number]
    rivals: tuple[str, ...]
    axis: str | None = None


class Keyed(NamedTuple):
    """A question with what is needed to judge its answers.

    `prompt` is what was asked. `meanings` are the canonical values of the letters of a choice;
    `tolerance` is how far a number may lie from the answer; `trial` carries out a construction.
    """

    question: Question
    answer: Value
    options: tuple[str, ...] | None
    unit: str | None
    rivals: Mapping[str, Value]
    meanings: Mapping[str, Value]
    tolerance: float
    prompt: str
    trial: Trial | None = None


def keyed_questions(questions: Questions) -> list[Keyed]:
    """The items of a set with their keys, in the order of the items.

    Raises MismatchError if an item has no key.
    """
    keys = {key.id: _right(key) for key in sealed_keys(questions)}
    return [_keyed(item, _right_of(item, keys)) for item in questions.items()]


class _Right(NamedTuple):
    """What is kept of a key."""

    answer: Value
    rivals: Mapping[str, Value]
    choices: Sequence[Value] | None
    tolerance: float
    trial: Trial | None


def _right(key: Key) -> _Right:
    tolerance = float(key.margins.get("tolerance", 0.0))
    return _Right(key.answer, key.rivals, key.choices, tolerance, _trial(key))


def _trial(key: Key) -> Trial | None:
    """How answers to a question that asks for a construction are carried out."""
    if key.answer_type != "construction" or key.choices is not None:
        return None
    from spatialbench.probes.construction import trial_of

    return trial_of(key.task, {"scene": key.scene, "story": key.story, "ask": key.ask})


def _right_of(item: Item, keys: Mapping[str, _Right]) -> _Right:
    if item.id not in keys:
        raise MismatchError(
            f"item {item.id!r} has no line in key.jsonl: items and key belong to different sets. "
            f"Take both from the same set."
        )
    return keys[item.id]


def keyed(item: Item, key: Key) -> Keyed:
    """What scoring keeps of an item and its key."""
    return _keyed(item, _right(key))


def _keyed(item: Item, key: _Right) -> Keyed:
    is_choice = item.answer_type in {"choice", "choices"}
    ordered = item.answer_type in ORDERED
    rivals = {n: v for n, v in key.rivals.items() if not same(v, key.answer, ordered=ordered)}
    return Keyed(
        question=Question(
            id=item.id,
            probe=item.probe,
            task=item.task,
            family=item.family,
            level=item.level,
            language=item.language,
            modality=item.modality,
            form="choice" if is_choice else "open",
            wording=item.wording,
            answer_type=item.answer_type,
            options=len(item.options) if is_choice and item.options else None,
            chance=item.chance,
            facts=dict(item.facts),
            rivals=tuple(rivals),
            axis=item.axis,
        ),
        answer=key.answer,
        options=item.options,
        unit=item.unit,
        rivals=rivals,
        meanings=_meanings(key.choices) if is_choice else {},
        tolerance=key.tolerance,
        prompt=item.prompt,
        trial=key.trial,
    )


def _meanings(choices: Sequence[Value] | None) -> dict[str, Value]:
    return {chr(ord("A") + place): value for place, value in enumerate(choices or ())}


ORDERED = frozenset({"ordering", "construction"})
"""The answer types whose lists say another thing in another order."""


def same(a: object, b: object, *, ordered: bool = False) -> bool:
    """Whether two values are the same; lists count as sets, as labels and letters do, unless they
    are `ordered`."""
    if isinstance(a, list | tuple) and isinstance(b, list | tuple):
        if ordered:
            return list(a) == list(b)
        return sorted(map(str, a)) == sorted(map(str, b))
    return a == b
