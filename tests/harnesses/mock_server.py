"""A model behind an OpenAI-compatible interface, on this machine only: for tests of harnesses.

    python mock_server.py --replies replies.json --log log.jsonl

speaks chat completions (streamed, too), knows every question by its text and its pictures, and
keeps a record of each request: which question, how many pictures, in which order. `faults` are
statuses such as 429 to give before answering a question: `{"some fingerprint": [429, 500]}`; a
question with -500 gives 500 for ever.
"""

from __future__ import annotations

import argparse
import json
import re
import threading
import time
from base64 import b64decode
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from typing import Any

_PLACEHOLDER = re.compile(r"<image(?: \d+)?>|\s+")


def pixels(png: bytes) -> str:
    """A hash of the decoded pixels: harnesses encode pictures again."""
    from PIL import Image

    with Image.open(BytesIO(png)) as picture:
        rgb = picture.convert("RGB")
        return sha256(f"{rgb.size}".encode() + rgb.tobytes()).hexdigest()[:16]


def fingerprint(text: str, pictures: Sequence[str]) -> str:
    """What a question is known by: its text without space and placeholders, and its pictures."""
    bare = _PLACEHOLDER.sub("", text)
    return sha256("\0".join([bare, *pictures]).encode()).hexdigest()[:16]


def asked(messages: Sequence[Mapping[str, Any]]) -> tuple[str, list[str]]:
    """The text of the last message of the user, and the hashes of its pictures, in order."""
    content = [m for m in messages if m["role"] == "user"][-1]["content"]
    if isinstance(content, str):
        return content, []
    text = "".join(part["text"] for part in content if part["type"] == "text")
    urls = [part["image_url"] for part in content if part["type"] == "image_url"]
    sources = [url if isinstance(url, str) else url["url"] for url in urls]
    return text, [pixels(b64decode(url.partition("base64,")[2])) for url in sources]


@dataclass
class Mock:
    """What the model says, what goes wrong, and what it was asked."""

    replies: Mapping[str, str]
    faults: dict[str, list[int]] = field(default_factory=dict)
    requests: list[dict[str, Any]] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)
    delay: float = 0.0  # seconds before an answer

    def answer(self, body: Mapping[str, Any]) -> tuple[int, str]:
        """Status and text for a request."""
        time.sleep(self.delay)
        text, pictures = asked(body["messages"])
        name = fingerprint(text, pictures)
        with self.lock:
            status = self._status(name)
            self.requests.append({"question": name, "pictures": pictures, "status": status})
        return status, self.replies.get(name, f"I do not know this question: {text[:80]!r}")

    def _status(self, name: str) -> int:
        waiting = self.faults.get(name)
        if not waiting:
            return 200
        return -waiting[0] if waiting[0] < 0 else waiting.pop(0)


def completion(text: str, model: str) -> dict[str, Any]:
    """The whole of a chat completion."""
    message = {"role": "assistant", "content": text}
    return {
        "id": "chatcmpl-mock",
        "object": "chat.completion",
        "created": 0,
        "model": model,
        "choices": [{"index": 0, "message": message, "finish_reason": "stop"}],
        "usage": {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2},
    }


def chunks(text: str, model: str) -> Iterator[str]:
    """The same as server-sent events."""
    head = {"id": "chatcmpl-mock", "object": "chat.completion.chunk", "created": 0, "model": model}
    deltas = [{"role": "assistant", "content": ""}, {"content": text}, {}]
    for delta in deltas:
        choice = {"index": 0, "delta": delta, "finish_reason": None if delta else "stop"}
        yield f"data: {json.dumps({**head, 'choices': [choice]})}\n\n"
    yield "data: [DONE]\n\n"


class Handler(BaseHTTPRequestHandler):
    """One request."""

    mock: Mock
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self._send(200, json.dumps({"object": "list", "data": [{"id": "mock"}]}))

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        status, text = self.mock.answer(body)
        if status != 200:
            self._send(status, json.dumps({"error": {"message": f"status {status}", "type": "x"}}))
        elif body.get("stream"):
            self._send(200, "".join(chunks(text, body["model"])), kind="text/event-stream")
        else:
            self._send(200, json.dumps(completion(text, body["model"])))

    def _send(self, status: int, text: str, *, kind: str = "application/json") -> None:
        raw = text.encode()
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(raw)))
        if status == 429:
            self.send_header("Retry-After", "0")
        self.end_headers()
        self.wfile.write(raw)

    def log_message(self, *arguments: object) -> None:
        """Silent."""


@contextmanager
def serving(mock: Mock) -> Iterator[str]:
    """The base URL of the mock while it is up."""
    handler = type("Bound", (Handler,), {"mock": mock})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/v1"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def main() -> None:
    """Serve until standard input ends, then write down what was asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--replies", type=Path, required=True)
    parser.add_argument("--log", type=Path, required=True)
    arguments = parser.parse_args()
    mock = Mock(json.loads(arguments.replies.read_text()))
    with serving(mock) as url:
        print(url, flush=True)
        input()
    arguments.log.write_text("".join(json.dumps(one) + "\n" for one in mock.requests))


if __name__ == "__main__":
    main()
