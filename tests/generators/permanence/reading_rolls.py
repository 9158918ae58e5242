"""Solvers of `permanence/count-behind` that know nothing but what a model is told.

They share nothing with the library: a row of screens by colour, and for each how many balls of
which colour are behind it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from solving import colours_in, question_of, state_of, story_of

NUMBERS = {"one": 1, "two": 2, "一": 1, "两": 2}
PLACES = {
    "leftmost": 0, "left": 0, "middle": 1, "rightmost": -1, "right": -1,
    "最左边的": 0, "左边的": 0, "中间的": 1, "最右边的": -1, "右边的": -1,
}  # fmt: skip
_PLACE = re.compile("|".join(PLACES))
_BALLS = re.compile(r"(one|two) (\w+) balls?|(一|两)个(\w色)小球")


def row_told(prompt: str) -> list[str]:
    """The colours of the screens from left to right."""
    start = next(part for part in prompt.split("\n\n")[1:] if colours_in(part))
    found = re.search(
        r"to your right ((?:\w+(?:, | and )?)+)\."
        r"|右边依次是((?:\w色[、和]?)+)|一块(\w色)的|an? (\w+) screen",
        start,
    )
    assert found is not None
    return colours_in(next(group for group in found.groups() if group))


def balls_in(text: str) -> Counter[str]:
    """How many balls of which colour are named."""
    found: Counter[str] = Counter()
    for one, colour, eins, farbe in _BALLS.findall(text):
        found[colours_in(colour or farbe)[0]] += NUMBERS[one or eins]
    return found


def _place(text: str) -> int:
    named = _PLACE.search(text)
    return PLACES[named[0]] if named else 0


def rolls_in(line: str) -> Iterator[tuple[Counter[str], int | None, int | None]]:
    """Of each group the balls, and from behind which screen of the row to behind which one."""
    for clause in re.split(r"; (?:and )?|，(?=把)", line):
        english = re.search(r"from (the front|behind [\w ]+) to (the front|behind [\w ]+)", clause)
        chinese = re.search(r"从(.+?)滚到(.+?)(?:。|，|$)", clause)
        found = english or chinese
        assert found is not None
        start, to = (None if re.fullmatch("the front|前面", end) else end for end in found.groups())
        yield (
            balls_in(clause),
            None if start is None else _place(start),
            None if to is None else _place(to),
        )


def counted(prompt: str) -> int:
    """The number that is asked for, from the words."""
    row = row_told(prompt)
    behind: dict[str, Counter[str]] = {screen: Counter() for screen in row}
    for line in story_of(prompt):
        if _BALLS.search(line):
            for balls, start, to in rolls_in(line):
                if start is not None:
                    behind[row[start]] -= balls
                if to is not None:
                    behind[row[to]] += balls
        else:
            row = _slid(row, colours_in(line))
    colour, screen = _asked(question_of(prompt))
    return behind[screen][colour]


def _slid(row: list[str], named: list[str]) -> list[str]:
    """The row when each first of a pair has gone to where the second stood; of one pair, both."""
    if len(set(named)) == 2:
        named = [*named[:2], *named[1::-1]]
    pairs = list(zip(named[::2], named[1::2], strict=True))
    after = list(row)
    for screen, to in pairs:
        after[row.index(to)] = screen
    return after


def _asked(question: str) -> tuple[str, str]:
    """The colour of the balls, and that of the screen."""
    first, second = colours_in(question)
    screen_first = re.search(r"色的?挡板.*小球", question) is not None
    return (second, first) if screen_first else (first, second)


# --- from the state alone -------------------------------------------------------------------------


def counted_in_state(prompt: str) -> int:
    """The same from the JSON: where screens stand, and how many are behind each."""
    state = state_of(prompt)
    at = {
        body["name"]: tuple(body["pose"]["position"])
        for body in state["bodies"]
        if body["name"].startswith("screen")
    }
    behind: dict[str, Counter[str]] = {name: Counter() for name in at}
    for event in state["story"]:
        if event["kind"] == "permanence:Slide":
            at |= {name: at[other] for name, other in event["moves"]}
            continue
        assert event["kind"] == "permanence:Roll"
        standing = {place: name for name, place in at.items()}
        for group in event["groups"]:
            for end, sign in (("start", -1), ("to", 1)):
                screen = standing.get(tuple(group[end]))
                if screen is not None:
                    behind[screen][group["colour"]] += sign * group["count"]
    colour, screen = _asked(question_of(prompt))
    return behind[f"screen:{screen}"][colour]
