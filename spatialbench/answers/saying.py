"""Writing an answer as the prompt asks for it: one line, in the language of the item."""

from __future__ import annotations

from collections.abc import Mapping

from spatialbench.items.item import Item
from spatialbench.probes.probe import Value

LINES = {"en": "ANSWER: {}", "zh": "答案：{}"}
REFUSALS = {
    "en": "I'm sorry, but I can't answer this question.",
    "zh": "抱歉，我无法回答这个问题。",
}
_NOTHING = {"en": "none", "zh": "无"}
_BETWEEN = {"en": ", ", "zh": "、"}


def say_answer(value: Value, item: Item) -> str:
    """The line that gives this value as the answer to that item."""
    return LINES[item.language].format(said_value(value, item))


def say_literally(text: str, item: Item) -> str:
    """The line that gives this text: a letter as it is, a label in the language of the item."""
    if item.answer_type in {"label", "verdict"}:
        return say_answer(text, item)
    return LINES[item.language].format(text)


def said_value(value: Value, item: Item) -> str:
    """A value in the language of the item, as the prompt asks for it."""
    from spatialbench.items.saying import Voice

    language, voice = item.language, Voice(item.language, item.task)
    if isinstance(value, Mapping):
        return voice.value(value, item.answer_type)
    if isinstance(value, list):
        words = [voice.label(word) for word in value]
        return _BETWEEN[language].join(words) or _NOTHING[language]
    if isinstance(value, float) and item.unit:
        return f"{value!r} {item.unit}"
    return voice.value(value, item.answer_type)
