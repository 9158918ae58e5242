"""Rolls in words, directions by their names, boards row by row."""

from __future__ import annotations

from functools import lru_cache

from spatialbench.generators.die.kinds import Heading, Plan, Roll
from spatialbench.items.saying import Voice, said
from spatialbench.items.telling import Telling, told
from spatialbench.items.words import pick


@said.register
def _(phrase: Heading, voice: Voice) -> str:
    return str(voice.tables["compass"][phrase.toward])


@said.register
def _(phrase: Plan, voice: Voice) -> str:
    table = voice.tables["plan"]
    rows = [" ".join(table[square] for square in row) for row in phrase.rows]
    return "\n".join(table["row"].format(row=row) for row in rows)


@told.register
def _(event: Roll, telling: Telling) -> str:
    return _roll(event, telling.voice, telling.wording)


@lru_cache(maxsize=256)
def _roll(event: Roll, voice: Voice, wording: int) -> str:
    sentence = pick(voice.tables["events"]["Roll"], wording)
    return sentence.format(way=voice.tables["compass"][event.toward])
