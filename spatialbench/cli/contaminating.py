"""`compare --fresh`: public questions beside fresh ones of the same suite, model by model."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from spatialbench.cli.answering import percent
from spatialbench.cli.common import say, table
from spatialbench.cli.sources import given, scored
from spatialbench.comparison.verdicts import p_text, points
from spatialbench.errors import InputError

if TYPE_CHECKING:
    from spatialbench.comparison import Contamination
    from spatialbench.scoring.results import Results


def gaps_to_fresh(public: Sequence[Results], folder: str, answers: str) -> list[Contamination]:
    """The gap of every model that answered both sets. InputError where there is none,
    MismatchError for the same set twice."""
    from spatialbench.comparison import contamination
    from spatialbench.sets import load

    fresh = {one.model: one for one in scored(load(folder), [given(answers)])}
    both = [one for one in public if one.model in fresh]
    if not both:
        raise InputError(
            f"--fresh {answers}: expected answers of {', '.join(repr(o.model) for o in public)}; "
            f"there are those of {', '.join(map(repr, fresh))}. Call them alike: NAME=FILE"
        )
    return [contamination(one, fresh[one.model]) for one in both]


def show_gaps_to_fresh(found: Sequence[Contamination]) -> None:
    """A row a model, and where the two sets are not made alike."""
    columns = ("model", "public", "fresh", "gap", "95 %", "p")
    table("public questions and fresh ones", columns, [_row(one) for one in found])
    say("gap in points: a model that has seen the public questions is better on them (one-sided p)")
    for note in dict.fromkeys(note for one in found for note in one.notes):
        say(note)


def _row(one: Contamination) -> tuple[str, ...]:
    gap = one.gap
    return (
        one.model,
        percent(one.public.accuracy),
        percent(one.fresh.accuracy),
        "–" if gap.point is None else points(gap.point),
        f"{points(gap.low)} … {points(gap.high)}",
        "–" if gap.p is None else p_text(gap.p, adjusted=False),
    )
