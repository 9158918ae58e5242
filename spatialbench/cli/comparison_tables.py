"""Comparisons in a terminal: who is how good, who is better than whom, and what was claimed."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from typing import TYPE_CHECKING

from spatialbench.answers.rows import PEOPLE
from spatialbench.cli.answering import percent, share_range
from spatialbench.cli.common import say, table
from spatialbench.cli.matrix import Gap, show_matrix

if TYPE_CHECKING:
    from spatialbench.comparison import Comparison
    from spatialbench.comparison.compare import Standing
    from spatialbench.comparison.pairs import Pair
    from spatialbench.comparison.totals import TotalPair, TotalsComparison

MOST_SENTENCES = 6  # so many pairs are told in sentences; of more, a matrix is made


def show_comparison(comparison: Comparison) -> None:
    """The comparison as tables for people."""
    _show_standings(comparison)
    complete = {one.model for one in comparison.leaderboard if one.complete}
    ranked = [pair for pair in comparison.pairs if {pair.a, pair.b} <= complete]
    partial = [pair for pair in comparison.pairs if not {pair.a, pair.b} <= complete]
    _show_pairs(ranked, "gaps in points")
    _show_pairs(partial, "incomplete models: gaps in points, on what both answered", last=complete)
    _show_pairs(comparison.references, "against the reference rows: gaps in points")
    _show_claims(comparison)


def _show_standings(comparison: Comparison) -> None:
    family = [one for one in comparison.leaderboard if not one.reference]
    columns = ("rank", "model", "right", "accuracy", "95 %", "read", "missing", "gap*")
    noun = "model" if len(family) == 1 else "models"
    if {one.origin for one in family} == {PEOPLE}:
        noun = "group of people" if len(family) == 1 else "groups of people"
    elif {one.origin for one in family} != {None}:
        noun = "answerer" if len(family) == 1 else "answerers"
    title = f"{len(family)} {noun} on {comparison.question_set.name}"
    table(title, columns, [_standing(one) for one in comparison.leaderboard])
    say(
        f"All but counts in percent; blind guessing: {_chance(comparison)}. The interval takes the "
        f"questions of a probe together."
    )
    say("* the smallest gap below this accuracy that would show (80 % power)")
    if any(one.reference for one in comparison.leaderboard):
        say("ref: a reference row: no model, and in no rank and no test between models")
    for one in family:
        if not one.complete:
            _say_incomplete(one)


def _standing(one: Standing) -> tuple[str, ...]:
    whole = one.overall
    return (
        _place(one),
        one.model,
        f"{whole.right}/{whole.answered}",
        _tenths(whole.accuracy),
        share_range(*_limits(one)),
        _tenths(whole.parse_rate),
        str(whole.missing),
        _tenths(one.detectable),
    )


def _chance(comparison: Comparison) -> str:
    known = [one.overall.chance for one in comparison.leaderboard if one.complete]
    shares = [share for share in known if share is not None]
    low, high = min(shares, default=None), max(shares, default=None)
    return percent(low) if low == high else f"{share_range(low, high)} %"


def _limits(one: Standing) -> tuple[float | None, float | None]:
    """The interval that takes the answers of a probe together, as tests do; else Wilson's. Of an
    incomplete model, what is possible."""
    if not one.complete:
        return one.bounds
    clustered = one.overall.clustered
    if clustered.low is None:
        return one.overall.low, one.overall.high
    return clustered.low, clustered.high


def _place(one: Standing) -> str:
    if one.reference:
        return "ref"
    if not one.complete:
        return "inc"
    if one.rank is None:
        return "–"
    return f"{one.rank.low}-{one.rank.high}" if one.rank.low < one.rank.high else str(one.rank.low)


def _say_incomplete(one: Standing) -> None:
    whole = one.overall
    say(
        f"inc: {one.model} is incomplete and has no rank: {whole.answered} of {whole.n} answered; "
        f"between {percent(one.bounds.low)} (all missing wrong) and {percent(one.bounds.high)} "
        f"(all missing right)"
    )


def _tenths(share: float | None) -> str:
    return percent(share).removesuffix(" %")


def _show_pairs(pairs: Sequence[Pair], title: str, *, last: Container[str] = ()) -> None:
    """The pairs in sentences, or as a matrix; models in `last` are its columns."""
    if len(pairs) <= MOST_SENTENCES:
        for pair in pairs:
            say(f"- {pair.verdict['en']}")
        return
    show_matrix(title, [_gap(pair, turned=pair.a in last) for pair in pairs])
    say(_rests_on(pairs))
    say()


def _gap(pair: Pair, *, turned: bool) -> Gap:
    point = pair.test.difference.point
    if pair.better is None or point is None:
        point = None
    if turned:
        return pair.b, pair.a, None if point is None else -point
    return pair.a, pair.b, point


def _rests_on(pairs: Sequence[Pair]) -> str:
    counts = [pair.test.questions for pair in pairs]
    few, many = min(counts), max(counts)
    asked = f"{few:,}" if few == many else f"{few:,} to {many:,}"
    gaps = [pair.detectable for pair in pairs if pair.detectable is not None]
    limit = f"; gaps below {100 * max(gaps):.1f} points mostly go unnoticed" if gaps else ""
    tests = " and ".join(sorted({f"{pair.test.test} test" for pair in pairs}))
    return (
        f"row minus column; = cannot be told apart ({tests} on {asked} questions, Holm over "
        f"{len(pairs)} pairs, p <= .05{limit}). In words: `report`, or --json."
    )


def _show_claims(comparison: Comparison) -> None:
    rows = [
        (
            check.claim.model,
            percent(check.claim.accuracy),
            percent(check.measured),
            share_range(check.low, check.high),
            check.outcome,
            "–" if check.needed is None else f"{check.needed} (from {check.nearest})",
        )
        for check in comparison.claims
    ]
    if rows:
        columns = ("claim", "claimed", "measured", "95 %", "outcome", "questions to tell it apart")
        table("claims", columns, rows)


def show_totals(comparison: TotalsComparison, bearing: Mapping[int, TotalsComparison]) -> None:
    """Totals as a table, their pairs, and what the same shares could bear at other sizes."""
    rows = [
        (
            f"{row.rank.low}-{row.rank.high}",
            row.model,
            f"{row.right} of {row.n}",
            _tenths(row.accuracy),
            share_range(row.low, row.high),
            _tenths(row.detectable),
        )
        for row in comparison.rows
    ]
    table("totals", ("rank", "model", "right", "accuracy %", "95 %", "gap*"), rows)
    say("* the smallest gap below this accuracy that would show (80 % power)")
    say()
    if len(comparison.pairs) > MOST_SENTENCES:
        gaps = [(p.a, p.b, p.difference.point if p.better else None) for p in comparison.pairs]
        show_matrix("gaps in points", gaps)
        say(
            f"row minus column; = cannot be told apart (pooled z test, Holm over "
            f"{len(comparison.pairs)} pairs, p <= .05)"
        )
    else:
        for pair in comparison.pairs:
            say(f"- {pair.verdict['en']} Questions needed: {_needed(pair)}.")
    say()
    say("the same shares with other numbers of questions:")
    for n, hypothetical in bearing.items():
        say(f"  {n:>5} each: {_told(hypothetical.pairs)}")


def _needed(pair: TotalPair) -> str:
    return ", ".join(
        f"{n} ({'different questions' if kind == 'unpaired' else 'same, correlation ' + kind})"
        for kind, n in pair.needed.items()
        if n is not None
    )


def _told(pairs: Sequence[TotalPair]) -> str:
    if len(pairs) > MOST_SENTENCES:
        apart = sum(pair.better is not None for pair in pairs)
        return f"{apart} of {len(pairs)} pairs told apart"
    return "; ".join(_sign(pair) for pair in pairs)


def _sign(pair: TotalPair) -> str:
    sign = "=?" if pair.better is None else ">" if pair.better == pair.a else "<"
    return f"{pair.a} {sign} {pair.b} (p {pair.p_holm:.2g})"
