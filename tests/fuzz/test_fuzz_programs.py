"""Whatever a key says of its scene, it is checked or an error of ours."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

import pytest
from fuzz.spoiling import CHANGES, Change, changed
from hypothesis import given
from hypothesis import strategies as st
from probe_keys import key_of

from spatialbench.errors import FormatError, SpatialbenchError
from spatialbench.probes.make import make
from spatialbench.probes.registry import tasks
from spatialbench.verification.keys import check_key

RECORDS = [key_of(make(task, seed="fuzz", level=2), choices=True) for task in tasks()]


@given(st.sampled_from(RECORDS), CHANGES)
def test_a_changed_key_is_checked_or_an_error_of_ours(
    record: dict[str, Any], changes: list[Change]
) -> None:
    """Values of other kinds, missing ones, and too many."""
    with suppress(SpatialbenchError):
        check_key(changed(record, changes))


@given(st.sampled_from(RECORDS), st.sampled_from(["scene", "story", "ask"]), CHANGES)
def test_a_changed_program_is_checked_or_an_error_of_ours(
    record: dict[str, Any], part: str, changes: list[Change]
) -> None:
    """Deeper in the scene, the story or the ask."""
    with suppress(SpatialbenchError):
        check_key(record | changed({part: record[part]}, changes))


# --- what was found -----------------------------------------------------------------------------


@pytest.mark.parametrize("value", [None, [], 3, "x", {"kind": ["x"]}])
@pytest.mark.parametrize("part", ["scene", "story", "ask", "choices", "answer", "id", "task"])
def test_a_part_of_another_kind_is_an_error_of_ours(part: str, value: Any) -> None:
    """Whichever it is."""
    with suppress(SpatialbenchError):
        check_key(RECORDS[0] | {part: value})


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: str(record["task"]))
def test_a_story_told_twice_is_checked_or_an_error_of_ours(record: dict[str, Any]) -> None:
    """A net that is folded cannot be folded again: each event is one, and they do not fit."""
    with suppress(SpatialbenchError):
        check_key(record | {"story": record["story"] * 2})


def test_a_program_that_cannot_be_measured_is_said_to_be_none(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Whatever its measuring trips over, with a remedy."""

    def tripping(*_: object) -> None:
        raise ZeroDivisionError("division by zero")

    monkeypatch.setattr("spatialbench.verification.keys.measure", tripping)
    with pytest.raises(FormatError, match=r"can be measured; it cannot \(ZeroDivisionError: div"):
        check_key(RECORDS[0])
