"""A solver that does every step right but for a slip now and then: how often is it right at all?

python tests/generators/cube/simulated.py
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from spatialbench.audit.partial.reading import read_off
from spatialbench.generators.cube.corners import COVERED, fitting
from spatialbench.generators.cube.kinds import BringTo, Corners, Palette
from spatialbench.generators.cube.which_turn import ways_to
from spatialbench.geometry.replay import replay
from spatialbench.geometry.story import Turn
from spatialbench.probes.draw import Draw
from spatialbench.probes.make import make
from spatialbench.probes.probe import Probe, Value
from spatialbench.probes.registry import find

SLIPS = (1, 20)  # of so many steps one goes wrong


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
    """View by view, each face is looked at, then which way round they go where that matters, then
    each cube that is still possible: one slip, and the answer is a guess."""
    phrase, palette = probe.words["corners"], probe.words["palette"]
    if not isinstance(phrase, Corners) or not isinstance(palette, Palette):
        raise TypeError("corners are wanted")
    names, counts = zip(*sorted(palette.colours, key=lambda pair: -pair[1]), strict=True)
    seen = [_roles(names, corner) for corner in phrase.corners]
    faces = sum(role != COVERED for triple in seen for role in triple)
    left = [fitting(counts, seen[:i]).bit_count() for i in range(1, len(seen) + 1)]
    handed = find(probe.task).levels[probe.level]["handed"]
    steps = faces + sum(left) + (len(seen) if handed else 0)
    if any(slips(draw) for _ in range(steps)):
        return draw.choice(probe.vocabulary) == probe.answer
    return True


def _roles(names: Sequence[str], corner: tuple[str, str, str]) -> tuple[int, int, int]:
    a, b, c = (names.index(colour) if colour else COVERED for colour in corner)
    return (a, b, c)


def building(probe: Probe, draw: Draw) -> bool:
    """One after the other, the ways in which the cube can lie are gone through, those of few turns
    first, until it lies as it should; then the turns are written down."""
    if not isinstance(probe.ask, BringTo) or not isinstance(probe.answer, list):
        raise TypeError("a construction is wanted")
    tried = list(ways_to(probe.ask.steps).values()).index(tuple(probe.answer))
    return not any(slips(draw) for _ in range(tried + len(probe.answer)))


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
