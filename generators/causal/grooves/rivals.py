"""The discs that wrong ways of thinking let slide on in the end, by their numbers."""

from __future__ import annotations

from collections.abc import Sequence

from spatialbench.generators.causal.grooves.lanes import REST, Course, Disc
from spatialbench.generators.causal.grooves.laying import Laid, moving, touched_by

Numbers = frozenset[int]


def _pushed(discs: Sequence[Disc]) -> Numbers:
    return frozenset(n for n, disc in enumerate(discs) if disc.way != REST)


def touched_only(laid: Laid) -> Numbers:
    """What the removed disc touches is as at first, all others as it happened."""
    pushed, happened = _pushed(laid.discs), moving(laid.course)
    touched = touched_by(laid.course, laid.removed)
    return frozenset((happened - touched) | (pushed & touched)) - {laid.removed}


def _ahead(discs: Sequence[Disc], number: int, removed: int) -> int | None:
    """The next resting disc in the way of a disc that is pushed, as they lie at first."""
    found = []
    x, y, _, (a, b), _ = discs[number]
    for n, other in enumerate(discs):
        far, aside = (other.x - x) * a + (other.y - y) * b, (other.x - x) * b - (other.y - y) * a
        if n != removed and other.way == REST and far > 0 and aside == 0:
            found.append((far, n))
    return min(found)[1] if found else None


def one_push_on(laid: Laid) -> Numbers:
    """Each pushed disc sets the next in its way going, and that one touches nothing."""
    found = set()
    for number in _pushed(laid.discs) - {laid.removed}:
        ahead = _ahead(laid.discs, number, laid.removed)
        found.add(number if ahead is None else ahead)
    return frozenset(found)


def farthest(laid: Laid) -> Numbers:
    """Each pushed disc sets a whole row going, as it lies at first: the last one slides on."""
    found = set()
    for number in _pushed(laid.discs) - {laid.removed}:
        x, y, _, (a, b), _ = laid.discs[number]
        line = [
            ((other.x - x) * a + (other.y - y) * b, n)
            for n, other in enumerate(laid.discs)
            if n != laid.removed
            and other.way == REST
            and (other.x - x) * b == (other.y - y) * a
            and (other.x - x) * a + (other.y - y) * b > 0
        ]
        found.add(max(line)[1] if line else number)
    return frozenset(found)


def rival_sets(laid: Laid) -> dict[str, Numbers]:
    """By name."""
    course: Course = laid.course
    return {
        "replay": moving(course, laid.removed),
        "pass-through": _pushed(laid.discs) - {laid.removed},
        "touched-only": touched_only(laid),
        "one-push-on": one_push_on(laid),
        "row-by-row": farthest(laid),
    }
