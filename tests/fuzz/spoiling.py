"""Damage to real files, drawn by hypothesis: bytes, and values of JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence
from copy import deepcopy
from typing import Any, NamedTuple

from hypothesis import strategies as st


class Edit(NamedTuple):
    """Something done to bytes at a place, given as a share of the whole."""

    kind: str
    place: float
    share: float
    byte: int


SHARES = st.floats(0, 1, width=32)
EDITS = st.lists(
    st.builds(
        Edit,
        st.sampled_from(["set", "flip", "delete", "repeat", "insert", "cut", "zero"]),
        SHARES,
        SHARES,
        st.integers(0, 255),
    ),
    min_size=1,
    max_size=5,
)


def damaged(data: bytes, edits: Sequence[Edit], tokens: Sequence[bytes] = ()) -> bytes:
    """The bytes with the edits made, one after the other."""
    for edit in edits:
        at = min(int(edit.place * len(data)), max(0, len(data) - 1))
        end = min(len(data), at + 1 + int(edit.share**4 * 200))
        data = _edited(data, edit, at, end, tokens)
    return data


def _edited(data: bytes, edit: Edit, at: int, end: int, tokens: Sequence[bytes]) -> bytes:
    before, middle, after = data[:at], data[at:end], data[end:]
    if edit.kind == "set":
        return before + bytes([edit.byte]) + data[at + 1 :]
    if edit.kind == "flip":
        return before + bytes(b ^ (1 << edit.byte % 8) for b in data[at : at + 1]) + data[at + 1 :]
    if edit.kind == "insert":
        word = tokens[edit.byte % len(tokens)] if tokens else bytes([edit.byte])
        return before + word + data[at:]
    pieces = {
        "delete": before + after,
        "repeat": before + middle * 3 + after,
        "cut": before,
        "zero": before + bytes(len(middle)) + after,
    }
    return pieces[edit.kind]


# --- values of JSON -----------------------------------------------------------------------------

ODD: list[Any] = [
    None, True, False, 0, 1, -1, 2, 5, 7, 1.0, 1.5, -0.0, 1e308, 10**9, 10**9 + 1, -(10**30), 2**63,
    "", "x", "A", "Z", "red", "\ud800", "\x1b[31m", "\0", "x" * 3000, "../x", "media/a.png", "en",
    [], {}, [[]], [None], ["red"], ["red", "red"], [1, 2, 3], {"kind": "Body"}, {"kind": "Turn"},
    {"a": 1}, [0] * 40, {"kind": "Mesh", "corners": [[0, 0, 0]], "faces": [[0, 0, 0]]},
]  # fmt: skip


class Change(NamedTuple):
    """A value replaced, removed, or said twice: found by these numbers from the top."""

    kind: str
    path: tuple[int, ...]
    odd: int


CHANGES = st.lists(
    st.builds(
        Change,
        st.sampled_from(["replace", "replace", "replace", "remove", "double", "swap"]),
        st.lists(st.integers(0, 30), min_size=1, max_size=7).map(tuple),
        st.integers(0, len(ODD) - 1),
    ),
    min_size=1,
    max_size=3,
)


def changed(value: Any, changes: Sequence[Change]) -> Any:
    """A JSON value with the changes made."""
    value = deepcopy(value)
    for change in changes:
        _change(value, change)
    return value


def _change(value: Any, change: Change) -> None:
    for number in change.path:
        places = list(value) if isinstance(value, dict) else list(range(len(value)))
        if not places:
            return
        place, below = places[number % len(places)], value[places[number % len(places)]]
        if not isinstance(below, dict | list) or not below or number == change.path[-1]:
            _replace(value, place, places, change)
            return
        value = below


def _replace(value: Any, place: Any, places: list[Any], change: Change) -> None:
    if change.kind == "remove":
        del value[place]
    elif change.kind == "double" and isinstance(value, list):
        value.insert(place, deepcopy(value[place]))
    elif change.kind == "swap":
        other = places[change.odd % len(places)]
        value[place], value[other] = value[other], value[place]
    else:
        value[place] = deepcopy(ODD[change.odd])


def lines(records: Sequence[Any]) -> bytes:
    """JSON Lines; halves of surrogate pairs are escaped, as JSON allows."""
    return "".join(json.dumps(record) + "\n" for record in records).encode()
