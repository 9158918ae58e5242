"""Is every answer true twice, by derivations that share nothing?"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from spatialbench.geometry.program import decode_program, encode
from spatialbench.probes.construction import tried
from spatialbench.probes.draw import Draw
from spatialbench.probes.generator import Generator
from spatialbench.probes.make import make
from spatialbench.probes.probe import Probe, Value
from spatialbench.probes.registry import home_of, kinds_of
from spatialbench.verification.measure import builds, jitter_holds, measure

PROBES = 100
CONSTRUCTED = 20
GUESSES = 10
JITTERED = 25
FORBIDDEN = (
    "spatialbench.geometry.replay",
    "spatialbench.geometry.film",
    "spatialbench.probes.make",
    "spatialbench.probes.registry",
    "spatialbench.generators",
)
"""What a derivation of the answer by measuring may not see."""


def _probes(generator: Generator, count: int) -> Iterator[Probe]:
    levels = list(generator.levels)
    for i in range(count):
        level = levels[i % len(levels)]
        yield make(generator.id, seed="check", level=level, index=i // len(levels))


def read_back(generator: Generator) -> Iterator[str]:
    """The key holds all that is needed to derive the answer again."""
    for probe in _probes(generator, len(generator.levels)):
        record = {name: encode(getattr(probe, name)) for name in ("scene", "story", "ask")}
        found = decode_program(record, kinds_of(probe.task))
        if found != (probe.scene, probe.story, probe.ask):
            yield f"level {probe.level}: the program that is read back is another one"


def apart(generator: Generator) -> Iterator[str]:
    """`measuring.py` imports of its ability nothing but its kinds."""
    home = home_of(generator.id) or ""
    spec = find_spec(f"{home}.measuring") if home else None
    if spec is None or spec.origin is None:
        if kinds_of(generator.id):
            yield f"{home}.measuring is not there; write how its events move and asks are measured"
        return
    for node in ast.walk(ast.parse(Path(spec.origin).read_text(encoding="utf-8"))):
        name = node.module or "" if isinstance(node, ast.ImportFrom) else ""
        if name != f"{home}.kinds" and name.startswith((f"{home}.", *FORBIDDEN)):
            yield f"{home}.measuring imports {name}, which is a part of the first derivation"


def second_truth(generator: Generator) -> Iterator[str]:
    """What is measured is the answer."""
    for probe in _probes(generator, PROBES):
        found = measure(probe.scene, probe.story, probe.ask)
        if (found.value, found.undetermined) != (probe.answer, probe.undetermined):
            yield (
                f"level {probe.level}, index {probe.index}: the answer is {probe.answer!r}, "
                f"measured is {found.value!r}"
            )
    if generator.answer_type == "construction":
        yield from constructions(generator)


def constructions(generator: Generator) -> Iterator[str]:
    """Of constructions the light checker says what carrying them out on meshes says."""
    for number, probe in enumerate(_probes(generator, CONSTRUCTED)):
        draw = Draw("check", "constructions", number)
        guesses = [
            [draw.choice(probe.vocabulary) for _ in range(draw.between(1, len(answer) + 1))]
            for answer in [_steps(probe.answer)] * GUESSES
        ]
        named = [_steps(value) for value in (*probe.rivals.values(), *probe.offered)]
        for steps in (_steps(probe.answer), *named, *guesses):
            light = tried(probe.ask, probe.scene, steps).right
            if light != builds(probe.scene, probe.story, probe.ask, steps):
                said = "right" if light else "wrong"
                yield f"level {probe.level}, index {probe.index}: the checker calls {steps} {said}"
        if not tried(probe.ask, probe.scene, _steps(probe.answer)).right:
            yield f"level {probe.level}, index {probe.index}: the checker refuses the answer"
        for steps in named:
            if tried(probe.ask, probe.scene, steps).right:
                yield f"level {probe.level}, index {probe.index}: {steps} is a rival, and works"


def _steps(value: Value) -> list[str]:
    if not isinstance(value, list):
        raise TypeError(f"a construction is a list of steps; got {value!r}")
    return value


def jitter(generator: Generator) -> Iterator[str]:
    """Places, sizes and cameras that are 2 % off do not change it."""
    for number, probe in enumerate(_probes(generator, JITTERED)):
        if not jitter_holds(
            probe.scene,
            probe.story,
            probe.ask,
            value=probe.answer,
            draw=Draw("check", generator.id, number),
        ):
            yield f"level {probe.level}, index {probe.index}: being 2 % off changes the answer"
