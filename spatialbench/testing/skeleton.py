"""The skeleton of an ability with one task: it installs, imports and draws; what it does not say is
what `spatialbench check` then asks for, step by step."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from spatialbench.errors import InputError

NAME = re.compile(r"([a-z][a-z0-9_]*)/([a-z][a-z0-9]*(?:-[a-z0-9]+)*)")


class Written(NamedTuple):
    """Which files were written, and what is to be done next."""

    files: tuple[Path, ...]
    then: tuple[str, ...]


def write_skeleton(name: str, out: Path) -> Written:
    """The files of a package with this task below `out`; InputError for a name that is none, or
    where something is there already."""
    found = NAME.fullmatch(name)
    if found is None:
        raise InputError(
            f"task {name!r}: expected ability/name in small letters, like toy/heavier-than; words "
            "of the name are joined by hyphens"
        )
    ability, task = found[1], found[2]
    package = f"spatialbench_{ability}"
    if (out / "pyproject.toml").exists() or (out / package).exists():
        raise InputError(f"{out}: there is a project already; choose another --out")
    texts = {
        "pyproject.toml": _PYPROJECT,
        f"{package}/__init__.py": _INIT,
        f"{package}/kinds.py": _KINDS,
        f"{package}/{task.replace('-', '_')}.py": _TASK,
        f"{package}/words/en.toml": _WORDS["en"],
        f"{package}/words/zh.toml": _WORDS["zh"],
    }
    names = _names(ability, task)
    files = [_write(out / path, text, names) for path, text in texts.items()]
    then = (f"pip install -e {out}", f"spatialbench check {name}")
    return Written(tuple(files), then)


def _names(ability: str, task: str) -> dict[str, str]:
    camel = "".join(part.capitalize() for part in task.split("-"))
    return {
        "ability": ability,
        "package": f"spatialbench_{ability}",
        "task": task,
        "module": task.replace("-", "_"),
        "Class": camel,
        "Asked": f"{camel}Of",
    }


def _write(path: Path, text: str, names: Mapping[str, str]) -> Path:
    for name, value in names.items():
        text = text.replace(f"<{name}>", value)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


_PYPROJECT = """\
[build-system]
requires = ["setuptools>=77"]
build-backend = "setuptools.build_meta"

[project]
name = "spatialbench-<ability>"
version = "0.1.0"
dependencies = ["spatialbench"]

[project.entry-points."spatialbench.generators"]
<ability> = "<package>:TASKS"

[tool.setuptools]
packages = ["<package>"]

[tool.setuptools.package-data]
"*" = ["words/*.toml"]
"""

_INIT = '''\
"""<ability>: what its tasks have in common, in a sentence."""

from <package>.<module> import <Class>
from <package>.kinds import <Asked>

TASKS = (<Class>,)
KINDS = (<Asked>,)
'''

_KINDS = '''\
"""What the tasks of <ability> add: events, asks, diagrams. Every field says what it means."""

from __future__ import annotations

from dataclasses import dataclass

from spatialbench.geometry.kinds import Ask, BodyName


@dataclass(frozen=True, slots=True)
class <Asked>(Ask):
    """What is asked of these bodies?"""

    bodies: tuple[BodyName, ...]
'''

_TASK = '''\
"""What is asked, in a sentence."""

from __future__ import annotations

from typing import ClassVar

from <package>.kinds import <Asked>
from spatialbench.geometry.scene import Body, Camera, Pose, Scene
from spatialbench.geometry.shapes import Sphere
from spatialbench.probes.draw import Draw
from spatialbench.probes.generator import FORMS, Form, Modality
from spatialbench.probes.probe import AnswerType, Puzzle

COLOURS = ("red", "orange", "yellow", "green", "blue", "purple", "pink", "white", "black")


class <Class>:
    """What is drawn, and over which space evenly."""

    id: ClassVar[str] = "<ability>/<task>-v1"
    answer_type: ClassVar[AnswerType] = "label"
    modalities: ClassVar[tuple[Modality, ...]] = ("text", "state")
    forms: ClassVar[tuple[Form, ...]] = FORMS
    levels: ClassVar = {n: {"balls": n + 2} for n in range(1, 6)}
    rivals: ClassVar[tuple[str, ...]] = ("first",)
    undetermined: ClassVar[bool] = False

    def draw(self, draw: Draw, level: int) -> Puzzle:
        """One puzzle of that level: all randomness comes from the `Draw`."""
        colours = draw.sample(COLOURS, level + 2)
        balls = [
            Body(f"ball:{colour}", Sphere(30), Pose((100 * i, 0, 30)), colour)
            for i, colour in enumerate(colours)
        ]
        return Puzzle(
            scene=Scene(tuple(balls), Camera((300, -1500, 500), (300, 0, 0), 30)),
            story=(),
            ask=<Asked>(tuple(ball.name for ball in balls)),
            answer_type="label",
            answer=draw.choice(colours),
            vocabulary=tuple(sorted(colours)),
            chance=1 / len(colours),
            rivals={"first": colours[0]},
            facts={"balls": len(colours)},
            words={"balls": ("colours", tuple(colours))},
        )
'''

_WORDS = {
    "en": "# What the tasks of <ability> say in English. `spatialbench check <ability>/<task>` "
    'names what is missing.\n\n[nouns]\nball = "the {colour} ball"\n\n[sentences]\n\n[<task>]\n',
    "zh": "# <ability>各题的中文句子。缺什么，`spatialbench check <ability>/<task>`会说明。\n\n"
    '[nouns]\nball = "{colour}小球"\n\n[sentences]\n\n[<task>]\n',
}
