"""Solvers of `permanence/a-not-b` that know nothing but what a model is told."""

from __future__ import annotations

import re

from solving import colours_in, row_of_cups, state_of, story_of, traded

_FARTHER = {"one place": 1, "two places": 2, "第一个": 1, "第二个": 2}


def hidden_at_last(prompt: str) -> str:
    """The colour of the cup with the ball, from the words."""
    row, found = row_of_cups(prompt), ""
    for line in story_of(prompt):
        far = re.search("|".join(_FARTHER), line)
        if far:
            right = re.search(r"\bright\b|右边", line) is not None
            near = row.index(colours_in(line)[0])
            found = row[near + _FARTHER[far[0]] * (1 if right else -1)]
        elif len(colours_in(line)) > 1:
            row = traded(row, line)
    return found


def hidden_at_last_in_state(prompt: str) -> str:
    """The same from the JSON."""
    state = state_of(prompt)
    x = {b["name"]: b["pose"]["position"][0] for b in state["bodies"] if b["name"][:3] == "cup"}
    found = ""
    for event in state["story"]:
        if event["kind"] == "permanence:TradePlaces":
            x |= {name: x[other] for name, other in event["moves"]}
        elif event["kind"] == "permanence:HideBeside":
            row = sorted(x, key=lambda name: x[name])
            found = row[row.index(event["beside"]) + event["places"]]
    return found.partition(":")[2]


def times_found(prompt: str) -> int:
    """How often the ball was found where it had been put."""
    return sum(bool(re.search("lift|拿起", line)) for line in story_of(prompt))
