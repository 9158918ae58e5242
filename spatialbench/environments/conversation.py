"""An environment as a conversation: messages of words and pictures, replies with an action in them.

>>> from spatialbench.environments import environment
>>> cube = environment("cube/bring-to-front")
>>> told = cube.reset("demo")
>>> action_in("I turn it.\\nACTION: top clockwise")
'top clockwise'
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from spatialbench.environments.environment import Environment, Outcome
from spatialbench.items.words import tables

Told = Literal["text", "picture"]
TOLD: tuple[Told, ...] = ("text", "picture")
Part = str | bytes
"""Words, or a picture as PNG."""

LONGEST = 200  # signs of an action
_LINE = re.compile(r"^[\s*_`>#-]*(?:ACTION|动作)[*_`\s]*[:：](.*)$", re.IGNORECASE)
_AROUND = " \t*_`\"'“”「」.。<>"


def opening(acted: Environment, told: Told = "text", *, size: int = 512) -> list[Part]:
    """The first message: the goal, how things are, and how to reply; pictures of so many pixels."""
    form = _words(acted, "form")
    if told == "text":
        return [f"{acted.text()}\n{form}"]
    return [f"{acted.caption()}\n{form}", *_pictures(acted, size)]


def following(
    acted: Environment, outcome: Outcome, told: Told = "text", *, size: int = 512
) -> list[Part]:
    """The message after an action: what came of it, and how things are now."""
    said = outcome.observation if told == "text" else acted.caption_after()
    if acted.done:
        return [said]
    pictures = [] if told == "text" else list(_pictures(acted, size))
    return [f"{said}\n{_words(acted, 'next')}", *pictures]


def action_in(reply: str) -> str:
    """The action of a reply: what stands on its last line `ACTION: …`; without one, its last line.
    Whether there is such an action, the environment says."""
    lines = [line for line in reply.splitlines() if line.strip()]
    asked = [found[1] for found in map(_LINE.match, lines) if found]
    return (asked or lines or [""])[-1].strip(_AROUND)[:LONGEST]


def _words(acted: Environment, key: str) -> str:
    return str(tables(acted.language)["environment"][key])


def _pictures(acted: Environment, size: int) -> Iterator[Part]:
    """Each after what it is called."""
    name = str(tables(acted.language)["pictures"]["picture"])
    colon = "：" if acted.language == "zh" else ":"
    for number, png in enumerate(acted.picture(size), 1):
        yield f"{name.format(number=number)}{colon}"
        yield png
