"""A response as one page: which parts of it are read, in one spelling, with the way back to it.

NFKC goes character by character: full-width forms, circled numbers and typographic signs become
what they stand for, invisible characters go; the way back stays exact and the time linear (NFKC of
a whole string sorts runs of combining marks, which hostile text makes quadratic). Up to 16,000
characters are read whole; of more, the beginning, the end, and the surroundings of the last places
where an answer may be declared, so the time grows with plain string search and no faster.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property

Part = tuple[int, int]

MATHS = "\ue000"
"""Stands for a sign of mathematics that says nothing about an answer (`\\langle`)."""

GONE = "\ue001"
"""Stands for what was cut off: a blank of the form, a stretch of the prompt given back."""

_SIGNS = {
    "−": "-", "﹣": "-", "‐": "-", "‑": "-", "–": "–", "—": "–", "―": "–", "─": "–",
    "’": "'", "‘": "'", "‛": "'", "′": "'", "“": '"', "”": '"', "″": '"', "«": '"', "»": '"',
    "「": '"', "」": '"', "『": '"', "』": '"', "《": '"', "》": '"', "【": "[", "】": "]",
    "〔": "[", "〕": "]", "⁄": "/", "∕": "/", "÷": "/", "…": "...", "⇒": "→", "➔": "→", "➜": "→",
    "⟶": "→", "➡": "→", "⟹": "→", "►": "→", "▶": "→", "•": "-", "●": "-", "▪": "-", "İ": "I",
    "⟨": "<", "⟩": ">", "‹": "<", "›": ">", "〈": "<", "〉": ">",
    "В": "B", "А": "A", "С": "C", "Е": "E",
    "∼": "~", "∗": "*", "⋅": "·", "✕": "×", "\r": "\n", "\x0b": "\n", "\x0c": "\n", "\x85": "\n",
    "\u2028": "\n", "\u2029": "\n", "\t": " ", "\x00": " ", "\ue000": " ", "\ue001": " ",
}  # fmt: skip
_FRACTIONS = "¼½¾⅐⅑⅒⅓⅔⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞"
_POWERS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_LONGEST = 4
_UNSEEN = {"Cf", "Me"}  # zero-width and direction marks; the frame of a keycap


@cache
def simplified() -> dict[str, str]:
    """Traditional characters and the simplified ones that the reader knows them by."""
    import tomllib
    from importlib.resources import files

    source = files("spatialbench.assets").joinpath("wording/characters.toml")
    table = tomllib.loads(source.read_text("utf-8"))
    rows = "".join(table["traditional"]), "".join(table["simplified"])
    return dict(zip(*rows, strict=True))


def _spelling(character: str) -> str:
    if character in _SIGNS:
        return _SIGNS[character]
    if "\U0001f150" <= character <= "\U0001f189":  # letters in black circles and squares
        return chr(ord("A") + (ord(character) - 0x1F150) % 32)
    if character in simplified():
        return simplified()[character]
    if unicodedata.category(character) in _UNSEEN or "\ufe00" <= character <= "\ufe0f":
        return ""
    plain = unicodedata.normalize("NFKC", character)
    if len(plain) > _LONGEST:
        return character  # a whole phrase in one sign (ﷺ) is no part of an answer
    if character in _FRACTIONS:
        return " " + plain.replace("\u2044", "/")  # 1½ is 1 1/2, not 11/2
    if character in _POWERS:
        return "^" + plain  # 10³ is not 103
    return plain.replace("\u2044", "/").replace("\u0130", "I")


class _Spellings(dict[int, str]):
    """A table for `str.translate` that fills itself; beyond the letters of mathematics and the
    enclosed alphanumerics the higher planes stay as they are, so that it cannot grow large."""

    def __missing__(self, code: int) -> str:
        if code > 0xFFFF and not (0x1D400 <= code <= 0x1D7FF or 0x1F100 <= code <= 0x1F189):
            return chr(code)
        self[code] = _spelling(chr(code))
        return self[code]


@cache
def _spellings() -> _Spellings:
    return _Spellings()


@dataclass(frozen=True, slots=True)
class Normal:
    """A normalised text and where its characters stood.

    `breaks` and `origins` are parallel and ascending: from `breaks[i]` on, a character stands
    `origins[i] - breaks[i]` further on in the response.
    """

    text: str
    breaks: Sequence[int]
    origins: Sequence[int]

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Where the characters from `start` to `end` stand in the response."""
        first = self._origin(start)
        return first, max(first + 1, self._origin(end - 1) + 1) if end > start else first

    def _origin(self, position: int) -> int:
        index = bisect_right(self.breaks, position) - 1
        reach = position - self.breaks[index]
        if index + 1 < len(self.origins):
            return min(self.origins[index] + reach, self.origins[index + 1] - 1)
        return self.origins[index] + reach


def normalise(response: str, parts: Iterable[tuple[int, int]]) -> Normal:
    """The given parts of a response as one normalised text, each part on lines of its own."""
    texts: list[str] = []
    breaks, origins, length = [0], [0], 0
    for start, end in parts:
        if texts:
            texts.append("\n\n")
            length += 2
        breaks.append(length)
        origins.append(start)
        part = response[start:end]
        text = part if part.isascii() else part.translate(_spellings())
        if text is not part:
            _note_shifts(part, start, length, breaks, origins)
        texts.append(text)
        length += len(text)
    return Normal("".join(texts), breaks, origins)


def _note_shifts(part: str, start: int, length: int, breaks: list[int], origins: list[int]) -> None:
    """Note every character whose spelling is not one character long."""
    table = _spellings()
    uneven = {character for character in set(part) if len(table[ord(character)]) != 1}
    if not uneven:
        return
    position = length
    last = 0
    for index, character in enumerate(part):
        if character in uneven:
            position += index - last + len(table[ord(character)])
            last = index + 1
            breaks.append(position)
            origins.append(start + index + 1)


@dataclass(frozen=True)
class Page:
    """A text to read: `source` as normalised, `text` without its dress, `low` in lower case; all
    three have the same length and the same positions."""

    source: str
    text: str
    low: str = field(repr=False)

    @cached_property
    def low_source(self) -> str:
        """The source in lower case."""
        return lowered(self.source)

    def upto(self, end: int) -> Page:
        """The page as if it ended there."""
        return Page(self.source[:end], self.text[:end], self.low[:end])


def lowered(text: str) -> str:
    """`text.lower()`, always as long as `text` (İ alone would become two characters)."""
    return text.replace("İ", "I").lower()


WHOLE = 16_000
_BEGINNING = 2_000
_END = 8_000
_BEFORE, _AFTER = 80, 400
_ANCHORS = ("answer", "boxed", "####", "答案", "选")
_PLACES = 12  # of each anchor, counted from the end


def excerpts(response: str, parts: list[Part]) -> list[Part]:
    """The parts to read, in order and apart from one another."""
    if sum(end - start for start, end in parts) <= WHOLE:
        return parts
    low = lowered(response)
    chosen: list[Part] = []
    for start, end in parts:
        chosen += _merged(sorted(_places(low, start, end)), start, end)
    return chosen


def _places(low: str, start: int, end: int) -> Iterator[Part]:
    yield start, start + _BEGINNING
    yield end - _END, end
    for anchor in _ANCHORS:
        for place in _last_places(low, anchor, start, end):
            yield place - _BEFORE, place + _AFTER


def _last_places(low: str, anchor: str, start: int, end: int) -> Iterator[int]:
    for _ in range(_PLACES):
        end = low.rfind(anchor, start, end)
        if end < 0:
            return
        yield end


def _merged(places: list[Part], start: int, end: int) -> list[Part]:
    merged: list[Part] = []
    for low, high in places:
        low, high = max(low, start), min(high, end)
        if merged and low <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], high))
        elif low < high:
            merged.append((low, high))
    return merged


# --- dress --------------------------------------------------------------------------------------

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
