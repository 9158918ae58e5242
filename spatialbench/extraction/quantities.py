"""Every number in a text, exact (digits, fractions, powers of ten, multiples of π, words, 数字),
and units of measure as exact factors, by any of their names in English and Chinese."""

from __future__ import annotations

import math
import re
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache, lru_cache

from spatialbench.extraction.declarations import word
from spatialbench.extraction.numerals import (
    CHINESE_NUMERAL,
    ENGLISH_NUMERAL,
    chinese,
    english,
    ordinal_numbers,
)

Exact = Fraction | float
_MOST = 200
_MEASURES = "个块种次面张条只层步度米倍颗粒枚根项圈秒号位厘毫千公帧格立小"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number between two positions; `form` is how it is written: `digits`, `pi`, `word`, `one`
    (a bare "one", which is often no number) or `ordinal`."""

    start: int
    end: int
    value: Exact
    form: str


@cache
def _number() -> re.Pattern[str]:
    return re.compile(f"{_written_form()}|{_ordinal_form()}|{_english_form()}|{_chinese_number()}")


def _written_form() -> str:
    sign = r"(?P<sign>(?<![\d)])[-–+]|负|minus |negative )?"
    plain = r"(?:\d{1,3}(?:,\d{3})+(?!\d)|\d{1,40})(?:\.\d{1,40})?|(?<!\.)\.\d{1,40}"
    return (
        rf"(?<![a-z0-9_])(?<!\d[./]){sign}(?:"
        rf"(?P<times>(?:{plain})\s?[×x*·]\s{{0,8}})?10\s?\^\s{{0,3}}(?P<power>-?\d{{1,3}})(?!\d)"
        rf"|(?P<pis>{plain})?\s?(?:π|pi(?![a-z]))(?:\s{{0,8}}/\s?(?P<under>\d{{1,4}}))?"
        r"|(?P<whole>\d{1,9})\s(?P<over>\d{1,9})/(?P<below>\d{1,9})"
        rf"|(?P<digits>{plain})(?P<exponent>e[-+]?\d{{1,3}})?(?:\s?/\s?(?P<divisor>\d{{1,12}}))?"
        r"(?!\d)(?!\.\d)(?!(?:st|nd|rd|th|d|x)(?![a-z]))(?!/\d))"
    )


def _ordinal_form() -> str:
    ordinals = "|".join(sorted(ordinal_numbers(), key=len, reverse=True))
    return rf"(?P<ordinal>{word(ordinals)})|第(?P<nth>\d{{1,4}}|{CHINESE_NUMERAL})"


def _english_form() -> str:
    part = "one half|a half|half|one third|a third|two thirds|a quarter|one quarter|three quarters"
    return (
        rf"(?<![a-z])(?P<wordsign>minus |negative )?(?P<word>{ENGLISH_NUMERAL})(?![a-z])"
        rf"(?P<half> and a half)?|(?P<part>{word(part)})"
    )


def _chinese_number() -> str:
    return (  # "一半" is a half, not one and a half; "半径" is a radius
        rf"(?P<zhpart>一半|半(?!径))|(?P<zhsign>负)?(?P<zhwhole>{CHINESE_NUMERAL})"
        rf"(?:点(?P<zhpoint>[零〇一二三四五六七八九]{{1,12}})|分之(?P<zhover>{CHINESE_NUMERAL}))?"
        "(?P<zhhalf>个?半)?"
    )


_PARTS = {
    "half": Fraction(1, 2), "third": Fraction(1, 3), "thirds": Fraction(2, 3),
    "quarter": Fraction(1, 4), "quarters": Fraction(3, 4),
}  # fmt: skip


def quantities(low: str, start: int, end: int) -> list[Quantity]:
    """The numbers between two positions of a lower-case text, in order (the last few hundred)."""
    found = []
    for match in deque(_number().finditer(low, start, end), maxlen=_MOST):
        quantity = _read(match, low)
        if quantity is not None:
            found.append(quantity)
    return found


def _read(match: re.Match[str], low: str) -> Quantity | None:
    if match["ordinal"] is not None:
        return Quantity(*match.span(), Fraction(ordinal_numbers()[match["ordinal"]]), "ordinal")
    if match["nth"] is not None:
        nth = int(match["nth"]) if match["nth"].isdigit() else chinese(match["nth"])
        return None if nth is None else Quantity(*match.span(), Fraction(nth), "ordinal")
    if match["word"] is not None:
        return _english(match, low)
    if match["part"] is not None:
        return Quantity(*match.span(), _PARTS[match["part"].split()[-1]], "word")
    if match["zhwhole"] is not None:
        return _chinese(match, low)
    if match["zhpart"] is not None:
        return Quantity(*match.span(), Fraction(1, 2), "one")
    return _written(match)


def _written(match: re.Match[str]) -> Quantity | None:
    value = _magnitude(match)
    if value is None:
        return None
    if match["sign"] is not None and match["sign"] != "+":
        value = -value
    pis = match["power"] is None and match["digits"] is None and match["whole"] is None
    return Quantity(*match.span(), value, "pi" if pis else "digits")


def _magnitude(match: re.Match[str]) -> Exact | None:
    if match["power"] is not None:
        factor = re.sub(r"[^\d.]", "", match["times"] or "1")
        return Fraction(factor) * Fraction(10) ** int(match["power"])
    if match["whole"] is not None:
        part = _ratio(match["over"], match["below"])
        return None if part is None else int(match["whole"]) + part
    if match["digits"] is not None:
        exponent = Fraction(10) ** int((match["exponent"] or "e0")[1:])
        value = Fraction(match["digits"].replace(",", "")) * exponent
        divisor = Fraction(match["divisor"] or 1)
        return value / divisor if divisor else None
    share = Fraction((match["pis"] or "1").replace(",", ""))
    under = Fraction(match["under"] or 1)
    return float(share / under) * math.pi if under else None


def _ratio(over: str, below: str) -> Fraction | None:
    return Fraction(int(over), int(below)) if int(below) else None


def _english(match: re.Match[str], low: str) -> Quantity:
    word = match["word"]
    value = Fraction(english(word)) + (Fraction(1, 2) if match["half"] else 0)
    form = "one" if word == "one" else "word"
    return Quantity(*match.span(), -value if match["wordsign"] else value, form)


def _chinese(match: re.Match[str], low: str) -> Quantity | None:
    whole = chinese(match["zhwhole"])
    if whole is None:
        return None
    value = Fraction(whole)
    if match["zhpoint"]:
        digits = "".join(str(chinese(character)) for character in match["zhpoint"])
        value += Fraction(int(digits), 10 ** len(digits))
    if match["zhover"]:
        over = chinese(match["zhover"])
        if over is None or not whole:
            return None
        value = Fraction(over, whole)
    value += Fraction(1, 2) if match["zhhalf"] else 0
    return Quantity(*match.span(), -value if match["zhsign"] else value, _chinese_form(match, low))


def _chinese_form(match: re.Match[str], low: str) -> str:
    """Inside other words a Chinese numeral counts only before a measure word, 一 hardly then."""
    after = low[match.end() : match.end() + 1]
    before = low[match.start() - 1 : match.start()] if match.start() else ""
    touched = "\u3400" <= after <= "\u9fff" and after not in _MEASURES + "或和到至还"
    if match[0] == "一" and (touched or "\u3400" <= before <= "\u9fff" or after in "个种面"):
        return "one"
    return "one" if touched else "word"


# --- units ------------------------------------------------------------------------------------

_TABLE = """
length m 1 m metre metres meter meters 米
length dm 1/10 dm decimetre decimetres decimeter decimeters 分米
length cm 1/100 cm cms centimetre centimetres centimeter centimeters 厘米 公分
length mm 1/1000 mm millimetre millimetres millimeter millimeters 毫米
length km 1000 km kilometre kilometres kilometer kilometers 千米 公里
length in 254/10000 in inch inches 英寸
length ft 3048/10000 ft foot feet 英尺
length yd 9144/10000 yd yard yards 码
area m^2 1 m^2 m2 平方米
area cm^2 1/10000 cm^2 cm2 平方厘米
area mm^2 1/1000000 mm^2 mm2 平方毫米
volume m^3 1 m^3 m3 立方米
volume cm^3 1/1000000 cm^3 cm3 立方厘米
volume l 1/1000 l litre litres liter liters 升
angle deg 1 deg degs degree degrees ° 度
turn turn 1 turn turns 圈
time s 1 s sec secs second seconds 秒 秒钟
time ms 1/1000 ms millisecond milliseconds 毫秒
time min 60 min mins minute minutes 分钟
time h 3600 h hr hrs hour hours 小时
mass kg 1 kg kilogram kilograms 千克 公斤
mass g 1/1000 g gram grams 克
speed m/s 1 m/s 米/秒 米每秒
speed cm/s 1/100 cm/s 厘米/秒 厘米每秒
speed km/h 5/18 km/h kmh 千米/小时 公里/小时
share 1 1 1
share % 1/100 % percent 百分
frames frame 1 frame frames 帧
"""

RADIANS = frozenset({"rad", "rads", "radian", "radians", "弧度"})


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit: what it measures and how many of the kind's first unit it is."""

    kind: str
    factor: Fraction


@cache
def units() -> Mapping[str, Unit]:
    """Every name of a unit, in lower case."""
    found: dict[str, Unit] = {}
    for line in _TABLE.strip().splitlines():
        kind, _, factor, *names = line.split()
        found |= dict.fromkeys(names, Unit(kind, Fraction(factor)))
    return found


@lru_cache(maxsize=64)
def unit_called(name: str) -> Unit:
    """The unit of that name; a name that is not in the table is a unit of its own kind."""
    plain = name.strip().lower()
    if plain in RADIANS:
        return Unit("angle", Fraction(0))  # an angle in radians has no exact factor
    return units().get(plain, Unit(plain, Fraction(1)))


@lru_cache(maxsize=64)
def unit_pattern(own: str) -> re.Pattern[str]:
    """Matches a unit right after a number: one of the table, or the one asked for."""
    names = sorted(
        {*units(), *RADIANS, own.strip().lower()} - {"1", ""}, key=lambda n: (-len(n), n)
    )
    latin = "|".join(re.escape(name) for name in names if name[0].isascii())
    other = "|".join(re.escape(name) for name in names if not name[0].isascii())
    return re.compile(
        rf"(?:-|[ ]{{0,24}})(?:(?P<latin>{latin})(?![a-z0-9^])"
        rf"(?!\s{{1,8}}(?:the|an?|total|this|all|each)\b)|(?P<other>{other}))"
    )
