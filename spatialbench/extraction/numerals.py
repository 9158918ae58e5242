"""Numbers written as words: English up to the thousands, Chinese up to 亿, and ordinals."""

from __future__ import annotations

import re
from functools import cache

_SMALL = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_ORDINALS = [
    "zeroth",
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
    "twentieth",
]
_DIGITS = {
    **dict(zip("零一二三四五六七八九", range(10), strict=True)),
    "〇": 0, "两": 2, "俩": 2, "壹": 1, "贰": 2, "叁": 3, "肆": 4, "伍": 5,
}  # fmt: skip
_PLACES = {"十": 10, "拾": 10, "百": 100, "千": 1000}
CHINESE_NUMERAL = r"[零〇一二两俩三四五六七八九十百千万廿卅]{1,12}"

_UNIT = "|".join(sorted(_SMALL[1:], key=len, reverse=True))
_TEEN_OR_UNIT = "|".join(sorted(_SMALL, key=len, reverse=True))
_TEN = "|".join(_TENS)
_BELOW_100 = rf"(?:(?:{_TEN})(?:[\s-](?:{_UNIT}))?|{_TEEN_OR_UNIT})"
ENGLISH_NUMERAL = (
    rf"(?:(?:{_BELOW_100}|an?)\s(?:thousand|hundred|dozen)(?:(?:\sand)?\s{_BELOW_100}(?:\shundred)?"
    rf"(?:(?:\sand)?\s{_BELOW_100})?)?|{_BELOW_100}|dozen|hundred)"
)


def english(words: str) -> int:
    """The number that words of the form `ENGLISH_NUMERAL` say.

    >>> english("one hundred and five"), english("twenty-one"), english("a dozen")
    (105, 21, 12)
    """
    total, part = 0, 0
    for word in re.split(r"[\s-]+", words):
        if word in {"a", "an", "and"}:
            continue
        if word in {"hundred", "dozen"}:
            part = max(part, 1) * (100 if word == "hundred" else 12)
        elif word == "thousand":
            total, part = total + max(part, 1) * 1000, 0
        else:
            part += _words()[word]
    return total + part


@cache
def _words() -> dict[str, int]:
    small = {word: number for number, word in enumerate(_SMALL)}
    return small | {word: 10 * number for number, word in enumerate(_TENS, start=2)}


def chinese(numeral: str) -> int | None:
    """The number that a Chinese numeral says, or `None` where it is not well formed.

    >>> chinese("一百零五"), chinese("二十一"), chinese("两"), chinese("百一")
    (105, 21, 2, None)
    """
    numeral = numeral.replace("廿", "二十").replace("卅", "三十")
    if "万" in numeral:
        above, _, below = numeral.partition("万")
        high, low = chinese(above), chinese(below) if below else 0
        return None if high is None or low is None else high * 10_000 + low
    if not any(character in _PLACES for character in numeral):
        return _digits(numeral)
    return _places(numeral)


def _digits(numeral: str) -> int | None:
    """Digits read one by one (二〇); 一二 side by side are two numbers and not twelve."""
    if len(numeral) == 1:
        return _DIGITS.get(numeral)
    if not any(zero in numeral for zero in "零〇"):
        return None
    return int("".join(str(_DIGITS[character]) for character in numeral))


def _places(numeral: str) -> int | None:
    total, digit, last = 0, None, 10_000
    for character in numeral:
        if character in _PLACES:
            place = _PLACES[character]
            if place >= last or (digit is None and (place != 10 or total)):
                return None
            total, digit, last = total + (1 if digit is None else digit) * place, None, place
        elif digit:
            return None
        else:
            digit = _DIGITS[character]
    return total + (digit or 0)


def spellings(number: int) -> tuple[str, ...]:
    """The ways to write a cardinal from 0 to 99: digits, English, Chinese."""
    names = [str(number), english_word(number), chinese_word(number)]
    return tuple(dict.fromkeys([*names, "两"] if number == 2 else names))


def english_word(number: int) -> str:
    """The English word for 0 to 99."""
    if number < 20:
        return _SMALL[number]
    ten = _TENS[number // 10 - 2]
    return ten if number % 10 == 0 else f"{ten}-{_SMALL[number % 10]}"


def chinese_word(number: int) -> str:
    """The Chinese numeral for 0 to 99."""
    digits = "零一二三四五六七八九"
    if number < 10:
        return digits[number]
    tens = "" if number < 20 else digits[number // 10]
    return tens + "十" + (digits[number % 10] if number % 10 else "")


def ordinals(number: int) -> tuple[str, ...]:
    """The English ordinals of 1 to 99, as a word (to twentieth) and in digits."""
    suffix = "th" if number // 10 == 1 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    word = (_ORDINALS[number],) if number < len(_ORDINALS) else ()
    return (*word, f"{number}{suffix}")


@cache
def ordinal_numbers() -> dict[str, int]:
    """What each English ordinal up to twentieth says."""
    return {name: number for number in range(1, 21) for name in ordinals(number)}
