"""One spelling for a response, with the way back to it: NFKC character by character.

Full-width forms, circled numbers and typographic signs become what they stand for, invisible
characters go. Normalising character by character keeps the way back exact and the time linear
(NFKC of a whole string sorts runs of combining marks, which hostile text makes quadratic).
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

MATHS = "\ue000"
"""Stands for a sign of mathematics that says nothing about an answer (`\\langle`)."""

_SIGNS = {
    "−": "-", "﹣": "-", "‐": "-", "‑": "-", "–": "–", "—": "–", "―": "–", "─": "–",
    "’": "'", "‘": "'", "‛": "'", "′": "'", "“": '"', "”": '"', "″": '"', "«": '"', "»": '"',
    "「": '"', "」": '"', "『": '"', "』": '"', "《": '"', "》": '"', "【": "[", "】": "]",
    "〔": "[", "〕": "]", "⁄": "/", "∕": "/", "÷": "/", "…": "...", "⇒": "→", "➔": "→", "➜": "→",
    "⟶": "→", "➡": "→", "⟹": "→", "►": "→", "▶": "→", "•": "-", "●": "-", "▪": "-", "İ": "I",
    "∼": "~", "∗": "*", "⋅": "·", "✕": "×", "\r": "\n", "\x0b": "\n", "\x0c": "\n", "\x85": "\n",
    "\u2028": "\n", "\u2029": "\n", "\t": " ", "\x00": " ", "\ue000": " ",
}  # fmt: skip
_FRACTIONS = "¼½¾⅐⅑⅒⅓⅔⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞"
_POWERS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_LONGEST = 4
_UNSEEN = {"Cf", "Me"}  # zero-width and direction marks; the frame of a keycap


def _spelling(character: str) -> str:
    if character in _SIGNS:
        return _SIGNS[character]
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
        if code > 0xFFFF and not (0x1D400 <= code <= 0x1D7FF or 0x1F100 <= code <= 0x1F16F):
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
