"""Units of measure as exact factors, by any of their names in English and Chinese."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache, lru_cache

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
