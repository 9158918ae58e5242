"""What is known and cannot be avoided, each with the limit up to which it is let pass."""

from __future__ import annotations

from spatialbench.audit.findings import Exemption

_FEW_PUZZLES = (
    "the easiest level has few different puzzles, and each is drawn on its own, so that some are "
    "drawn twice; ask for fewer probes of that level if the share grows"
)

_BY_LUCK = (
    "each probe is drawn on its own, from some hundred thousand puzzles at the easiest level, so "
    "that now and then two are the same"
)

_SAID_OUTRIGHT = (
    "the message says under which cup the ball is put, and finding that place in it is the task; "
    "where words are not set apart, as in Chinese, a word of this check can hold that very place"
)
_SEEN_EMPTY = (
    "whether the box was ever seen empty is half of the evidence, and it is told in words; which "
    "screen it was, and whether it can be told, the words do not give away"
)

EXEMPTIONS: tuple[Exemption, ...] = (
    Exemption(check="same fingerprint", task="permanence/*", limit=0.03, why=_FEW_PUZZLES),
    Exemption(check="same message", task="permanence/*", limit=0.03, why=_FEW_PUZZLES),
    Exemption(check="same fingerprint", task="cube/*", limit=0.002, why=_BY_LUCK),
    Exemption(check="same message", task="cube/*", limit=0.002, why=_BY_LUCK),
    Exemption(check="blind text", task="permanence/hidden-where-*", limit=0.45, why=_SAID_OUTRIGHT),
    Exemption(check="blind text", task="permanence/carried-unseen-*", limit=0.35, why=_SEEN_EMPTY),
)
