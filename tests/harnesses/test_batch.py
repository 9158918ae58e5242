"""The contract with batch interfaces: requests hold every picture, results score like answers."""

from __future__ import annotations

import json
from base64 import b64decode
from pathlib import Path
from typing import Any

import pytest
from asked_sets import name_of, pairs, pictures_of, replies
from mock_server import asked, fingerprint, pixels

from spatialbench.adapters import openai_batch
from spatialbench.adapters.export import Options, export
from spatialbench.adapters.requests import Limits
from spatialbench.errors import InputError
from spatialbench.scoring import score
from spatialbench.sets import QuestionSet

FORMS = ("openai-batch", "anthropic-batch")


@pytest.fixture(scope="module", params=FORMS)
def form(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def requests(
    form: str, questions: QuestionSet, tmp_path_factory: pytest.TempPathFactory
) -> list[dict[str, Any]]:
    """The requests of the whole set."""
    out = tmp_path_factory.mktemp(form) / "batch"
    files = export(form, questions.path, out, options=Options(model="some/model", temperature=0))
    return [json.loads(line) for file in files for line in file.read_text().splitlines()]


def said(form: str, request: dict[str, Any]) -> tuple[str, list[str]]:
    """Text and pictures of a request, as a provider would read them."""
    if form == "openai-batch":
        return asked(request["body"]["messages"])
    content = request["params"]["messages"][0]["content"]
    text = "".join(part["text"] for part in content if part["type"] == "text")
    shown = [part["source"]["data"] for part in content if part["type"] == "image"]
    return text, [pixels(b64decode(data)) for data in shown]


def test_requests_carry_every_picture_in_order(
    form: str, requests: list[dict[str, Any]], questions: QuestionSet
) -> None:
    """And the text of the item."""
    found = {one["custom_id"]: said(form, one) for one in requests}
    for item, _ in pairs(questions):
        text, pictures = found[item.id]
        assert pictures == pictures_of(questions, item)
        assert fingerprint(text, pictures) == name_of(questions, item)
    assert len(found) == 120


def result(form: str, request: dict[str, Any], text: str | None) -> dict[str, Any]:
    """What the provider's documentation says that a result looks like; None: it expired."""
    if form == "anthropic-batch":
        message = {"model": "m", "content": [{"type": "text", "text": text}], "role": "assistant"}
        kept = {"type": "succeeded", "message": {**message, "stop_reason": "end_turn"}}
        return {"custom_id": request["custom_id"], "result": kept if text else {"type": "expired"}}
    choice = {"message": {"role": "assistant", "content": text}, "finish_reason": "stop"}
    body = {"model": "m", "choices": [choice], "usage": {"total_tokens": 2}}
    error = {"code": "batch_expired", "message": "This request could not be executed in time."}
    return {
        "id": f"batch_req_{request['custom_id']}",
        "custom_id": request["custom_id"],
        "response": {"status_code": 200, "request_id": "r", "body": body} if text else None,
        "error": None if text else error,
    }


def test_results_score_like_an_answer_file(
    form: str, requests: list[dict[str, Any]], questions: QuestionSet, tmp_path: Path
) -> None:
    """In any order; a request that expired is missing and not wrong."""
    names = {item.id: name_of(questions, item) for item, _ in pairs(questions)}
    known = replies(questions)
    lost = requests[7]["custom_id"]
    texts = {one: known[name] for one, name in names.items() if one != lost}
    path, plain = tmp_path / "results.jsonl", tmp_path / "answers.jsonl"
    lines = [result(form, one, texts.get(one["custom_id"])) for one in reversed(requests)]
    path.write_text("".join(json.dumps(line) + "\n" for line in lines))
    rows = [{"id": one, "response": text} for one, text in texts.items()]
    plain.write_text("".join(json.dumps(row) + "\n" for row in rows))
    theirs, ours = score(questions, path).overall, score(questions, plain).overall
    assert (theirs.right, theirs.answered) == (ours.right, ours.answered)
    assert theirs.statuses["failed"] == 1
    assert theirs.statuses["refusal"] == ours.statuses["refusal"] > 0


def test_a_file_never_grows_beyond_what_the_provider_takes(
    questions: QuestionSet, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By size and by number; no request is lost."""
    monkeypatch.setattr(openai_batch, "LIMITS", Limits(bytes=90_000, requests=25))
    files = export("openai-batch", questions.path, tmp_path / "b", options=Options(model="m"))
    sizes = [(file.stat().st_size, len(file.read_text().splitlines())) for file in files]
    assert len(files) > 4
    assert all(size <= 90_000 and count <= 25 for size, count in sizes)
    assert sum(count for _, count in sizes) == 120


def test_a_batch_without_a_model_is_an_error(questions: QuestionSet, tmp_path: Path) -> None:
    """And leaves nothing behind."""
    with pytest.raises(InputError, match="expected --model"):
        export("openai-batch", questions.path, tmp_path / "b")
    assert not list(tmp_path.iterdir())


def test_a_picture_outside_of_the_set_is_not_sent(questions: QuestionSet, tmp_path: Path) -> None:
    """A set from a stranger may name any file."""
    import shutil
    from hashlib import sha256

    folder = tmp_path / "set"
    shutil.copytree(questions.path, folder)
    (tmp_path / "secret.png").write_bytes(b"secret")
    lines = (folder / "items.jsonl").read_text()
    first = next(item.images[0].path for item, _ in pairs(questions) if item.images)
    bad = lines.replace(first, "../secret.png")
    (folder / "items.jsonl").write_text(bad)
    manifest = json.loads((folder / "manifest.json").read_text())
    manifest["items"]["sha256"] = sha256(bad.encode()).hexdigest()
    (folder / "manifest.json").write_text(json.dumps(manifest))
    with pytest.raises(InputError, match=r"path"):
        export("openai-batch", folder, tmp_path / "out", options=Options(model="m"))
