"""What a task lacks, in the order in which one would write it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from spatialbench.errors import SpatialbenchError
from spatialbench.probes.generator import Generator
from spatialbench.probes.registry import find
from spatialbench.testing import pictures, questions, truths
from spatialbench.testing.golden import golden_name, golden_text

MOST = 8  # problems shown of one step


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that a finished task has: its name, what is wrong, and whether it could be looked
    at (a step waits for those before it that it needs)."""

    name: str
    problems: tuple[str, ...]
    waits_for: str | None = None

    @property
    def passed(self) -> bool:
        """Whether it was looked at and nothing is missing."""
        return not self.problems and self.waits_for is None


Look = Callable[[Generator], Iterator[str]]


def check(task: str, *, golden: Path) -> list[Step]:
    """The steps for a task that is installed; `golden` is the folder of the golden files."""
    generator = find(task)

    def as_it_was(generator: Generator) -> Iterator[str]:
        yield from golden_problems(generator.id, golden)

    steps: list[tuple[str, Look, str | None]] = [
        ("words in both languages", questions.words, None),
        ("every form can be said", questions.said, "words in both languages"),
        ("the program is read back", truths.read_back, None),
        ("the second truth sees no generator", truths.apart, None),
        ("second truth on 100 probes", truths.second_truth, "the program is read back"),
        ("2 % jitter changes nothing", truths.jitter, "second truth on 100 probes"),
        ("the audit finds no shortcut", questions.audited, "every form can be said"),
        ("golden file", as_it_was, "every form can be said"),
        ("pictures differ", pictures.distinct, "every form can be said"),
        ("what is asked about is large enough", pictures.legible, "every form can be said"),
    ]
    return _looked_at(generator, steps)


def _looked_at(generator: Generator, steps: list[tuple[str, Look, str | None]]) -> list[Step]:
    found: dict[str, Step] = {}
    for name, look, needs in steps:
        if needs is not None and not found[needs].passed:
            found[name] = Step(name, (), needs)
        else:
            found[name] = Step(name, tuple(_first(look, generator)))
    return list(found.values())


def _first(look: Look, generator: Generator) -> list[str]:
    """The first problems; what an ability raises is one, too: it is being written."""
    found: list[str] = []
    try:
        for problem in look(generator):
            found.append(problem)
            if len(found) >= MOST:
                break
    except (SpatialbenchError, TypeError, ValueError, LookupError, NotImplementedError) as error:
        found.append(f"{type(error).__name__}: {error}")
    return found


def golden_problems(task: str, folder: Path) -> Iterator[str]:
    """Whether the golden file is there, and still true."""
    path, text = folder / golden_name(task), golden_text(task)
    if not path.is_file():
        yield f"{path} is not there; `spatialbench check {task} --write-golden` writes it"
    elif path.read_text(encoding="utf-8") != text:
        yield f"{path} differs from what is drawn; another draw for a seed is another version"
