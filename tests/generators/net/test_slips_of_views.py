"""`net/fold-view` gets harder from level to level for whoever slips now and then."""

from __future__ import annotations

from collections.abc import Mapping

from pictures_of_nets import marks_of, views_of

from spatialbench.generators.net.nets import Net
from spatialbench.generators.net.views import can_be, lying, turned
from spatialbench.geometry.rotations import ROTATIONS, quarter_turns
from spatialbench.geometry.scene import Mark
from spatialbench.probes.draw import Draw
from spatialbench.probes.make import make
from spatialbench.probes.probe import Probe

TASK = "net/fold-view"
MANY = 400
SLIP = 0.12  # how often a square is bent to a wrong side, or a sign is taken to be turned otherwise


def noisy_cube(draw: Draw, marks: Mapping[tuple[int, int], Mark]) -> dict[str, Mark]:
    """The cube of somebody who folds from square to square and now and then slips."""
    net = tuple(marks)
    found, waiting, turns = {}, [net[0]], {net[0]: ROTATIONS[0]}
    for x, y in waiting:
        for (dx, dy), bend in BENDS.items():
            there = (x + dx, y + dy)
            if there in net and there not in turns:
                slipped = draw.chance(round(1000 * SLIP), 1000)
                turns[there] = (draw.choice(list(BENDS.values())) if slipped else bend).then(
                    turns[x, y]
                )
                waiting.append(there)
    for cell, mark in marks.items():
        quarters = draw.below(4) if mark.glyph and draw.chance(round(1000 * SLIP), 1000) else 0
        face, turn = lying(turns[cell], "top", turned(mark, quarters).turn)
        found[face] = Mark(mark.colour, mark.glyph, turn if mark.glyph else 0)
    return found


BENDS = {
    (1, 0): quarter_turns("front", 3),
    (-1, 0): quarter_turns("front", 1),
    (0, 1): quarter_turns("right", 3),
    (0, -1): quarter_turns("right", 1),
}


def by_slips(draw: Draw, probe: Probe) -> str:
    """Somebody who folds, squares that lie far apart by many steps, and takes any picture that then
    is possible; any at all where none is."""
    views = views_of(probe)
    start = views[str(probe.answer)].values()
    marks = marks_of(probe)
    wanted = [cell for cell, mark in marks.items() if mark_looks(mark) in map(mark_looks, start)]
    order = path_from(tuple(marks), wanted[draw.below(len(wanted))], wanted)
    cube = noisy_cube(draw, {cell: marks[cell] for cell in order})
    possible = [name for name, view in views.items() if can_be(cube, view)]
    return draw.choice(possible or sorted(views))


def mark_looks(mark: Mark) -> tuple[str, str | None]:
    """A mark but for its turn."""
    return mark.colour, mark.glyph


def path_from(
    net: Net, start: tuple[int, int], wanted: list[tuple[int, int]]
) -> list[tuple[int, int]]:
    """The squares on the ways from one square to others, that one first."""
    before, waiting = {start: start}, [start]
    for x, y in waiting:
        for dx, dy in BENDS:
            there = (x + dx, y + dy)
            if there in net and there not in before:
                before[there] = (x, y)
                waiting.append(there)
    needed = {start}
    for cell in wanted:
        while cell not in needed:
            needed.add(cell)
            cell = before[cell]
    return [cell for cell in waiting if cell in needed]


def test_who_slips_now_and_then_gets_worse_from_level_to_level() -> None:
    """As the squares that meet lie farther apart and more is to be compared."""
    shares = []
    for level in range(1, 6):
        draw = Draw("slips", level)
        probes = [make(TASK, seed="drawn", level=level, index=i) for i in range(MANY)]
        right = [by_slips(draw, p) == p.answer for p in probes for _ in range(3)]
        shares.append(sum(right) / len(right))
    assert shares == sorted(shares, reverse=True), shares
