"""Weak signs by the thousand: which words, pairs of words and runs of characters texts hold.

A linear observer needs no more than how alike each two items are in them (the kernel of a ridge
regression), a small table that is made once for all that is then learnt from it.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from typing import TYPE_CHECKING

from spatialbench.audit.learning.relations import words
from spatialbench.audit.learning.threads import one_thread

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Alike = NDArray[np.float64]  # (items, items)
    Signs = NDArray[np.int64]  # of all texts, one after the other

MOST_SIGNS = 3000  # of each kind, the most frequent ones that are not in all
RUNS = (2, 3, 4)  # characters
FEWEST = 2  # texts that hold a sign
_MIX = 0x9E3779B97F4A7C15  # an odd number without pattern: runs that differ hardly ever collide


def alike_in_words(texts: Sequence[str], *, characters: bool) -> Alike:
    """(texts, texts) how many words and pairs of words two texts have in common; with `characters`
    also how many runs of two to four characters."""
    kinds = [_word_signs(texts), *([_run_signs(texts)] if characters else [])]
    return sum(_in_common(owner, sign, len(texts)) for owner, sign in kinds)  # type: ignore[return-value]  # at least one


def alike_in_numbers(rows: NDArray[np.float32]) -> Alike:
    """(rows, rows) the inner products of rows of numbers, such as pixels."""
    exact = rows.astype("float64")
    product: Alike = exact @ exact.T
    return product


def _word_signs(texts: Sequence[str]) -> tuple[Signs, Signs]:
    """The number of a text, and a sign that it holds, over and over."""
    import numpy as np

    known: dict[str, int] = {}
    told = [[known.setdefault(word, len(known) + 1) for word in words(text)] for text in texts]
    owner = np.repeat(np.arange(len(told)), [len(numbers) for numbers in told])
    word = np.fromiter(chain.from_iterable(told), np.int64, len(owner))
    next_to = owner[1:] == owner[:-1]
    pair = (word[:-1] << 32) + word[1:]
    return np.concatenate([owner, owner[1:][next_to]]), np.concatenate([word, pair[next_to]])


def _run_signs(texts: Sequence[str]) -> tuple[Signs, Signs]:
    import numpy as np

    coded = [" ".join(t.lower().split()).encode("utf-32-le", "surrogatepass") for t in texts]
    code = np.frombuffer(b"".join(coded), np.uint32).astype(np.uint64)
    text = np.repeat(np.arange(len(texts)), [len(one) // 4 for one in coded])
    owners, signs, run = [], [], code
    for length in range(2, max(RUNS) + 1):
        run = run[:-1] * np.uint64(_MIX) + code[length - 1 :]  # wraps
        whole = text[length - 1 :] == text[: len(run)]
        owners.append(text[length - 1 :][whole])
        signs.append(run[whole].view(np.int64))
    return np.concatenate(owners), np.concatenate(signs)


def _in_common(owner: Signs, sign: Signs, count: int) -> Alike:
    """(texts, texts) how many of the most frequent signs each two have in common."""
    import numpy as np

    bits = max(1, count - 1).bit_length()
    owners = np.uint64((1 << bits) - 1)
    # One sort of whole numbers, which processors do by themselves: signs above, texts below.
    spread = sign.view(np.uint64) * np.uint64(_MIX)  # wraps; what differs does so in the upper bits
    told = np.unique((spread & ~owners) | owner.astype(np.uint64))
    texts, signs = (told & owners).astype(np.int64), told >> np.uint64(bits)
    which = np.cumsum(np.diff(signs, prepend=signs[:1]) != 0)
    number = int(which[-1]) + 1 if len(which) else 0
    held = np.bincount(which, minlength=number)
    telling = np.flatnonzero((held >= FEWEST) & (held < count))
    kept = telling[np.argsort(-held[telling], kind="stable")[:MOST_SIGNS]]
    column = np.full(number, -1)
    column[kept] = np.arange(len(kept))
    shown = column[which] >= 0
    table = np.zeros((count, len(kept)), np.float32)
    table[texts[shown], column[which[shown]]] = 1
    with one_thread():
        product: Alike = (table @ table.T).astype(np.float64)  # whole numbers: exact
    return product
