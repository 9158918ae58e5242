"""Bytes as they come out of broken disks, cut copies and hostile hands: edits of real files."""

from __future__ import annotations

import os
from functools import reduce

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

FUZZ = settings(
    max_examples=int(os.environ.get("FUZZ_EXAMPLES", "60")),
    deadline=None,
    derandomize="FUZZ_EXAMPLES" not in os.environ,  # the usual tests are the same every time
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
"""`nox -s fuzz` sets FUZZ_EXAMPLES."""

TELLING = [
    b"\x00", b"\xff", b"\x7f\xff\xff\xff", b"\xff\xff\xff\xff", b"\x00\x00\x00\x00", b"PK\x01\x02",
    b"PK\x03\x04", b"\x28\xb5\x2f\xfd", b"PAR1", b"\x1b[2J", b"<!ENTITY", b"<!DOCTYPE x [", b"&x;",
    b"9" * 5000, b"1e999", b"NaN", b'"', b"{", b"[" * 2000, b"\n", b"\xed\xa0\x80", b"\xef\xbb\xbf",
]  # fmt: skip

Edit = tuple[str, float, bytes, int]

EDITS = st.lists(
    st.tuples(
        st.sampled_from(["put", "insert", "cut", "drop", "flip", "repeat"]),
        st.floats(0, 1, exclude_max=True),
        st.sampled_from(TELLING) | st.binary(min_size=1, max_size=4),
        st.integers(0, 255),
    ),
    min_size=1,
    max_size=6,
)


def damaged(data: bytes, edits: list[Edit]) -> bytes:
    """The bytes after all edits."""
    return reduce(_edited, edits, data)


def _edited(data: bytes, edit: Edit) -> bytes:
    kind, share, new, number = edit
    at = int(share * len(data))
    if kind == "put":
        return data[:at] + new + data[at + len(new) :]
    if kind == "insert":
        return data[:at] + new + data[at:]
    if kind == "cut":
        return data[:at]
    if kind == "drop":
        return data[:at] + data[at + number :]
    if kind == "repeat":
        return data + data[at:]
    flipped = bytes(byte ^ (1 << number % 8) for byte in data[at : at + 1])
    return data[:at] + flipped + data[at + 1 :]
