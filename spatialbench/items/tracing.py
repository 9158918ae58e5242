"""Worked traces: what is true after each step of a story, as data and in words.

An ability says it for the asks of its tasks, in `tracing.py`: for the start, and after each step, a
list of claims. A claim is a sentence under `[traces]` in its words, what it is about, and what is
true of that; so the same claims can be read again out of what a model writes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, singledispatch
from typing import NamedTuple

from spatialbench.errors import InputError
from spatialbench.geometry.kinds import Ask, Phrase
from spatialbench.geometry.program import Program
from spatialbench.items.item import LANGUAGES, Language
from spatialbench.items.saying import Voice
from spatialbench.probes.probe import Puzzle, Term
from spatialbench.probes.registry import home_of, part_of


class Claim(NamedTuple):
    """That something is so: the sentence under `[traces]`, and what fills its holes: `about` says
    of what it is told, `found` what is true of it (a colour, a side, a number, colours in a row,
    which say the same in another order if they are not `ordered`)."""

    key: str
    about: Mapping[str, Term | Phrase]
    found: Mapping[str, Term]
    ordered: bool = True

    def said(self, voice: Voice) -> str:
        """The claim in words."""
        holes = {**self.about, **self.found}
        filled = {name: voice.term(term) for name, term in holes.items()}
        return str(voice.tables["traces"][self.key].format(**filled))


State = tuple[Claim, ...]
"""What is so at one time."""


@singledispatch
def traced(ask: Ask, program: Program) -> list[State]:
    """What is so at the start and after each step, as far as the ask needs it; the last state gives
    the answer. TypeError where no ability says it."""
    raise TypeError(f"nobody has said how {type(ask).__name__} is traced")


@dataclass(frozen=True, slots=True)
class Trace:
    """The states of a story, the start first, and how each is told in one language; of the start
    nothing may have to be said (an empty text)."""

    states: tuple[State, ...]
    voice: Voice

    @property
    def start(self) -> str:
        """What is true before anything happens."""
        return self._said(self.states[0])

    @property
    def steps(self) -> tuple[str, ...]:
        """What is true after each step: `steps[0]` after the first."""
        return tuple([self._said(state) for state in self.states[1:]])

    @property
    def text(self) -> str:
        """A line for the start, and a numbered line for each step."""
        tables = self.voice.tables
        before = [tables["traces"]["start"].format(text=self.start)] if self.start else []
        line = tables["lists"]["numbered"]
        after = [line.format(number=n, text=text) for n, text in enumerate(self.steps, 1)]
        return "\n".join([*before, *after])

    def _said(self, state: State) -> str:
        joint = self.voice.tables["traces"]["separator"]
        return str(joint.join(claim.said(self.voice) for claim in state))


def trace(probe: Puzzle, *, language: Language = "en") -> Trace:
    """What is true after each step of a probe. Steps have the numbers that the message gives them;
    a tower is traced cube by cube, and a sheet of paper from the punch back, fold by fold.

    Raises InputError for a task whose answer comes of no steps.

    >>> from spatialbench import make
    >>> trace(make("permanence/shell-game", seed="demo", level=2)).steps[-1]
    'ball: place 3'
    """
    task = getattr(probe, "task", "")
    return trace_of(task, Program(probe.scene, probe.story, probe.ask), language)


def trace_of(task: str, program: Program, language: Language) -> Trace:
    """The same of a program of a task."""
    if language not in LANGUAGES:
        raise InputError(f"language {language!r} is unknown; there are {', '.join(LANGUAGES)}")
    _bring(task)
    if traced.dispatch(type(program.ask)) is traced.dispatch(object):
        raise InputError(f"task {task!r} has no steps of which a trace could tell")
    if any(event.freely() for event in program.story):
        raise InputError(
            f"task {task!r} has no steps of which a trace could tell: it is left open "
            f"how some of them went"
        )
    return Trace(tuple(traced(program.ask, program)), Voice(language, task))


@cache
def _bring(task: str) -> None:
    """Import what the ability of a task says of its traces, if it says anything."""
    home = home_of(task)
    if home is not None:
        part_of(home, "tracing")
