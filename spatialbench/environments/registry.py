"""Which environments there are: `ENVIRONMENTS` in the `environment.py` of every ability."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from types import MappingProxyType

from spatialbench.environments.environment import Environment
from spatialbench.errors import InputError
from spatialbench.items.item import Language
from spatialbench.probes.registry import home_of, tasks


@cache
def environments() -> Mapping[str, type[Environment]]:
    """All environments by id, sorted."""
    found: dict[str, type[Environment]] = {}
    for home in dict.fromkeys(home_of(task) for task in tasks()):
        name = f"{home}.environment"
        if home is not None and find_spec(name) is not None:
            found |= {one.id: one for one in import_module(name).ENVIRONMENTS}
    return MappingProxyType(dict(sorted(found.items())))


def environment(name: str, *, level: int = 1, language: Language = "en") -> Environment:
    """The environment with that id; `reset` it before the first step. InputError where there is
    none, or not at that level or in that language."""
    known = environments()
    if name not in known:
        close = get_close_matches(name, known, n=1)
        hint = f"; did you mean {close[0]!r}?" if close else ""
        raise InputError(f"environment {name!r} is unknown{hint} There are {', '.join(known)}")
    return known[name](level=level, language=language)
