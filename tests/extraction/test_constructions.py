"""Lists of steps, in English and Chinese. Examples are lines of data/cases_constructions.jsonl."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spatialbench import extract

ROLLS = ("north", "east", "south", "west")
SIDES = {
    "top": "顶面", "bottom": "底面", "front": "正面",
    "back": "背面", "left": "左侧面", "right": "右侧面",
}  # fmt: skip
WAYS = {"clockwise": "顺时针", "counterclockwise": "逆时针"}
TURNS = tuple(f"{side} {way}" for side in SIDES for way in WAYS)


@given(st.lists(st.sampled_from(ROLLS), min_size=1, max_size=30))
def test_whatever_is_written_as_asked_is_read(steps: list[str]) -> None:
    zh = dict(zip(ROLLS, "北东南西", strict=True))
    for line in (f"ANSWER: {', '.join(steps)}", f"答案：{'、'.join(zh[step] for step in steps)}"):
        assert extract(line, "construction", ROLLS).value == steps


@given(st.lists(st.sampled_from(TURNS), min_size=1, max_size=12))
def test_whatever_turns_are_written_as_asked_are_read(steps: list[str]) -> None:
    parts = [step.split() for step in steps]
    said = "，".join(f"从{SIDES[side]}看{WAYS[way]}" for side, way in parts)
    for line in (f"ANSWER: {', '.join(steps)}", f"答案：{said}"):
        assert extract(line, "construction", TURNS).value == steps


def test_a_list_that_is_too_long_is_not_read_in_part() -> None:
    found = extract("ANSWER: " + ", ".join(["north"] * 120), "construction", ROLLS)
    assert found.value is None


@pytest.mark.parametrize("piece", ["top ", "clockwise ", "top clockwise, ", "2 x ", "from the "])
def test_a_megabyte_takes_no_time(piece: str) -> None:
    text = piece * (1_000_000 // len(piece))
    begun = time.process_time()
    extract(text, "construction", TURNS)
    assert time.process_time() - begun < 5
