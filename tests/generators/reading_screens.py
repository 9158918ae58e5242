"""Where the ball is that was carried behind screens, by the words alone and by the state alone."""

from __future__ import annotations

import re

from solving import state_of, story_of


def _along(line: str) -> int:
    """By how many places a row of screens moves to the right."""
    far = 2 if re.search("two places|两个位置", line) else 1
    return far if re.search(r"places? to the right|向右", line) else -far


def whereabouts(prompt: str) -> set[str]:
    """Where the ball can be, for all that was told: numbers of places, or `box`."""
    count = int(re.findall(r"\d+", prompt.split("\n\n")[1])[-1])
    spots: set[str] = {"box"}
    for line in story_of(prompt)[1:]:
        nothing = re.search("nothing|什么也没有|空的|empty", line)
        into_box = re.search("box is tipped|inside of the box|into the box|盒子朝|盒子里面", line)
        if re.search("screens move|row of screens|所有挡板|整排挡板", line):
            spots = {_moved_along(spot, _along(line), count) for spot in spots}
        elif into_box:
            spots = spots - {"box"} if nothing else spots & {"box"}
        elif nothing:
            spots -= set(re.findall(r"\d+", line))
        elif "box" in spots:
            spots |= set(re.findall(r"\d+", line))
    return spots


def _moved_along(spot: str, far: int, count: int) -> str:
    return spot if spot == "box" else str((int(spot) - 1 + far) % count + 1)


def whereabouts_of_state(prompt: str) -> set[str]:
    """Where the ball can be: numbers of places, or `box`. Here screens have names, and what is left
    behind one is followed by its name."""
    state = state_of(prompt)
    row = [
        body["name"]
        for body in sorted(state["bodies"], key=lambda body: body["pose"]["position"][0])
        if body["name"].startswith("screen")
    ]
    xs = sorted(b["pose"]["position"][0] for b in state["bodies"] if b["name"] in row)
    behind: set[str] = {"box"}
    for event in state["story"][1:]:
        kind = event["kind"].rpartition(":")[2]
        if kind == "GoBehind" and "box" in behind:
            behind |= {event["screen"]}
        elif kind == "LookBehind":
            behind -= {row[xs.index(place[0])] for place in event["places"]}
        elif kind == "Show":
            behind = behind & {"box"} if event["contents"] else behind - {"box"}
        elif kind == "ShiftScreens":
            assert sorted(event["screens"]) == sorted(row)
            row = [row[(place - event["places"]) % len(row)] for place in range(len(row))]
    return {"box" if name == "box" else str(row.index(name) + 1) for name in behind}
