"""How the blocks of a tower are told: a table from the bottom up, and what they weigh."""

from __future__ import annotations

from spatialbench.generators.causal.towers.kinds import BlockTable, Pictured, Weights
from spatialbench.items.saying import Voice, said
from spatialbench.items.words import pick


@said.register
def _(phrase: BlockTable, voice: Voice) -> str:
    words = voice.tables["tower-table"]
    depth = "both-ways" if "front" in phrase.columns else "one-way"
    weight = "weighed" if "weight" in phrase.columns else "alike"
    space = words["space"]
    sentences = space.join([words[depth], words[weight]])
    heads = [words["block"], *(words[name] for name in phrase.columns)]
    lines = [words["edge"] + words["between"].join(heads) + words["end"], "|---" * len(heads) + "|"]
    for colour, numbers in phrase.rows:
        cells = [voice.label(colour), *map(str, numbers)]
        lines.append(words["edge"] + words["between"].join(cells) + words["end"])
    return "\n".join([sentences, "", *lines])


@said.register
def _(phrase: Weights, voice: Voice) -> str:
    words = voice.tables["tower-weights"]
    if not phrase.blocks:
        return str(words["alike"])
    told = [words["one"].format(colour=voice.label(c), weight=w) for c, w in phrase.blocks]
    return str(words["each"].format(blocks=words["separator"].join(told)))


@said.register
def _(phrase: Pictured, voice: Voice) -> str:
    words = voice.tables["tower-pictures"]
    key = ("one-view", "two-views")[phrase.pictures - 1] if phrase.weighed else "plain"
    return pick(words[key], voice.wording)
