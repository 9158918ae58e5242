"""One response judged: what a training loop or another harness asks for every answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from spatialbench.extraction import extract
from spatialbench.extraction.readings import Value
from spatialbench.items.item import Item, Key
from spatialbench.scoring.judging import judge
from spatialbench.scoring.outcomes import READABLE
from spatialbench.scoring.questions import keyed
from spatialbench.scoring.reading import settled

if TYPE_CHECKING:
    from spatialbench.scoring.steps import StepsRead


@dataclass(frozen=True, slots=True)
class Grade:
    """What one response is worth. `status` and `value` are those of `extract`; `right` is False
    for everything unreadable; `partial` is from 0 to 1; `equals` names the rivals that say it;
    `steps` is what the response says of the steps, where that was asked for."""

    status: str
    value: Value | None
    right: bool
    partial: float
    method: str
    span: tuple[int, int] | None
    equals: tuple[str, ...]
    steps: StepsRead | None = None

    @property
    def readable(self) -> bool:
        """Whether an answer could be read, on offer or not."""
        return self.status in READABLE

    @property
    def reward(self) -> float:
        """1.0 for a right answer, else 0.0."""
        return float(self.right)


def grade(
    item: Item, key: Key, response: str, *, finish: str | None = None, trace: bool = False
) -> Grade:
    """The same judgement that `score` makes of a row of an answer file; `finish` is why the
    response ended (`stop`, `length`, …).

    With `trace`, what the response says of single steps, in lines as `spatialbench.trace` writes
    them, is held against what is so: `steps.first_wrong` is the number of the first that is wrong.
    InputError for an item of a task that has no steps to trace.

    >>> from spatialbench import generate
    >>> asked = next(generate("quick", seed="demo"))
    >>> grade(asked.item, asked.key, f"ANSWER: {asked.key.answer}").reward
    1.0
    """
    found = extract(
        response,
        item.answer_type,
        item.options,
        unit=item.unit,
        prompt=item.prompt,
        finish=finish,
    )
    steps = _steps(item, key, response) if trace else None
    status, value = settled(found.status, found.value, finish)
    if value is None:
        return Grade(status, None, False, 0.0, found.method, found.span, (), steps)
    judged = judge(value, keyed(item, key), 0)
    return Grade(
        status, value, judged.right, judged.partial, found.method, found.span, judged.equals, steps
    )


def _steps(item: Item, key: Key, response: str) -> StepsRead:
    """What the response says of the steps; geometry is loaded for this alone."""
    from spatialbench.geometry.program import decode_program
    from spatialbench.items.tracing import trace_of
    from spatialbench.probes.construction import parsed
    from spatialbench.probes.registry import kinds_of
    from spatialbench.scoring.steps import steps_read

    program = {name: parsed(getattr(key, name)) for name in ("scene", "story", "ask")}
    decoded = decode_program(program, kinds_of(key.task))
    return steps_read(response, trace_of(key.task, decoded, item.language))
