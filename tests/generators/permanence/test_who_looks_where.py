"""`permanence/who-looks-where`: facts from outside, solvers of words and of states."""

from __future__ import annotations

from itertools import product

import pytest
from reading_minds import looked_for, looked_for_in_state

from spatialbench.errors import Refused
from spatialbench.generators.permanence.kinds import Heeds, How, MoveUnder, WhereLooks
from spatialbench.generators.permanence.who_looks_where import Course, eyes_of, scene_of
from spatialbench.geometry.kinds import Event
from spatialbench.items.item import LANGUAGES, Language
from spatialbench.items.present import present
from spatialbench.probes.make import PARAPHRASES, make
from spatialbench.verification.measure import measure

TASK = "permanence/who-looks-where"
EACH = pytest.mark.parametrize(
    ("level", "wording", "language"), list(product(range(1, 6), range(PARAPHRASES), LANGUAGES))
)


def put(colour: str) -> MoveUnder:
    """The ball goes under that cup."""
    return MoveUnder("ball", f"cup:{colour}")


def heeds(who: str, how: How) -> Heeds:
    """Somebody leaves, or turns, or is back."""
    return Heeds(who, how, *eyes_of(who, how))


def looks(story: tuple[Event, ...], *minds: str) -> object:
    """Under which cup these minds look, measured by rays."""
    scene = scene_of(["red", "green", "blue"], "black", ("anna", "david", "mary"))
    return measure(
        scene, story, WhereLooks("ball", minds, ("cup:red", "cup:green", "cup:blue"))
    ).value


# --- what is known --------------------------------------------------------------------------------


@pytest.mark.parametrize("how", ["leaves", "turns-away"])
def test_sally_looks_where_she_left_the_marble(how: How) -> None:
    """Wimmer & Perner 1983; Baron-Cohen, Leslie & Frith 1985."""
    assert looks((put("red"), heeds("anna", how), put("green")), "anna") == "red"


def test_who_watches_believes_what_is_so() -> None:
    """The control of true belief; and who is back in time has seen it, too."""
    assert looks((put("red"), put("green")), "anna") == "green"
    story = (put("red"), heeds("anna", "leaves"), heeds("anna", "returns"), put("green"))
    assert looks(story, "anna") == "green"


def test_one_who_peeps_unseen_is_thought_not_to_know() -> None:
    """The ice-cream van (Perner & Wimmer 1985): both learn where it is, each without the other."""
    story = (
        put("red"),
        heeds("anna", "leaves"),
        put("green"),
        heeds("anna", "returns"),
        heeds("david", "leaves"),
        put("blue"),
    )
    assert [looks(story, who) for who in ("anna", "david")] == ["blue", "green"]
    assert looks(story, "anna", "david") == looks(story, "david", "anna") == "red"


def test_whoever_saw_nothing_believes_nothing() -> None:
    """The measurement says so, and gives no cup."""
    with pytest.raises(Refused, match="nothing seen"):
        looks((heeds("anna", "leaves"), put("red")), "anna")


def test_a_belief_about_a_belief_is_the_last_that_both_saw() -> None:
    """By the algebra of the generator."""
    both, one = frozenset({"anna", "david"}), frozenset({"anna"})
    course = Course((0, 1, 2, 0), (both, one, both, one))
    assert course.believed(["anna", "david"]) == 2
    assert course.believed(["anna"]) == 0


# --- solvers --------------------------------------------------------------------------------------


@EACH
def test_the_words_alone_say_who_looks_where(level: int, wording: int, language: Language) -> None:
    """In either language."""
    for index in range(8):
        probe = make(TASK, seed="solving", level=level, index=index)
        assert looked_for(present(probe, language=language, wording=wording).prompt) == probe.answer


@EACH
def test_the_state_alone_says_who_looks_where(level: int, wording: int, language: Language) -> None:
    """By who is away when."""
    for index in range(8):
        probe = make(TASK, seed="solving", level=level, index=index)
        item = present(probe, language=language, wording=wording, modality="state")
        assert looked_for_in_state(item.prompt) == probe.answer
