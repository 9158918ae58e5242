"""One response judged: what a training loop or another harness asks for every answer."""

from __future__ import annotations

from dataclasses import dataclass

from spatialbench.extraction import extract
from spatialbench.extraction.readings import Value
from spatialbench.items.item import Item, Key
from spatialbench.scoring.judging import judge
from spatialbench.scoring.outcomes import READABLE
from spatialbench.scoring.questions import keyed
from spatialbench.scoring.reading import settled


@dataclass(frozen=True, slots=True)
class Grade:
    """What one response is worth. `status` and `value` are those of `extract`; `right` is False
    for everything unreadable; `partial` is from 0 to 1; `equals` names the rivals that say it."""

    status: str
    value: Value | None
    right: bool
    partial: float
    method: str
    span: tuple[int, int] | None
    equals: tuple[str, ...]

    @property
    def readable(self) -> bool:
        """Whether an answer could be read, on offer or not."""
        return self.status in READABLE

    @property
    def reward(self) -> float:
        """1.0 for a right answer, else 0.0."""
        return float(self.right)


def grade(item: Item, key: Key, response: str, *, finish: str | None = None) -> Grade:
    """The same judgement that `score` makes of a row of an answer file; `finish` is why the
    response ended (`stop`, `length`, …).

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
    status, value = settled(found.status, found.value, finish)
    if value is None:
        return Grade(status, None, False, 0.0, found.method, found.span, ())
    judged = judge(value, keyed(item, key), 0)
    return Grade(
        status, value, judged.right, judged.partial, found.method, found.span, judged.equals
    )
