"""A ball in a box is carried behind screens that move along; one sees into the box once: where is
it?

Invisible displacement (Piaget's stage 6): behind a screen the ball may be taken out and left. Every
history that fits what was seen is enumerated; where they disagree, the answer is "cannot be told".

The screens look alike and are called by their places. Now and then all of them move along the row,
each with what is behind it: what is said of a place before says something of another one after. So
no look and no visit can be put beside another without following all that moved in between.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, NamedTuple

from spatialbench.errors import Refused
from spatialbench.generators.lighting import LIGHTS
from spatialbench.generators.permanence.carrying import (
    BOX,
    COLOURS_OF_BALLS,
    Look,
    Move,
    Step,
    Visit,
    names_of,
    places_of_screens,
    scene_of,
    story_of,
)
from spatialbench.generators.permanence.table import BALL
from spatialbench.geometry.asks import BehindWhich
from spatialbench.probes.draw import Draw
from spatialbench.probes.generator import FORMS, Form, Modality
from spatialbench.probes.probe import AnswerType, Film, Puzzle

TRIES = 3000
UNTOLD = "cannot be told"
FARTHEST = 2  # places that the screens move along at most


class CarryLevel(NamedTuple):
    """How many screens there are; how often the box is carried behind one before one sees into it,
    and before each other look; how often the screens move along before each look but the first; and
    both after the last."""

    screens: tuple[int, int]
    before_box: tuple[int, int]
    between: tuple[int, int]
    moves: tuple[int, int]
    after: tuple[int, int] = (0, 1)
    moves_after: tuple[int, int] = (1, 1)
    looks: int = 2  # in which one sees what is behind the screens


LEVELS = {
    1: CarryLevel((3, 3), (1, 1), (1, 1), (0, 0), moves_after=(0, 1)),
    2: CarryLevel((4, 4), (2, 2), (1, 2), (0, 1)),
    3: CarryLevel((7, 7), (7, 7), (2, 2), (1, 1)),
    4: CarryLevel((7, 7), (7, 8), (2, 3), (2, 2)),
    5: CarryLevel((8, 8), (8, 9), (3, 4), (2, 3)),
}


# --- what is known ------------------------------------------------------------------------------


def whereabouts(steps: Sequence[Step], screens: int) -> set[int]:
    """The places (`BOX` for the box) where the ball can be: every history is followed, and those of
    which something else would have been seen are dropped."""
    spots = {BOX}
    for step in steps:
        if isinstance(step, Visit):
            spots |= {step.place} if BOX in spots else set()
        elif isinstance(step, Move):
            spots = {_moved(spot, step, screens) for spot in spots}
        elif step.places:
            spots -= set(step.places)
        else:
            spots = {spot for spot in spots if (spot == BOX) == step.full}
    return spots


def _moved(spot: int, move: Move, screens: int) -> int:
    return spot if spot == BOX else (spot + move.by) % screens


def answer_of(steps: Sequence[Step], screens: int) -> int:
    """The place, or `screens` for the box, or `screens` + 1 if it is left open."""
    return _label_of(whereabouts(steps, screens), screens)


def _label_of(spots: set[int], screens: int) -> int:
    if len(spots) != 1:
        return screens + 1
    (spot,) = spots
    return screens if spot == BOX else spot


# --- the draw -----------------------------------------------------------------------------------


class Plan(NamedTuple):
    """In which order one sees behind which screens (none: into the box), and whether the ball is
    seen in the box."""

    parts: tuple[tuple[int, ...], ...]
    full: bool

    def may_show(self, answer: int, screens: int) -> bool:
        """Whether the answer can come of it: the ball is in the box only if it was seen there, and
        behind a screen for certain only if it had left the box when that was shown."""
        if answer >= screens:
            return self.full or answer > screens
        return not self.full and bool(self.parts[0])


def draw_plan(draw: Draw, looks: int, screens: int) -> Plan:
    """Each screen is looked behind once, in one of so many looks."""
    seen = draw.permutation(range(screens))
    parts = [tuple(seen[i::looks]) for i in range(looks)]
    return Plan(tuple(draw.permutation([*parts, ()])), draw.chance(1, 2))


def draw_steps(draw: Draw, level: CarryLevel, plan: Plan, screens: int) -> list[Step]:
    """The box goes behind each screen once, in any order; then there is a look, and as many visits
    and moves of the screens as the level says until the next."""
    at = draw.permutation(range(screens))
    steps: list[Step] = [Visit(place) for place in draw.permutation(range(screens))]
    for number, part in enumerate(plan.parts):
        if number:
            visits = level.between if part else level.before_box
            _go_on(draw, steps, at, visits, level.moves)
        places = tuple(sorted(at.index(screen) for screen in part))
        steps.append(Look(places, full=plan.full and not part))
    _go_on(draw, steps, at, level.after, level.moves_after)
    return steps


def _go_on(
    draw: Draw, steps: list[Step], at: list[int], visits: tuple[int, int], moves: tuple[int, int]
) -> None:
    """Visits and moves in any order; no screen is visited twice in a row. `at` says which screen
    stands at each place, and is kept so."""
    count, along = draw.between(*visits), draw.between(*moves)
    last = next((at[one.place] for one in reversed(steps) if isinstance(one, Visit)), None)
    for visit in draw.permutation([True] * count + [False] * along):
        if visit:
            place = draw.choice([p for p, screen in enumerate(at) if screen != last])
            last = at[place]
            steps.append(Visit(place))
        else:
            by = draw.choice([by for by in range(-FARTHEST, FARTHEST + 1) if by])
            at[:] = [at[(place - by) % len(at)] for place in range(len(at))]
            steps.append(Move(by))


def _steps_with_answer(draw: Draw, level: CarryLevel, screens: int) -> tuple[list[Step], int]:
    """Steps of which it was drawn beforehand whether the answer is a place, the box, or that it is
    left open; no place is favoured. What no history fits is none."""
    wanted = draw.below(screens + 2)
    for _ in range(TRIES):
        plan = draw_plan(draw, level.looks, screens)
        if not plan.may_show(wanted, screens):
            continue
        steps = draw_steps(draw, level, plan, screens)
        spots = whereabouts(steps, screens)
        answer = _label_of(spots, screens)
        if spots and max(answer, screens - 1) == max(wanted, screens - 1):
            return steps, answer
    raise Refused("no course with the answer drawn")


def _wrong(steps: Sequence[Step], screens: int) -> dict[str, int]:
    """What wrong ways of keeping track give: the box, in which the ball was seen last; the last and
    the first place; no look behind a screen counted; no look behind a screen dated; as if no screen
    had moved; the last place before the box was seen empty, otherwise the box."""
    visits = [step.place for step in steps if isinstance(step, Visit)]
    into_box = [step for step in steps if not (isinstance(step, Look) and step.places)]
    last = _followed(steps[_last_visit(steps, _box_seen(steps)) :], screens)
    return {
        "last-seen": screens,
        "last-screen": visits[-1],
        "first-screen": visits[0],
        "ignore-looks-behind": answer_of(into_box, screens),
        "ignore-when": _label_of(
            whereabouts(into_box, screens) - _ever_seen(steps, screens), screens
        ),
        "screens-stay": answer_of([s for s in steps if not isinstance(s, Move)], screens),
        "last-before-look": screens if steps[_box_seen(steps)] == Look((), full=True) else last,
    }


def _box_seen(steps: Sequence[Step]) -> int:
    """The number of the step that shows the inside of the box."""
    return next(n for n, one in enumerate(steps) if isinstance(one, Look) and not one.places)


def _last_visit(steps: Sequence[Step], before: int) -> int:
    return max(n for n, one in enumerate(steps[:before]) if isinstance(one, Visit))


def _followed(steps: Sequence[Step], screens: int) -> int:
    """Where what is at the place of the first step, a visit, is after the others."""
    spot = next(one.place for one in steps if isinstance(one, Visit))
    for one in steps:
        spot = _moved(spot, one, screens) if isinstance(one, Move) else spot
    return spot


def _ever_seen(steps: Sequence[Step], screens: int) -> set[int]:
    """Where those screens stand at the end behind which one ever saw."""
    seen: set[int] = set()
    for one in steps:
        if isinstance(one, Move):
            seen = {_moved(spot, one, screens) for spot in seen}
        elif isinstance(one, Look):
            seen |= set(one.places)
    return seen


class CarriedUnseen:
    """Each place, the box and "cannot be told" are equally often the answer."""

    id: ClassVar[str] = "permanence/carried-unseen-v1"
    answer_type: ClassVar[AnswerType] = "label"
    modalities: ClassVar[tuple[Modality, ...]] = ("text", "state", "frames")
    forms: ClassVar[tuple[Form, ...]] = FORMS
    levels: ClassVar = {n: level._asdict() for n, level in LEVELS.items()}
    rivals: ClassVar[tuple[str, ...]] = (
        "last-seen",
        "last-screen",
        "first-screen",
        "ignore-looks-behind",
        "ignore-when",
        "screens-stay",
        "last-before-look",
    )
    undetermined: ClassVar[bool] = True

    def draw(self, draw: Draw, level: int) -> Puzzle:
        """Screens that look alike and steps whose answer was drawn beforehand."""
        screens = draw.between(*LEVELS[level].screens)
        steps, answer = _steps_with_answer(draw, LEVELS[level], screens)
        ball_colour = draw.choice(COLOURS_OF_BALLS)
        screen_colour = draw.choice([c for c in COLOURS_OF_BALLS if c != ball_colour])
        labels = (*(str(place + 1) for place in range(screens)), "box", UNTOLD)
        return Puzzle(
            scene=scene_of(screens, screen_colour, ball_colour, draw.choice(LIGHTS)),
            story=story_of(steps, screens),
            ask=BehindWhich(BALL, "box", names_of(screens), places_of_screens(screens)),
            answer_type="label",
            answer=labels[answer],
            vocabulary=labels,
            chance=1 / len(labels),
            rivals={name: labels[value] for name, value in _wrong(steps, screens).items()},
            facts={"screens": screens},
            key_facts={  # a visit after the last look leaves something open: visits tell
                "visits": sum(isinstance(step, Visit) for step in steps),
                "moves_along": sum(isinstance(step, Move) for step in steps),
                "places_left_open": len(whereabouts(steps, screens)),
                "looks": sum(isinstance(step, Look) for step in steps),
            },
            words={
                "count": ("count", screens),
                "last": ("number", screens),
                "colour": ("colour", screen_colour),
                "ball": ("colour", ball_colour),
            },
            all_choices=True,
            undetermined=labels[answer] == UNTOLD,
            film=Film(wide=True),
        )
