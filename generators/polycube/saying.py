"""How shapes are told layer by layer, and piles square by square."""

from __future__ import annotations

from spatialbench.generators.polycube.kinds import Heights, Layers, Unseen
from spatialbench.items.saying import Voice, said
from spatialbench.items.words import pick


@said.register
def _(phrase: Layers, voice: Voice) -> str:
    words = voice.tables["layers"]
    lines = []
    for number, layers in enumerate(phrase.shapes, 1):
        lines.append(words["shape"].format(number=number))
        for layer, rows in enumerate(layers, 1):
            lines += [words["layer"].format(number=layer), *rows]
    return "\n".join(lines)


@said.register
def _(phrase: Heights, voice: Voice) -> str:
    words = voice.tables["heights"]
    told = [
        [words["range" if low < high else "number"].format(low=low, high=high) for low, high in row]
        for row in phrase.rows
    ]
    lines = [
        words["row"].format(number=number, squares=words["separator"].join(row))
        for number, row in enumerate(told, 1)
    ]
    open_ = any(low < high for row in phrase.rows for low, high in row)
    sentence = pick(words["some-open" if open_ else "all-known"], voice.wording)
    return "\n".join([sentence, *lines])


@said.register
def _(phrase: Unseen, voice: Voice) -> str:
    words = voice.tables["unseen"]
    if not phrase.squares:
        return str(words["nothing"])
    places = [words["square"].format(x=x, y=y, high=high) for x, y, high in phrase.squares]
    return str(words["some"].format(squares=words["separator"].join(places)))
