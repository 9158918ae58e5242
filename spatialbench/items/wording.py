"""Sentences: what a puzzle says in a language, in one of its paraphrases.

The sentences are data (`assets/wording/<language>.toml`, or a plugin's own folder); this module
only fills in names. A template is looked up under the task first, then its family.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any  # parsed TOML

from spatialbench.errors import InputError
from spatialbench.geometry.asks import AtWhichPlace
from spatialbench.geometry.kinds import Event
from spatialbench.geometry.replay import Poses, replay
from spatialbench.geometry.rotations import Vector
from spatialbench.geometry.shapes import OpenBox
from spatialbench.geometry.story import (
    ComeOut,
    Exchange,
    GoBehind,
    Hide,
    MayLeave,
    Nudge,
    Show,
    Turn,
)
from spatialbench.probes.generator import versionless
from spatialbench.probes.probe import AnswerType, Puzzle, Term, Value


@cache
def sentences(language: str) -> Mapping[str, Any]:
    """The tables of a language; InputError if there is none."""
    source = files("spatialbench.assets") / "wording" / f"{language}.toml"
    if not source.is_file():
        raise InputError(f"language {language!r} has no wording; there are en and zh")
    return tomllib.loads(source.read_text(encoding="utf-8"))


@lru_cache(maxsize=4096)
def template(language: str, task: str, key: str, wording: int) -> str | None:
    """The sentence of a task, or of its family, in that paraphrase; None if there is none."""
    name = versionless(task)
    tables = sentences(language)
    for table in (name, name.partition("/")[0]):
        found = tables.get(table, {}).get(key)
        if found is not None:
            return _pick(found, wording)
    return None


def _pick(found: str | list[str], wording: int) -> str:
    return found if isinstance(found, str) else found[wording % len(found)]


def say_label(label: str, language: str) -> str:
    """A label as it is said: colours and the like by the table, anything else as it is."""
    return str(sentences(language)["labels"].get(label, label))


def say_list(words: Sequence[str], language: str, style: str = "lists") -> str:
    """Words in a row: "a, b and c", joined as the table `style` says."""
    table = sentences(language)[style]
    if len(words) < 2:
        return "".join(words)
    return str(table["separator"].join(words[:-1]) + table["last"] + words[-1])


def say_value(value: Value, answer_type: AnswerType, language: str) -> str:
    """An answer as a person would write it."""
    if isinstance(value, list):
        words = [say_label(part, language) for part in value]
        if answer_type == "ordering":
            return str(sentences(language)["lists"]["separator"].join(words))
        return say_list(words, language)
    return say_label(value, language) if isinstance(value, str) else str(value)


@cache
def _one_face(side: str, colour: str, language: str) -> str:
    tables = sentences(language)
    said = say_label(colour, language)
    return str(tables["faces"]["one"].format(side=tables["sides"][side], colour=said))


def _say_faces(faces: Mapping[str, str], language: str) -> str:
    return say_list([_one_face(s, c, language) for s, c in faces.items()], language, "faces")


def say_term(term: Term, language: str) -> str:
    """A term of a puzzle's `words` in that language."""
    kind, value = term
    tables = sentences(language)
    if kind == "faces" and isinstance(value, Mapping):
        return _say_faces(value, language)
    if kind == "colours" and isinstance(value, Sequence):
        return say_list([say_label(c, language) for c in value], language)
    if kind == "viewpoint" and isinstance(value, Sequence):
        return str(tables["viewpoints"]["-".join(value)])
    if kind == "colour":
        return say_label(str(value), language)
    if kind == "side":
        return str(tables["sides"][value])
    if kind == "count":
        return str(tables["counts"].get(str(value), value))
    if kind == "number":
        return str(value)
    raise ValueError(f"a term of kind {kind!r} cannot be said")


def _noun(name: str, language: str) -> str:
    noun, _, colour = name.partition(":")
    said = sentences(language)["nouns"][noun]
    return str(said.format(colour=say_label(colour, language)))


def _event(key: str, language: str, wording: int) -> str:
    return _pick(sentences(language)["events"][key], wording)


@lru_cache(maxsize=4096)
def _say_turn(turn: Turn, language: str, wording: int) -> str:
    tables = sentences(language)
    return _event(f"Turn-{turn.quarters}", language, wording).format(
        direction=tables["directions"][turn.direction],
        view=tables["seen-from"][turn.seen_from],
        axis=tables["axes"][turn.seen_from],
    )


def _say_hide(puzzle: Puzzle, event: Hide, poses: Poses, language: str, wording: int) -> str:
    container = puzzle.scene.body(event.container)
    if isinstance(container.shape, OpenBox):
        return _event("Hide-box", language, wording)
    if isinstance(puzzle.ask, AtWhichPlace):
        place = _place(puzzle.ask.places, poses, event.container)
        return _event("Hide-place", language, wording).format(place=place)
    return _event("Hide-cup", language, wording).format(container=_noun(event.container, language))


def _place(places: Sequence[Vector], poses: Poses, name: str) -> int:
    return places.index(poses[name].position) + 1


def _say_exchange(
    puzzle: Puzzle, event: Exchange, poses: Poses, language: str, wording: int
) -> str:
    if not isinstance(puzzle.ask, AtWhichPlace):
        raise ValueError("an exchange is said by the numbers of the places that are asked about")
    places = puzzle.ask.places
    moves = [(_place(places, poses, name), places.index(to) + 1) for name, to in event.moves]
    if len(moves) == 2:
        a, b = sorted(moves[0])
        return _event("Exchange-swap", language, wording).format(a=a, b=b)
    one = _event("Exchange-move", language, wording)
    said = say_list([one.format(a=a, b=b) for a, b in moves], language)
    return _event("Exchange-many", language, wording).format(moves=said)


def say_event(
    puzzle: Puzzle, event: Event, poses: Poses, *, language: str, wording: int
) -> str | None:
    """One event in words, given the poses before it; None if it is not told."""
    match event:
        case Turn():
            return _say_turn(event, language, wording)
        case Hide():
            return _say_hide(puzzle, event, poses, language, wording)
        case Nudge(body=body):
            noun = _noun(body, language)
            said = _event("Nudge", language, wording)
            return said.format(body=noun, Body=noun[0].upper() + noun[1:])
        case Exchange():
            return _say_exchange(puzzle, event, poses, language, wording)
        case GoBehind(screen=screen):
            said = _event("GoBehind", language, wording)
            return said.format(screen=_noun(screen, language))
        case Show(contents=contents):
            return _event("Show-full" if contents else "Show-empty", language, wording)
        case ComeOut() | MayLeave():
            return None  # said together with GoBehind; never told
    raise ValueError(f"there are no words for {type(event).__name__}")


def _told(puzzle: Puzzle) -> list[tuple[Event, Poses]]:
    """Each event with the poses before it, for the words: only exchanges move what is named."""
    if not any(isinstance(event, Exchange) for event in puzzle.story):
        start = {body.name: body.pose for body in puzzle.scene.bodies}
        return [(event, start) for event in puzzle.story]
    return list(zip(puzzle.story, replay(puzzle.scene, puzzle.story), strict=False))


def say_story(puzzle: Puzzle, task: str, *, language: str, wording: int) -> str:
    """The story in words: one sentence, or a numbered list."""
    said = [
        text
        for event, poses in _told(puzzle)
        if (text := say_event(puzzle, event, poses, language=language, wording=wording))
    ]
    if len(said) == 1:
        one = template(language, task, "story-one", wording) or "{event}"
        return one.format(event=said[0])
    many = template(language, task, "story-many", wording) or "{events}"
    return many.format(events="\n".join([f"{i}. {text}" for i, text in enumerate(said, 1)]))


class _Said(dict[str, str]):
    """The terms of a puzzle, said when a template asks for them."""

    def __init__(self, words: Mapping[str, Term], language: str) -> None:
        super().__init__()
        self._words, self._language = words, language

    def __missing__(self, name: str) -> str:
        return say_term(self._words[name], self._language)


def say(
    terms: Mapping[str, Term], task: str, key: str, *, language: str, wording: int
) -> str | None:
    """A sentence of the task with its terms filled in; None if the task has none."""
    found = template(language, task, key, wording)
    if found is None or "{" not in found:
        return found
    said = found.format_map(_Said(terms, language))
    for wrong, right in _spelling(language):
        said = said.replace(wrong, right)
    return said


@cache
def _spelling(language: str) -> tuple[tuple[str, str], ...]:
    return tuple(sentences(language)["spelling"].items())
