"""Results without some items are those of a set that never had them."""

from __future__ import annotations

import pytest
from answered_sets import hand_set, plain_set, rows_of

from spatialbench.errors import InputError
from spatialbench.scoring import score
from spatialbench.scoring.without import without

WHOLE = plain_set(12, twins=2)
RIGHT = [number % 3 != 0 for number in range(24)]


def test_everything_is_counted_again() -> None:
    """Aggregates and slices are those of the smaller set; a note says what is gone."""
    rows = rows_of(WHOLE, RIGHT)
    gone = {"i0-0", "i0-1", "i7-1"}
    left = without(score(WHOLE, rows), gone)
    smaller = hand_set(*[pair for pair in WHOLE.members if pair[0].id not in gone])
    again = score(smaller, [row for row in rows if row["id"] not in gone])
    assert left.summary == again.summary
    assert (left.question_set.items, left.question_set.probes) == (21, 11)
    assert left.answers.notes == ("without 3 items: i0-0, i0-1, i7-1",)


@pytest.mark.parametrize(
    ("gone", "said"),
    [(["i0-0", "nothing"], "there is no 'nothing'"), ([i.id for i in WHOLE.items()], "no item")],
)
def test_what_cannot_be_left_out_is_said(gone: list[str], said: str) -> None:
    """An id of another set, or everything."""
    with pytest.raises(InputError, match=said):
        without(score(WHOLE, rows_of(WHOLE, RIGHT)), gone)
