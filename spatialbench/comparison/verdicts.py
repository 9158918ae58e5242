"""What a comparison says, in a sentence, in English and Chinese."""

from __future__ import annotations

from collections.abc import Mapping

from spatialbench.comparison.paired import MCNEMAR, SIGN_FLIP, PairedTest

LANGUAGES = ("en", "zh")

_TESTS = {
    MCNEMAR: {"en": "mid-P McNemar test", "zh": "mid-P McNemar 检验"},
    SIGN_FLIP: {"en": "sign-flip test by probe", "zh": "按题组的符号翻转检验"},
    "pooled-z": {"en": "pooled z test", "zh": "合并 z 检验"},
}

_BETTER = {
    "en": "{first} is better than {second} by {gap} points ({low} to {high}; {test}, {p}).",
    "zh": "{first} 优于 {second}，相差 {gap} 个百分点（{low} 至 {high}；{test}，{p}）。",
}
_OPEN = {
    "en": "{first} and {second} cannot be told apart here: {gap} points ({low} to {high}; {test}, "
    "{p}).",
    "zh": "此处无法区分 {first} 与 {second}：相差 {gap} 个百分点（{low} 至 {high}；{test}，{p}）。",
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
_CLAIMS = {
    "not measured": {
        "en": "{model}: {claimed} claimed, nothing measured.",
        "zh": "{model}：声称 {claimed}，未测量。",
    },
    "consistent": {
        "en": "{model}: {claimed} claimed, {measured} measured ({low} to {high}): consistent.",
        "zh": "{model}：声称 {claimed}，实测 {measured}（{low} 至 {high}）：相符。",
    },
    "lower": {
        "en": "{model}: {claimed} claimed, {measured} measured ({low} to {high}): lower than "
        "claimed.",
        "zh": "{model}：声称 {claimed}，实测 {measured}（{low} 至 {high}）：低于声称。",
    },
    "higher": {
        "en": "{model}: {claimed} claimed, {measured} measured ({low} to {high}): higher than "
        "claimed.",
        "zh": "{model}：声称 {claimed}，实测 {measured}（{low} 至 {high}）：高于声称。",
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


def gap_verdict(
    first: str, second: str, gap: float, low: float, high: float, test: str, p: float, *, told: bool
) -> dict[str, str]:
    """The sentence on a difference; whoever is ahead comes first."""
    if gap < 0:
        first, second, gap, low, high = second, first, -gap, -high, -low
    template = _BETTER if told else _OPEN
    return {
        language: template[language].format(
            first=first,
            second=second,
            gap=points(gap),
            low=points(low),
            high=points(high),
            test=_TESTS[test][language],
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
    detectable: float | None,
    needed: int | None,
) -> Mapping[str, str]:
    """The sentence on two models, with what it would take where they are not told apart."""
    gap, interval = test.difference.point, test.interval
    if gap is None:
        return {lang: _NOTHING[lang].format(first=a, second=b) for lang in LANGUAGES}
    said = gap_verdict(
        a, b, gap, interval.low, interval.high, test.test, p_holm, told=better is not None
    )
    if better is not None:
        return said
    return {lang: said[lang] + _limits(lang, gap, detectable, needed) for lang in LANGUAGES}


def _limits(language: str, gap: float, detectable: float | None, needed: int | None) -> str:
    text = ""
    if detectable is not None:
        text += _UNNOTICED[language].format(detectable=points(detectable))
    if needed is not None:
        text += _NEEDED[language].format(gap=points(abs(gap)), needed=f"{needed:,}")
    return text


def claim_verdict(
    outcome: str,
    model: str,
    claimed: float,
    measured: float | None,
    low: float | None,
    high: float | None,
) -> dict[str, str]:
    """The sentence on a claim; `outcome` is not measured, consistent, lower or higher."""
    return {
        language: _CLAIMS[outcome][language].format(
            model=model,
            claimed=percent(claimed),
            measured=percent(measured or 0.0),
            low=percent(low or 0.0),
            high=percent(high or 0.0),
        )
        for language in LANGUAGES
    }
