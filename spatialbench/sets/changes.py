"""What a command or a call changes of a suite before it is planned."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any  # parsed TOML

from spatialbench.caster.pixels import LOOKS, Look
from spatialbench.errors import InputError
from spatialbench.items.item import LANGUAGES
from spatialbench.probes.generator import MODALITIES
from spatialbench.sets.suite import Suite

EXCLUDE = (
    ("probes", "each", "probes in all, or of each task and level"),
    ("levels", "axis", "levels, or numbers of steps along the axis of the tasks"),
)
"""Fields of a part of which there is one or the other, and what they say."""


@dataclass(frozen=True, slots=True)
class Changes:
    """What the command line changes of every part, and of the look; None leaves it as it is."""

    tasks: Sequence[str] | None = None
    probes: int | None = None
    levels: Sequence[int] | None = None
    languages: Sequence[str] | None = None
    modalities: Sequence[str] | None = None
    choices: bool | None = None
    look: Look | None = None
    each: int | None = None
    axis: Sequence[int] | None = None

    def applied(self, suite: Suite) -> Suite:
        """The suite with the changes in all its parts; parts that are then equal become one.
        InputError for an unknown look."""
        if self.look is not None:
            if self.look not in LOOKS:
                raise InputError(f"look {self.look!r} is unknown; there are {', '.join(LOOKS)}")
            suite = replace(suite, look=self.look)
        names = ("tasks", "probes", "each", "levels", "axis", "languages", "modalities", "choices")
        given = {n: getattr(self, n) for n in names if getattr(self, n) is not None}
        if not given:
            return suite
        for one, other, why in EXCLUDE:
            if one in given and other in given:
                raise InputError(f"{why}: give one of the two")
        _check_values("languages", self.languages, LANGUAGES)
        _check_values("modalities", self.modalities, MODALITIES)
        plain = {n: list(v) if isinstance(v, (list, tuple)) else v for n, v in given.items()}
        gone = {n for pair in EXCLUDE for n in pair[:2] if plain.keys() & set(pair[:2])}
        parts: list[Mapping[str, Any]] = []
        for part in suite.parts:
            changed = {**{n: v for n, v in part.items() if n not in gone}, **plain}
            if changed not in parts:
                parts.append(changed)
        return replace(suite, parts=tuple(parts))


def _check_values(name: str, given: Sequence[str] | None, known: Sequence[str]) -> None:
    """InputError for a value that is none of the known."""
    for value in given or ():
        if value not in known:
            raise InputError(f"--{name}: there is no {value!r}; there are {', '.join(known)}")
