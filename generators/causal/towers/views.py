"""How a tower is pictured: blocks that are alike from the front, others before squared paper."""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt

from spatialbench.generators.causal.towers.kinds import Seen, SideView
from spatialbench.generators.causal.towers.stacks import Block
from spatialbench.geometry.scene import Body, Camera, Light, Pose
from spatialbench.geometry.shapes import Box
from spatialbench.probes.draw import Draw

UNIT = 10  # millimetres a centimetre

HALF_TANGENTS = {8: 0.0699, 10: 0.0875, 12: 0.1051}
"""By the angle of view in degrees: the tangent of its half."""
FILLED = (66, 90)  # per cent of the picture's half that the tower reaches to
RISES = ((1, 0), (40, 9), (24, 7), (15, 8), (12, 5))
"""To the eye, toward the viewer and up: from level to 28° above the table."""
LIGHTS = tuple(Light(toward) for toward in ((-2, -3, 6), (3, -2, 7), (-3, -1, 5), (2, -3, 4)))


def bodies_of(stack: Sequence[Block], colours: Sequence[str]) -> tuple[Body, ...]:
    """The blocks on the table, from the bottom up."""
    found, up = [], 0
    for block, colour in zip(stack, colours, strict=True):
        size = [high - low for low, high in (block.x, block.y)]
        shape = Box((UNIT * size[0], UNIT * size[1], UNIT * block.height))
        place = (
            UNIT * sum(block.x) // 2,
            UNIT * sum(block.y) // 2,
            UNIT * up + UNIT * block.height // 2,
        )
        found.append(Body(f"block:{colour}", shape, Pose(place), colour))
        up += block.height
    return tuple(found)


def front_camera(draw: Draw, stack: Sequence[Block]) -> Camera:
    """From straight in front, level or a little from above, so that the tower fills the picture
    more or less."""
    lows, highs = zip(*(block.x for block in stack), strict=True)
    left, right, (front, back) = UNIT * min(lows), UNIT * max(highs), stack[0].y
    wide, deep = right - left, UNIT * (back - front)
    high = UNIT * sum(block.height for block in stack)
    angle, filled = draw.choice(tuple(HALF_TANGENTS)), draw.between(*FILLED)
    toward, rise = draw.choice(RISES)
    length = sqrt(toward * toward + rise * rise)
    up = (high * toward + deep * rise) / length / 2
    near = (deep * toward + high * rise) / length / 2
    away = max(wide / 2, up) * 100 / (filled * HALF_TANGENTS[angle]) + near
    aside = draw.between(-wide, wide) * (100 - filled) // 400
    target = ((left + right) // 2 + aside, UNIT * (front + back) // 2, high // 2)
    eye = (
        target[0],
        target[1] - int(away * toward / length),
        target[2] + int(away * rise / length),
    )
    return Camera(eye, target, angle)


def side_view(draw: Draw, stack: Sequence[Block], colours: Sequence[str], axis: int) -> SideView:
    """The tower from the front (axis 0) or from the right (axis 1), where the front is to the
    left."""
    seen: list[Seen] = []
    up = 0
    for block, colour in zip(stack, colours, strict=True):
        low, high = block.span(axis)
        seen.append((colour, low, high, up, up + block.height, block.weight))
        up += block.height
    across = max(right for _, _, right, *_ in seen) + draw.between(1, 4)
    return SideView(tuple(seen), across, up + draw.between(1, 4))
