"""Phrases that decline to answer, in English and Chinese."""

from __future__ import annotations

import re
from functools import cache

from spatialbench.extraction.declarations import cue, either, speech

_UNABLE = either(
    "can(?:no|')?t|can not|could(?: not|n't)|am (?:not able|unable) to|'m (?:not able|unable) to",
    "unable to|won't|will not|not able to",
)
_ACTS = either(
    "see|view|access|analy[sz]e|open|load|display|interpret|process|identify|perceive|tell|count",
    "determine|say|know|answer|help|assist|provide|give|comply|decide|figure|infer|deduce|judge",
    "be (?:sure|certain)|make (?:a|any)|offer|solve|conclude|visuali[sz]e|find|choose|pick|select",
    "respond|comment|complete|fulfill|continue|discuss|confirm|work (?:it|this) out|reliably",
    "accurately|definitively|confidently|really|actually",
)
_PICTURE = "(?:image|picture|photo|figure|attachment)s?"


@cache
def _english() -> str:
    adverb = "(?:really |honestly |just |simply |currently |still |also )?"
    object_ = (
        "(?:the |any |an? |this |that |your |from |which |what |whether |if |where |it\\b|with )"
    )
    knows = either(
        "know|see (?:any|an?|the) (?:image|picture|photo|figure|cube)|understand|think i can",
        "have (?:enough|access|sufficient|the ability|any (?:way|image|picture|information))",
        "have an? (?:image|answer)",
    )
    return either(
        rf"(?:i|we)(?: |')?(?:am |'m |m )?{adverb}{_UNABLE} {_ACTS}",
        rf"(?:^|[.!?,;:] |\b(?:so|and|but|therefore|thus) ){_UNABLE} {_ACTS} {object_}",
        rf"(?:i|we) {adverb}(?:do not|don't|dont) (?:actually |really )?{knows}",
        "(?:i|we) have no way (?:to|of)",
        r"\bidk\b|\bdunno\b|no idea|\bunsure\b|\buncertain\b",
        "not (?:entirely |completely |really |quite |very |at all )?(?:sure|certain)",
        "(?:i'm|i am|we're|we are) (?:very |so |truly |really |terribly )?(?:sorry|afraid)",
        r"^[ ]{0,8}sorry\b|\bmy apologies\b|\bi apologi[sz]e\b",
        r"\bas an? (?:ai|large language|language|text[- ]based|llm)\b",
        r"\bi (?:must |have to |will |would |should )?(?:respectfully |politely )?"
        "(?:decline|refuse|abstain)|prefer not to|rather not",
        rf"\b(?:no|without (?:an?|the|any|seeing)) {_PICTURE}\b",
        rf"{_PICTURE}(?: you \w{{2,12}})? (?:is|was|are|were|has|have|did|does|seems?)"
        "(?: not|n't)(?: to)? ?(?:be |been )?"
        "(?:provided|attached|included|visible|load|shown|available|uploaded|display)",
        r"\bplease (?:provide|upload|share|attach|send|give|clarify|specify)",
        "i(?:'d| would)? need to see|(?:need|require) (?:more|additional|further|the) "
        "(?:information|details|context|data|image|picture)",
        "(?:could|can|would) you (?:please )?(?:provide|clarify|share|upload|attach|send|describe)",
    )


_CHINESE = either(
    "抱歉|对不起|不好意思|我不知道|不知道|不清楚|我不会|答不上来|不太确定|不太清楚|拿不准|没有把握",
    "作为(?:一个|一名|一款)?(?:ai|人工智能|语言模型|大语言模型|大模型|文本模型|智能助手)",
    "(?:无法|不能|没办法|没法|无能为力)(?:为您|为你|直接|准确|真正)?"
    "(?:回答|查看|访问|识别|提供|处理|分析|解答|给出|完成|打开|读取|作答|帮助|协助|满足|选|看图)",
    "(?:看不到|看不见|没有看到|没看到|未看到|未提供|没有提供|没有收到|未收到|缺少|(?:无法|不能)看[到见])"
    "(?:任何|您|你|这张|该|上传的?|提供的?|题目的?|的)*(?:图|图片|图像|照片|画面|附件)",
    "没有(?:任何)?(?:图片|图像)|(?:图片|图像|图)(?:未|没有?)(?:显示|加载|上传|提供)|缺少图|请(?:您|你)?(?:提供|上传|发送|补充|重新上传|重新发送)|需要更多信息",
    "无可奉告|拒绝回答",
)


@cache
def _refusal() -> re.Pattern[str]:
    abroad = rf"(?<!\w){speech().declines}(?!\w)"
    return re.compile(f"{_english()}|{_CHINESE}|{abroad}", re.MULTILINE)


@cache
def _undetermined() -> re.Pattern[str]:
    verb = either(
        "determined?|told|tell|say|said|know|known|inferred|infer|decided?|answered|answer",
        "established|identified",
    )
    unable = either(
        "can(?:no|')?t|can not|could not|couldn't|impossible to|not possible to|unable to",
        "no way to|hard to|difficult to|not able to|isn't possible to",
    )
    return re.compile(
        either(
            rf"{unable} (?:be )?{verb}",
            r"\b(?:(?:un|in)determin(?:ed|ate|able)|not determinable|unanswerable|unclear)\b",
            "(?:not|n't) (?:be )?(?:enough|sufficient|adequate) (?:info|data|detail|context)",
            r"insufficient (?:information|data|detail|context)|\bunknown\b",
            r"^\W{0,12}(?:n/?a|unknown|null|not applicable|undefined)\W{0,12}$",
            "(?:无法|不能|难以|无从|不可|没办法|没法)(?:准确|直接|完全)?"
            "(?:判断|确定|得知|判定|推断|得出|知道|知晓|断定|看出|推出|辨别|分辨|确认)",
            r"信息(?:不足|不够)|条件(?:不足|不够)|(?:没有|缺乏|缺少)足够(?:的)?信息|(?:判断|确定)不了",
            r"^\W{0,12}未知\W{0,12}$|说不准|不确定|不好说",
        ),
        re.MULTILINE,
    )


def refusals(low: str, start: int, end: int, *, told: bool) -> list[tuple[int, int]]:
    """Where a lower-case text declines to answer. `told` says that "cannot be told" is one of the
    answers, so that saying so is no refusal."""
    found = [match.span() for match in _refusal().finditer(low, start, end)]
    if not told:
        found += [match.span() for match in _undetermined().finditer(low, start, end)]
    return sorted(found)


@cache
def _error() -> re.Pattern[str]:
    """An error text in the place of a reply: it is the whole of it, and short."""
    return re.compile(cue("error"))


_LONGEST_ERROR = 400


def is_error(low: str) -> bool:
    """Whether a lower-case reply is the text of an error, not of a model."""
    text = low.strip()
    if text.startswith(("traceback (most recent", "<!doctype html", "<html")):
        return True
    return len(text) <= _LONGEST_ERROR and _error().search(text) is not None
