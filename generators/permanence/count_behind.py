"""Balls go behind screens and come out, and the screens trade places: how many are behind one?

Balls go behind the screen that stands at a place of the row, while one is asked about by its
colour: what went where hangs on how the screens stood, and one more or one less counts only if one
has followed both.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar, NamedTuple

from spatialbench.errors import Refused
from spatialbench.generators.colours import COLOURS
from spatialbench.generators.lighting import LIGHTS
from spatialbench.generators.permanence.cycles import Step, draw_step, goes_to
from spatialbench.generators.permanence.kinds import (
    Balls,
    Group,
    HowManyBehind,
    Roll,
    RowOfScreens,
    Slide,
)
from spatialbench.generators.permanence.stands import (
    DIRECTIONS,
    IN_FRONT,
    MOST,
    balls_of,
    places_of,
    scene_of,
)
from spatialbench.geometry.kinds import Event
from spatialbench.probes.draw import Draw
from spatialbench.probes.generator import FORMS, Form, Modality
from spatialbench.probes.probe import AnswerType, Film, Puzzle

TRIES = 200
OFFERED = 3  # wrong choices
TOGETHER = 2  # balls of one colour that go behind a screen or come out in one event, at most


class CountLevel(NamedTuple):
    """How many screens there are, colours of balls and balls of each; how often balls roll after
    the beginning, and behind how many of the screens, or out, at a time; how many screens trade
    places, and how often, before each roll; and how many balls of a colour are
    behind one at most, and go together."""

    screens: int
    colours: int
    supply: int
    rolls: tuple[int, int]
    touched: int
    trade: int = 0
    slides: tuple[int, int] = (0, 0)
    most: int = 4
    together: int = TOGETHER


LEVELS = {
    1: CountLevel(1, 1, 4, (1, 2), 1, most=3, together=1),
    2: CountLevel(2, 1, 6, (2, 2), 1, 2, (1, 1), together=1),
    3: CountLevel(3, 2, 7, (3, 3), 2, 3, (1, 2)),
    4: CountLevel(3, 2, 7, (3, 3), 2, 3, (2, 2)),
    5: CountLevel(3, 2, 7, (3, 3), 2, 3, (3, 3)),
}

Counts = tuple[tuple[int, ...], ...]
"""How many balls of each colour are at each place of the row, or how many more than before."""


class Change(NamedTuple):
    """Balls go behind screens and come out: how many more of each colour there are at each place
    (fewer: negative), and whether what leaves one screen goes straight behind another."""

    more: Counts
    across: bool


Happening = Change | Step
"""What happens: balls roll, or screens trade places."""


def after(counts: Counts, happening: Happening) -> Counts:
    """The balls at each place after something happened."""
    if isinstance(happening, Change):
        pairs = zip(counts, happening.more, strict=True)
        return tuple(tuple(map(sum, zip(*pair, strict=True))) for pair in pairs)
    came = {goes_to(place, happening): place for place in range(len(counts))}
    return tuple(counts[came[place]] for place in range(len(counts)))


def counts_through(course: Sequence[Happening], level: CountLevel) -> list[Counts]:
    """The balls at each place at first, when nothing is behind, and after all that happens."""
    found: list[Counts] = [((0,) * level.colours,) * level.screens]
    for happening in course:
        found.append(after(found[-1], happening))
    return found


# --- drawing ------------------------------------------------------------------------------------


def _draw_filling(draw: Draw, level: CountLevel) -> Change:
    """How many balls go behind each screen first: one or two of each colour."""
    more = [tuple(draw.between(1, 2) for _ in range(level.colours)) for _ in range(level.screens)]
    return Change(tuple(more), across=False)


def _draw_change(draw: Draw, level: CountLevel) -> Change:
    """Behind some of the screens go balls, or come out, some of each colour."""
    more = [(0,) * level.colours] * level.screens
    for place in draw.sample(range(level.screens), level.touched):
        sign = draw.choice((1, -1))
        more[place] = tuple(sign * draw.between(1, level.together) for _ in range(level.colours))
    return Change(tuple(more), across=draw.chance(1, 2))


def _possible(counts: Counts, level: CountLevel) -> bool:
    """Whether there are so many balls, and room for them."""
    if any(sum(here) > MOST or not 0 <= min(here) <= max(here) <= level.most for here in counts):
        return False
    return all(sum(colour) <= level.supply for colour in zip(*counts, strict=True))


def _draw_possible(draw: Draw, level: CountLevel, counts: Counts) -> Change | None:
    """A change that is possible as the balls are; None where none is found."""
    lying = [level.supply - sum(colour) for colour in zip(*counts, strict=True)]
    for _ in range(TRIES):
        change = _draw_change(draw, level)
        needed = [sum(n for n in colour if n > 0) for colour in zip(*change.more, strict=True)]
        enough = all(n <= there for n, there in zip(needed, lying, strict=True))
        if enough and _possible(after(counts, change), level):
            return change
    return None


def draw_course(draw: Draw, level: CountLevel) -> tuple[list[Happening], Counts] | None:
    """Some balls go behind each screen; then screens trade places and balls roll, in turns. With it
    the balls at each place at the end; None where it led nowhere."""
    course: list[Happening] = [_draw_filling(draw, level)]
    counts = after(((0,) * level.colours,) * level.screens, course[0])
    if not _possible(counts, level):
        return None
    for _ in range(draw.between(*level.rolls)):
        for _ in range(draw.between(*level.slides)):
            course.append(draw_step(draw, (level.trade,), level.screens))
            counts = after(counts, course[-1])
        change = _draw_possible(draw, level, counts)
        if change is None:
            return None
        course.append(change)
        counts = after(counts, change)
    return course, counts


class Asked(NamedTuple):
    """A course, at which place at its end the screen stands that is asked about, and which of the
    colours it is asked of."""

    course: list[Happening]
    place: int
    colour: int
    answer: int


def draw_asked(draw: Draw, level: CountLevel) -> Asked:
    """The number is drawn first, then any course, screen and colour of which it is right."""
    wanted = draw.between(0, level.most)
    for _ in range(TRIES):
        drawn = draw_course(draw, level)
        if drawn is not None:
            course, counts = drawn
            right = [
                (p, c) for p, here in enumerate(counts) for c, n in enumerate(here) if n == wanted
            ]
            if right:
                return Asked(course, *draw.choice(right), wanted)
    raise Refused("no course with the number drawn")


# --- what happens, as events ----------------------------------------------------------------------


def groups_of(change: Change, colours: Sequence[str]) -> tuple[Group, ...]:
    """Who rolls from where to where. Where balls go across, as many as can of those that leave a
    screen go behind another, from the left."""
    places = places_of(len(change.more))
    found: list[Group] = []
    for number, colour in enumerate(colours):
        out = {p: -here[number] for p, here in enumerate(change.more) if here[number] < 0}
        into = {p: here[number] for p, here in enumerate(change.more) if here[number] > 0}
        for p, q in [(p, q) for p in out for q in into if change.across]:
            count = min(out[p], into[q])
            out[p], into[q] = out[p] - count, into[q] - count
            found.append(Group(colour, count, places[p], places[q]))
        found += [Group(colour, count, places[p], IN_FRONT) for p, count in out.items()]
        found += [Group(colour, count, IN_FRONT, places[q]) for q, count in into.items()]
    kept = [group for group in found if group.count]
    return tuple(sorted(kept, key=lambda group: (group.start, group.to)))


def story_of(
    course: Sequence[Happening], screens: Sequence[str], colours: Sequence[str]
) -> tuple[list[Event], list[str]]:
    """The events, and the screens from left to right at the end."""
    events: list[Event] = []
    standing = list(screens)
    for happening in course:
        if isinstance(happening, Change):
            events.append(Roll(groups_of(happening, colours)))
            continue
        pairs = [(p, goes_to(p, happening)) for cycle in happening for p in cycle]
        moves = [(f"screen:{standing[p]}", f"screen:{standing[to]}") for p, to in pairs]
        events.append(Slide(tuple(moves)))
        moved = {to: standing[p] for p, to in pairs}
        standing = [moved.get(place, name) for place, name in enumerate(standing)]
    return events, standing


class CountBehind:
    """Every number is as often right; what else happens is drawn as it comes."""

    id: ClassVar[str] = "permanence/count-behind-v1"
    answer_type: ClassVar[AnswerType] = "integer"
    modalities: ClassVar[tuple[Modality, ...]] = ("text", "state", "frames")
    forms: ClassVar[tuple[Form, ...]] = FORMS
    levels: ClassVar = {n: level._asdict() for n, level in LEVELS.items()}
    rivals: ClassVar[tuple[str, ...]] = (
        "seen-now",
        "entered-only",
        "both-ways-alike",
        "first-only",
        "last-only",
        "last-two-only",
        "all-colours",
        "at-the-place",
    )
    undetermined: ClassVar[bool] = False

    def draw(self, draw: Draw, level: int) -> Puzzle:
        """Screens, balls of other colours, and a course of which the number drawn is right."""
        shape = LEVELS[level]
        asked = draw_asked(draw, shape)
        used = draw.sample(COLOURS, shape.screens + shape.colours)
        screens, colours = used[: shape.screens], used[shape.screens :]
        story, standing = story_of(asked.course, screens, colours)
        supply = dict.fromkeys(colours, shape.supply)
        scene = scene_of(screens, supply, draw.choice(DIRECTIONS), draw.choice(LIGHTS))
        screen, colour = standing[asked.place], colours[asked.colour]
        others = [n for n in range(shape.most + 1) if n != asked.answer]
        return Puzzle(
            scene=scene,
            story=tuple(story),
            ask=HowManyBehind(f"screen:{screen}", colour),
            answer_type="integer",
            answer=asked.answer,
            vocabulary=(),
            chance=1 / (shape.most + 1),
            rivals=_rivals(asked, shape, screens.index(screen)),
            offered=tuple(draw.sample(others, OFFERED)),
            facts={"screens": shape.screens, "steps": len(story)},
            words={
                "screens": RowOfScreens(tuple(screens)),
                "balls": Balls(tuple(supply.items())),
                "screen": ("colour", screen),
                "colour": ("colour", colour),
            },
            film=Film(wide=True, counted=balls_of(scene)),
        )


def _rivals(asked: Asked, level: CountLevel, first: int) -> Mapping[str, int]:
    """What the wrong ways of counting give; `first` is where the screen stood at the beginning."""
    counts, colour = counts_through(asked.course, level), asked.colour
    changes = [step for step in asked.course if isinstance(step, Change)]
    here = _followed(asked.course, first)
    gains = [change.more[place][colour] for change, place in zip(changes, here, strict=True)]
    return {
        "seen-now": level.supply - sum(each[colour] for each in counts[-1]),
        "entered-only": sum(max(gain, 0) for gain in gains),
        "both-ways-alike": sum(map(abs, gains)),
        "first-only": gains[0],
        "last-only": max(gains[-1], 0),
        "last-two-only": max(sum(gains[-2:]), 0),
        "all-colours": sum(counts[-1][asked.place]),
        "at-the-place": sum(change.more[first][colour] for change in changes),
    }


def _followed(course: Sequence[Happening], place: int) -> list[int]:
    """Where a screen stands at each roll."""
    found: list[int] = []
    for happening in course:
        if isinstance(happening, Change):
            found.append(place)
        else:
            place = goes_to(place, happening)
    return found
