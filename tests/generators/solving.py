"""Solvers that know the questions' words only: each reads a prompt as a careful person would.

They share nothing with the library, neither geometry nor wording, so that an answer they agree with
is right twice: by the scene, and by what the words say.
"""

from __future__ import annotations

import json
import re
from typing import Any  # JSON

# What a quarter turn clockwise does, seen from a side: each face goes where the next one is.
CLOCKWISE = {
    "front": ("top", "right", "bottom", "left"),
    "back": ("top", "left", "bottom", "right"),
    "right": ("top", "back", "bottom", "front"),
    "left": ("top", "front", "bottom", "back"),
    "top": ("back", "right", "front", "left"),
    "bottom": ("front", "right", "back", "left"),
}
ENGLISH_VIEWS = {"above": "top", "below": "bottom"}
ENGLISH_AXES = {"vertical": "top", "left-right": "right", "front-back": "front"}
CHINESE_SIDES = {
    "正面": "front",
    "背面": "back",
    "左侧面": "left",
    "右侧面": "right",
    "顶面": "top",
    "底面": "bottom",
}
CHINESE_VIEWS = dict(
    zip("前后左右上下", ("front", "back", "left", "right", "top", "bottom"), strict=True)
)
CHINESE_AXES = {"竖直轴": "top", "左右方向的水平轴": "right", "前后方向的水平轴": "front"}
CHINESE_COLOURS = dict(
    zip(
        "红橙黄绿蓝紫粉白黑",
        ("red", "orange", "yellow", "green", "blue", "purple", "pink", "white", "black"),
        strict=True,
    )
)

Turn = tuple[str, str, int]
"""Seen from which side, in which direction, how many quarters."""


def turned(faces: dict[str, str], turn: Turn) -> dict[str, str]:
    """The faces after a turn."""
    side, direction, quarters = turn
    ring = CLOCKWISE[side]
    steps = quarters if direction == "clockwise" else -quarters
    return faces | {ring[(i + steps) % 4]: faces[ring[i]] for i in range(4)}


def _quarters(line: str) -> int:
    text = re.sub(r"^\d+[.．] *", "", line)  # step 180 is no half turn
    if re.search(r"270|three quarter", text) or "四分之三" in text:
        return 3
    return 2 if re.search(r"180|half", text) or "半圈" in text else 1


def english_turns(prompt: str) -> list[Turn]:
    """Every turn that is told, in order."""
    turns = []
    body = prompt.split("cube", 1)[1]
    for line in re.findall(r"[^\n]*(?:clockwise|axis)[^\n]*", body):
        if axis := re.search(r"about the ([a-z-]+) axis", line):
            turns.append((ENGLISH_AXES[axis[1]], "clockwise", _quarters(line)))
        elif told := re.search(r"(counter)?clockwise.*from (?:the )?(\w+)", line):
            side = ENGLISH_VIEWS.get(told[2], told[2])
            turns.append((side, f"{told[1] or ''}clockwise", _quarters(line)))
    return turns


def chinese_turns(prompt: str) -> list[Turn]:
    """The same from a Chinese prompt."""
    turns = []
    for line in prompt.split("\n"):
        if axis := re.search(r"绕(竖直轴|左右方向的水平轴|前后方向的水平轴)", line):
            turns.append((CHINESE_AXES[axis[1]], "clockwise", _quarters(line)))
            continue
        view, way = re.search(r"从(.)[方边]看", line), re.search(r"(逆|顺)时针", line)
        if view and way:
            direction = "clockwise" if way[1] == "顺" else "counterclockwise"
            turns.append((CHINESE_VIEWS[view[1]], direction, _quarters(line)))
    return turns


def english_faces(prompt: str) -> dict[str, str]:
    """The colour of each face at the start, by side."""
    found = re.findall(r"(\w+) on the (front|back|left|right|top|bottom)\b", prompt)
    return {side: colour for colour, side in found if colour in CHINESE_COLOURS.values()}


def chinese_faces(prompt: str) -> dict[str, str]:
    """The same from a Chinese prompt."""
    found = re.findall(r"(正面|背面|左侧面|右侧面|顶面|底面)是(.)色", prompt)
    return {CHINESE_SIDES[side]: CHINESE_COLOURS[colour] for side, colour in found}


def cube_after(prompt: str) -> dict[str, str]:
    """The colours by side after all that is told, in either language."""
    chinese = "立方体" in prompt
    faces = chinese_faces(prompt) if chinese else english_faces(prompt)
    for turn in chinese_turns(prompt) if chinese else english_turns(prompt):
        faces = turned(faces, turn)
    return faces


def question_of(prompt: str) -> str:
    """The paragraph that asks."""
    return prompt.split("\n\n")[-2]


def asked_sides(prompt: str) -> list[str]:
    """The sides that the question is about."""
    if "立方体" in prompt:
        found = re.findall(r"正面|背面|左侧面|右侧面|顶面|底面", question_of(prompt))
        return [CHINESE_SIDES[side] for side in found]
    return re.findall(r"front|back|left|right|top|bottom", question_of(prompt))


def sides_in_view(prompt: str) -> set[str]:
    """The sides that the person or camera of the question sees."""
    question = question_of(prompt)
    if "立方体" in prompt:
        place = re.search(r"立方体的正?([前后左右上下]+)方", question)
        return {CHINESE_VIEWS[sign] for sign in (place[1] if place else "")}
    words = {
        "front": r"in front of",
        "back": r"behind",
        "left": r"to the left",
        "right": r"to the right",
        "top": r"above",
        "bottom": r"below",
    }
    return {side for side, said in words.items() if re.search(said, question)}


def story_of(prompt: str) -> list[str]:
    """The numbered lines of what happens, or the one line there is, without their numbers."""
    lines = re.findall(r"^\d+(?:\. |．)(.*)$", prompt, re.MULTILINE)
    return lines or [prompt.split("\n\n")[-3]]


def colours_in(text: str) -> list[str]:
    """Every colour of a text, in order, in either language."""
    names = {
        **{f"{zh}色": en for zh, en in CHINESE_COLOURS.items()},
        **{c: c for c in CHINESE_COLOURS.values()},
    }
    return [names[found] for found in re.findall("|".join(names), text)]


def row_of_cups(prompt: str) -> list[str]:
    """The colours of the cups from left to right; that of the ball is named elsewhere."""
    start = prompt.split("\n\n")[1]
    listed = re.search(
        r"(?:to your right: |their colours are |in a row, |依次是|从左到右是)"
        r"((?:(?:, | and |、|和)?(?:\w+色|[a-z]+))+)",
        start,
    )
    return colours_in(listed[1]) if listed else []


_FARTHER = {"one place": 1, "two places": 2, "第一个": 1, "第二个": 2}


def traded(row: list[str], line: str) -> list[str]:
    """The row after cups traded places: named in pairs, each goes to where the second stands; if
    two are named, they swap."""
    named = colours_in(line)
    pairs = list(zip(named[::2], named[1::2], strict=True))
    pairs += [(b, a) for a, b in pairs if len(pairs) == 1]
    after = list(row)
    for cup, to in pairs:
        after[row.index(to)] = cup
    return after


def cup_over_ball(prompt: str) -> str:
    """The colour of the cup that the ball ends under; a cup that moves takes the ball along."""
    row, lines = row_of_cups(prompt), story_of(prompt)
    cup = colours_in(lines[0])[0]
    for line in lines[1:]:
        far = re.search("|".join(_FARTHER), line)
        if far:
            right = re.search(r"\bright\b|右边", line) is not None
            cup = row[row.index(cup) + _FARTHER[far[0]] * (1 if right else -1)]
        elif not re.search("push|slid|推|滑", line):
            row = traded(row, line)
    return cup


def place_of_ball(prompt: str) -> int:
    """The number of the place where the ball ends."""
    first, *others = story_of(prompt)
    place = int(re.findall(r"\d", first)[0])
    for line in others:
        numbers = [int(n) for n in re.findall(r"\d", line)]
        pairs = list(zip(numbers[::2], numbers[1::2], strict=True))
        if not re.search("goes to|移到", line):
            pairs += [(b, a) for a, b in pairs]
        place = dict(pairs).get(place, place)
    return place


# --- from the state alone -------------------------------------------------------------------------


def state_of(prompt: str) -> dict[str, Any]:
    """The JSON of a state twin."""
    line = next(line for line in prompt.split("\n") if line.startswith("{"))
    state: dict[str, Any] = json.loads(line)
    return state


def cube_of_state(prompt: str) -> dict[str, str]:
    """The colours by side after all turns."""
    state = state_of(prompt)
    faces = {face: mark["colour"] for face, mark in state["bodies"][0]["marks"]}
    for turn in state["story"]:
        faces = turned(faces, (turn["seen_from"], turn["direction"], turn["quarters"]))
    return faces


def cup_of_state(prompt: str) -> str:
    """The colour of the cup over the ball, by where each cup stands."""
    state = state_of(prompt)
    at = {
        body["name"]: body["pose"]["position"][0]
        for body in state["bodies"]
        if body["name"].startswith("cup")
    }
    cup = state["story"][0]["container"]
    for event in state["story"][1:]:
        kind = event["kind"].rpartition(":")[2]
        if kind == "TradePlaces":
            at |= {name: at[other] for name, other in event["moves"]}
        elif kind == "Shift":
            row = sorted(at, key=lambda name: at[name])
            cup = row[row.index(cup) + event["places"]]
    return next(str(body["colour"]) for body in state["bodies"] if body["name"] == cup)


def place_of_state(prompt: str) -> int:
    """The number of the place, following what stands where."""
    state = state_of(prompt)
    places = {body["name"]: body["pose"]["position"] for body in state["bodies"]}
    here = places[state["story"][0]["container"]]
    for event in state["story"][1:]:
        here = next((to for place, to in event["moves"] if place == here), here)
    row = sorted(place for name, place in places.items() if name.startswith("cup"))
    return row.index(here) + 1
