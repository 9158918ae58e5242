"""Wrong ways to find the picture that a figure sees; the first of the pictures is the right one."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from spatialbench.generators.view.around import Look, Seen, orders
from spatialbench.generators.view.bearings import AWAY
from spatialbench.probes.draw import Draw


def rivals_of(draw: Draw, seen: Sequence[Seen], called: Sequence[str]) -> dict[str, str]:
    """Which picture each wrong way takes; where several are as good for it, any of them."""
    right = seen[0]
    looking, side = right.look
    own = orders(Seen(right.things, Look(AWAY)))
    alike = [sum(a.aside * b.aside for a, b in zip(own, orders(one), strict=True)) for one in seen]
    ways: dict[str, Callable[[int], bool]] = {
        "mirrored": lambda n: seen[n].look == Look(looking, -side),
        "other-place": lambda n: seen[n].look.looking != looking and seen[n].look.side == side,
        "own-view": lambda n: alike[n] == max(alike),
        "nearest-only": lambda n: nearest(seen[n]) == nearest(right),
        "leftmost-only": lambda n: leftmost(seen[n]) == leftmost(right),
    }
    taken = {way: [n for n in range(len(seen)) if fits(n)] for way, fits in ways.items()}
    return {way: called[draw.choice(found)] for way, found in taken.items() if found}


def nearest(seen: Seen) -> int:
    """The thing that is nearest in a picture."""
    far = seen.distances()
    return far.index(min(far))


def leftmost(seen: Seen) -> int:
    """The thing that is leftmost in a picture."""
    tangents = seen.tangents()
    return tangents.index(min(tangents))
