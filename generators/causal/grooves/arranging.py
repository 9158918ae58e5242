"""How discs are laid into grooves so that some decide whether two others touch.

The two share a groove, for no others can touch. Then discs are added that each change whether the
two touch, as the effects that are drawn need it, and others anywhere where it stays as it is. Each
is as often one that rests where grooves cross as one that is pushed in from outside, in any groove,
after any of so many seconds. What each of them did is found out at the end, by taking away every
set of them; all other boards are thrown away.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from math import factorial, prod
from typing import NamedTuple

from spatialbench.errors import Refused
from spatialbench.generators.causal.grooves.effects import (
    CAUSED,
    ENABLED,
    NEARER,
    NONE,
    PREVENTED,
    Worlds,
    acted_on,
    effects,
)
from spatialbench.generators.causal.grooves.lanes import FINE, Course, Disc, play_with
from spatialbench.generators.causal.grooves.laying import (
    APART,
    LARGE,
    PACE,
    SMALL,
    Board,
    draw_board,
)
from spatialbench.probes.draw import Draw

TRIES = 600
PUT = 40  # places tried for a disc

Deciding = tuple[str, ...]
"""The effects of those that decide it; all others make no difference."""

CHANGES: Mapping[Deciding, tuple[str, ...]] = {
    (): ("no", "yes"),
    (CAUSED,): ("no yes",),
    (PREVENTED,): ("yes no", "no yes no"),
    (ENABLED,): ("yes blocked again",),
    (CAUSED, ENABLED): ("no yes blocked again",),
}
"""Whether the two touch with them alone, and with each disc more that changes it; "blocked" is
"no", and "again" is "yes" without motion from that disc. With the margins that there are, what can
be taken out of the way again is large and rests, and what takes it is pushed."""


class EffectLevel(NamedTuple):
    """How many grooves go from front to back, how many discs there are beside the two, how many
    seconds after the beginning the last may be pushed, and what those that decide it may do."""

    grooves: int
    others: int
    latest: int
    deciding: tuple[Deciding, ...]

    def numbers(self) -> dict[str, object]:
        """The level as it is published."""
        return {**self._asdict(), "deciding": [list(one) for one in self.deciding]}

    def ways(self, deciding: Deciding) -> int:
        """In how many ways the discs can have these effects."""
        counts = Counter([*deciding, *[NONE] * (self.others - len(deciding))])
        return factorial(self.others) // prod(factorial(count) for count in counts.values())

    def answers(self) -> int:
        """How many answers there can be."""
        return sum(self.ways(deciding) for deciding in self.deciding)


_FEW: tuple[Deciding, ...] = ((), (CAUSED,), (PREVENTED,))
_MANY: tuple[Deciding, ...] = ((), (PREVENTED,), (ENABLED,), (CAUSED, ENABLED))

LEVELS = {
    1: EffectLevel(2, 2, 1, _FEW),
    2: EffectLevel(2, 3, 2, (*_FEW, (ENABLED,))),
    3: EffectLevel(3, 4, 4, _MANY),
    4: EffectLevel(3, 5, 4, _MANY),
    5: EffectLevel(3, 6, 5, _MANY),
}


class Arranged(NamedTuple):
    """Discs, what happens, which two are asked about, and what each of the others did."""

    discs: tuple[Disc, ...]
    course: Course
    pair: tuple[int, int]
    effects: Mapping[int, str]


def _candidates(
    draw: Draw, level: EffectLevel, board: Board, discs: Sequence[Disc], word: str
) -> Iterator[Disc]:
    """Discs that could be added, in a random order."""
    taken = {(disc.x, disc.y) for disc in discs}
    crossings = [(x, y) for x in board.x for y in board.y if (x, y) not in taken]
    radii = {"again": (), "blocked": (LARGE,)}.get(word, (LARGE, SMALL))
    resting = [Disc(x, y, radius) for x, y in crossings for radius in radii]
    ports = [port for port in board.ports if port[0] not in taken and word != "blocked"]
    waits = range(0, PACE * level.latest + 1, PACE)
    pushed = [Disc(x, y, SMALL, way, after) for (x, y), way in ports for after in waits]
    for _ in range(PUT):
        if not resting and not pushed:
            return
        kind = resting if not pushed or (resting and draw.chance(1, 2)) else pushed
        yield kind.pop(draw.below(len(kind)))


def _share_a_groove(one: Disc, other: Disc) -> bool:
    across = one.y == other.y and not one.way[1] and not other.way[1]
    return across or (one.x == other.x and not one.way[0] and not other.way[0])


def _between(board: Board, one: Disc, other: Disc) -> bool:
    """Whether grooves cross between two discs that share one."""
    if one.y == other.y:
        return any(min(one.x, other.x) < x < max(one.x, other.x) for x in board.x)
    return any(min(one.y, other.y) < y < max(one.y, other.y) for y in board.y)


def _played(discs: Sequence[Disc]) -> Course:
    """What happens. Refused where it is not clear, or two touches come too soon one after the
    other."""
    return play_with(discs, range(len(discs)), APART * FINE, NEARER)


def _fits(discs: Sequence[Disc], word: str) -> bool:
    """Whether the first two touch or not with the last one, as the word says."""
    try:
        hits = _played(discs).hits
    except Refused:
        return False
    touch = next((k for k, (_, one, other) in enumerate(hits) if one == 0 and other == 1), None)
    if touch is None or word in ("no", "blocked"):
        return touch is None and word in ("no", "blocked")
    return word != "again" or len(discs) - 1 not in acted_on(hits[:touch], (0, 1))


def _pair(draw: Draw, level: EffectLevel, board: Board, words: Sequence[str]) -> list[Disc]:
    """Two discs that share a groove, and touch or do not; what is to block it has a place."""
    word, blocked = words[0], "blocked" in words
    ones, others = (_candidates(draw, level, board, (), word) for _ in range(2))
    for one, other in zip(ones, others, strict=False):
        if (one.x, one.y) == (other.x, other.y) or not _share_a_groove(one, other):
            continue
        if (_between(board, one, other) or not blocked) and _fits((one, other), word):
            return [one, other]
    raise Refused("no place", "no two discs that share a groove")


def _more(
    draw: Draw, level: EffectLevel, board: Board, discs: Sequence[Disc], word: str
) -> list[Disc]:
    """The discs with one more, with which the first two touch or do not."""
    for disc in _candidates(draw, level, board, discs, word):
        if _fits((*discs, disc), word):
            return [*discs, disc]
    raise Refused("no place", "no place for a disc that changes what it should")


def _arrange(draw: Draw, level: EffectLevel, deciding: Deciding) -> Arranged:
    board = draw_board(draw, level.grooves)
    words = draw.choice(CHANGES[deciding]).split()
    discs = _pair(draw, level, board, words)
    for word in words[1:]:
        discs = _more(draw, level, board, discs, word)
    as_it_is = "no" if words[-1] == "no" else "yes"
    while len(discs) < 2 + level.others:
        discs = _more(draw, level, board, discs, as_it_is)
    order = draw.permutation(range(len(discs)))
    discs = [discs[n] for n in order]
    pair = (min(order.index(0), order.index(1)), max(order.index(0), order.index(1)))
    found = effects(Worlds(discs, pair))
    if sorted(one for one in found.values() if one != NONE) != sorted(deciding):
        raise Refused("other effects", "the discs do something else than what was drawn")
    return Arranged(tuple(discs), _played(discs), pair, found)


def draw_arranged(draw: Draw, level: EffectLevel) -> Arranged:
    """Discs of the level's space: every answer that there can be is as likely."""
    number = draw.below(level.answers())
    kinds = [kind for kind in level.deciding for _ in range(level.ways(kind))]
    for _ in range(TRIES):
        try:
            return _arrange(draw, level, kinds[number])
        except Refused:
            continue
    raise Refused("no discs of the level")
