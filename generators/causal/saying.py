"""How places and speeds are told: a table with a line for each disc."""

from __future__ import annotations

from spatialbench.generators.causal.kinds import Surface, Timetable
from spatialbench.items.saying import Voice, said


@said.register
def _(phrase: Timetable, voice: Voice) -> str:
    words = voice.tables["timetable"]
    lines = [
        words["line"].format(
            colour=voice.label(colour), radius=radius, x=x, y=y, right=right, away=away
        )
        for colour, radius, (x, y), (right, away) in phrase.rows
    ]
    return "\n".join([words["head"], *lines])


@said.register
def _(phrase: Surface, voice: Voice) -> str:
    words = voice.tables["surfaces"]
    if phrase.tray is None:
        return str(words["open"])
    x, y = phrase.tray
    return str(words["tray"].format(width=2 * x, depth=2 * y, x=x, y=y))
