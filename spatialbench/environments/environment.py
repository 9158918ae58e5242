"""What an environment is: a puzzle that is drawn, told, acted in, solved and scored.

All that happens is exact and keyed: the same seed, level and actions give the same observations.
Actions are words; one that is none, or cannot be done now, changes nothing but the number of steps
that are left, and the observation says why.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any, ClassVar, Literal, NamedTuple  # JSON

from spatialbench.errors import InputError, Refused
from spatialbench.geometry.kinds import Event, Phrase
from spatialbench.geometry.program import encode
from spatialbench.geometry.scene import Scene
from spatialbench.items.item import LANGUAGES, Language
from spatialbench.items.saying import Voice
from spatialbench.probes.draw import Draw, Seed
from spatialbench.probes.make import ATTEMPTS
from spatialbench.probes.probe import Picture, Term

Terms = Mapping[str, Term | Phrase]
NO_TERMS: Terms = MappingProxyType({})
How = Literal["text", "state", "picture"]
Observation = str | dict[str, Any] | tuple[bytes, ...]
"""Words, JSON, or pictures as PNG."""


class Told(NamedTuple):
    """A sentence under `[environment]` in the words of the ability, and what fills its holes."""

    key: str
    terms: Terms = NO_TERMS


class Outcome(NamedTuple):
    """What comes of an action: what is told, 1.0 where the goal has just been reached, whether it
    is over, and whether the action could be done."""

    observation: str
    reward: float
    done: bool
    valid: bool


class Environment(ABC):
    """A puzzle to act in, of one level, telling in one language.

    `task` is a task of the ability whose words are used. `actions` are all that there are, of which
    `allowed` are possible in the puzzle at hand. `vector` is the state in whole numbers, each from
    0 up to below that of `sizes`: what a learner without words sees.
    """

    id: ClassVar[str]
    task: ClassVar[str]
    levels: ClassVar[Mapping[int, Mapping[str, object]]]
    actions: ClassVar[tuple[str, ...]]
    sizes: ClassVar[tuple[int, ...]]
    pictured: ClassVar[frozenset[str]] = frozenset()
    """Keys of what comes of actions that pictures show, so that it is not told beside them."""

    def __init__(self, *, level: int = 1, language: Language = "en") -> None:
        if level not in self.levels:
            known = ", ".join(map(str, self.levels))
            raise InputError(f"environment {self.id!r} has levels {known}; got level {level!r}")
        if language not in LANGUAGES:
            raise InputError(f"language {language!r} is unknown; there are {', '.join(LANGUAGES)}")
        self.level, self.language = level, language
        self._voice = Voice(language, self.task)
        self._words = {self.said(action).casefold(): action for action in self.actions}
        self._words |= {action: action for action in self.actions}
        self.steps = self.most = self.shortest = 0
        self.reached = self.lost = False
        self._last: tuple[Scene, Event] | None = None
        self._came: Told | None = None

    # --- what everybody calls -------------------------------------------------------------------

    def reset(self, seed: Seed, index: int = 0) -> str:
        """A puzzle of this seed and index; returns what is told of it. Refused if none is found."""
        self.steps, self.most, self.reached, self.lost, self._last = 0, 1, False, False, None
        self._came = None
        for attempt in range(ATTEMPTS):
            try:
                self._draw(Draw(seed, "environment", self.id, self.level, index, attempt))
                break
            except Refused as refusal:
                if attempt == ATTEMPTS - 1:
                    raise Refused("no fair puzzle", f"{self.id}, last {refusal.reason!r}") from None
        self.shortest = len(self.solve())
        self.most = self.steps_given()
        return self.text()

    def step(self, action: str) -> Outcome:
        """Do an action, in English or as it is called in the language. After the end nothing
        happens any more."""
        if self.most == 0:
            raise InputError(f"environment {self.id!r}: reset it with a seed before the first step")
        if self.done:
            return Outcome(self._say(Told("over")), 0.0, True, False)
        self.steps += 1
        known = self._words.get(" ".join(str(action).split()).casefold())
        valid, told = self._done(known)
        self._came = told
        reward = float(valid and self.reached)
        then = self._ending() if self.done else self._say(self._state())
        return Outcome(f"{self._say(told)}\n{then}", reward, self.done, valid)

    def observe(self, how: How = "text", *, size: int = 512) -> Observation:
        """What there is to see, as `text`, `state` or `picture` give it. InputError for another."""
        if how == "text":
            return self.text()
        if how == "state":
            return self.state()
        if how == "picture":
            return self.picture(size)
        raise InputError(f"observation {how!r} is unknown; there are text, state and picture")

    def text(self) -> str:
        """The goal, and how things are, in words."""
        return "\n".join(self._say(told) for told in (self._goal(), self._state()))

    def state(self) -> dict[str, Any]:
        """The same as JSON: the scene, what has happened in it, the goal, the steps left."""
        scene, story = encode(self.scene()), encode(self.story())
        return {"scene": scene, "story": story, "goal": self.goal(), "left": self.left}

    def picture(self, size: int = 512) -> tuple[bytes, ...]:
        """How things are, or how they changed, PNG after PNG; `caption` is told beside them."""
        from spatialbench.environments.pictures import pictures_of

        return pictures_of(self.stills(), self.scene(), self._last, size)

    def caption(self) -> str:
        """The goal, and what the pictures show."""
        return "\n".join(self._say(told) for told in (self._goal(), Told("pictures")))

    def caption_after(self) -> str:
        """What came of the last action, unless the pictures show it, and what they show; the end,
        where it is over."""
        came = self._came
        told = [] if came is None or came.key in self.pictured else [self._say(came)]
        return "\n".join([*told, self._ending() if self.done else self._say(Told("pictures"))])

    @property
    def left(self) -> int:
        """How many steps are left."""
        return self.most - self.steps

    @property
    def done(self) -> bool:
        """Whether it is over: the goal is reached, lost for good, or no step is left."""
        return self.reached or self.lost or self.left <= 0

    @property
    def score(self) -> float:
        """0 before the goal is reached; then 1 for the fewest steps, and less for more."""
        return self.shortest / max(self.shortest, self.steps) if self.reached else 0.0

    # --- what each says of itself ---------------------------------------------------------------

    @abstractmethod
    def _draw(self, draw: Draw) -> None:
        """Draw a puzzle; Refused where it is none."""

    @abstractmethod
    def _do(self, action: str) -> Told | None:
        """Do an action of `allowed`; what is told of it, or None where it cannot be done now. Sets
        `reached`, `lost`, and `_last` where films show it."""

    @abstractmethod
    def solve(self) -> Sequence[str]:
        """Actions that reach the goal from here, the fewest; none where that is done or lost."""

    @abstractmethod
    def _goal(self) -> Told:
        """What is to be done, and how."""

    @abstractmethod
    def _state(self) -> Told:
        """How things are now."""

    @abstractmethod
    def goal(self) -> dict[str, Any]:
        """The goal as JSON."""

    @abstractmethod
    def scene(self) -> Scene:
        """Things as they are now, or as they were at the start of the story."""

    def story(self) -> tuple[Event, ...]:
        """What has happened since, where things now would tell what is hidden."""
        return ()

    @abstractmethod
    def vector(self) -> tuple[int, ...]:
        """State and goal as whole numbers below `sizes`."""

    def steps_given(self) -> int:
        """How many steps there are. Where the fewest would tell what is hidden, as many always."""
        return 2 * self.shortest + 6

    @property
    def allowed(self) -> tuple[str, ...]:
        """The actions of this puzzle."""
        return self.actions

    def stills(self) -> tuple[Picture, ...]:
        """What is pictured of the scene; nothing: the last event, frame by frame."""
        return ()

    # --- words ----------------------------------------------------------------------------------

    def said(self, action: str) -> str:
        """What an action is called in the language."""
        own = self._voice.tables.get("actions", {})
        return str(own.get(action, self._voice.label(action)))

    def _done(self, action: str | None) -> tuple[bool, Told]:
        """Do what was meant, if that is an action of this puzzle that can be done now."""
        if action is None or action not in self.allowed:
            return False, Told("unknown")
        told = self._do(action)
        return told is not None, Told("impossible") if told is None else told

    def _ending(self) -> str:
        return self._say(Told("reached" if self.reached else "lost" if self.lost else "no-steps"))

    def _say(self, told: Told) -> str:
        voice = self._voice
        filled = {name: voice.term(term) for name, term in told.terms.items()}
        template = str(voice.tables["environment"][told.key])
        if "{actions}" in template:
            joint = str(voice.tables["lists"]["separator"])
            filled["actions"] = joint.join(map(self.said, self.allowed))
        return template.format(left=self.left, **filled)
