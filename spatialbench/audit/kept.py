"""Floors that were measured once and are kept in `assets/floors.json`, for reports to draw.

By task with its version, level and form: chance, what each named strategy gets and what observers
that learn get, each with its standard error, on how many probes of which seed.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple  # JSON

from spatialbench.durable import write_atomically
from spatialbench.errors import FormatError

if TYPE_CHECKING:
    from spatialbench.audit.floors import Floor
    from spatialbench.scoring.questions import Question

NAME = "floors.json"
LEARNED = "learned: "  # begins the names of strategies that learn
DIGITS = 4

Kept = Mapping[str, Any]


class Height(NamedTuple):
    """How much of a level a strategy gets, and the standard error of that."""

    strategy: str
    value: float
    error: float


class Cell(NamedTuple):
    """What is kept of a task, level and form."""

    chance: float
    named: tuple[Height, ...]
    learned: tuple[Height, ...]

    @property
    def highest(self) -> Height:
        """The strategy that gets most; guessing where none gets more."""
        return max([Height("guessing", self.chance, 0.0), *self.named, *self.learned], key=_value)


def _value(height: Height) -> float:
    return height.value


@cache
def kept() -> Kept:
    """The floors that come with the package: task, level, form."""
    source = files("spatialbench.assets") / NAME
    found: Kept = json.loads(source.read_text(encoding="utf-8"))["tasks"]
    return found


def cell(task: str, level: int, form: str) -> Cell | None:
    """The floors of that task with its version; None where none are kept, as for a plugin's."""
    found = kept().get(task, {}).get(str(level), {}).get(form)
    if found is None:
        return None
    heights = [Height(name, value, error) for name, (value, error) in found["floors"].items()]
    learned = tuple(height for height in heights if height.strategy.startswith(LEARNED))
    named = tuple(height for height in heights if height not in learned)
    return Cell(found["chance"], named, learned)


def expected(questions: Iterable[Question]) -> float | None:
    """What the strongest half-understanding gets on these questions: the mean of the highest floor
    of each one's task, level and form; None where one is unknown, or there is no question."""
    heights = [height_of(question) for question in questions]
    known = [height for height in heights if height is not None]
    return sum(known) / len(known) if known and len(known) == len(heights) else None


def height_of(question: Question) -> float | None:
    """The highest floor of a question; None where none is kept, and of what was drawn at a number
    of steps, since floors are those of levels."""
    if question.axis is not None:
        return None
    known = cell(question.task, question.level, question.form)
    return None if known is None else known.highest.value


def write(file: Path, floors: Sequence[Floor], *, seed: str, probes: int) -> None:
    """Put these floors into the file, in place of those of the same task, level and form; floors
    of other versions of the task are dropped. FormatError where the file is another's."""
    before = _read(file) if file.exists() else {}
    tasks = {floor.scope.task or "" for floor in floors}
    names = {_unversioned(task) for task in tasks}
    after = {t: dict(v) for t, v in before.items() if t in tasks or _unversioned(t) not in names}
    floors = [floor for floor in floors if not _misses_nothing(floor)]
    for task, level, form in dict.fromkeys(map(_place, floors)):
        those = [floor for floor in floors if _place(floor) == (task, level, form)]
        levels = after.setdefault(task, {})
        levels[level] = {**levels.get(level, {}), form: _cell(those, seed, probes)}
    ordered = {t: {n: after[t][n] for n in sorted(after[t])} for t in sorted(after)}
    told = "What half of an understanding is worth: made by `spatialbench floors --write`."
    text = json.dumps({"about": told, "tasks": ordered}, ensure_ascii=False, indent=1)
    write_atomically(file, (text + "\n").encode())


def _read(file: Path) -> dict[str, Any]:
    try:
        return dict(json.loads(file.read_text(encoding="utf-8"))["tasks"])
    except (ValueError, KeyError, TypeError):
        raise FormatError(
            f"{file}: expected a file of floors, made by `spatialbench floors --write`; it is none"
        ) from None


def _misses_nothing(floor: Floor) -> bool:
    """Whether it is always right: what it leaves out (nudges that move nothing, the direction of a
    swap) never matters at this level, so that it is no half of an understanding there."""
    return floor.value >= 1.0


def _unversioned(task: str) -> str:
    return task.rpartition("-v")[0]


def _place(floor: Floor) -> tuple[str, str, str]:
    return floor.scope.task or "", str(floor.scope.level), floor.scope.form or ""


def _cell(floors: Sequence[Floor], seed: str, probes: int) -> dict[str, Any]:
    return {
        "seed": seed,
        "probes": probes,
        "chance": round(floors[0].chance, DIGITS),
        "floors": {
            floor.strategy: [round(floor.value, DIGITS), round(floor.error, DIGITS)]
            for floor in sorted(floors, key=lambda floor: -floor.value)
        },
    }
