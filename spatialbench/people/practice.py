"""Questions beside those of the set: for practice, with their answers, and to see whether somebody
is there. They are drawn from seeds of their own, and none has a puzzle of the set."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import count, islice
from typing import NamedTuple

from spatialbench.errors import InputError, Refused
from spatialbench.items.item import Item, Language, Presented
from spatialbench.items.present import with_key
from spatialbench.items.saying import Voice
from spatialbench.items.wanted import Wanted
from spatialbench.probes.draw import seed_key
from spatialbench.probes.generator import Generator, Modality
from spatialbench.probes.make import make_with
from spatialbench.probes.probe import Probe
from spatialbench.probes.registry import find
from spatialbench.sets.recurring import Unlike

MOST_TRIES = 40  # probes that are looked at for each that is wanted


class Shape(NamedTuple):
    """How a question is asked: what is practised is what will come."""

    task: str
    modality: Modality
    choices: bool


def shapes_of(items: Iterable[Item], *, choices_only: bool = False) -> list[Shape]:
    """The shapes that occur, each once, tasks by turns: the first few differ in as much as they
    can."""
    found = dict.fromkeys(Shape(i.task, i.modality, i.answer_type == "choice") for i in items)
    if choices_only:
        found = dict.fromkeys(_as_choice(shape) for shape in found)
    turns: dict[str, int] = {}
    ranked = []
    for shape in sorted(found, key=lambda one: (one.modality == "text", one.choices)):
        turns[shape.task] = turns.get(shape.task, -1) + 1
        ranked.append((turns[shape.task], shape))
    return [shape for _, shape in sorted(ranked, key=lambda one: one[0])]


def _as_choice(shape: Shape) -> Shape:
    return shape._replace(choices="choice" in find(shape.task).forms)


def drawn(shapes: Sequence[Shape], wanted: int, *, seed: str, unlike: Unlike) -> list[Asked]:
    """That many questions of these shapes by turns, each of the easiest level of its task."""
    key, kept = seed_key(seed), list[Asked]()
    tries = ((shapes[i % len(shapes)], i // len(shapes)) for i in count())
    for shape, index in islice(tries, MOST_TRIES * max(wanted, len(shapes))):
        if len(kept) == wanted:
            break
        probe = _probe(find(shape.task), key, index, unlike.refuses)
        if probe is not None:
            kept.append(Asked(shape, probe))
    if len(kept) < wanted:
        raise InputError(
            f"expected {wanted} questions beside those of the set; {len(kept)} are left: the set "
            f"has nearly every puzzle of level 1 of its tasks. Make a smaller set, or ask for "
            f"fewer"
        )
    return kept


def _probe(
    generator: Generator, key: bytes, index: int, refuse: Callable[..., bool]
) -> Probe | None:
    """The probe, or None where the set has all that were drawn."""
    try:
        level = min(generator.levels)
        return make_with(generator, key=key, index=index, level=level, refuse=refuse)
    except Refused:
        return None


class Asked(NamedTuple):
    """A question beside those of the set."""

    shape: Shape
    probe: Probe

    def presented(self, language: Language, size: int) -> Presented:
        """The question in a language, with its key."""
        _, modality, choices = self.shape
        wanted = Wanted(language, modality, choices, self.probe.paraphrase, size)
        return with_key(self.probe, wanted)


def accepted(shown: Presented) -> list[str]:
    """What counts as right in practice: the letter, or the answer in each way of saying it; the
    first is how it is told."""
    if shown.item.answer_type == "choice":
        return [str(shown.key.answer)]
    voice = Voice(shown.item.language, shown.probe.task)
    return list(dict.fromkeys(_ways(shown, voice)))


def _ways(shown: Presented, voice: Voice) -> Iterator[str]:
    answer = shown.key.answer
    yield voice.value(answer, shown.probe.answer_type)
    if isinstance(answer, list):
        yield from (", ".join(map(str, answer)), "、".join(map(voice.label, map(str, answer))))
    elif not isinstance(answer, dict):
        yield str(answer)
