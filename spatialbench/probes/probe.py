"""A puzzle and a probe: scene + story + ask + answer + rivals + facts. No words, no pictures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from spatialbench.geometry.footage import Footage
from spatialbench.geometry.kinds import Ask, Diagram, Phrase
from spatialbench.geometry.scene import Camera, Mark, Scene
from spatialbench.geometry.story import Story
from spatialbench.notebook import named

Value = str | int | float | list[str] | dict[str, str]
"""An answer as `extract` gives it: a label, a sorted list of labels, a number, what is in which
cell, the steps of a construction, …"""

Term = tuple[str, object]
"""A word to be said in any language, as data: ("colour", "red"), ("side", "top"), ("count", 3)."""

AnswerType = Literal[
    "choice", "choices", "label", "labels", "verdict", "ordering", "integer", "number", "cells",
    "construction",
]  # fmt: skip

Number = int | float


@dataclass(frozen=True, slots=True)
class Shot:
    """A picture of a scene (None: the probe's own) by a camera (None: that of the scene), when so
    many events of the story have happened."""

    camera: Camera | None = None
    scene: Scene | None = None
    after: int = 0


Picture = Shot | Diagram
"""What a picture of the message shows."""


PLAIN_GREY = Mark("grey")


@dataclass(frozen=True, slots=True, kw_only=True)
class Film:
    """How a story is filmed: by the scene's camera, with these bodies wrapped in `paper`, which is
    the same on every face.

    Where something is wrapped, still pictures of the start come before the film: `stills`, by
    default all of the puzzle's. Where `frames_a_turn` is given, every turn takes so many frames
    (`geometry.film.frames`). Bodies that look alike can be followed from frame to frame, but those
    that are only `counted`. A `wide` film has frames of 16:9. A film may show another `story`
    than the one that happened, and where things are drawn it has `frames` of its own."""

    wrapped: tuple[str, ...] = ()
    counted: tuple[str, ...] = ()
    paper: Mark = PLAIN_GREY
    frames_a_turn: int | None = None
    stills: tuple[Picture, ...] | None = None
    wide: bool = False
    story: Story | None = None
    frames: tuple[Picture, ...] = ()

    def footage(self) -> Footage:
        """What says where everything is in each frame."""
        return Footage(self.frames_a_turn, self.wrapped, self.counted, self.story)


@dataclass(frozen=True, slots=True, kw_only=True)
class Puzzle:
    """What a generator returns.

    `vocabulary` is the closed list of values that a label answer can take; `rivals` are the
    answers of named wrong ways of thinking (those that give one); `facts` may be published,
    `key_facts` say something about the answer; `offered` are the wrong choices where the generator
    picks them itself (default: the rivals' answers, then others of the vocabulary); with
    `all_choices` the whole vocabulary is offered; `pictures` are the still ones, and
    `option_pictures` show the choices in place of words; `unit` is that of a number; `variant` is
    put behind `ask` and `form` where the task asks in more than one way (`ask-two`).
    """

    scene: Scene
    story: Story
    ask: Ask
    answer_type: AnswerType
    answer: Value
    vocabulary: tuple[str, ...]
    chance: float
    rivals: Mapping[str, Value]
    facts: Mapping[str, Number]
    key_facts: Mapping[str, Number] = field(default_factory=dict)
    offered: tuple[Value, ...] = ()
    all_choices: bool = False
    words: Mapping[str, Term | Phrase] = field(default_factory=dict)
    margins: Mapping[str, float] = field(default_factory=dict)
    undetermined: bool = False
    pictures: tuple[Picture, ...] = ()
    option_pictures: Mapping[str, Picture] = field(default_factory=dict)
    unit: str | None = None
    variant: str = ""
    film: Film | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Probe(Puzzle):
    """A puzzle with its identity.

    `secret` keys what the presentation draws (order of choices, item ids) and is never published;
    `slot` runs evenly through 0 … 11 and puts the right choice in each position equally often;
    `paraphrase` is the wording that the probe is asked in unless another is wanted;
    `axis` is the fact that says at which number of steps it was drawn, if it was drawn so; `level`
    is then the one whose other numbers it has;
    `refused` are the reasons of the attempts that were thrown away before this one.
    """

    id: str
    task: str
    level: int
    index: int
    secret: bytes = field(repr=False)
    slot: int
    paraphrase: int
    refused: tuple[str, ...] = ()
    axis: str | None = None

    def __repr__(self) -> str:
        place = f"level {self.level}", f"index {self.index}"
        return named("Probe", self.id, self.task, *place, f"answer {self.answer!r}")

    @property
    def family(self) -> str:
        """The part of the task id before the slash."""
        return self.task.partition("/")[0]
