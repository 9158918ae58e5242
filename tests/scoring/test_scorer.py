"""One reading of a set for many answer files: the same results, each as if it were alone."""

from __future__ import annotations

from collections.abc import Iterator

from spatialbench.items.item import Item
from spatialbench.scoring import Scorer, score_all, to_json
from tests.answered_sets import HandSet, plain_set, rows_of


class Counting(HandSet):
    """A set that counts how often it is read."""

    read = 0

    def items(self) -> Iterator[Item]:
        type(self).read += 1
        return super().items()


def test_the_set_is_read_once_and_only_when_it_is_needed() -> None:
    """Results that were written before need no reading at all."""
    questions = Counting(plain_set(6).members)
    scorer = Scorer(questions)
    assert Counting.read == 0
    for model in ("a", "b", "c"):
        scorer.all_of(rows_of(questions, [True] * 6, model))
    assert Counting.read == 1


def test_what_others_said_leaves_no_trace() -> None:
    """Every result is what it is when its answers are scored alone, whoever came before."""
    questions = plain_set(8, twins=2)
    rows = [
        rows_of(questions, [(i + shift) % 3 > 0 for i in range(16)], f"m{shift}")
        for shift in (0, 1, 2)
    ]
    scorer = Scorer(questions)
    together = [to_json(result) for one in rows for result in scorer.all_of(one)]
    assert together == [to_json(result) for one in rows for result in score_all(questions, one)]
