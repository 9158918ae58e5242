"""Copies and twins: different probes must differ, the items of one probe must agree."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from hashlib import blake2b

from spatialbench.audit.entries import Entry, cell_of, grouped, one_a_probe
from spatialbench.audit.findings import Finding, Scope


class Copies:
    """Remembers the fingerprints and messages of a whole set, sixteen bytes each."""

    def __init__(self, pixels: Mapping[str, str]) -> None:
        self._pixels = pixels
        self._fingerprints: dict[str, str] = {}
        self._messages: dict[bytes, str] = {}

    def findings(self, found: Sequence[Entry], scope: Scope) -> Iterator[Finding]:
        """How many probes repeat another one, and how many items another probe's message."""
        probes = one_a_probe(found)
        again = [
            entry
            for entry in probes
            if self._fingerprints.setdefault(entry.fingerprint, entry.item.probe)
            != entry.item.probe
        ]
        cells = Counter(map(cell_of, sorted(again, key=lambda entry: entry.item.level)))
        told = ", ".join(f"{cell}: {n}" for cell, n in cells.items())
        # not forbidden: the easiest levels have few puzzles, as `spatialbench sizes` says
        yield replace(_share("same puzzle", scope, len(again), len(probes), told), threshold=1.0)
        repeated = sum(
            self._messages.setdefault(self._digest(entry), entry.item.probe) != entry.item.probe
            for entry in found
        )
        yield _share("same message", scope, repeated, len(found), "")

    def _digest(self, entry: Entry) -> bytes:
        """What a model is shown, with the pictures by their pixels."""
        shown = [self._pixels.get(image.path, image.path) for image in entry.item.images]
        text = "\0".join([entry.item.prompt, *shown])
        # JSON lets halves of a surrogate pair through, which are no text that UTF-8 can write
        return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()


def _share(check: str, scope: Scope, count: int, n: int, told: str) -> Finding:
    return Finding(
        check=check,
        scope=scope,
        value=count / n,
        threshold=0.0,
        n=n,
        detail=f"{count} of {n}" + (f" ({told})" if told else ""),
    )


def twin_findings(found: Sequence[Entry], scope: Scope) -> Iterator[Finding]:
    """Whether the items of each probe have one fingerprint, one answer, and in each form the same
    options in the same order."""
    probes = grouped(found, lambda entry: entry.item.probe)
    for check, differ in (
        ("twins share their fingerprint", _fingerprints),
        ("twins share their answer", _answers),
        ("twins share their options", _options),
    ):
        odd = sum(differ(twins) for twins in probes)
        yield _share(check, scope, odd, len(probes), "")


def _fingerprints(twins: list[Entry]) -> bool:
    return len({entry.fingerprint for entry in twins}) > 1


def _answers(twins: list[Entry]) -> bool:
    return len({entry.answer for entry in twins}) > 1


def _options(twins: list[Entry]) -> bool:
    return any(
        len({(entry.options, len(entry.item.options or ())) for entry in form}) > 1
        for form in grouped(twins, lambda entry: entry.form)
    )
