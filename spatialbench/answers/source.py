"""What answering and scoring need of a question set; `spatialbench.sets.QuestionSet` is one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Protocol  # a manifest is JSON

if TYPE_CHECKING:
    from spatialbench.items.item import Item, Key


class Questions(Protocol):
    """Items, their keys, and what tells this set from another."""

    @property
    def manifest(self) -> Mapping[str, Any]:
        """What is known of the set as a whole."""
        ...

    @property
    def items_sha256(self) -> str:
        """The SHA-256 of the items."""
        ...

    def items(self) -> Iterator[Item]:
        """The items in order."""
        ...

    def keys(self) -> Iterator[Key]:
        """Their keys, in any order."""
        ...


def sealed_keys(questions: Questions) -> Iterator[Key]:
    """The keys for those who want to know what is right and not why: where the set can leave their
    programs unparsed, it does."""
    quick: Callable[[], Iterator[Key]] = getattr(questions, "sealed_keys", questions.keys)
    return quick()
