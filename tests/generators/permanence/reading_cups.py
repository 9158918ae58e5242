"""Solvers of `permanence/which-one` that know nothing but what a model is told: all rows of cups
that fit what was said, each as the list of the first places of the cups that stand there."""

from __future__ import annotations

import re
from collections.abc import Iterable

from solving import colours_in, question_of, state_of, story_of

Row = tuple[int, ...]


def swapped(row: Row, pairs: Iterable[tuple[int, int]]) -> Row:
    """The row after what stands at the first place of each pair has gone to the second."""
    after = list(row)
    for place, to in pairs:
        after[to - 1] = row[place - 1]
    return tuple(after)


def both_ways(one: int, other: int) -> list[tuple[int, int]]:
    """Two places exchanged."""
    return [(one, other), (other, one)]


def answer_of(rows: set[Row], start: int) -> str:
    """The place of the cup, if all rows have it at the same one."""
    found = {row.index(start) + 1 for row in rows}
    assert found
    return str(found.pop()) if len(found) == 1 else "cannot be told"


def marbles_told(prompt: str) -> list[str]:
    """The colours of the marbles in the order of the places; cups and screens have others."""
    start = prompt.split("\n\n")[1]
    found = re.search(
        r"(?:marbles are,? (?:in this order, )?|弹珠(?:的颜色)?(?:依次)?是)"
        r"((?:(?:\w+色|[a-z]+)(?:, | and |、|和)?)+)",
        start,
    )
    assert found is not None
    return colours_in(found[1])


def placed(prompt: str) -> str:
    """Where the cup is that is asked about, from the words."""
    marbles = marbles_told(prompt)
    rows: set[Row] = {tuple(range(1, len(marbles) + 1))}
    for line in story_of(prompt):
        places = [int(digit) for digit in re.findall(r"\d", line)]
        if colours_in(line):
            colour = colours_in(line)[0]
            rows = {row for row in rows if marbles[row[places[0] - 1] - 1] == colour}
        elif re.search("screen|挡板", line):
            goes_on = re.search(r"without|not paus|没有停顿", line, re.IGNORECASE) is not None
            for one, other in sorted(set(zip(places[::2], places[1::2], strict=True))):
                changed = {swapped(row, both_ways(one, other)) for row in rows}
                rows = changed if goes_on else rows | changed
        else:
            pairs = list(zip(places[::2], places[1::2], strict=True))
            pairs = both_ways(*pairs[0]) if len(pairs) == 1 else pairs
            rows = {swapped(row, pairs) for row in rows}
    return answer_of(rows, _asked(prompt))


def _asked(prompt: str) -> int:
    return int(re.findall(r"\d", question_of(prompt).split("\n")[0])[0])


def placed_in_state(prompt: str) -> str:
    """The same from the JSON."""
    state = state_of(prompt)
    bodies = {body["name"]: body for body in state["bodies"]}
    cups = sorted(
        (body["pose"]["position"] for name, body in bodies.items() if name.startswith("cup")),
    )
    marbles = {
        body["pose"]["position"][0]: body["colour"]
        for name, body in bodies.items()
        if name.startswith("marble")
    }
    colours = [marbles[place[0]] for place in cups]

    def number(place: list[int]) -> int:
        return cups.index(place) + 1

    rows: set[Row] = {tuple(range(1, len(cups) + 1))}
    for event in state["story"]:
        kind = event["kind"].rpartition(":")[2]
        if kind == "Exchange":
            moves = [(number(place), number(to)) for place, to in event["moves"]]
            rows = {swapped(row, moves) for row in rows}
        elif kind == "PassBehind":
            for one, other in event["pairs"]:
                pair = both_ways(number(one), number(other))
                changed = {swapped(row, pair) for row in rows}
                rows = rows | changed if event["pause"] else changed
        else:
            assert kind == "LookUnder"
            place, colour = number(event["place"]), event["colour"]
            rows = {row for row in rows if colours[row[place - 1] - 1] == colour}
    return answer_of(rows, _asked(prompt))
