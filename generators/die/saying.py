"""Rolls in words, and directions by their names."""

from __future__ import annotations

from functools import lru_cache

from spatialbench.generators.die.kinds import Heading, Roll
from spatialbench.items.saying import Voice, said
from spatialbench.items.telling import Telling, told
from spatialbench.items.words import pick


@said.register
def _(phrase: Heading, voice: Voice) -> str:
    return str(voice.tables["compass"][phrase.toward])


@told.register
def _(event: Roll, telling: Telling) -> str:
    return _roll(event, telling.voice, telling.wording)


@lru_cache(maxsize=256)
def _roll(event: Roll, voice: Voice, wording: int) -> str:
    sentence = pick(voice.tables["events"]["Roll"], wording)
    return sentence.format(way=voice.tables["compass"][event.toward])
