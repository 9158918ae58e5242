"""What is known and cannot be avoided, each with the limit up to which it is let pass."""

from __future__ import annotations

from spatialbench.sets.auditing.findings import Exemption

_FEW_PUZZLES = (
    "the easiest level has few different puzzles, and each is drawn on its own, so that some are "
    "drawn twice; ask for fewer probes of that level if the share grows"
)

EXEMPTIONS: tuple[Exemption, ...] = (
    Exemption(check="same fingerprint", task="permanence/*", limit=0.03, why=_FEW_PUZZLES),
    Exemption(check="same message", task="permanence/*", limit=0.03, why=_FEW_PUZZLES),
)
