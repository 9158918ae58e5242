"""Programs of strangers are looked at for their size before anything is made of them."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest
from probe_keys import FACE, SHELL, key_of, probes

from spatialbench.errors import FormatError
from spatialbench.geometry.limits import MOST_BODIES, MOST_EVENTS, MOST_TRIANGLES, check_limits
from spatialbench.probes.make import make
from spatialbench.probes.registry import tasks
from spatialbench.verification.keys import check_key


def with_bodies(count: int) -> dict[str, Any]:
    """A program with so many bodies of different names."""
    record = key_of(probes(SHELL)[0])
    (first, *_) = record["scene"]["bodies"]
    record["scene"]["bodies"] = [{**deepcopy(first), "name": f"b{i}"} for i in range(count)]
    return record


def with_events(count: int) -> dict[str, Any]:
    """A program in which one event happens so often."""
    record = key_of(probes(SHELL)[0])
    record["story"] = record["story"][:1] * count
    return record


def with_triangles(count: int) -> dict[str, Any]:
    """A program with a mesh of so many triangles, in two halves."""
    record = with_bodies(2)
    for body, part in zip(record["scene"]["bodies"], (count // 2, count - count // 2), strict=True):
        body["shape"] = {"kind": "Mesh", "vertices": [[0, 0, 0]], "triangles": [[0, 0, 0]] * part}
    return record


def nested(depth: int) -> dict[str, Any]:
    """A program with lists in lists."""
    record = key_of(probes(FACE)[0])
    for _ in range(depth):
        record["ask"] = {"kind": "FacesAt", "sides": record["ask"]}
    return record


@pytest.mark.parametrize(
    ("record", "message"),
    [
        (with_bodies(MOST_BODIES + 1), "expected at most 128 bodies; got 129"),
        (with_events(MOST_EVENTS + 1), "expected at most 500 events; got 501"),
        (with_triangles(MOST_TRIANGLES + 1), "expected at most 5,000 triangles; got 5,001"),
        (
            with_events(1) | {"ask": {"kind": "FacesAt", "sides": [0] * 200_000}},
            "at most 100,000 val",
        ),
        (nested(90), "expected at most 40 values in each other"),
    ],
    ids=["bodies", "events", "triangles", "values", "nested"],
)
def test_a_program_that_is_too_large_is_refused_before_any_work(
    record: dict[str, Any], message: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is decoded or measured."""
    monkeypatch.setattr("spatialbench.geometry.reading.Reading.object", lambda *_: 1 / 0)
    with pytest.raises(FormatError, match=message):
        check_key(record)


@pytest.mark.parametrize("record", [with_bodies(MOST_BODIES), with_events(MOST_EVENTS)])
def test_the_largest_programs_pass(record: dict[str, Any]) -> None:
    """Up to the limit."""
    check_limits(record)


@pytest.mark.parametrize(
    ("task", "level"), [(task, level) for task in tasks() for level in tasks()[task].levels]
)
def test_every_task_stays_far_below(task: str, level: int) -> None:
    """Half of what is let pass is room for tasks to come."""
    record = key_of(make(task, seed="limits", level=level))
    assert len(record["scene"]["bodies"]) <= MOST_BODIES / 2
    assert len(record["story"]) <= MOST_EVENTS / 2
