"""Keyed randomness: one independent stream for every (seed, task, level, index).

The stream is BLAKE2b in counter mode, keyed by the seed, over the path. It is the same on every
platform and for every library version, and neighbouring seeds or indices share nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from hashlib import blake2b
from math import perm
from struct import Struct
from typing import TypeVar

T = TypeVar("T")

Seed = str | bytes

_WORDS = Struct("<16I")  # one 64-byte digest gives sixteen 32-bit words
_WORD = 1 << 32
_FEW = 12  # so many things have no more orders than that; 13 have


def seed_key(seed: Seed) -> bytes:
    """The 64-byte BLAKE2b key of a seed; text and its UTF-8 bytes are the same seed."""
    raw = seed.encode() if isinstance(seed, str) else seed
    return blake2b(raw, person=b"spatialbench-key").digest()


def path_bytes(path: Sequence[str | int]) -> bytes:
    """An encoding of a path in which no two paths collide: its parts with a NUL between them."""
    text = "\0".join(map(str, path))
    if text.count("\0") >= max(len(path), 1):
        raise ValueError(f"the parts of a path hold no NUL character; got {path!r}")
    return text.encode()


class Draw:
    """A stream of exact draws: integers, choices, permutations, decimals.

    >>> Draw("demo", "cube/face-after-turns-v1", 1, 0).below(6)
    5
    """

    __slots__ = ("_counter", "_key", "_path", "_words")

    def __init__(self, seed: Seed, *path: str | int, key: bytes | None = None) -> None:
        self._key = seed_key(seed) if key is None else key
        self._path = path_bytes(path)
        self._counter = 0
        self._words: list[int] = []

    @classmethod
    def at(cls, key: bytes, path: bytes) -> Draw:
        """The stream of a seed's key at an encoded path: what the constructor makes of both."""
        draw = cls.__new__(cls)
        draw._key, draw._path, draw._counter, draw._words = key, path, 0, []
        return draw

    def child(self, *path: str | int) -> Draw:
        """An independent stream below this one; drawing from it leaves this one where it is."""
        return Draw.at(self._key, self._path + b"\xff" + path_bytes(path))

    def _word(self) -> int:
        if not self._words:
            block = self._counter.to_bytes(8, "little") + self._path
            self._words = list(_WORDS.unpack(blake2b(block, key=self._key).digest()))
            self._counter += 1
        return self._words.pop()

    def below(self, n: int) -> int:
        """An integer in 0 … n − 1, each exactly as likely (rejection, no modulo bias)."""
        if n < 1:
            raise ValueError(f"below(n) needs n of at least 1; got {n}")
        if n > _WORD:
            return self._wide_below(n)
        limit = _WORD - _WORD % n
        word = self._word()
        while word >= limit:
            word = self._word()
        return word % n

    def _wide_below(self, n: int) -> int:
        words = -(-n.bit_length() // 32) + 1
        space = 1 << (32 * words)
        limit = space - space % n
        while True:
            value = 0
            for _ in range(words):
                value = value << 32 | self._word()
            if value < limit:
                return value % n

    def between(self, low: int, high: int) -> int:
        """An integer in low … high, both included."""
        return low + self.below(high - low + 1)

    def choice(self, options: Sequence[T]) -> T:
        """One of the options, each as likely."""
        return options[self.below(len(options))]

    def sample(self, options: Sequence[T], k: int) -> list[T]:
        """k different positions of the options, in random order (a partial Fisher-Yates)."""
        if k > len(options):
            raise ValueError(f"cannot draw {k} of {len(options)} options")
        pool, size = list(options), len(options)
        space = perm(size, k) if k <= _FEW else _WORD + 1
        if space <= _WORD:  # one draw decides it all
            code = self.below(space)
            places = []
            for i in range(k):
                code, place = divmod(code, size - i)
                places.append(place)
        else:
            places = [self.below(size - i) for i in range(k)]
        for i, place in enumerate(places):
            pool[i], pool[i + place] = pool[i + place], pool[i]
        return pool[:k]

    def permutation(self, options: Sequence[T]) -> list[T]:
        """All the options in random order."""
        return self.sample(options, len(options))

    def weighted(self, options: Sequence[T], weights: Sequence[int]) -> T:
        """One of the options, as likely as its non-negative integer weight says."""
        if len(options) != len(weights) or min(weights, default=-1) < 0 or not sum(weights):
            raise ValueError("weights are non-negative integers, one an option, not all zero")
        place = self.below(sum(weights))
        for option, weight in zip(options, weights, strict=True):
            place -= weight
            if place < 0:
                return option
        raise ValueError("unreachable: the weights sum to more than any place")

    def chance(self, numerator: int, denominator: int) -> bool:
        """True in numerator out of denominator cases."""
        return self.below(denominator) < numerator

    def decimal(self, low: int, high: int, *, denominator: int) -> Fraction:
        """A fraction in [low, high] on the grid of 1/denominator, both ends included."""
        return Fraction(self.between(low * denominator, high * denominator), denominator)
