"""Properties that hold for every response: fuzzing, and changes that must or must not matter."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spatialbench.extraction import Extraction, extract

COLOURS = ["red", "blue", "green", "yellow"]
QUESTIONS: list[tuple[str, list[str] | None, str | None]] = [
    ("choice", COLOURS, None),
    ("choice", ["1", "2", "3", "4"], None),
    ("choices", COLOURS, None),
    ("label", COLOURS, None),
    ("label", ["A", "B", "cannot be told"], None),
    ("labels", COLOURS, None),
    ("verdict", ["yes", "no"], None),
    ("verdict", ["stable", "falls"], None),
    ("ordering", COLOURS, None),
    ("integer", None, None),
    ("number", None, "m"),
    ("number", None, "deg"),
    ("cells", ["A1", "B2"], None),
    ("cells", ["front", "back"], None),
]
STATUSES = {"ok", "off-list", "ambiguous", "refusal", "unparseable", "truncated", "empty"}
WORDS = [
    "answer: ", "the answer is ", "<think>", "</think>", "\\boxed{", "}", "{\"answer\": ",
    "null", "A", "B", "(C)", "red", "blue", "not ", "or ", "and ", "because ", "wait, ",
    "I ", "cannot determine ", "红色", "蓝", "不是", "答案是", "选", "无法判断", "3", "½", "1,000",
    "twenty", "-", "three ", "三", "十", "/", "=", "+", "π", "10^", "e9", "%", " m", " cm",
    "°", "\n", ", ", ". ", "? ", "first ", "→", "row 1 column 2", "A1", "front: ", "yes",
    "no", "n't ", "$", "**", "`", "~~", "<", "é", "\u0301", "İ", "ﷺ", "①", "\u200b", ".5",
    "from ", "to ", "all ", "none ", "\ud800", "\x00",
]  # fmt: skip

questions = st.sampled_from(QUESTIONS)
sentences = st.lists(st.sampled_from(WORDS), max_size=25).map("".join)


def check(response: str, question: tuple[str, list[str] | None, str | None]) -> None:
    """An extraction is whole: a value where it is ok and only there, a span inside the text."""
    found = extract(response, question[0], question[1], unit=question[2])
    assert isinstance(found, Extraction)
    assert found.status in STATUSES
    assert (found.value is None) == (found.status != "ok")
    if found.span is not None:
        assert 0 <= found.span[0] < found.span[1] <= len(response)


@settings(max_examples=300)
@given(st.text(max_size=300), questions)
def test_any_text_gives_an_extraction(
    response: str, question: tuple[str, list[str] | None, str | None]
) -> None:
    """Nothing in a response raises."""
    check(response, question)


@settings(max_examples=400)
@given(sentences, questions)
def test_any_jumble_of_telling_words_gives_an_extraction(
    response: str, question: tuple[str, list[str] | None, str | None]
) -> None:
    """Nor do the words that the reader listens to, in any order."""
    check(response, question)


@settings(max_examples=100)
@given(st.binary(max_size=300), questions)
def test_any_bytes_give_an_extraction(
    response: bytes, question: tuple[str, list[str] | None, str | None]
) -> None:
    """Undecodable bytes come as replacement characters."""
    check(response.decode("utf-8", errors="replace"), question)


TEXTS = [
    "green", "The answer is green.", "It's the green face!", "绿色", "\\boxed{green}",
    "not red but green",
    '{"answer": "green"}', "Answer: green, because red is hidden", "<think>red</think>green",
]  # fmt: skip


@pytest.mark.parametrize("response", TEXTS)
@pytest.mark.parametrize("options", list(permutations(COLOURS)), ids=" ".join)
def test_permuting_the_options_permutes_the_letter(response: str, options: tuple[str, ...]) -> None:
    """A response that names an option's text follows that option."""
    assert extract(response, "choice", options).value == "ABCD"[options.index("green")]


@pytest.mark.parametrize("options", list(permutations(COLOURS)), ids=" ".join)
def test_permuting_the_options_leaves_a_letter_where_it_is(options: tuple[str, ...]) -> None:
    """A response that names a letter follows that letter."""
    assert extract("The answer is (C).", "choice", options).value == "C"


WRAPPINGS = [
    "{}", "{}.", " {}\n", "**{}**", "`{}`", '"{}"', "({})", "“{}”", "> {}",
    "$\\boxed{{\\text{{{}}}}}$",
    "I think {}", "I think it is {}.", "The answer is {}.", "Answer: {}", "ANSWER: {}\n",
    "答案是{}", "答案：{}。", "<answer>{}</answer>", '{{"answer": "{}"}}',
    "<think>something else</think>\n{}", "So the answer is: **{}**",
    "{}\n\nExplanation: this follows from the last turn.",
    "Final answer: {}", "```\n{}\n```", "Let me think about it.\n\n{}", "\ufeff{}\u200b",
]  # fmt: skip
ANSWERS: list[tuple[str, str, list[str] | None, object]] = [
    ("B", "choice", COLOURS, "B"),
    ("blue", "choice", COLOURS, "B"),
    ("blue", "label", COLOURS, "blue"),
    ("蓝色", "label", COLOURS, "blue"),
    ("yes", "verdict", ["yes", "no"], "yes"),
    ("7", "integer", None, 7),
    ("seven", "integer", None, 7),
    ("2.5", "number", None, 2.5),
    ("red, blue", "labels", COLOURS, ["blue", "red"]),
    ("A, C", "choices", COLOURS, ["A", "C"]),
    ("red, green, blue, yellow", "ordering", COLOURS, ["red", "green", "blue", "yellow"]),
    ("B2", "cells", ["A1", "B2"], ["B2"]),
]


@pytest.mark.parametrize("wrapping", WRAPPINGS)
@pytest.mark.parametrize("answer", ANSWERS, ids=lambda answer: f"{answer[1]}:{answer[0]}")
def test_dress_leaves_the_value(
    wrapping: str, answer: tuple[str, str, list[str] | None, object]
) -> None:
    """Markdown, quotes, LaTeX, tags, hedges and explanations around an answer do not change it."""
    text, answer_type, options, value = answer
    assert extract(wrapping.format(text), answer_type, options).value == value


RANKS = [
    ["Answer: {}", "ANSWER: {}", "答案：{}", "**Answer:** {}"],
    ["\\boxed{{{}}}", "<answer>{}</answer>", "<final>{}</final>"],
    ["The answer is {}.", "I think {}.", "答案是{}", "I choose {}.", "Wait, no, it's {}."],
]


@pytest.mark.parametrize("rank", RANKS, ids=["line", "structure", "words"])
def test_within_a_rank_the_last_declaration_wins(rank: list[str]) -> None:
    """Whatever forms the two have."""
    for first in rank:
        for later in rank:
            response = f"{first.format('red')}\n{later.format('blue')}"
            assert extract(response, "label", COLOURS).value == "blue"


@pytest.mark.parametrize("rank", [1, 2], ids=["structure", "words"])
def test_a_lower_rank_changes_nothing(rank: int) -> None:
    """Before or after."""
    for high in RANKS[rank - 1]:
        for low in RANKS[rank]:
            for order in ((high, "red", low, "blue"), (low, "blue", high, "red")):
                response = f"{order[0].format(order[1])}\n{order[2].format(order[3])}"
                assert extract(response, "label", COLOURS).value == "red"


TWINS = [
    ("The answer is B.", "答案是B。", "choice", COLOURS),
    ("I choose C.", "我选C。", "choice", COLOURS),
    ("not A but C", "不是A，而是C", "choice", COLOURS),
    ("A or B", "A或B", "choice", COLOURS),
    ("I don't know.", "我不知道。", "choice", COLOURS),
    ("the second one", "第二个", "choice", COLOURS),
    ("It is blue.", "是蓝色的。", "label", COLOURS),
    ("purple", "紫色", "label", COLOURS),
    ("It cannot be determined.", "无法确定。", "label", COLOURS),
    ("It cannot be determined.", "无法确定。", "label", [*COLOURS, "cannot be told"]),
    ("red, green and blue", "红色、绿色和蓝色", "labels", COLOURS),
    ("none", "没有", "labels", COLOURS),
    ("No, it can't.", "不，不能。", "verdict", ["yes", "no"]),
    ("It will not fall.", "不会倒。", "verdict", ["stable", "falls"]),
    ("twenty-one", "二十一", "integer", None),
    ("There are three.", "有三个。", "integer", None),
    ("five or six", "五或六", "integer", None),
    ("a half", "二分之一", "number", None),
    ("red, then blue, then green, then yellow", "先红，再蓝，再绿，最后黄", "ordering", COLOURS),
    ("row 2, column 3", "第2行第3列", "cells", ["r1c1", "r2c3"]),
]  # fmt: skip


@pytest.mark.parametrize("twin", TWINS, ids=lambda twin: twin[0])
def test_english_and_chinese_twins_agree(twin: tuple[str, str, str, list[str] | None]) -> None:
    """The same thing said in two languages is read alike, value and status."""
    english, chinese = (extract(text, twin[2], twin[3]) for text in twin[:2])
    assert (english.value, english.status) == (chinese.value, chinese.status)
