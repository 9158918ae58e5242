"""Spatial-reasoning questions with exact answers, and a scorer that compares models honestly.

    >>> import spatialbench
    >>> probe = spatialbench.make("cube/face-after-turns", seed="demo", level=2)
    >>> item = spatialbench.present(probe, language="en", modality="text")

Names are loaded when they are first used, so that importing the package costs next to nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

__version__ = "0.1.0"

if TYPE_CHECKING:
    from spatialbench.comparison import compare
    from spatialbench.extraction import extract
    from spatialbench.items.item import Item
    from spatialbench.items.present import present
    from spatialbench.items.tracing import Trace, trace
    from spatialbench.probes.draw import Draw
    from spatialbench.probes.make import make
    from spatialbench.probes.probe import Probe, Puzzle
    from spatialbench.probes.registry import tasks
    from spatialbench.scoring import score
    from spatialbench.scoring.grading import grade
    from spatialbench.sets import QuestionSet, load
    from spatialbench.sets.generate import generate

_HOME = {
    "Draw": "probes.draw",
    "Item": "items.item",
    "Probe": "probes.probe",
    "Puzzle": "probes.probe",
    "QuestionSet": "sets",
    "Trace": "items.tracing",
    "compare": "comparison",
    "extract": "extraction",
    "generate": "sets.generate",
    "grade": "scoring.grading",
    "load": "sets",
    "make": "probes.make",
    "present": "items.present",
    "score": "scoring",
    "tasks": "probes.registry",
    "trace": "items.tracing",
}

__all__ = [
    "Draw",
    "Item",
    "Probe",
    "Puzzle",
    "QuestionSet",
    "Trace",
    "__version__",
    "compare",
    "extract",
    "generate",
    "grade",
    "load",
    "make",
    "present",
    "score",
    "tasks",
    "trace",
]


def __getattr__(name: str) -> object:
    if name not in _HOME:
        raise AttributeError(f"module 'spatialbench' has no attribute {name!r}")
    value = getattr(import_module(f"spatialbench.{_HOME[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
