"""A solver that does every step right but for a slip now and then: how often is it right at all?

python tests/generators/cube/simulated.py
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from spatialbench.audit.partial.reading import read_off
from spatialbench.generators.cube.kinds import BringTo
from spatialbench.geometry.replay import replay
from spatialbench.geometry.story import Turn
from spatialbench.probes.construction import tried
from spatialbench.probes.draw import Draw
from spatialbench.probes.make import make
from spatialbench.probes.probe import Probe, Value

SLIPS = (1, 12)  # of so many steps one goes wrong


def slips(draw: Draw) -> bool:
    """Whether a step goes wrong."""
    return draw.chance(*SLIPS)


def turning(probe: Probe, draw: Draw) -> bool:
    """Turns are followed one by one; now and then one goes the other way, or about another axis."""
    story = tuple(_slipped(event, draw) if slips(draw) else event for event in probe.story)
    return _at_the_end(probe, story) == probe.answer


def _slipped(event: object, draw: Draw) -> Turn:
    if not isinstance(event, Turn):
        raise TypeError(f"{event} is no turn")
    side = draw.choice(("front", "left", "top"))
    return replace(event, seen_from=side, direction="clockwise", quarters=draw.between(1, 3))


def _at_the_end(probe: Probe, story: tuple[Turn, ...]) -> Value | None:
    poses = replay(probe.scene, story)[-1]
    return read_off(probe.ask, probe.scene, poses)


def combining(probe: Probe, draw: Draw) -> bool:
    """Faces of corners are looked at one by one; where one goes wrong, it is any other colour. What
    then fits no cube is guessed."""
    phrase = probe.words["corners"]
    palette = sorted({c for triple in phrase.corners for c in triple if c})  # type: ignore[union-attr]
    wrong = any(slips(draw) for triple in phrase.corners for c in triple if c)  # type: ignore[union-attr]
    if not wrong:
        return True
    return draw.choice(probe.vocabulary) == probe.answer if palette else False


def building(probe: Probe, draw: Draw) -> bool:
    """The right turns are written down; now and then one of them is another."""
    if not isinstance(probe.ask, BringTo) or not isinstance(probe.answer, list):
        raise TypeError("a construction is wanted")
    steps = [draw.choice(probe.vocabulary) if slips(draw) else step for step in probe.answer]
    return tried(probe.ask, probe.scene, steps).right


SOLVERS: dict[str, Callable[[Probe, Draw], bool]] = {
    "cube/mark-direction": turning,
    "cube/whose-axes": turning,
    "cube/hidden-face": combining,
    "cube/which-turn": building,
}


def share_right(task: str, level: int, count: int) -> float:
    """How often the solver of a task is right at a level."""
    right = 0
    for index in range(count):
        probe = make(task, seed="slips", level=level, index=index)
        right += SOLVERS[task](probe, Draw("slips", task, level, index))
    return right / count


def main() -> None:
    """Print the shares of all tasks and levels."""
    for task in SOLVERS:
        shares = [f"{100 * share_right(task, level, 1000):5.1f}" for level in range(1, 6)]
        print(f"{task:22}", *shares)


if __name__ == "__main__":
    main()
