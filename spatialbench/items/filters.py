"""Picking by what an item is. The words mean the same wherever they are taken: tasks are ids, with
or without version, or wildcards; levels are `3`, `1,2` or `1-5`; a comma parts several."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from difflib import get_close_matches
from fnmatch import fnmatchcase
from typing import TypeVar

from spatialbench.errors import InputError
from spatialbench.items.item import Item
from spatialbench.probes.generator import versionless

Test = Callable[[Item], bool]
Thing = TypeVar("Thing")


def split(text: str | None) -> list[str] | None:
    """A list given with commas; None stays None."""
    return None if text is None else [part.strip() for part in text.split(",") if part.strip()]


def parse_levels(text: str | None) -> list[int] | None:
    """Levels as `3`, `1,2` or `1-5`; None stays None. InputError for anything else."""
    if text is None:
        return None
    levels: list[int] = []
    for part in text.split(","):
        low, dash, high = part.strip().partition("-")
        if not _is_level(low) or (dash and not _is_level(high)) or int(high or low) < int(low):
            raise InputError(f"--levels: expected something like 3, 1,2 or 1-5; got {text!r}")
        levels += range(int(low), int(high or low) + 1)
    return levels


def parse_steps(text: str | None) -> list[int] | None:
    """Numbers of steps with commas; None stays None. InputError for anything else."""
    values = split(text)
    if values is not None and not (values and all(v.isdecimal() and len(v) < 5 for v in values)):
        raise InputError(f"--axis: expected numbers of steps, like 1,2,64; got {text!r}")
    return None if values is None else [int(value) for value in values]


def _is_level(text: str) -> bool:
    return text.isdecimal() and len(text) == 1  # no range without end


def form_of(item: Item) -> str:
    """`choice` for multiple choice, else `open`."""
    return "choice" if item.answer_type in {"choice", "choices"} else "open"


def picked(
    things: Iterable[Thing], only: Mapping[str, str | None], item_of: Callable[[Thing], Item]
) -> Iterator[Thing]:
    """The things whose item passes. `only` has the wanted values of language, modality, family,
    task, level or form, as text. InputError at the end where none passed, or a task was named in
    vain."""
    wanted = {name: text for name, text in only.items() if text}
    tests = [_test(name, text) for name, text in wanted.items()]
    tasks: set[str] = set()
    nothing = True
    for thing in things:
        item = item_of(thing)
        tasks.add(item.task)
        if all(test(item) for test in tests):
            nothing = False
            yield thing
    for pattern in split(wanted.get("task")) or []:
        _check_task(pattern, tasks)
    if nothing:
        told = ", ".join(f"{name} {text}" for name, text in wanted.items())
        raise InputError(f"no item is left of {told or 'the set: it is empty'}")


def _test(name: str, text: str) -> Test:
    values = split(text) or []
    if name == "task":
        return lambda item: any(_is_named(item.task, pattern) for pattern in values)
    if name == "level":
        levels = set(parse_levels(text) or ())
        return lambda item: item.axis is None and item.level in levels
    if name == "form":
        return lambda item: form_of(item) in values
    return lambda item: str(getattr(item, name)) in values


def _is_named(task: str, pattern: str) -> bool:
    if "*" in pattern:
        return fnmatchcase(task, pattern)
    return pattern in {task, versionless(task)}


def _check_task(pattern: str, tasks: set[str]) -> None:
    if any(_is_named(task, pattern) for task in tasks):
        return
    close = get_close_matches(pattern, [*tasks, *map(versionless, tasks)], n=1)
    hint = f"did you mean {close[0]!r}? " if close else ""
    raise InputError(
        f"no item is of task {pattern!r}; {hint}There are {', '.join(sorted(tasks)) or 'none'}"
    )
