"""The registry: built-in tasks and plugins by the same road; a broken one harms no other."""

from __future__ import annotations

import sys
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import EntryPoint
from types import ModuleType
from typing import ClassVar

import pytest

from spatialbench.errors import UnknownTask
from spatialbench.geometry.kinds import Event
from spatialbench.probes.generator import Exemption
from spatialbench.probes.registry import GROUP, collect, family_of, find, tasks

TASKS = list(tasks())


def task_class(name: str) -> type:
    """A generator class with that id."""

    class Made:
        id: ClassVar[str] = name

    return Made


@pytest.fixture
def plugin() -> Iterator[ModuleType]:
    """A module that entry points can name."""
    module = ModuleType("toy_plugin_for_tests")
    sys.modules[module.__name__] = module
    yield module
    del sys.modules[module.__name__]


def entry(name: str, value: str) -> EntryPoint:
    """An entry point of the group."""
    return EntryPoint(name, value, GROUP)


def test_the_built_in_tasks_are_found() -> None:
    """Those of every family, by way of the entry points."""
    assert {family_of(task) for task in TASKS} >= {"causal", "cube", "net", "permanence"}
    assert len(TASKS) >= 8


@pytest.mark.parametrize("task", TASKS)
def test_a_task_is_found_by_its_id_with_and_without_version(task: str) -> None:
    """The version may be left out; then the newest is meant."""
    assert find(task) is tasks()[task]
    assert find(task.rpartition("-v")[0]).id == task


@pytest.mark.parametrize("task", TASKS)
def test_every_task_has_five_levels_and_says_what_they_mean(task: str) -> None:
    """Levels are numbers, not names."""
    generator = find(task)
    assert list(generator.levels) == [1, 2, 3, 4, 5]
    assert all(generator.levels[level] for level in generator.levels)


def test_the_newest_version_is_found(plugin: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    """Version 10 is newer than version 9."""
    plugin.TASKS = tuple(task_class(f"toy/a-v{n}") for n in (2, 10, 9))  # type: ignore[attr-defined]
    collected = collect([entry("toy", f"{plugin.__name__}:TASKS")])
    found = {name: generator for name, (generator, _) in collected.items()}
    monkeypatch.setattr("spatialbench.probes.registry.tasks", lambda: found)
    assert find("toy/a").id == "toy/a-v10"


@pytest.mark.parametrize(
    "name", ["cube/face-after-turn", "cube/face-after-turns-v2", "cube/face-after"]
)
def test_an_unknown_task_gets_a_hint(name: str) -> None:
    """The message names what was probably meant, and the command that lists all."""
    with pytest.raises(UnknownTask) as caught:
        find(name)
    assert str(caught.value).startswith(f"task {name!r} is unknown; did you mean 'cube/face-after")
    assert str(caught.value).endswith("(`spatialbench tasks` lists all)")


@pytest.mark.parametrize(
    "name", ["cube/face-after-turns-v1", "cube/face-after-turns", "face-after-turns"]
)
def test_a_task_has_a_long_and_a_short_name(name: str) -> None:
    """With version, without, and without its ability."""
    assert find(name).id == "cube/face-after-turns-v1"


def test_a_short_name_of_two_tasks_says_which(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is guessed."""
    known = {"cube/turn-v1": object(), "die/turn-v1": object()}
    monkeypatch.setattr("spatialbench.probes.registry.tasks", lambda: known)
    with pytest.raises(UnknownTask, match="'turn' can be cube/turn or die/turn: say which"):
        find("turn")


def test_a_name_like_no_other_gets_no_hint() -> None:
    """A wild guess helps nobody."""
    with pytest.raises(UnknownTask, match=r"^task 'xyzzy' is unknown \("):
        find("xyzzy")


@pytest.mark.parametrize(
    "value", ["no_such_module_at_all:TASKS", "toy_plugin_for_tests:NOTHING", "json:loads"]
)
def test_a_broken_plugin_is_one_warning_and_the_rest_works(plugin: ModuleType, value: str) -> None:
    """A module that is missing, has no such name, or names something else."""
    plugin.TASKS = (task_class("toy/a-v1"),)  # type: ignore[attr-defined]
    entries = [entry("broken", value), entry("toy", f"{plugin.__name__}:TASKS")]
    with pytest.warns(UserWarning, match="of plugin 'broken'") as caught:
        found = collect(entries)
    assert list(found) == ["toy/a-v1"]
    assert len(caught) == 1


def test_a_plugin_that_raises_is_a_warning_with_its_reason(plugin: ModuleType) -> None:
    """Whatever a stranger's class does when it is made."""

    class Raises:
        def __init__(self) -> None:
            raise ZeroDivisionError("out of cheese")

    plugin.TASKS = (Raises,)  # type: ignore[attr-defined]
    with pytest.warns(UserWarning, match="ZeroDivisionError: out of cheese"):
        assert collect([entry("bad", f"{plugin.__name__}:TASKS")]) == {}


@dataclass(frozen=True)
class Vague(Event):
    """An event with a number that says nothing."""

    amount: int


def test_a_kind_that_does_not_say_what_it_means_is_a_warning(plugin: ModuleType) -> None:
    """Its tasks are left out: their checks would pass in silence."""
    plugin.TASKS, plugin.KINDS = (task_class("toy/a-v1"),), (Vague,)  # type: ignore[attr-defined]
    with pytest.warns(UserWarning, match="field 'amount' does not say what it means"):
        assert collect([entry("bad", f"{plugin.__name__}:TASKS")]) == {}


def test_an_ability_brings_its_kinds_and_exemptions(plugin: ModuleType) -> None:
    """Beside its tasks; those that it does not name are none."""
    known = Exemption("rival x", "toy/*", 0.5, "a toy")
    plugin.TASKS, plugin.EXEMPTIONS = (task_class("toy/a-v1"),), (known,)  # type: ignore[attr-defined]
    ((_, ability),) = collect([entry("toy", f"{plugin.__name__}:TASKS")]).values()
    assert (ability.home, ability.kinds, ability.exemptions) == (plugin.__name__, (), (known,))


def test_two_plugins_with_one_id_are_a_warning(plugin: ModuleType) -> None:
    """The first by name of entry is kept."""
    first, second = task_class("toy/a-v1"), task_class("toy/a-v1")
    plugin.FIRST, plugin.SECOND = (first,), (second,)  # type: ignore[attr-defined]
    entries = [entry("b", f"{plugin.__name__}:SECOND"), entry("a", f"{plugin.__name__}:FIRST")]
    with pytest.warns(UserWarning, match="task 'toy/a-v1' comes from two plugins"):
        found = collect(entries)
    assert type(found["toy/a-v1"][0]) is first


def test_the_same_plugin_seen_twice_is_no_warning(plugin: ModuleType) -> None:
    """A package that is installed and on the path shows its entry points twice."""
    plugin.TASKS = (task_class("toy/a-v1"),)  # type: ignore[attr-defined]
    same = entry("toy", f"{plugin.__name__}:TASKS")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert list(collect([same, same])) == ["toy/a-v1"]


def test_the_tasks_cannot_be_changed() -> None:
    """A mapping that is shared is not written to."""
    with pytest.raises(TypeError):
        tasks()["toy/a-v1"] = find(TASKS[0])  # type: ignore[index]
