"""Numbers as people read them: a share as `92.1 %`, a gap as `+11.0`, nothing as a dash."""

from __future__ import annotations

NOTHING = "–"
MINUS = "−"


def percent(share: float | None) -> str:
    """A share in percent.

    >>> percent(0.921)
    '92.1 %'
    """
    return NOTHING if share is None else f"{tenths(share)} %"


def tenths(share: float) -> str:
    """A share in percent without the sign, negative ones with a true minus.

    >>> tenths(-0.0312)
    '−3.1'
    """
    text = f"{100 * share:.1f}"
    return "0.0" if text == "-0.0" else text.replace("-", MINUS)


def points(gap: float | None) -> str:
    """A difference in percentage points, with its sign.

    >>> points(0.11)
    '+11.0'
    """
    if gap is None:
        return NOTHING
    text = tenths(gap)
    return text if text.startswith(MINUS) or text == "0.0" else "+" + text


def share_interval(low: float | None, high: float | None) -> str:
    """Two shares in percent.

    >>> share_interval(0.85, 0.959)
    '85.0 – 95.9 %'
    """
    if low is None or high is None:
        return NOTHING
    return f"{tenths(low)} – {tenths(high)} %"


def gap_interval(low: float | None, high: float | None) -> str:
    """Two differences in percentage points.

    >>> gap_interval(-0.02, 0.1)
    '−2.0 … +10.0'
    """
    return NOTHING if low is None or high is None else f"{points(low)} … {points(high)}"


def count(number: int | None) -> str:
    """A whole number with its thousands apart.

    >>> count(2842)
    '2,842'
    """
    return NOTHING if number is None else f"{number:,}"


def p_value(p: float | None) -> str:
    """A p-value without its leading zero.

    >>> p_value(0.0234), p_value(0.0002), p_value(1.0)
    ('.023', '< .001', '1')
    """
    if p is None:
        return NOTHING
    if p < 0.001:
        return "< .001"
    return "1" if p >= 0.9995 else f"{p:.3f}".removeprefix("0")


def number(value: float | None) -> str:
    """A number with at most three digits after the point, and no more than it needs.

    >>> number(2.5), number(-0.12345), number(3.0)
    ('2.5', '−0.123', '3')
    """
    if value is None:
        return NOTHING
    text = f"{value:.3f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text.replace("-", MINUS)


def range_of(low: float | None, high: float | None) -> str:
    """Two whole numbers, or one where they are equal.

    >>> range_of(1, 3), range_of(2, 2)
    ('1–3', '2')
    """
    if low is None or high is None:
        return NOTHING
    return f"{low:g}" if low == high else f"{low:g}–{high:g}"


def reach(low: float | None, high: float | None) -> str:
    """Two numbers between which something lies, either end of which may be open.

    >>> reach(12.34, 30.0), reach(150.0, None), reach(None, 2.5)
    ('12.3 – 30', '≥ 150', '≤ 2.5')
    """
    if low is None:
        return NOTHING if high is None else f"≤ {high:.3g}"
    return f"≥ {low:.3g}" if high is None else f"{low:.3g} – {high:.3g}"
