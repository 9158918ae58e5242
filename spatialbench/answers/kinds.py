"""What a file is that holds no answers: whoever took the wrong one is told which it is."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any, NamedTuple  # JSON

from spatialbench.errors import InputError

_HEAD = 1 << 16
_MOST = 1 << 26  # bytes of a document that is read as a whole to see what it is
_SOME_LINES = 20


class Kind(NamedTuple):
    """A kind of file, and what to do with it."""

    name: str
    remedy: str


ARRAY = Kind(
    "a JSON array", "Write its members one a line, each with the id of a question and a response."
)
RESULTS = Kind(
    "the results of a model, as `score` writes them",
    "`compare` and `report` take it as it is; `score` and `extract` take the answers.",
)
_KINDS: tuple[tuple[frozenset[str], Kind], ...] = (
    (frozenset({"aggregates", "outcomes"}), RESULTS),
    (
        frozenset({"leaderboard", "pairs"}),
        Kind("a comparison of models", "Give the answer files that were compared."),
    ),
    (
        frozenset({"tables", "summary"}),
        Kind("a report", "Give the answer files that it was made from."),
    ),
    (
        frozenset({"prompt", "answer_type"}),
        Kind(
            "the questions of a set", "Answers are lines with the id of a question and a response."
        ),
    ),
    (
        frozenset({"answer", "rivals"}),
        Kind("the key of a set", "It is found in the folder of the set, or given by --key."),
    ),
    (
        frozenset({"path", "pixels"}),
        Kind("the list of a set's pictures", "Give the answers to the set."),
    ),
    (frozenset({"canary", "suite"}), Kind("the manifest of a set", "Give the answers to the set.")),
    (frozenset({"claims"}), Kind("a file of claims", "It is given by --claims.")),
    (
        frozenset({"items_sha256", "rows", "level"}),
        Kind("an audit of a set", "Give the answers to the set."),
    ),
)
_SIGNS = (
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8", "a picture"),
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a zip archive of no known harness"),
    (b"glTF", "a 3D model"),
)
_ANSWERS = 'Answers are lines like {"id": "…", "response": "…"}, a table, or the log of a harness.'


def is_results_file(path: Path) -> bool:
    """Whether a file begins as the results of a model do."""
    if not path.is_file():
        return False
    head = _head(path).lstrip()
    return head.startswith(b"{") and all(
        name in head for name in (b'"format"', b'"package"', b'"aggregates"')
    )


def refuse_other_kind(path: Path) -> None:
    """InputError saying what the file is, if it is something else than answers. A file of answers
    with a mistake in it is let pass."""
    kind = kind_of(path)
    if kind is not None:
        raise InputError(
            f"{path}: expected an answer file or a harness's log; this is {kind.name}. "
            f"{kind.remedy}"
        )


def kind_of(path: Path) -> Kind | None:
    """The kind of a file that holds no answers; None where it may hold some."""
    if not path.is_file():
        return None
    head = _head(path)
    if head.startswith(b"\x1f\x8b"):
        return Kind("a gzip archive", "Unpack it (gunzip), and name the file that was in it.")
    name = next((name for sign, name in _SIGNS if head.startswith(sign)), None)
    if name is None and b"\0" in head:
        name = "a binary file"
    if name is None and head.lstrip().startswith(b"<"):
        name = "a page (HTML or XML)"
    if name is not None:
        return Kind(name, _ANSWERS)
    return _kind_of_text(path, head)


def _head(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(_HEAD).removeprefix(b"\xef\xbb\xbf")


def _kind_of_text(path: Path, head: bytes) -> Kind | None:
    records = [_json(line) for line in head.splitlines()[:_SOME_LINES]]
    first = records[0] if records and isinstance(records[0], dict) else _document(path)
    if isinstance(first, list):
        return ARRAY
    if isinstance(first, dict):
        return next((kind for names, kind in _KINDS if names <= first.keys()), None)
    if any(isinstance(record, dict) for record in records) or head.lstrip().startswith(b"{"):
        return None  # rows, though the first may be damaged
    if _is_suite(head):
        return Kind("a suite, the recipe of a set", "`generate` takes it.")
    return Kind("text without a JSON object", _ANSWERS)


def _document(path: Path) -> Any:
    return _json(path.read_bytes()) if path.stat().st_size <= _MOST else None


def _json(text: bytes) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def _is_suite(head: bytes) -> bool:
    try:
        return "part" in tomllib.loads(head.decode())
    except ValueError:
        return False
