"""Text from outside made visible: what would be invisible, or steer a terminal or the direction of
writing, is written as an escape. Escaping for HTML, Markdown or CSV comes on top of this.
"""

from __future__ import annotations

import re

# Controls, marks of direction and other characters that show nothing but do something. Joiners
# (U+200C, U+200D) stay: scripts and emoji need them.
_UNSEEN = (
    r"\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e"
    r"\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f"
)
_IN_TEXT = re.compile(f"[{_UNSEEN}]")
_IN_LINE = re.compile(f"[{_UNSEEN}\t\n]")
LONGEST_NAME = 80


def shown_text(text: str) -> str:
    """Text of several lines with everything unseen but tabs and line ends written as escapes."""
    return _IN_TEXT.sub(_escape, text)


def shown_line(text: str, *, longest: int | None = None) -> str:
    """Text on one line, cut off at `longest` characters, with everything unseen as escapes.

    >>> shown_line("a\\x1b[31mb")
    'a\\\\x1b[31mb'
    """
    if longest is not None and len(text) > longest:
        text = text[: longest - 1] + "…"
    return _IN_LINE.sub(_escape, text)


def shown_name(name: str) -> str:
    """A name, such as a model's, as it may stand in a table."""
    return shown_line(name, longest=LONGEST_NAME)


def _escape(match: re.Match[str]) -> str:
    code = ord(match.group())
    if code < 0x100:
        return {9: "\\t", 10: "\\n", 13: "\\r"}.get(code, f"\\x{code:02x}")
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
