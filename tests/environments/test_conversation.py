"""Environments as conversations: what is said first and next, and which action a reply has."""

from __future__ import annotations

from itertools import product

import pytest

from spatialbench.environments import environment, environments
from spatialbench.environments.conversation import LONGEST, TOLD, action_in, following, opening
from spatialbench.items.item import LANGUAGES

NAMES = sorted(environments())


@pytest.mark.parametrize(
    ("reply", "action"),
    [
        ("ACTION: top clockwise", "top clockwise"),
        ("I think.\nACTION: north\n", "north"),
        ("ACTION: north\nNo, wait.\nACTION: east", "east"),
        ("**Action:** `look 3`", "look 3"),
        ("action： left.", "left"),
        ("想一想。\n动作：向左。", "向左"),
        ("**动作**：向右", "向右"),
        ("wait", "wait"),
        ("First I look.\n\nleft\n", "left"),
        ("My next ACTION: north, is best", "My next ACTION: north, is best"),
        ("", ""),
        (" \n\n", ""),
        ("x" * 10**6, "x" * LONGEST),
        ("ACTION:", ""),
    ],
)
def test_the_action_of_a_reply(reply: str, action: str) -> None:
    """The line that was asked for, the last of them; without one, the last line."""
    assert action_in(reply) == action


@pytest.mark.parametrize(("name", "language", "told"), list(product(NAMES, LANGUAGES, TOLD)))
def test_it_is_solved_by_what_is_replied(name: str, language: str, told: str) -> None:
    """By actions as they are called in the language, in the form that is asked for."""
    acted = environment(name, level=2, language=language)  # type: ignore[arg-type]
    acted.reset("talk")
    form = "ACTION: {}" if language == "en" else "动作：{}"
    first = opening(acted, told, size=64)  # type: ignore[arg-type]
    assert form.format("<") in str(first[0])
    assert sum(isinstance(part, bytes) for part in first) == (
        0 if told == "text" else len(acted.picture(64))
    )
    while not acted.done:
        (action, *_) = acted.solve()
        outcome = acted.step(action_in(f"…\n{form.format(acted.said(action))}"))
        assert outcome.valid
        message = following(acted, outcome, told, size=64)  # type: ignore[arg-type]
    assert acted.score == 1
    assert len(message) == 1
    assert form.format("<") not in str(message[0])


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_pictures_show_is_not_told_beside_them(language: str) -> None:
    """An exchange of cups is seen; what is under one is said; a wrong action is said."""
    acted = environment("permanence/watch-the-cups", level=2, language=language)  # type: ignore[arg-type]
    acted.reset("talk")
    waited = acted.step("wait")
    (told,) = [p for p in following(acted, waited, "picture", size=64)[:1] if isinstance(p, str)]
    assert waited.observation.splitlines()[0] not in told
    for action in ("look 1", "dance"):
        outcome = acted.step(action)
        assert outcome.observation.splitlines()[0] in str(
            following(acted, outcome, "picture", size=64)[0]
        )


def test_words_and_pictures_alternate() -> None:
    """Each picture is called by its number before it is shown."""
    acted = environment("die/roll-to-goal")
    acted.reset("talk")
    words = [part for part in opening(acted, "picture", size=64) if isinstance(part, str)]
    assert words[1:] == ["Picture 1:", "Picture 2:", "Picture 3:"]
