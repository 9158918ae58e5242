"""What comes of a construction. Scoring knows this much without loading any geometry."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple


class Tried(NamedTuple):
    """Whether a construction does what is asked, and which named near misses (rivals of the task)
    it is a case of where it does not."""

    right: bool
    like: tuple[str, ...] = ()


Steps = Sequence[str]
Trial = Callable[[Steps], Tried]
"""Carries out a construction for one question."""
