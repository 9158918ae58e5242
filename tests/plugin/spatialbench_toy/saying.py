"""A lever is told by the side that goes down."""

from __future__ import annotations

from spatialbench.items.telling import Telling, told
from spatialbench_toy.kinds import Tip


@told.register
def _(event: Tip, telling: Telling) -> str:
    left, right = telling.noun(event.left), telling.noun(event.right)
    first = left[0].upper() + left[1:]
    return telling.known(f"Tip-{event.down}").format(Left=first, left=left, right=right)
