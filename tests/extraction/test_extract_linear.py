"""Hostile responses take time in proportion to their length and no more."""

from __future__ import annotations

from collections.abc import Callable
from time import process_time

import pytest

from spatialbench.extraction import extract

COLOURS = ["red", "blue", "green", "yellow"]
QUESTIONS = {
    "choice": (COLOURS, None),
    "choices": (COLOURS, None),
    "label": (COLOURS, None),
    "labels": (COLOURS, None),
    "verdict": (["yes", "no"], None),
    "ordering": (COLOURS, None),
    "integer": (None, None),
    "number": (None, "m"),
    "cells": (["front", "back"], None),
}
NASTY = [
    "(", "A ", "answer: ", "<think>", "</think>", "**", "\\boxed{", "\\frac{", "7", "7,", "1+1=",
    "不", "一", "`", '{"answer": ', "\n", " ", "\\", "<", "[", "~~", "½", "π/", "ﷺ", "Ａ",
    "\u0315\u0300", "red ", "red, ", "A or ", "not ", "n't ", "because ", "but ", "wait, ",
    "I'm sorry ", "the answer is ", "选", "答案", "<answer>", "front: ", "row 1 ", "twenty ",
    "one hundred and ", "Q: ", "#### ", "from ", "- ", "'", "{", "}", '"', '\\"', '{"a": {',
    "{'a':", '{"answer": "A", ', "[{", "<answer", "<|", "<|channel|>",
    "<|channel|>final<|message|>", "<|im_end|>", "assistantfinal", "analysisA", "### Response\n",
    "# Thinking\n", "ANSWER:\n", "ANSWER: A\n", "ANSWER: <the colour>\n", "<the ", "[your ",
    "ANSWER: ___ ", "A. red\n", "1. red\n", "Which?\n", "question: ", "if ", "so ",
    "therefore red ", "I choose ", "A is wrong. ", "many say ", "maybe ", "？", "。", "、",
    "紅色", "是不是", "la respuesta es ", "答えは", "3 × ", "√", "> 5 ", "1e", "10^", "5'",
    "0.", "9" * 50, "&nbsp;", "\\color{red}", "<b>", "</b>", "<tool_call>", "<parameter=answer>",
    "submit(", 'final_answer("', "\t", "\r\n", "\u200b", "B\n\n", "it is red. ", "error 5 ",
    "---\n", "> ", "|", "=", "…", "true or false ",
]  # fmt: skip
SECONDS = 0.25
GROWTH = 6.0
NOISE = 0.02  # below this a ratio says nothing


def best(action: Callable[[], object]) -> float:
    """The least CPU time of three runs, in seconds."""
    times = []
    for _ in range(3):
        begun = process_time()
        action()
        times.append(process_time() - begun)
        if times[-1] < NOISE:
            break
    return min(times)


def seconds(seed: str, size: int, answer_type: str) -> float:
    """The time to read `size` bytes of a repeated seed."""
    options, unit = QUESTIONS[answer_type]
    text = seed * (size // len(seed.encode()))
    return best(lambda: extract(text, answer_type, options, unit=unit))


@pytest.mark.parametrize("seed", NASTY, ids=ascii)
def test_a_megabyte_is_read_in_a_quarter_of_a_second(seed: str) -> None:
    """One type per seed here, every type below."""
    answer_type = list(QUESTIONS)[NASTY.index(seed) % len(QUESTIONS)]
    long = seconds(seed, 1_000_000, answer_type)
    assert long < SECONDS
    assert long < NOISE or long < GROWTH * max(seconds(seed, 250_000, answer_type), NOISE / 4)


@pytest.mark.slow
@pytest.mark.parametrize("answer_type", QUESTIONS)
@pytest.mark.parametrize("seed", NASTY, ids=ascii)
def test_every_type_reads_a_megabyte_in_a_quarter_of_a_second(seed: str, answer_type: str) -> None:
    """No answer type has a pattern that something makes slow."""
    assert seconds(seed, 1_000_000, answer_type) < SECONDS
