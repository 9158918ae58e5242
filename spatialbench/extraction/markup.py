"""Markdown, HTML and LaTeX taken out of a text without moving a single character.

Everything that is only dress becomes spaces of the same length, so every position stays true.
"""

from __future__ import annotations

import re
from functools import cache

from spatialbench.extraction.page import MATHS

_SYMBOLS = {
    "circ": "°", "degree": "°", "pi": "π", "times": "×", "cdot": "×", "to": "→",
    "rightarrow": "→", "longrightarrow": "→", "implies": "→", "therefore": "∴",
    "lt": "<", "gt": ">", "prec": "<", "succ": ">", "approx": "≈", "sim": "~", "div": "/",
    "ldots": " ", "dots": " ", "quad": " ", "qquad": " ", "left": " ", "right": " ", "big": " ",
    "bigl": " ", "bigr": " ", "displaystyle": " ", "checkmark": "✓", "emptyset": "∅",
    "varnothing": "∅", "square": " ", "blacksquare": " ", "hfill": " ", "min": "min",
}  # fmt: skip
_STYLES = frozenset({
    "text", "textbf", "textit", "textrm", "textsf", "texttt", "textnormal", "mathrm", "mathbf",
    "mathit", "mathsf", "mathtt", "mathbb", "mathcal", "boldsymbol", "bf", "bm", "rm", "it",
    "underline", "emph", "boxed", "fbox", "framebox", "mbox", "hbox", "operatorname", "color",
    "large", "begin", "end",
})  # fmt: skip


@cache
def _dress() -> re.Pattern[str]:
    return re.compile(
        r"(?P<struck>~~[^~\n]{1,200}~~|<(?P<tag>del|s|strike)>[^<\n]{0,200}</(?P=tag)>)"
        r"|(?P<fraction>\\[dtc]?frac\s?\{\s?(?P<over>-?[\d.]{1,12}|\\pi|\d{1,4}\\pi)\s?\}"
        r"\s?\{\s?(?P<under>[\d.]{1,12})\s?\})"
        r"|(?P<slim>\\[dtc]?frac\s?(?P<top>\d)\s?(?P<low>\d)(?!\d))"
        r"|(?P<paint>\\(?:text)?colou?r(?:box)?\s?(?:\[\w{1,8}\])?\{[^{}\n]{0,40}\})"
        r"|(?P<entity>&(?:nbsp|ensp|emsp|thinsp|quot|amp|\#160|\#34|\#39|apos|lt|gt);)"
        r"|(?P<break>\\n(?![a-z])|</?(?:p|br|div|li|ul|ol|tr|table|h[1-6]|body|html|section)(?:\s[^<>]{0,80})?\s?/?>)"
        r"|(?P<inline></?(?:b|i|u|em|strong|span|font|code|pre|center|mark|small|big|td|th|sub|sup|kbd|a)"
        r"(?:\s[^<>]{0,80})?>)"
        r"|(?P<special><\|[a-zA-Z_]{2,40}\|>|</[a-z_]{2,20}>|</?s>|<(?:end|start)_of_turn>|\[/?(?:INST|ANSWER|FINAL)\])"
        r"|(?P<emphasis>\*\*+|(?<!\d)\*(?=\S)|(?<=\S)\*(?!\d)|__+)"
        r"|(?P<hashes>^[ ]{0,3}\#{1,6}(?=\s))"
        r"|(?P<quoted>^[ ]{0,3}>[ ])"
        r"|(?P<command>\\(?P<name>[a-zA-Z]+)\*?)"
        r"|(?P<space>\\[,;:!()\[\]{} %&#_$\\]|[`$]|(?<=\d)\{,\}(?=\d)|[{}]|\^(?=\s?\{?\s?\\circ))",
        re.MULTILINE,
    )


def undressed(text: str) -> str:
    """`text` with its dress replaced by blanks, character for character."""
    return _dress().sub(_blank, text)


def _blank(match: re.Match[str]) -> str:
    length = match.end() - match.start()
    if match["fraction"] is not None:
        return f"{match['over']}/{match['under']}".replace("\\pi", "π").ljust(length)
    if match["slim"] is not None:
        return f"{match['top']}/{match['low']}".ljust(length)
    if match["entity"] in {"&lt;", "&gt;"}:
        return {"&lt;": "<", "&gt;": ">"}[match["entity"]].ljust(length)
    if match["break"] is not None:
        return "\n".ljust(length)
    if match["name"] is not None:
        return _command(match["name"]).ljust(length)
    if match[0] == "\\%":
        return " %"
    if match[0] == "{,}":
        return " , "
    return " " * length


def _command(name: str) -> str:
    plain = name.lower()
    if plain in _STYLES:
        return " "
    return _SYMBOLS.get(plain, MATHS)
