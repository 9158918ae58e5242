"""Claims of others against what was measured: consistent or not, and the questions it takes."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any  # JSON

from spatialbench import stats
from spatialbench.comparison.verdicts import claim_verdict
from spatialbench.errors import InputError
from spatialbench.jsonl import read_json
from spatialbench.scoring.results import Results


@dataclass(frozen=True, slots=True)
class Claim:
    """A share that someone claims for a model, and what the source does not say."""

    model: str
    accuracy: float
    source: str = ""
    unknown: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimCheck:
    """A claim beside the measurement of the model of that name; None where there is none.

    `low` and `high` are the clustered interval, or Wilson's where there are too few probes.
    `outcome` is `consistent` if the claim lies within, `lower` or `higher` if the measurement lies
    below or above, `incomplete` if too little was answered, or `not measured`. `needed` is how
    many questions a model it takes to tell the claim from the nearest other claim, `nearest`;
    `needed_against_measured` from the measurement (unpaired, 80 % power).
    """

    claim: Claim
    model: str | None
    measured: float | None
    low: float | None
    high: float | None
    outcome: str
    nearest: str | None
    needed: int | None
    needed_against_measured: int | None
    verdict: Mapping[str, str]


def article_claims() -> tuple[Claim, ...]:
    """The claims of the article that this project puts to the test."""
    source = files("spatialbench.assets") / "reference" / "article.json"
    return _claims(json.loads(source.read_text(encoding="utf-8")))


def read_claims(path: str | Path) -> tuple[Claim, ...]:
    """The claims in a file; InputError or FormatError where it holds none."""
    return _claims(read_json(Path(path), "claims"))


def _claims(record: Mapping[str, Any]) -> tuple[Claim, ...]:
    return tuple(
        Claim(
            model=claim["model"],
            accuracy=claim["accuracy"],
            source=record.get("source", ""),
            unknown=tuple(record.get("unknown", ())),
            aliases=tuple(claim.get("aliases", ())),
        )
        for claim in record["claims"]
    )


def checked_claims(claims: Sequence[Claim], results: Sequence[Results]) -> list[ClaimCheck]:
    """Every claim beside its measurement. InputError for a claim that is no share."""
    for claim in claims:
        if not 0 <= claim.accuracy <= 1:
            raise InputError(
                f"claim for {claim.model!r}: expected a share from 0 to 1; got {claim.accuracy!r}. "
                f"Write 92 % as 0.92."
            )
    return [_check(claim, claims, _measured(claim, results)) for claim in claims]


def plain_name(name: str) -> str:
    """A model's name without provider, case and punctuation.

    >>> plain_name("openai/GPT-4o")
    'gpt4o'
    """
    return "".join(sign for sign in name.rpartition("/")[2].casefold() if sign.isalnum())


def _measured(claim: Claim, results: Sequence[Results]) -> Results | None:
    names = {plain_name(name) for name in (claim.model, *claim.aliases)}
    return next((one for one in results if plain_name(one.model) in names), None)


def _check(claim: Claim, claims: Iterable[Claim], found: Results | None) -> ClaimCheck:
    nearest = _nearest(claim, claims)
    needed = None if nearest is None else _needed(claim.accuracy, nearest.accuracy)
    measured = None if found is None else found.accuracy
    low, high = _interval(found)
    outcome = _outcome(claim.accuracy, measured, low, high)
    if found is not None and not found.overall.is_complete:
        outcome = "incomplete"
    return ClaimCheck(
        claim=claim,
        model=None if found is None else found.model,
        measured=measured,
        low=low,
        high=high,
        outcome=outcome,
        nearest=None if nearest is None else nearest.model,
        needed=needed,
        needed_against_measured=None if measured is None else _needed(claim.accuracy, measured),
        verdict=claim_verdict(
            outcome,
            claim.model,
            claim.accuracy,
            measured,
            (low, high),
            0 if found is None else found.overall.answered,
        ),
    )


def _nearest(claim: Claim, claims: Iterable[Claim]) -> Claim | None:
    others = [other for other in claims if other.accuracy != claim.accuracy]
    return min(others, key=lambda other: abs(other.accuracy - claim.accuracy), default=None)


def _needed(p1: float, p2: float) -> int | None:
    return None if p1 == p2 else stats.sample_size(p1, p2)


def _interval(found: Results | None) -> tuple[float | None, float | None]:
    if found is None or found.accuracy is None:
        return None, None
    clustered = found.overall.clustered
    if clustered.low is None:
        return found.overall.low, found.overall.high
    return clustered.low, clustered.high


def _outcome(claimed: float, measured: float | None, low: float | None, high: float | None) -> str:
    if measured is None or low is None or high is None:
        return "not measured"
    if low <= claimed <= high:
        return "consistent"
    return "lower" if high < claimed else "higher"
