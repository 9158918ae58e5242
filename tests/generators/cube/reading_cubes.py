"""Readers of the cube tasks' words and states: they share nothing with the library.

A cube is a table of what is at each side; an arrow is a mark on its face that remembers toward
which other face it points, so that turning the table turns it, too.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import permutations, product

from solving import (
    CHINESE_COLOURS,
    CHINESE_SIDES,
    CLOCKWISE,
    asked_sides,
    chinese_faces,
    chinese_turns,
    colours_in,
    english_faces,
    english_turns,
    question_of,
    state_of,
    turned,
)

SIDES = ("front", "back", "left", "right", "top", "bottom")
_ZH_SIDE = "正面|背面|左侧面|右侧面|顶面|底面"
_EN_SIDE = "front|back|left|right|top|bottom"

Told = list[tuple[str, str, int]]


def is_chinese(prompt: str) -> bool:
    """In which language a prompt is."""
    return "立方体" in prompt


def turns_told(prompt: str) -> Told:
    """The turns of the story, the paragraph before the question."""
    story = prompt.split("\n\n")[-3]
    return chinese_turns(story) if is_chinese(prompt) else english_turns(f"cube {story}")


# --- arrows -------------------------------------------------------------------------------------


def arrows_told(prompt: str) -> dict[str, str]:
    """By side, where the arrow there points."""
    if is_chinese(prompt):
        found = re.findall(rf"({_ZH_SIDE})是.色，箭头指向({_ZH_SIDE})", prompt)
        return {CHINESE_SIDES[side]: CHINESE_SIDES[to] for side, to in found}
    words = rf"on the ({_EN_SIDE}), its arrow pointing to the ({_EN_SIDE})"
    return dict(re.findall(words, prompt))


def arrows_in_state(prompt: str) -> dict[str, str]:
    """The same from the marks, each turned counter-clockwise from upright."""
    upright = dict.fromkeys(SIDES, "top") | {"top": "back", "bottom": "front"}
    found = {}
    for face, mark in state_of(prompt)["bodies"][0]["marks"]:
        ring = CLOCKWISE[face]
        place = ring.index(upright[face]) - mark.get("turn", 0)
        found[face] = ring[place % 4]
    return found


def arrow_after(arrows: dict[str, str], turns: Told, side: str) -> str:
    """Where the arrow at a side points after all turns: faces are followed by name."""
    table = {name: name for name in SIDES}
    for turn in turns:
        table = turned(table, turn)
    toward = arrows[table[side]]
    return next(place for place, face in table.items() if face == toward)


def side_asked(prompt: str) -> str:
    """The side whose arrow is asked about: the first that the question names."""
    if is_chinese(prompt):
        found = re.search(_ZH_SIDE, question_of(prompt))
        return CHINESE_SIDES[found[0]] if found else ""
    words = rf"at the ({_EN_SIDE})|arrow on the ({_EN_SIDE}) face"
    found = re.search(words, question_of(prompt))
    return (found[1] or found[2]) if found else ""


def arrow_by_words(prompt: str) -> str:
    """The answer, from the words alone."""
    return arrow_after(arrows_told(prompt), turns_told(prompt), side_asked(prompt))


def arrow_by_state(prompt: str) -> str:
    """The answer, from the state alone."""
    story = state_of(prompt)["story"]
    turns = [(turn["seen_from"], turn["direction"], turn["quarters"]) for turn in story]
    return arrow_after(arrows_in_state(prompt), turns, side_asked(prompt))


# --- whose axes ---------------------------------------------------------------------------------


def in_the_room(turns: Told) -> Told:
    """Turns of the cube's own sides as turns seen from the sides of the room that they are at."""
    table, found = {name: name for name in SIDES}, []
    for side, direction, quarters in turns:
        there = next(place for place, face in table.items() if face == side)
        found.append((there, direction, quarters))
        table = turned(table, found[-1])
    return found


def own_axes_meant(prompt: str) -> bool:
    """Whether the prompt says that the directions are the cube's own."""
    return "cube's own" in prompt or "立方体自己" in prompt


def axes_by_words(prompt: str) -> list[str]:
    """The colours at the asked sides, from the words alone."""
    faces = chinese_faces(prompt) if is_chinese(prompt) else english_faces(prompt)
    turns = turns_told(prompt)
    for turn in in_the_room(turns) if own_axes_meant(prompt) else turns:
        faces = turned(faces, turn)
    return sorted(faces[side] for side in asked_sides(prompt))


def axes_by_state(prompt: str) -> list[str]:
    """The same, from the state alone."""
    state = state_of(prompt)
    faces = {face: mark["colour"] for face, mark in state["bodies"][0]["marks"]}
    for turn in state["story"]:
        one = (turn["seen_from"], turn["direction"], turn["quarters"])
        if turn.get("frame") == "own":
            one = (_where(state, turn, faces), *one[1:])
        faces = turned(faces, one)
    return sorted(faces[side] for side in asked_sides(prompt))


def _where(state: dict, turn: dict, faces: dict[str, str]) -> str:  # type: ignore[type-arg]
    """The side of the room at which the cube's own face is by now: its colour is followed."""
    start = {face: mark["colour"] for face, mark in state["bodies"][0]["marks"]}
    return next(side for side, colour in faces.items() if colour == start[turn["seen_from"]])


# --- corners ------------------------------------------------------------------------------------

OPPOSITE = dict(zip(SIDES, ("back", "front", "right", "left", "bottom", "top"), strict=True))
AROUND = [
    (one, two, three)
    for one, two, three in product(SIDES, repeat=3)
    if (two, three) in zip(CLOCKWISE[one], CLOCKWISE[one][1:] + CLOCKWISE[one][:1], strict=True)
]
"""Three sides clockwise around a corner: seen from the first, the third comes after the second."""


def palette_told(prompt: str) -> list[str]:
    """The six colours, one that is on two faces twice."""
    found = []
    paragraph = prompt.split("\n\n")[1]
    for colour in colours_in(paragraph):
        found += [colour] * (2 if _twice(paragraph, colour) else 1)
    return found


def _twice(paragraph: str, colour: str) -> bool:
    zh = next(sign for sign, name in CHINESE_COLOURS.items() if name == colour)
    return re.search(rf"two are {colour}|两个面是{zh}色", paragraph) is not None


def corners_told(prompt: str) -> list[list[str]]:
    """The three words of each view; an empty one is a face that is covered."""
    lines = re.findall(r"^\d(?:\. |．)(.*)$", prompt, re.MULTILINE)
    return [
        [
            "" if part in ("covered", "遮住") else colours_in(part)[0]
            for part in re.split(", |、", line)
        ]
        for line in lines
    ]


def opposite_by_words(prompt: str) -> str:
    """Every way to paint the six sides is tried."""
    seen, question = corners_told(prompt), question_of(prompt)
    asked = colours_in(question)[0]
    found = set()
    for painting in set(permutations(palette_told(prompt))):
        cube = dict(zip(SIDES, painting, strict=True))
        if all(_has(cube, corner) for corner in seen):
            found.add(next(cube[OPPOSITE[side]] for side in SIDES if cube[side] == asked))
    return found.pop() if len(found) == 1 else "cannot be told"


def _has(cube: dict[str, str], corner: Sequence[str]) -> bool:
    return any(
        all(colour in ("", cube[side]) for side, colour in zip(sides, corner, strict=True))
        for sides in AROUND
    )


# --- which turns --------------------------------------------------------------------------------


def before_and_after(prompt: str) -> tuple[dict[str, str], dict[str, str]]:
    """The faces as they are and as they are to be."""
    if is_chinese(prompt):
        found = re.findall(rf"({_ZH_SIDE})是(.)色", prompt)
        faces = [(CHINESE_SIDES[side], CHINESE_COLOURS[colour]) for side, colour in found]
    else:
        found = re.findall(rf"(\w+) on the ({_EN_SIDE})\b", prompt)
        faces = [(side, c) for c, side in found if c in CHINESE_COLOURS.values()]
    return dict(faces[:6]), dict(faces[6:])


def goal_in_state(prompt: str) -> tuple[dict[str, str], dict[str, str]]:
    """The same from the state."""
    bodies = {body["name"]: body["marks"] for body in state_of(prompt)["bodies"]}
    cube, goal = ({f: m["colour"] for f, m in bodies[name]} for name in ("cube", "goal"))
    return cube, goal


def steps_allowed(prompt: str) -> list[tuple[str, str]]:
    """The turns that may be used: side and direction."""
    question = question_of(prompt)
    if is_chinese(prompt):
        views = dict(zip("前后左右上下", SIDES, strict=True))
        ways = {"顺": "clockwise", "逆": "counterclockwise"}
        found = re.findall(r"从(.)[方边]看(顺|逆)时针", question)
        return [(views[view], ways[way]) for view, way in found]
    return re.findall(rf"({_EN_SIDE}) ((?:counter)?clockwise)", question)


def most_allowed(prompt: str) -> int:
    """How many turns at most."""
    words = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5}
    words |= {"一": 1, "两": 2, "三": 3, "四": 4, "五": 5}
    found = re.search(r"(\w+) in all at most|at most (\w+) turns|more than (\w+) turns", prompt)
    found = found or re.search(r"最多(.)次|不超过(.)次", prompt)
    return words[next(group for group in found.groups() if group)] if found else 1


def first_that_works(prompt: str, faces: tuple[dict[str, str], dict[str, str]]) -> list[str]:
    """The first of all sequences, the shorter before the longer, in the order of the question."""
    before, after = faces
    for count in range(1, most_allowed(prompt) + 1):
        for steps in product(steps_allowed(prompt), repeat=count):
            end = before
            for side, direction in steps:
                end = turned(end, (side, direction, 1))
            if end == after:
                return [f"{side} {direction}" for side, direction in steps]
    return []
