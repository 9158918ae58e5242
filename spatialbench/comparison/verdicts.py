"""What a comparison says, in a sentence, in English and Chinese."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from spatialbench.comparison.paired import CROSSED, MCNEMAR, SIGN_FLIP, PairedTest

LANGUAGES = ("en", "zh")

_TESTS = {
    MCNEMAR: {"en": "mid-P McNemar test", "zh": "mid-P McNemar 检验"},
    SIGN_FLIP: {"en": "sign-flip test by probe", "zh": "按题组的符号翻转检验"},
    CROSSED: {"en": "t test by probe and participant", "zh": "按题组和参与者的 t 检验"},
    "pooled-z": {"en": "pooled z test", "zh": "合并 z 检验"},
}

_BETTER = {
    "en": "{first} is better than {second} by {gap} points ({low} to {high}; {test} {rests}, {p}).",
    "zh": "{first} 优于 {second}，相差 {gap} 个百分点（{low} 至 {high}；{test}，{rests}，{p}）。",
}
_OPEN = {
    "en": "{first} and {second} cannot be told apart here: {gap} points ({low} to {high}; {test} "
    "{rests}, {p}).",
    "zh": "此处无法区分 {first} 与 {second}：相差 {gap} 个百分点（{low} 至 {high}；{test}，"
    "{rests}，{p}）。",
}
_NOTHING = {
    "en": "{first} and {second} have no answered question in common.",
    "zh": "{first} 与 {second} 没有共同作答的题目。",
}
_UNNOTICED = {
    "en": " With this many questions, gaps below {detectable} points mostly go unnoticed.",
    "zh": "在这样的题量下，小于 {detectable} 个百分点的差距多半看不出来。",
}
_NEEDED = {
    "en": " To show a gap of {gap} points, about {needed} questions are needed.",
    "zh": "要看出 {gap} 个百分点的差距，大约需要 {needed} 道题。",
}
_QUESTIONS = {"en": "on {n} questions", "zh": "{n} 题"}
_OF_THE_SET = {"en": "on {n} of {asked} questions", "zh": "{asked} 题中的 {n} 题"}
_ANSWERS = {"en": "on {cells} answers to {n} questions", "zh": "{n} 题的 {cells} 次回答"}
_PROBE = {"en": ", 1 probe", "zh": "、1 个题组"}
_PROBES = {"en": ", {n} probes", "zh": "、{n} 个题组"}
_TWINS = {"en": "on {n} pairs of twins", "zh": "{n} 对孪生题"}
_EACH = {"en": "on {a} questions each", "zh": "各 {a} 题"}
_BOTH = {"en": "on {a} and {b} questions", "zh": "{a} 题与 {b} 题"}
_INCOMPLETE = {
    "en": " {model} is incomplete: {answered} of {asked} answered.",
    "zh": "{model} 不完整：{asked} 题答了 {answered} 题。",
}
_CLAIMS = {
    "incomplete": {
        "en": "{model}: {claimed} claimed; too little was answered to hold it against that.",
        "zh": "{model}：声称 {claimed}；作答太少，无法对照。",
    },
    "not measured": {
        "en": "{model}: {claimed} claimed, nothing measured.",
        "zh": "{model}：声称 {claimed}，未测量。",
    },
    "consistent": {
        "en": "{model}: {claimed} claimed, {measured} measured ({low} to {high}) on {n} "
        "questions: consistent.",
        "zh": "{model}：声称 {claimed}，实测 {measured}（{low} 至 {high}，{n} 题）：相符。",
    },
    "lower": {
        "en": "{model}: {claimed} claimed, {measured} measured ({low} to {high}) on {n} "
        "questions: lower than claimed.",
        "zh": "{model}：声称 {claimed}，实测 {measured}（{low} 至 {high}，{n} 题）：低于声称。",
    },
    "higher": {
        "en": "{model}: {claimed} claimed, {measured} measured ({low} to {high}) on {n} "
        "questions: higher than claimed.",
        "zh": "{model}：声称 {claimed}，实测 {measured}（{low} 至 {high}，{n} 题）：高于声称。",
    },
}


def points(share: float) -> str:
    """A difference of shares in percentage points, with a true minus sign.

    >>> points(-0.031)
    '−3.1'
    """
    text = f"{100 * share:.1f}"
    return "0.0" if text == "-0.0" else text.replace("-", "−")


def percent(share: float) -> str:
    """A share in percent.

    >>> percent(0.921)
    '92.1 %'
    """
    return f"{100 * share:.1f} %"


def p_text(p: float, *, adjusted: bool = True) -> str:
    """A p-value as it is written.

    >>> p_text(0.0234)
    'p = .023 (Holm)'
    """
    shown = (
        "p < .001" if p < 0.001 else "p = 1" if p >= 0.9995 else f"p = {p:.3f}".replace("0.", ".")
    )
    return shown + (" (Holm)" if adjusted else "")


class Incomplete(NamedTuple):
    """A model that answered too little of what it was asked for a rank."""

    model: str
    answered: int
    asked: int


Words = Mapping[str, str]
"""A text in every language."""

Interval = tuple[float | None, float | None]


def _words(template: Words, **fields: object) -> dict[str, str]:
    return {language: template[language].format(**fields) for language in LANGUAGES}


def on_questions(test: PairedTest) -> Words:
    """What a paired test rests on: how many questions, of how many if some are left out, and how
    many probes where these are fewer."""
    if test.n > test.questions:
        said = _words(_ANSWERS, cells=f"{test.n:,}", n=f"{test.questions:,}")
    elif test.left_out:
        said = _words(_OF_THE_SET, n=f"{test.n:,}", asked=f"{test.n + test.left_out:,}")
    else:
        said = _words(_QUESTIONS, n=f"{test.n:,}")
    if test.probes == test.questions:
        return said
    probes = _words(_PROBE if test.probes == 1 else _PROBES, n=f"{test.probes:,}")
    return {language: said[language] + probes[language] for language in LANGUAGES}


def on_twins(test: PairedTest) -> Words:
    """What the test of a gap between twins rests on."""
    return _words(_TWINS, n=f"{test.questions:,}")


def on_totals(a: int, b: int) -> Words:
    """What a test of two totals rests on."""
    return _words(_EACH if a == b else _BOTH, a=f"{a:,}", b=f"{b:,}")


class Gap(NamedTuple):
    """A difference with its interval, the test of it, its adjusted p, and what it rests on."""

    point: float
    low: float
    high: float
    test: str
    p: float
    rests: Words


def gap_verdict(first: str, second: str, gap: Gap, *, told: bool) -> dict[str, str]:
    """The sentence on a difference; whoever is ahead comes first."""
    point, low, high, test, p, rests = gap
    if point < 0:
        first, second, point, low, high = second, first, -point, -high, -low
    template = _BETTER if told else _OPEN
    return {
        language: template[language].format(
            first=first,
            second=second,
            gap=points(point),
            low=points(low),
            high=points(high),
            test=_TESTS[test][language],
            rests=rests[language],
            p=p_text(p),
        )
        for language in LANGUAGES
    }


def pair_verdict(
    a: str,
    b: str,
    test: PairedTest,
    p_holm: float,
    better: str | None,
    limits: Limits,
    incomplete: Sequence[Incomplete],
) -> Words:
    """The sentence on two models, with what it would take where they are not told apart, and a
    word on who answered too little."""
    point, interval = test.difference.point, test.interval
    if point is None:
        return _words(_NOTHING, first=a, second=b)
    gap = Gap(point, interval.low, interval.high, test.test, p_holm, on_questions(test))
    said = gap_verdict(a, b, gap, told=better is not None)
    return {
        language: said[language]
        + ("" if better else _limits(language, point, limits))
        + "".join(_INCOMPLETE[language].format(**one._asdict()) for one in incomplete)
        for language in LANGUAGES
    }


class Limits(NamedTuple):
    """The smallest gap that would mostly show, and the questions that the gap seen would take."""

    detectable: float | None
    needed: int | None


def _limits(language: str, gap: float, limits: Limits) -> str:
    text, (detectable, needed) = "", limits
    if detectable is not None:
        text += _UNNOTICED[language].format(detectable=points(detectable))
    if needed is not None:
        text += _NEEDED[language].format(gap=points(abs(gap)), needed=f"{needed:,}")
    return text


def claim_verdict(
    outcome: str, model: str, claimed: float, measured: float | None, limits: Interval, n: int
) -> Words:
    """The sentence on a claim; `outcome` is not measured, incomplete, consistent, lower or higher;
    `limits` and `n` are the interval of the measurement and the questions it rests on."""
    low, high = limits
    return _words(
        _CLAIMS[outcome],
        model=model,
        claimed=percent(claimed),
        measured=percent(measured or 0.0),
        low=percent(low or 0.0),
        high=percent(high or 0.0),
        n=f"{n:,}",
    )
