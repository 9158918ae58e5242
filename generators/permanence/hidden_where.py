"""A ball is put under a cup in full view and moved on from cup to cup, while cups trade places.

From level 2 on the cups trade places before every move of the ball: what is two places to the left
then is not what was there before, so that the moves cannot be added up in any order. No sentence
alone and, but for the last moment of a film, no picture alone tells where the ball is.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import ClassVar, NamedTuple

from spatialbench.generators.colours import COLOURS
from spatialbench.generators.lighting import LIGHTS
from spatialbench.generators.permanence.cycles import Step, draw_step, goes_to, lanes_reach
from spatialbench.generators.permanence.kinds import Shift, TradePlaces
from spatialbench.generators.permanence.table import BALL, VIEWS, ball, cup, cup_camera, row
from spatialbench.geometry.asks import InWhich
from spatialbench.geometry.kinds import Event
from spatialbench.geometry.scene import Scene
from spatialbench.geometry.story import Hide, Nudge
from spatialbench.probes.draw import Draw
from spatialbench.probes.generator import FORMS, Axis, Form, Modality
from spatialbench.probes.probe import AnswerType, Film, Puzzle

START_DEPTH = -150  # the ball starts in front of a cup
REACH = 2  # places that the ball is moved on at most: more would say where it can only come from


class HidingLevel(NamedTuple):
    """How many cups there are, how often the ball is moved on in view, the cycles in which cups
    trade places before each of these moves (any of those named; none do where none are), and how
    often a cup is pushed about in between (the delay)."""

    cups: tuple[int, int]
    moves: int
    trades: tuple[tuple[int, ...], ...] = ()
    delay: tuple[int, int] = (0, 0)


LEVELS = {
    1: HidingLevel((4, 4), 1, delay=(1, 3)),
    2: HidingLevel((4, 4), 1, ((2,),), (1, 2)),
    3: HidingLevel((5, 5), 3, ((3, 2),)),
    4: HidingLevel((6, 6), 4, ((3, 2), (3, 3))),
    5: HidingLevel((6, 6), 6, ((3, 2), (3, 3))),
}


class Round(NamedTuple):
    """The cups trade places, then the ball is moved on so many places (negative: left)."""

    trade: Step
    shift: int


class Course(NamedTuple):
    """The place under which the ball is hidden, and all that follows."""

    start: int
    rounds: tuple[Round, ...]

    def places(self) -> list[int]:
        """Where the ball is at the start and after each round."""
        places = [self.start]
        for trade, shift in self.rounds:
            places.append(goes_to(places[-1], trade) + shift)
        return places


@cache
def neighbours(cups: int, place: int) -> tuple[int, ...]:
    """The places within reach of a place, from the left."""
    near = range(max(0, place - REACH), min(cups, place + REACH + 1))
    return tuple(other for other in near if other != place)


def draw_course(draw: Draw, level: HidingLevel, cups: int) -> Course:
    """The trades are drawn evenly, the last place too, so that no cup is more often right, and then
    each way to it as likely."""
    trades = [_draw_trade(draw, level, cups) for _ in range(level.moves)]
    ways = [[1] * cups]  # to be at each place, in the beginning and after each round
    for trade in trades:
        ways.append(_ways_after(trade, ways[-1]))
    place, rounds = draw.below(cups), list[Round]()
    for trade, before in zip(reversed(trades), reversed(ways[:-1]), strict=True):
        came = _came_from(trade, cups)
        near = neighbours(cups, place)
        under = draw.weighted(near, [before[came[other]] for other in near])
        rounds.insert(0, Round(trade, place - under))
        place = came[under]
    return Course(place, tuple(rounds))


def _draw_trade(draw: Draw, level: HidingLevel, cups: int) -> Step:
    return draw_step(draw, draw.choice(level.trades), cups) if level.trades else ()


def _came_from(trade: Step, cups: int) -> dict[int, int]:
    """Where the cup at each place was before the trade."""
    return {goes_to(place, trade): place for place in range(cups)}


def _ways_after(trade: Step, ways: Sequence[int]) -> list[int]:
    """In how many ways the ball can be at each place after a round."""
    cups = len(ways)
    came = _came_from(trade, cups)
    return [sum(ways[came[p]] for p in neighbours(cups, place)) for place in range(cups)]


def rows_of(course: Course, cups: Sequence[str]) -> list[list[str]]:
    """What stands at each place, at the start and after each trade."""
    rows = [list(cups)]
    for trade, _ in course.rounds:
        came = _came_from(trade, len(cups))
        rows.append([rows[-1][came[place]] for place in range(len(cups))])
    return rows


def story_of(draw: Draw, course: Course, cups: Sequence[str], delay: int) -> list[Event]:
    """The ball is hidden, then the rounds, and cups are pushed at drawn moments in between."""
    moves: list[Event] = []
    for (trade, shift), names in zip(course.rounds, rows_of(course, cups), strict=False):
        pairs = [(names[p], names[goes_to(p, trade)]) for cycle in trade for p in cycle]
        moves += [TradePlaces(tuple(pairs))] if pairs else []
        moves.append(Shift(BALL, shift))
    pushed: list[Event] = [Nudge(draw.choice(cups)) for _ in range(delay)]
    kinds = draw.permutation([True] * len(moves) + [False] * delay)
    later = [(moves if move else pushed).pop(0) for move in kinds]
    return [Hide(BALL, cups[course.start]), *later]


class HiddenWhere:
    """Every cup is as likely to hide the ball at the end, and to be the nearest at the start."""

    id: ClassVar[str] = "permanence/hidden-where-v1"
    answer_type: ClassVar[AnswerType] = "label"
    modalities: ClassVar[tuple[Modality, ...]] = ("text", "state", "frames")
    forms: ClassVar[tuple[Form, ...]] = FORMS
    axis: ClassVar[Axis] = Axis("moves")
    levels: ClassVar = {n: level._asdict() for n, level in LEVELS.items()}
    rivals: ClassVar[tuple[str, ...]] = (
        "first",
        "last-touched",
        "nearest",
        "one-move-short",
        "other-way",
        "cups-stay",
    )
    undetermined: ClassVar[bool] = False

    def draw(self, draw: Draw, level: int) -> Puzzle:
        """Cups of different colours, a ball in front of one, hidden under any and moved on."""
        return _drawn(draw, LEVELS[level])

    def draw_at(self, draw: Draw, steps: int) -> Puzzle:
        """The same, the ball being moved on so often."""
        return _drawn(draw, LEVELS[5]._replace(moves=steps))


def _drawn(draw: Draw, level: HidingLevel) -> Puzzle:
    count, delay = draw.between(*level.cups), draw.between(*level.delay)
    *colours, ball_colour = draw.sample(COLOURS, count + 1)
    cups, xs = tuple(f"cup:{colour}" for colour in colours), row(count)
    course, near = draw_course(draw, level, count), draw.below(count)
    story = story_of(draw, course, cups, delay)
    answer = rows_of(course, colours)[-1][course.places()[-1]]
    reach = max(-START_DEPTH, lanes_reach([trade for trade, _ in course.rounds]))
    bodies = [cup(n, x, c) for n, x, c in zip(cups, xs, colours, strict=True)]
    bodies.append(ball(xs[near], START_DEPTH, ball_colour))
    wrong = draw.sample([c for c in colours if c != answer], count - 1)
    camera = cup_camera(count, reach, draw.choice(VIEWS))
    return Puzzle(
        scene=Scene(tuple(bodies), camera, light=draw.choice(LIGHTS)),
        story=tuple(story),
        ask=InWhich(BALL, cups),
        answer_type="label",
        answer=answer,
        vocabulary=tuple(sorted(colours)),
        chance=1 / count,
        rivals=_rivals(colours, course, near, story),
        offered=tuple(wrong),
        facts={"cups": count, "moves": level.moves, "delay": delay},
        words={
            "cups": ("colours", tuple(colours)),
            "count": ("count", count),
            "ball": ("colour", ball_colour),
            "near": ("colour", colours[near]),
        },
        film=Film(wide=True),
    )


def _rivals(
    colours: Sequence[str], course: Course, near: int, story: Sequence[Event]
) -> dict[str, str]:
    """What the wrong ways of following the ball give."""
    wrong = {"first": colours[course.start], "nearest": colours[near]}
    pushed = [event.body.partition(":")[2] for event in story if isinstance(event, Nudge)]
    if pushed:
        wrong["last-touched"] = pushed[-1]
    if course.rounds:
        last, end, (_, shift) = rows_of(course, colours)[-1], course.places()[-1], course.rounds[-1]
        wrong["one-move-short"] = last[end - shift]
        _note(wrong, "other-way", last, end - 2 * shift)
        still = course.start + sum(shift for _, shift in course.rounds)
        _note(wrong, "cups-stay", colours, still)
    return wrong


def _note(wrong: dict[str, str], name: str, cups: Sequence[str], place: int) -> None:
    """The cup at that place, where there is such a place."""
    if 0 <= place < len(cups):
        wrong[name] = cups[place]
