"""Which things does a figure see, among boards that it looks past, over, or through a window of?

Whatever is seen is seen whole, and of the rest nothing; all of it the viewer sees.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from math import comb
from typing import ClassVar

from spatialbench.generators.colours import COLOURS
from spatialbench.generators.view.boards import Board, board_body
from spatialbench.generators.view.figures import EYES
from spatialbench.generators.view.kinds import Named, Panels, Sees, Standing
from spatialbench.generators.view.screened import Among, Placed, Screened, draw_screened
from spatialbench.generators.view.sights import FIELD, SEEN, kind_of, mistaken
from spatialbench.generators.view.table import LIGHTS, UNIT, figure, thing
from spatialbench.geometry.scene import Body, Scene
from spatialbench.probes.draw import Draw
from spatialbench.probes.generator import FORMS, Form, Modality
from spatialbench.probes.probe import AnswerType, Puzzle, Shot

LEVELS = {
    1: Among((), ("tall", "tall"), ("plain", "tall"), 1),
    2: Among((), ("tall", "tall"), ("plain", "tall", "aside"), 1),
    3: Among(("low", "middle"), (), ("second", "under", "over", "aside"), 1),
    4: Among(("windowed", "tall"), (), ("second", "through", "beside", "aside"), 2),
    5: Among(("windowed", "tall"), (), ("second", "through", "beside", "aside"), 3),
}
BOARD_COLOUR = "grey"


class CanSee:
    """Each thing may be any of those that are seen."""

    id: ClassVar[str] = "view/can-see-v1"
    answer_type: ClassVar[AnswerType] = "labels"
    modalities: ClassVar[tuple[Modality, ...]] = ("image", "text", "state")
    forms: ClassVar[tuple[Form, ...]] = FORMS
    levels: ClassVar = {n: among._asdict() for n, among in LEVELS.items()}
    rivals: ClassVar[tuple[str, ...]] = (
        "viewer-sees",
        "viewers-lines",
        "field-ignored",
        "boards-ignored",
        "heights-ignored",
        "lower-boards-ignored",
        "windows-ignored",
        "windows-show-all",
        "nearest-board-only",
    )
    undetermined: ClassVar[bool] = False

    def draw(self, draw: Draw, level: int) -> Puzzle:
        """A table, and colours for what is on it."""
        among = LEVELS[level]
        found = draw_screened(draw, among)
        own, *colours = draw.sample(COLOURS, 1 + len(found.things))
        name = f"figure:{own}"
        things = dict(zip(colours, found.things, strict=True))
        bodies = _bodies(name, things, found)
        boards = [board_body(f"board:{n}", b, BOARD_COLOUR) for n, b in enumerate(found.boards, 1)]
        asked = tuple(body.name for body in bodies[1:])
        answer = sorted(colour for colour, one in things.items() if one.sight.seen())
        return Puzzle(
            scene=Scene((*bodies, *boards), found.camera, light=draw.choice(LIGHTS)),
            story=(),
            ask=Sees(name, asked, EYES, FIELD),
            answer_type="labels",
            answer=answer,
            vocabulary=tuple(sorted(colours)),
            chance=_chance(among),
            rivals=_rivals(things, found),
            offered=_offered(draw, answer, sorted(colours)),
            facts={"things": len(colours), "boards": len(boards)},
            key_facts={"on_the_way": sum(len(one.sight.met) for one in found.things)},
            words={
                "figure": Named(name),
                "standing": _standing(bodies, found),
                "boards": Panels(tuple(panel(board) for board in found.boards)),
            },
            pictures=(Shot(),),
        )


def _bodies(name: str, things: dict[str, Placed], found: Screened) -> list[Body]:
    """The figure, then the things by the names of their colours."""
    rows = sorted(things.items())
    return [
        figure(name, *found.figure),
        *(thing(f"{one.noun}:{colour}", one.thing.at) for colour, one in rows),
    ]


def _standing(bodies: Sequence[Body], found: Screened) -> Standing:
    looks = {bodies[0].name: found.figure.looking}
    places = [(body.name, body.pose.position) for body in bodies]
    return Standing(tuple((n, (x // UNIT, y // UNIT), looks.get(n, ())) for n, (x, y, _) in places))


def panel(board: Board) -> tuple[int, ...]:
    """Its ends and its height in centimetres; of a window, from where to where from the first end,
    and from how low to how high."""
    numbers = [part for end in board.ends() for part in end]
    numbers.append(board.height)
    if board.window is not None:
        left, right, low, high = board.window
        numbers += [board.half + left, board.half + right, low, high]
    return tuple(number // UNIT for number in numbers)


# --- chance and wrong sets ----------------------------------------------------------------------


def _chance(among: Among) -> float:
    """How often the likeliest set of things is right."""
    count = len(among.ways) + among.more
    seen = sum(way in SEEN for way in among.ways)
    return max(
        comb(among.more, more) / (1 << among.more) / comb(count, seen + more)
        for more in range(among.more + 1)
    )


def _offered(draw: Draw, answer: Sequence[str], things: Sequence[str]) -> tuple[list[str], ...]:
    """Other sets of the same size: one thing of each of two pairs is in all of them, so that from
    any of the four one gets the others; or, with one thing in or one out, any other one."""
    others = [one for one in things if one not in answer]
    if min(len(answer), len(others)) == 1:
        sets = [list(one) for one in combinations(things, len(answer)) if list(one) != answer]
        return tuple(draw.sample(sets, min(3, len(sets))))
    out, also_out = draw.sample(answer, 2)
    into, also_into = draw.sample(others, 2)

    def exchanged(*pairs: tuple[str, str]) -> list[str]:
        gone = [one for one, _ in pairs]
        return sorted([*(one for one in answer if one not in gone), *(new for _, new in pairs)])

    first, second = (out, into), (also_out, also_into)
    return (exchanged(first), exchanged(second), exchanged(first, second))


def _rivals(things: dict[str, Placed], found: Screened) -> dict[str, list[str]]:
    """The sets of things that are taken to be seen by mistake, where it is any."""
    x, y, _ = found.camera.position
    wrong: dict[str, list[str]] = {}
    for colour, one in sorted(things.items()):
        for name, seen in mistaken(one.sight, (x, y), one.thing, found.boards).items():
            wrong.setdefault(name, [])
            if seen:
                wrong[name].append(colour)
    kinds = {kind_of(board) for board in found.boards}
    absent = {
        "windows-ignored": "windowed" not in kinds,
        "windows-show-all": "windowed" not in kinds,
        "lower-boards-ignored": "middle" not in kinds,
    }
    return {n: taken for n, taken in wrong.items() if taken and not absent.get(n, False)}
