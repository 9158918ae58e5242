"""What promptfoo calls: tests from a set, the prompt of each with its pictures, and our judgement.

The set is the folder `quick` beside this file, or the one that SPATIALBENCH_SET names.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any  # promptfoo's JSON

from spatialbench.adapters.openai_batch import chat_content
from spatialbench.adapters.questions import questions
from spatialbench.answers.logs.content import text_of
from spatialbench.items.item import Item, Key
from spatialbench.scoring.grading import grade

HERE = Path(__file__).parent


def make_tests(config: object = None) -> list[dict[str, Any]]:
    """A test for each item: its message, and what judging needs."""
    folder = os.environ.get("SPATIALBENCH_SET", str(HERE / "quick"))
    return [
        {
            "description": f"{one.item.task} {one.item.id}",
            "vars": {
                "id": one.item.id,
                "message": json.dumps(chat_content(one)),
                "item": json.dumps(one.item.to_json()),
                "key": json.dumps(one.key.to_json()) if one.key else "",
            },
            "assert": [{"type": "python", "value": f"file://{HERE}/questions.py:judge"}],
        }
        for one in questions(folder=folder)
    ]


def create_prompt(context: dict[str, Any]) -> str:
    """The message of the test as a chat."""
    content = json.loads(context["vars"]["message"])
    return json.dumps([{"role": "user", "content": content}])


def judge(output: Any, context: dict[str, Any]) -> dict[str, Any]:
    """Our reading and judging of an output, which is no text where promptfoo has parsed it."""
    told = context["vars"]
    item, key = Item.from_json(json.loads(told["item"])), Key.from_json(json.loads(told["key"]))
    judged = grade(item, key, text_of(output) or "")
    reason = f"{judged.status}: read {judged.value!r}"
    return {"pass": judged.right, "score": judged.reward, "reason": reason}
