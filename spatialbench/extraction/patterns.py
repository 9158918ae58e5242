"""Building patterns out of phrases."""

from __future__ import annotations


def either(*phrases: str) -> str:
    """A pattern for any of these phrases (patterns themselves)."""
    return "(?:" + "|".join(phrases) + ")"


def word(*phrases: str) -> str:
    """A pattern for any of these phrases as whole English words."""
    return rf"(?<![a-z]){either(*phrases)}(?![a-z])"
