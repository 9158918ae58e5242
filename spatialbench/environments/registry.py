"""Which environments there are: `ENVIRONMENTS` in the `environment.py` of every ability."""

from __future__ import annotations

import warnings
from collections.abc import Mapping
from difflib import get_close_matches
from functools import cache
from types import MappingProxyType

from spatialbench.environments.environment import Environment
from spatialbench.errors import InputError
from spatialbench.items.item import Language
from spatialbench.probes.registry import home_of, part_of, tasks


@cache
def environments() -> Mapping[str, type[Environment]]:
    """All environments by id, sorted."""
    found: dict[str, type[Environment]] = {}
    for home in dict.fromkeys(home_of(task) for task in tasks()):
        found |= {} if home is None else _of(home)
    return MappingProxyType(dict(sorted(found.items())))


def _of(home: str) -> dict[str, type[Environment]]:
    """Those of an ability; a warning where what it has cannot be imported: the rest works."""
    try:
        module = part_of(home, "environment")
        return {} if module is None else {one.id: one for one in module.ENVIRONMENTS}
    except Exception as error:  # noqa: BLE001 - whatever a stranger's plugin raises
        warnings.warn(
            f"the environments of {home} were left out: {type(error).__name__}: {error}",
            stacklevel=2,
        )
        return {}


def environment(name: str, *, level: int = 1, language: Language = "en") -> Environment:
    """The environment with that id; `reset` it before the first step. InputError where there is
    none, or not at that level or in that language."""
    known = environments()
    if name not in known:
        close = get_close_matches(name, known, n=1)
        hint = f"; did you mean {close[0]!r}?" if close else ""
        raise InputError(f"environment {name!r} is unknown{hint} There are {', '.join(known)}")
    return known[name](level=level, language=language)
