"""How discs in grooves are told: a table with a line for each."""

from __future__ import annotations

from spatialbench.generators.causal.grooves.kinds import Pushes
from spatialbench.items.saying import Voice, said


@said.register
def _(phrase: Pushes, voice: Voice) -> str:
    words = voice.tables["pushes"]
    lines = []
    for colour, radius, (x, y), way, after in phrase.rows:
        when = words["never"] if way == "rest" else words["after"].format(seconds=after)
        line = words["line"].format(
            colour=voice.label(colour), radius=radius, x=x, y=y, way=words[way], when=when
        )
        lines.append(line)
    return "\n".join([words["head"], *lines])
