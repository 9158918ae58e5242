"""Solvers that know the questions' words only: each reads a prompt as a careful person would.

They share nothing with the library, neither geometry nor wording, so that an answer they agree with
is right twice: by the scene, and by what the words say.
"""

from __future__ import annotations

import re

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
CHINESE_SIDES = dict(
    zip("前后左右上下", ("front", "back", "left", "right", "top", "bottom"), strict=True)
)
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


def _quarters(text: str) -> int:
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
        if axis := re.search(r"绕(.).方向的轴", line):
            turns.append((CHINESE_SIDES[axis[1]], "clockwise", _quarters(line)))
            continue
        view, way = re.search(r"从(.)[方侧]看", line), re.search(r"(逆|顺)时针", line)
        if view and way:
            direction = "clockwise" if way[1] == "顺" else "counterclockwise"
            turns.append((CHINESE_SIDES[view[1]], direction, _quarters(line)))
    return turns


def english_faces(prompt: str) -> dict[str, str]:
    """The colour of each face at the start, by side."""
    found = re.findall(r"(\w+) on the (front|back|left|right|top|bottom)\b", prompt)
    return {side: colour for colour, side in found if colour in CHINESE_COLOURS.values()}


def chinese_faces(prompt: str) -> dict[str, str]:
    """The same from a Chinese prompt."""
    found = re.findall(r"([前后左右上下])面是(.)色", prompt)
    return {CHINESE_SIDES[side]: CHINESE_COLOURS[colour] for side, colour in found}


def cube_after(prompt: str) -> dict[str, str]:
    """The colours by side after all that is told, in either language."""
    chinese = "立方体" in prompt
    faces = chinese_faces(prompt) if chinese else english_faces(prompt)
    for turn in chinese_turns(prompt) if chinese else english_turns(prompt):
        faces = turned(faces, turn)
    return faces


def asked_side(prompt: str) -> str:
    """The side that the question is about."""
    question = prompt.split("\n\n")[-2]
    if "立方体" in prompt:
        return CHINESE_SIDES[re.findall(r"([前后左右上下])面", question)[-1]]
    return re.findall(r"front|back|left|right|top|bottom", question)[-1]


def sides_in_view(prompt: str) -> set[str]:
    """The sides that the person or camera of the question sees."""
    question = prompt.split("\n\n")[-2]
    if "立方体" in prompt:
        place = re.search(r"立方体的正?([前后左右上下]+)方", question)
        return {CHINESE_SIDES[sign] for sign in (place[1] if place else "")}
    words = {
        "front": r"in front of",
        "back": r"behind",
        "left": r"to the left",
        "right": r"to the right",
        "top": r"above",
        "bottom": r"below",
    }
    return {side for side, said in words.items() if re.search(said, question)}


def hiding_cup(prompt: str) -> str:
    """The colour of the cup that the ball was put under; pushing moves the ball along."""
    story = prompt.split("\n1. ")[1].split("\n")[0]
    found = re.search(r"the (\w+) cup", story)
    return found[1] if found else ""


def place_of_ball(prompt: str) -> int:
    """The number of the place where the ball ends."""
    story = prompt.split("\n1. ")[1].split("\n\n")[0].split("\n")
    start = re.search(r"at place (\d)", story[0])
    place = int(start[1]) if start else 0
    for line in story[1:]:
        moves = re.findall(r"place (\d) goes to place (\d)", line)
        if not moves:
            a, b = re.findall(r"\b\d\b", line.split(". ", 1)[1])
            moves = [(a, b), (b, a)]
        place = next((int(b) for a, b in moves if int(a) == place), place)
    return place


def whereabouts(prompt: str) -> set[str]:
    """Where the ball can be, for all that was told of the box: colours of screens, or `box`."""
    story = prompt.split("\n1. ")[1].split("\n\n")[0].split("\n")
    histories: set[str] = {"box"}
    for line in story[1:]:
        if screen := re.search(r"behind the (\w+) screen", line):
            histories |= {screen[1]} if "box" in histories else set()
        elif re.search(r"empty|nothing in it", line):
            histories -= {"box"}
        else:
            histories &= {"box"}
    return histories
