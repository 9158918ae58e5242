"""How a cube is wrapped and filmed: paper, speed and camera, drawn apart from what happens.

What is drawn here comes from a stream of its own: it says nothing about the cube, the turns or the
answer.
"""

from __future__ import annotations

from spatialbench.generators.cube.sequences import CUBE, TurnLevel
from spatialbench.generators.papers import draw_paper
from spatialbench.probes.draw import Draw
from spatialbench.probes.probe import Film

_FRAMES_A_TURN = {2: (5, 8), 3: (7, 8)}
"""By the quarters of the largest turn: less than 45° from frame to frame."""


def draw_film(draw: Draw, level: TurnLevel) -> Film:
    """Any paper with any pattern; every turn takes the same number of frames."""
    paper = draw_paper(draw)
    return Film(
        wrapped=(CUBE,),
        paper=paper,
        frames_a_turn=draw.between(*_FRAMES_A_TURN[max(level.quarters)]),
    )
