"""How much a packed file may unpack to: what a bomb needs is more than any log or shard is.

Checked while unpacking, whatever the file says of itself.
"""

from __future__ import annotations

from spatialbench.errors import FormatError

FLOOR = 1 << 28
"""Bytes that any packed file may unpack to."""
RATIO = 200
"""A larger file may unpack to this many times its own size."""
LARGEST_SAMPLE = 1 << 25
"""Bytes of one sample or row, unpacked."""
MOST_ROWS = 10_000_000
"""Rows of a table."""
MOST_TAGS = 4_000_000
"""XML tags of a part of a spreadsheet; a cell has from one to three."""
INSTEAD = (
    "Write the log without pictures (inspect-ai: --no-log-images), several logs into one folder, "
    'or the answers as lines {"id": "…", "response": "…"}.'
)
ROW = 64
"""A row counts as so many bytes, however little is in it."""


class Budget:
    """The bytes that are left for one file of `size` bytes, called `name` in messages, which end
    with what helps."""

    def __init__(self, name: str, size: int, remedy: str = INSTEAD) -> None:
        self.name, self.allowed, self.remedy = name, max(FLOOR, RATIO * size), remedy
        self.left = self.allowed

    def spend(self, count: int) -> None:
        """FormatError where this is more than is left."""
        self.left -= count
        if self.left < 0:
            raise FormatError(
                f"{self.name}: expected at most {self.allowed:,} bytes when unpacked ({RATIO} "
                f"times its size, and {FLOOR:,} at least); it unpacks to more. "
                f"{self.remedy}"
            )
