"""The ranking, and the two grids of the page: every part of the set by model, and model by model.

They are HTML tables, so that a screen reader, a phone and a print read the same numbers with their
intervals; colour comes on top.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from spatialbench.audit.kept import expected
from spatialbench.comparison import Comparison
from spatialbench.report import figures
from spatialbench.report.both import Both, Said
from spatialbench.report.headline import limits
from spatialbench.report.tables import floor_tables
from spatialbench.scoring.aggregates import Aggregate
from spatialbench.scoring.questions import Question
from spatialbench.scoring.results import Results

SHADES = 6
_GAP_STEPS = (0.05, 0.15)  # gaps at which the colour of a pair gets stronger
_LABELLED = frozenset({"language", "modality", "form"})

Shares = tuple[float | None, float | None]


class Place(NamedTuple):
    """A row of the ranking; shares are numbers from 0 to 1, None for what is not known."""

    rank: str
    name: Said
    reference: bool
    accuracy: float | None
    low: float
    high: float
    chance: float | None
    floor: float | None


class Cell(NamedTuple):
    """A number, its interval, how strongly it is coloured, whether it is no better than guessing,
    and how many answers it rests on; all but the last are None where there is no answer."""

    shown: str
    interval: str
    shade: str
    open: bool
    answers: int


class Row(NamedTuple):
    """A part of the set or a model, with what guessing and the highest floor get there."""

    name: Said
    chance: str | None
    floor: str | None
    cells: tuple[Cell | None, ...]


class Group(NamedTuple):
    """Rows of one dimension."""

    name: Said
    rows: tuple[Row, ...]


def ranking(comparison: Comparison, results: Sequence[Results], both: Both) -> list[Place]:
    """Every model with its interval, the best first; the floor is that of the whole set."""
    floor = expected(results[0].questions) if results else None
    return [
        Place(
            figures.NOTHING if one.rank is None else figures.range_of(*one.rank),
            both.model(one.model),
            one.reference,
            one.overall.accuracy,
            *limits(one),
            one.overall.chance,
            floor,
        )
        for one in comparison.leaderboard
    ]


def parts(comparison: Comparison, results: Sequence[Results], both: Both) -> list[Group]:
    """By ability, task, level, language, modality and form, each where there are two or more; the
    tasks always."""
    order = comparison.models
    questions = results[0].questions if results else ()
    found = []
    for dimension in ("task", "family", "level", "language", "modality", "form"):
        labels = comparison.slices.get(dimension, {})
        if len(labels) > 1 or (dimension == "task" and labels):
            floors = _floors(questions, dimension)
            rows = [
                _part(both.word(_words(dimension), str(label)), by_model, order, floors.get(label))
                for label, by_model in labels.items()
            ]
            found.append(Group(both(f"table.by_{dimension}"), tuple(rows)))
    return found


def _words(dimension: str) -> str:
    return "label" if dimension in _LABELLED else dimension


def _floors(questions: Sequence[Question], dimension: str) -> dict[str, float | None]:
    parts: dict[str, list[Question]] = {}
    for question in questions:
        parts.setdefault(str(getattr(question, dimension)), []).append(question)
    return {label: expected(part) for label, part in parts.items()}


def _part(
    name: Said, by_model: Mapping[str, Aggregate], order: Sequence[str], floor: float | None
) -> Row:
    chances = [one.chance for one in by_model.values() if one.chance is not None]
    chance = figures.tenths(chances[0]) if chances else None
    told = None if floor is None else figures.tenths(floor)
    return Row(name, chance, told, tuple(accuracy_cell(by_model.get(model)) for model in order))


def accuracy_cell(one: Aggregate | None) -> Cell | None:
    """An accuracy in percent; `open` where its interval reaches down to guessing."""
    if one is None or one.accuracy is None:
        return None
    low, high = floor_tables.limits(one)
    shade = min(SHADES - 1, int(one.accuracy * SHADES))
    guessed = one.chance is not None and low <= one.chance
    return Cell(_whole(one.accuracy), _between(low, high), f"a{shade}", guessed, one.answered)


def _whole(share: float) -> str:
    return f"{100 * share:.0f}"


def _between(low: float, high: float) -> str:
    return f"{_whole(low)}–{_whole(high)}"


def pair_grid(comparison: Comparison, both: Both) -> list[Row]:
    """The gap of the row's model over the column's; colour only where they are told apart. Empty
    for fewer than two models, and with a baseline, where most pairs are not compared."""
    family = [one.model for one in comparison.leaderboard if not one.reference]
    if len(family) < 2 or comparison.baseline is not None:
        return []
    cells: dict[tuple[str, str], Cell] = {}
    for pair in comparison.pairs:
        gap, interval = pair.test.difference.point, pair.test.interval
        if gap is None or interval.low is None or interval.high is None:
            continue
        told, n = pair.better is not None, pair.test.questions
        cells[pair.a, pair.b] = gap_cell(gap, interval.low, interval.high, n, told=told)
        cells[pair.b, pair.a] = gap_cell(-gap, -interval.high, -interval.low, n, told=told)
    return [
        Row(both.model(row), None, None, tuple(cells.get((row, column)) for column in family))
        for row in family
    ]


def gap_cell(gap: float, low: float, high: float, count: int, *, told: bool) -> Cell:
    """A gap in points; `open` where the models are not told apart."""
    strength = 1 + sum(abs(gap) >= step for step in _GAP_STEPS)
    shade = f"{'ahead' if gap > 0 else 'behind'}-{strength}" if told else "open"
    between = f"{figures.points(low)} … {figures.points(high)}"
    return Cell(figures.points(gap), between, shade, not told, count)
