"""OpenAI's batch interface: request files out; `score` reads the result files.

A file may hold 50,000 requests and 200 MB (platform.openai.com/docs/guides/batch); `custom_id` is
the id of the item.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any  # requests are JSON

from spatialbench.adapters.export import Options, Source
from spatialbench.adapters.questions import Asked, data_uri, message
from spatialbench.adapters.requests import Limits, model_of, write_parts

LIMITS = Limits(190_000_000, 50_000)


def write(source: Source, folder: Path, options: Options) -> None:
    """`requests-….jsonl`."""
    request = partial(_request, model=model_of(options), options=options)
    write_parts(source.asked(), request, folder, LIMITS)


def chat_content(asked: Asked) -> str | list[dict[str, Any]]:
    """The message of a chat completion: its text, or its parts with the pictures among them."""
    if not asked.item.images:
        return asked.item.prompt
    return [
        {"type": "text", "text": part}
        if isinstance(part, str)
        else {"type": "image_url", "image_url": {"url": data_uri(part)}}
        for part in message(asked.item)
    ]


def _request(asked: Asked, *, model: str, options: Options) -> dict[str, Any]:
    body: dict[str, Any] = {
        "model": model,
        "messages": [{"role": "user", "content": chat_content(asked)}],
        "max_completion_tokens": options.max_tokens,
    }
    if options.temperature is not None:
        body["temperature"] = options.temperature
    url = "/v1/chat/completions"
    return {"custom_id": asked.item.id, "method": "POST", "url": url, "body": body}
