"""Picking by what an item is. The words mean the same wherever they are taken: tasks are ids, with
or without version, short names, or wildcards; levels are `3`, `1,2` or `1-5`; several are parted by
commas."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TypeVar

from spatialbench.errors import InputError
from spatialbench.items.item import Item
from spatialbench.probes.names import is_named, meant

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
    task, level or form, as text. InputError at the end where none passed, or a value was named in
    vain."""
    wanted = {name: text for name, text in only.items() if text}
    tests = [_test(name, text) for name, text in wanted.items()]
    seen: dict[str, set[str]] = {name: set() for name in wanted}
    nothing = True
    for thing in things:
        item = item_of(thing)
        for name, values in seen.items():
            values.add(_value(item, name))
        if all(test(item) for test in tests):
            nothing = False
            yield thing
    if nothing or wanted:
        _check_named(wanted, seen, nothing=nothing)


def _value(item: Item, name: str) -> str:
    if name == "level" and item.axis is not None:  # it was drawn at a number of steps
        return f"{item.facts.get(item.axis)} {item.axis}"
    return form_of(item) if name == "form" else str(getattr(item, name))


def _values(name: str, text: str) -> list[str]:
    if name == "level":
        return [str(level) for level in parse_levels(text) or ()]
    return split(text) or []


def _test(name: str, text: str) -> Test:
    values = _values(name, text)
    if name == "task":
        return lambda item: any(is_named(item.task, pattern) for pattern in values)
    wanted = frozenset(values)
    return lambda item: _value(item, name) in wanted


def _check_named(
    wanted: Mapping[str, str], there: Mapping[str, set[str]], *, nothing: bool
) -> None:
    """InputError for a value that no item has, with those that there are, and where no item was
    left. Levels are ranges, of which a set may have a part."""
    for name, text in wanted.items():
        for value in _values(name, text):
            if name == "task" and not any(is_named(task, value) for task in there[name]):
                told = meant(value, there[name])
            elif name in {"task", "level"} or value in there[name]:
                continue
            else:
                told = ""
            raise InputError(f"no item is of {name} {value!r}{told}; {_listed(there[name])}")
    if nothing:
        told = ", ".join(f"{name} {text}" for name, text in wanted.items())
        known = f"; {_listed(there['level'])}" if "level" in there else ""
        raise InputError(f"no item is left of {told or 'the set: it is empty'}{known}")


def _listed(there: set[str]) -> str:
    return f"there are {', '.join(sorted(there)) or 'none'}"
