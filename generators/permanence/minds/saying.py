"""People by their names, and by their clothes; who leaves, comes back, turns away or back."""

from __future__ import annotations

from spatialbench.generators.permanence.minds.kinds import Clothed, Heeds, Names
from spatialbench.items.saying import Voice, said
from spatialbench.items.telling import Telling, told


@said.register
def _(phrase: Names, voice: Voice) -> str:
    return voice.row([voice.tables["people"][name] for name in phrase.people])


@said.register
def _(phrase: Clothed, voice: Voice) -> str:
    one, names = voice.tables["clothes"]["one"], voice.tables["people"]
    people = [(names[who], voice.label(colour)) for who, colour in phrase.people]
    return voice.row([one.format(name=name, colour=colour) for name, colour in people])


@told.register
def _(event: Heeds, telling: Telling) -> str:
    who = telling.voice.tables["people"][event.who]
    return telling.known(f"Heeds-{event.how}").format(who=who)
