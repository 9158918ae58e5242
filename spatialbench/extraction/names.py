"""Finding names of a closed list in a text: whole words, the longest name first."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from spatialbench.extraction.claims import Claim

CHINESE = "\u3400-\u9fff"
_MOST = 600  # names looked at, from the end
_LINKS = "和或与及是"  # they may touch a name that stands alone


@dataclass(frozen=True, slots=True)
class Names:
    """What each name stands for. Names in `alone` count only where no Chinese character touches
    them; idioms are passed over; in `chained` text names may be linked by hyphens."""

    values: Mapping[str, Hashable]
    alone: Mapping[str, Hashable]
    idioms: tuple[str, ...] = ()
    chained: bool = False

    def find(self, low: str, start: int, end: int) -> list[Claim]:
        """The claims of these names between two positions of a lower-case text."""
        if not self.values and not self.alone:
            return []
        pattern = _pattern(frozenset(self.values), frozenset(self.alone), self.idioms, self.chained)
        claims = []
        for match in deque(pattern.finditer(low, start, end), maxlen=_MOST):
            name = " ".join(match[0].split())
            value = self.values.get(name) if match.lastgroup != "alone" else self.alone.get(name)
            if value is not None and match.lastgroup != "idiom":
                claims.append(Claim(match.start(), match.end(), value))
        return claims


@lru_cache(maxsize=512)
def _pattern(
    names: frozenset[str], alone: frozenset[str], idioms: tuple[str, ...], chained: bool
) -> re.Pattern[str]:
    joined = "" if chained else "(?<![a-z]-)"
    joins = "" if chained else "(?!-[a-z])"
    before = rf"(?<![a-z0-9])(?<![0-9][.,]){joined}"
    after = rf"(?![a-z0-9])(?![.,][0-9]){joins}"
    latin = [name for name in names if name[0].isascii()]
    other = [name for name in names if not name[0].isascii()]
    parts = []
    relevant = [idiom for idiom in idioms if any(n in idiom for n in (*names, *alone))]
    relevant = [idiom for idiom in relevant if not any(idiom in n for n in (*names, *alone))]
    if relevant:
        parts.append(rf"(?P<idiom>(?<![a-z]){_either(relevant)}(?![a-z]))")
    if latin:
        parts.append(before + _either(latin) + after)
    if other:
        parts.append(_either(other))
    if alone:
        parts.append(
            rf"(?P<alone>(?:(?<![{CHINESE}])|(?<=[{_LINKS}])){_either(alone)}(?:(?![{CHINESE}])|(?=[{_LINKS}])))"
        )
    return re.compile("|".join(parts))


def _either(names: Iterable[str]) -> str:
    longest_first = sorted(names, key=lambda name: (-len(name), name))
    return "(?:" + "|".join(map(_spelled, longest_first)) + ")"


def _spelled(name: str) -> str:
    spelled = re.escape(name).replace(r"\ ", r"\s+")
    return spelled + "(?![0-9])" if name[-1].isdigit() else spelled
