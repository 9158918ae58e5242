"""Picking items: the same words mean the same in every command."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from answered_sets import member

from spatialbench.errors import InputError
from spatialbench.items.filters import parse_levels, picked
from spatialbench.items.item import Item

ITEMS = [
    member(
        f"{task[0]}{level}{language}{modality}",
        task=f"{task}-v1",
        family=task.partition("/")[0],
        level=level,
        language=language,
        modality=modality,
    )[0]
    for task in ("cube/facing-you", "cube/visible-faces", "permanence/shell-game")
    for level in (1, 2, 3)
    for language in ("en", "zh")
    for modality in ("text", "image")
]


def left(**only: str) -> list[Item]:
    wanted: Mapping[str, str | None] = only
    return list(picked(ITEMS, wanted, lambda item: item))


@pytest.mark.parametrize(
    ("only", "count"),
    [
        ({}, 36),
        ({"task": "cube/facing-you"}, 12),
        ({"task": "cube/facing-you-v1"}, 12),
        ({"task": "cube/*"}, 24),
        ({"task": "facing-you, shell-*"}, 24),
        ({"level": "2-5"}, 24),
        ({"task": "*/shell-game*, cube/visible-faces"}, 24),
        ({"level": "1-2"}, 24),
        ({"level": "1, 3"}, 24),
        ({"level": "2"}, 12),
        ({"language": "en, zh"}, 36),
        ({"modality": "image", "language": "zh"}, 9),
        ({"family": "permanence"}, 12),
        ({"form": "open"}, 36),
    ],
    ids=str,
)
def test_items_are_picked_by_what_they_are(only: dict[str, str], count: int) -> None:
    """Short names, wildcards, ranges, spaces after commas."""
    assert len(left(**only)) == count


@pytest.mark.parametrize(
    ("only", "said"),
    [
        ({"level": "4-5"}, "no item is left of level 4-5; there are 1, 2, 3"),
        ({"language": "fr"}, "no item is of language 'fr'; there are en, zh"),
        ({"language": "en,fr"}, "no item is of language 'fr'; there are en, zh"),
        ({"modality": "text,smell"}, "no item is of modality 'smell'; there are image, text"),
        ({"form": "choice"}, "no item is of form 'choice'; there are open"),
        ({"level": "1", "family": "cube", "task": "shell-game"}, "no item is left of level 1"),
        ({"task": "cube/facing-yuo"}, "did you mean 'cube/facing-you"),
        ({"task": "cube/facing-you,net/*"}, "no item is of task 'net/*'"),
        ({"level": "two"}, "expected something like 3, 1,2 or 1-5"),
        ({"level": "3-1"}, "expected something like 3, 1,2 or 1-5"),
    ],
    ids=str,
)
def test_what_picks_nothing_says_so(only: dict[str, str], said: str) -> None:
    """And a task that is named in vain does, too."""
    with pytest.raises(InputError) as caught:
        left(**only)
    assert said in str(caught.value)


def test_levels_are_the_same_in_generate() -> None:
    """One function reads them everywhere."""
    assert parse_levels("1-3,5") == [1, 2, 3, 5]
    assert parse_levels(None) is None
