"""`spatialbench run`: a model is asked by inspect-ai, and what it says becomes an answer file.

The logs of inspect stay beside the answer file. A run that was stopped, or in which calls failed,
goes on when it is started again: what has an answer is not asked again. Answers are taken from the
answer file, and from logs which a killed run left behind; both must be of the same model, the same
settings and the same questions.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any  # JSON

from spatialbench.adapters.inspect_ask import MARK, Ending, Run, ask, reached
from spatialbench.adapters.questions import Asked, with_pictures
from spatialbench.adapters.run_file import (
    Place,
    Row,
    asked_of,
    better,
    check_out,
    is_failed,
    read_kept,
    row_of,
    write,
)
from spatialbench.adapters.spread import spread
from spatialbench.answers.boundary import boundary
from spatialbench.answers.logs.format import at
from spatialbench.answers.logs.inspect_log import Logged, answer_in, in_eval
from spatialbench.answers.opened import opened
from spatialbench.errors import MissingExtra, SpatialbenchError
from spatialbench.items.filters import picked
from spatialbench.items.item import Item

__all__ = ["Asking", "Run", "run"]

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True)
class Asking:
    """What came of a run: how many questions there are, and of the calls for them, those that were
    answered, that failed, and that were not made; how many questions had all their answers before;
    why it ended early (None: it did not), and whether a person stopped it; what is to be said of
    logs that could not be read."""

    questions: int
    answered: int
    failed: int
    missing: int
    before: int
    ended: str | None = None
    stopped: bool = False
    notes: tuple[str, ...] = ()


def run(wanted: Run) -> Asking:
    """Ask what has no answer yet, then write all answers. MissingExtra without inspect-ai;
    InputError where nothing answers at the base URL or nothing is left to ask about; MismatchError
    where the answer file is that of another run."""
    try:
        import inspect_ai  # noqa: F401 (told before anything is read)
    except ImportError:
        raise MissingExtra("inspect-ai", "run") from None
    from spatialbench.sets import load

    check_out(wanted.out, wanted.folder)
    stored = load(wanted.folder)
    pictures = cache(stored.pictures)
    items = {item.id: item for item in stored.items()}
    asked = {name: Asked(with_pictures(item, pictures), None) for name, item in items.items()}
    places = _places(wanted, items)
    notes: list[str] = []
    kept = _kept(wanted, items, notes)
    left = [place for place in places if place not in kept or is_failed(kept[place])]
    ending = Ending()
    order = {name: number for number, name in enumerate(items)}
    try:
        if left:
            model = reached(wanted)
            if wanted.overwrite:
                _clear(wanted)
            ending = ask(left, asked, wanted, model)
    finally:  # whatever happened: what was answered is kept
        if left:
            kept = better(kept, _logged(wanted, items, notes))
        if kept:
            write(wanted.out, kept, order)
    return _told(places, left, kept, ending, notes)


def _places(wanted: Run, items: Mapping[str, Item]) -> list[Place]:
    """Which items are asked about, each in every epoch."""
    chosen = list(picked(items.values(), wanted.only, lambda item: item))
    chosen = spread(chosen, len(chosen) if wanted.limit is None else wanted.limit)
    return [(item.id, epoch) for item in chosen for epoch in range(1, wanted.epochs + 1)]


def _told(
    places: Sequence[Place],
    left: Sequence[Place],
    kept: Mapping[Place, Row],
    ending: Ending,
    notes: Sequence[str],
) -> Asking:
    found = [kept[place] for place in places if place in kept]
    failed = sum(map(is_failed, found))
    count = len({name for name, _ in places})
    return Asking(
        questions=count,
        answered=len(found) - failed,
        failed=failed,
        missing=len(places) - len(found),
        before=count - len({name for name, _ in left}),
        ended=ending.why,
        stopped=ending.stopped,
        notes=tuple(dict.fromkeys(notes)),
    )


def _kept(wanted: Run, items: Mapping[str, Item], notes: list[str]) -> dict[Place, Row]:
    """What is there of this run: in the answer file, and in logs that a killed run left."""
    if wanted.overwrite:
        return {}
    kept = read_kept(wanted.out, items, wanted.author)
    return better(kept, _logged(wanted, items, notes))


def _clear(wanted: Run) -> None:
    """Take away what is to be overwritten: the answer file, and the logs that we wrote for it."""
    wanted.out.unlink(missing_ok=True)
    for log in wanted.logs.glob("*.eval"):
        if _is_ours(log):
            log.unlink()


def _is_ours(log: Path) -> bool:
    """Whether a run wrote that log. One without a sample has nothing that could be taken."""
    try:
        first = next(in_eval(opened(log)), None)
        return first is None or bool(_mark(first))
    except SpatialbenchError:
        return False


def _mark(logged: Logged) -> Mapping[str, Any]:
    """What we wrote into the head of a log; nothing where we did not."""
    found = at(logged.head, "eval", "metadata", MARK)
    return found if isinstance(found, Mapping) else {}


def _logged(wanted: Run, items: Mapping[str, Item], notes: list[str]) -> dict[Place, Row]:
    """The answers in the logs of this run. A log that cannot be read is told in a note."""
    found: dict[Place, Row] = {}
    for path in sorted(wanted.logs.glob("*.eval")):
        try:
            with boundary(str(path), lambda: "as it is read again"):
                found = better(found, dict(_rows_in(path, wanted, items)))
        except SpatialbenchError as error:
            notes.append(f"what a log holds is asked again: {error}")
    return found


def _rows_in(path: Path, wanted: Run, items: Mapping[str, Item]) -> Iterator[tuple[Place, Row]]:
    for number, logged in enumerate(in_eval(opened(path)), 1):
        mark = _mark(logged)
        if mark.get("author") != list(wanted.author):
            return
        item = items.get(str(at(logged.sample, "id")))
        if item is not None and _is_of(logged, item):
            answer = answer_in(logged, number)
            answer = answer._replace(epoch=mark["epochs"][answer.epoch - 1])
            program = _program(at(logged.head, "eval", "created"))
            yield (item.id, answer.epoch), row_of(answer, item, wanted.author, program)


def _is_of(logged: Logged, item: Item) -> bool:
    """Whether a sample is of this question, in these words and pictures, and still counts."""
    sample = logged.sample
    return at(sample, "metadata", "asked") == asked_of(item) and not at(sample, "invalidation")


def _program(created: object) -> str:
    """What asked, when, and that it gave no tools; a card has columns for these."""
    import inspect_ai

    day = str(created)[: len("2026-11-28")]
    date = f"date={day}; " if _DAY.fullmatch(day) else ""
    return f"inspect-ai {inspect_ai.__version__} ({date}tools=no)"
