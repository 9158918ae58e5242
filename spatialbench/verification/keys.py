"""Checking keys: is the answer in each key the one that is measured on meshes?"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from functools import lru_cache
from hashlib import blake2b
from typing import Any, Literal  # key records are JSON, and so Any by nature

from spatialbench.errors import FormatError, Refused, SpatialbenchError
from spatialbench.geometry.limits import check_limits
from spatialbench.geometry.program import Program, decode_footage, decode_program
from spatialbench.geometry.reading import shown
from spatialbench.items.item import letters
from spatialbench.probes.draw import Draw
from spatialbench.probes.probe import Value
from spatialbench.probes.registry import kinds_of
from spatialbench.verification.films import Followed, follow
from spatialbench.verification.measure import builds, jitter_holds, measure

Status = Literal["agrees", "disagrees", "unclear"]
STATUSES: tuple[Status, ...] = ("agrees", "disagrees", "unclear")

REMEDY = "Take the key from where it came from, or mend the field"
_FIELDS = ("id", "task", "answer", "scene", "story", "ask", "undetermined")


@dataclass(frozen=True, slots=True)
class Check:
    """One key looked at. `expected` is the key's answer as a value, `measured` the measured one,
    None where it could not be measured; `note` says what differs or is unclear."""

    id: str
    task: str
    status: Status
    expected: Value
    measured: Value | None
    margins: Mapping[str, float]
    note: str = ""

    def to_json(self) -> dict[str, Any]:
        """The check as JSON."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Summary:
    """How many keys were checked, by task and status, and the smallest margins of each task."""

    total: int
    counts: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    margins: Mapping[str, Mapping[str, float]] = field(default_factory=dict)

    @property
    def passed(self) -> bool:
        """Whether every key agrees, and there was one."""
        agreeing = sum(by_status["agrees"] for by_status in self.counts.values())
        return self.total == agreeing > 0

    def to_json(self) -> dict[str, Any]:
        """The summary as JSON."""
        return asdict(self) | {"passed": self.passed}


def check_key(record: Mapping[str, Any]) -> Check:
    """Whether the answer of one object of key.jsonl is what is measured.

    "unclear" where the measurement is too close to call, or where being 2 % off in places, sizes
    and cameras changes it. FormatError names the item, a field that is missing or does not fit,
    and what to do.
    """
    with _of(record):
        _require(record)
        check_limits(record)
        program = _program(json.dumps([record[name] for name in Program._fields]), record["task"])
        expected = expected_value(record)
        with _measuring():
            return _checked(record, program, expected)


@contextmanager
def _of(record: Mapping[str, Any]) -> Iterator[None]:
    """Whatever is wrong is said of the item, and what to do, where the message ends without
    that (and so without a full stop)."""
    try:
        yield
    except FormatError as error:
        name = record.get("id")
        item = f"the key of item {name!r}" if isinstance(name, str) else "a key without an id"
        told = str(error)
        remedy = "" if told.endswith(".") else f". {REMEDY}."
        raise FormatError(f"{item}: {told}{remedy}") from error


@contextmanager
def _measuring() -> Iterator[None]:
    """Whatever a program trips over is said of the program: its parts may each be such, and not
    belong together. A TypeError is left as it is: it names the function that a kind lacks."""
    try:
        yield
    except (SpatialbenchError, TypeError):
        raise
    except Exception as error:
        raise FormatError(
            f"fields 'scene', 'story' and 'ask': expected a program that can be measured; it "
            f"cannot ({type(error).__name__}: {str(error)[:120]}). Take the key from where it came "
            f"from, or mend the measuring of its kinds."
        ) from error


def _checked(record: Mapping[str, Any], program: Program, expected: Value) -> Check:
    try:
        measured = measure(*program)
    except Refused as refusal:
        return _check(record, "unclear", expected, note=str(refusal))
    seen = (expected, measured.value, measured.margins)
    differs = _difference(record, expected, measured.value, measured.undetermined)
    differs = differs or _also_right(record, program, expected)
    if differs:
        return _check(record, "disagrees", *seen, note=differs)
    if not _holds(program):
        return _check(record, "unclear", *seen, note="being 2 % off changes the answer")
    if record.get("film") is None:
        return _check(record, "agrees", *seen, note=measured.note)
    film = _film(json.dumps(record["film"]), program, record["task"])
    seen = (expected, measured.value, {**measured.margins, "film_nearest": film.margin})
    if film.fault:
        return _check(record, "unclear", *seen, note=film.fault)
    return _check(record, "agrees", *seen, note=measured.note)


@lru_cache(maxsize=64)
def _program(text: str, task: str) -> Program:
    """The program of a probe; its items, which come one after the other, need it once."""
    return decode_program(dict(zip(Program._fields, json.loads(text), strict=True)), kinds_of(task))


@lru_cache(maxsize=64)
def _film(text: str, program: Program, task: str) -> Followed:
    """The film of a probe, watched once for all its items."""
    footage = decode_footage(json.loads(text), program.scene, kinds_of(task))
    return follow(program.scene, program.story, footage)


def _check(
    record: Mapping[str, Any],
    status: Status,
    expected: Value,
    measured: Value | None = None,
    margins: Mapping[str, float] | None = None,
    *,
    note: str,
) -> Check:
    return Check(record["id"], record["task"], status, expected, measured, margins or {}, note)


def _require(record: Mapping[str, Any]) -> None:
    missing = [name for name in _FIELDS if name not in record]
    if missing:
        raise FormatError(f"field {missing[0]!r}: expected a value; got none")
    odd = [name for name in ("id", "task") if not isinstance(record[name], str)]
    if odd:
        raise FormatError(f"field {odd[0]!r}: expected text; got {shown(record[odd[0]])}")
    if not isinstance(record["undetermined"], bool):
        got = shown(record["undetermined"])
        raise FormatError(f"field 'undetermined': expected true or false; got {got}")


def expected_value(record: Mapping[str, Any]) -> Value:
    """The key's answer as a value: where there are choices, the one that the letter stands for."""
    answer: Value = record["answer"]
    choices = record.get("choices")
    if choices is None:
        return answer
    if not isinstance(choices, list):
        raise FormatError(f"field 'choices': expected a list or null; got {shown(choices)}")
    names = letters(len(choices))
    if not isinstance(answer, str) or answer not in names:
        listed = ", ".join(names)
        raise FormatError(f"field 'answer': expected one of {listed}; got {shown(answer)}")
    value: Value = choices[names.index(answer)]
    return value


def _difference(
    record: Mapping[str, Any], expected: Value, measured: Value, undetermined: bool
) -> str:
    """What does not fit, in words; empty if everything fits."""
    if measured != expected:
        return f"the key says {expected!r}, measured is {measured!r}"
    if undetermined != record["undetermined"]:
        return f"field 'undetermined' is {record['undetermined']}, measured is {undetermined}"
    choices = record.get("choices")
    if choices is not None and choices.count(measured) != 1:
        return f"{choices.count(measured)} of the choices are {measured!r}"
    return ""


def _also_right(record: Mapping[str, Any], program: Program, expected: Value) -> str:
    """Of constructions any that works is right: that no other choice does, in words if one does."""
    if record.get("answer_type") != "construction":
        return ""
    for choice in record.get("choices") or ():
        if choice != expected and builds(*program, _steps(choice)):
            return f"the choice {choice!r} does what is asked, too"
    return ""


def _steps(value: Any) -> list[str]:
    if not isinstance(value, list) or not all(isinstance(step, str) for step in value):
        raise FormatError(f"field 'choices': expected lists of steps; got {shown(value)}")
    return value


@lru_cache(maxsize=64)
def _holds(program: Program) -> bool:
    """The jitter of a program is keyed by the program: the same at every check and for all items
    of a probe, which come one after the other and need it once."""
    digest = blake2b(repr(program).encode(), digest_size=16).hexdigest()
    draw = Draw("spatialbench-jitter", digest)
    return jitter_holds(*program, value=measure(*program).value, draw=draw)


def summarise(checks: Iterable[Check]) -> Summary:
    """Counts by task and status, and the smallest of each margin by task."""
    counts: dict[str, Counter[str]] = {}
    margins: dict[str, dict[str, float]] = {}
    for check in checks:
        counts.setdefault(check.task, Counter())[check.status] += 1
        least = margins.setdefault(check.task, {})
        for name, value in check.margins.items():
            least[name] = min(value, least.get(name, value))
    return Summary(
        total=sum(sum(counted.values()) for counted in counts.values()),
        counts={task: {s: counted[s] for s in STATUSES} for task, counted in counts.items()},
        margins=margins,
    )
