"""`permanence/who-looks-where`: facts from outside, what parts are worth, solvers of words, of
states and of films, what films show."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reading_gazes import looked_for_in_film
from reading_minds import looked_for, looked_for_in_state

from spatialbench.errors import Refused
from spatialbench.generators.lighting import LIGHTS
from spatialbench.generators.permanence.minds.kinds import Heeds, How, WhereLooks
from spatialbench.generators.permanence.minds.people import (
    EYES,
    PEOPLE,
    eyes_of,
    facing,
    name_of,
    seats,
)
from spatialbench.generators.permanence.minds.who_looks_where import (
    LEVELS,
    Course,
    Look,
    draw_course,
    scene_of,
    wrong_places,
)
from spatialbench.generators.permanence.table import places_of, row
from spatialbench.geometry.asks import AtWhichPlace
from spatialbench.geometry.film import frames
from spatialbench.geometry.kinds import Event
from spatialbench.geometry.scene import Pose
from spatialbench.geometry.story import Exchange, Hide
from spatialbench.items.item import LANGUAGES, Language
from spatialbench.items.present import present
from spatialbench.probes.draw import Draw
from spatialbench.probes.make import PARAPHRASES, make
from spatialbench.render import ids, render
from spatialbench.verification.measure import measure

TASK = "permanence/who-looks-where"
PLACES = places_of(row(3))
PUT = Hide("ball", "cup:1")
CLOTHES = dict(zip(PEOPLE, ("blue", "green", "pink"), strict=True))
SEATED = seats(3)
EACH = pytest.mark.parametrize(
    ("level", "wording", "language"), list(product(range(1, 6), range(PARAPHRASES), LANGUAGES))
)


def swap(one: int, other: int) -> Exchange:
    """The cups at two places, numbered from 1, change places."""
    a, b = PLACES[one - 1], PLACES[other - 1]
    return Exchange(((a, b), (b, a)))


def heeds(who: str, how: How) -> Heeds:
    """Somebody leaves, or turns, or is back."""
    return Heeds(who, how, *eyes_of(SEATED[who], how))


def looks(story: tuple[Event, ...], *minds: str) -> object:
    """At which of three places these minds look, measured by rays; with no minds, where the ball
    is."""
    scene = scene_of(3, 0, Look("red", "black", CLOTHES), 150, LIGHTS[0])
    ask = WhereLooks("ball", minds, PLACES) if minds else AtWhichPlace("ball", PLACES)
    return measure(scene, (PUT, *story), ask).value


# --- what is known --------------------------------------------------------------------------------


@pytest.mark.parametrize("how", ["leaves", "turns-away"])
def test_sally_looks_where_she_left_the_marble(how: How) -> None:
    """Wimmer & Perner 1983; Baron-Cohen, Leslie & Frith 1985."""
    story = (heeds("anna", how), swap(1, 2))
    assert looks(story) == "2"
    assert looks(story, "anna") == "1"


def test_who_watches_believes_what_is_so() -> None:
    """The control of true belief; and who is back in time has seen it, too."""
    assert looks((swap(1, 2),), "anna") == "2"
    assert looks((heeds("anna", "leaves"), heeds("anna", "returns"), swap(1, 2)), "anna") == "2"


def test_who_comes_back_follows_a_cup_without_the_ball() -> None:
    """The cup at place 1 is another one by then, and looks the same."""
    story = (heeds("anna", "leaves"), swap(1, 2), heeds("anna", "returns"), swap(1, 3))
    assert looks(story) == "2"
    assert looks(story, "anna") == "3"


def test_one_who_peeps_unseen_is_thought_not_to_know() -> None:
    """The ice-cream van (Perner & Wimmer 1985): both learn where it is, each without the other."""
    story = (
        heeds("anna", "leaves"),
        swap(1, 2),
        heeds("anna", "returns"),
        heeds("david", "leaves"),
        swap(1, 3),
    )
    assert [looks(story, who) for who in ("anna", "david")] == ["3", "2"]
    assert looks(story, "anna", "david") == looks(story, "david", "anna") == "1"


def test_a_belief_about_a_belief_is_what_both_saw() -> None:
    """By the algebra of the generator."""
    both, one = frozenset({"anna", "david"}), frozenset({"anna"})
    steps = (((0, 1),), ((1, 2),), ((2, 0),))
    course = Course(0, steps, (both, one, both))
    assert course.believed(["anna", "david"]) == 1
    assert course.believed(["anna"]) == 0


# --- what parts are worth -------------------------------------------------------------------------

PARTS = ("one-swap-short", "first-swap-forgotten", "any-swap-forgotten", "reversed-order")


@pytest.mark.parametrize("level", [3, 4, 5])
def test_whoever_leaves_out_any_exchange_is_seldom_right(level: int) -> None:
    """The first, the last, or any one: at most chance and 20 points, give or take luck."""
    probes = [make(TASK, seed="parts", level=level, index=index) for index in range(300)]
    chance = 1 / LEVELS[level].cups
    for name in (*PARTS, "reality", "absence-for-good"):
        right = sum(probe.rivals[name] == probe.answer for probe in probes) / len(probes)
        assert right < chance + 0.2 + 0.06, name


@settings(max_examples=60, deadline=None)
@given(level=st.sampled_from([3, 4, 5]), seed=st.text(max_size=4))
def test_two_minds_each_miss_what_the_other_sees(level: int, seed: str) -> None:
    """So that what the one believes is not what is thought of the other."""
    course = draw_course(Draw(seed), LEVELS[level], PEOPLE[:2])
    alone = [who & set(PEOPLE[:2]) for who in course.seen]
    assert {frozenset({"anna"}), frozenset({"david"})} <= set(alone)
    assert frozenset() not in alone


def test_leaving_out_what_nobody_asked_about_saw_changes_nothing() -> None:
    """And leaving out what they saw does."""
    both, one = frozenset({"anna", "david"}), frozenset({"david"})
    course = Course(0, (((0, 1),), ((1, 2),), ((2, 0),)), (both, one, both))
    right = course.believed(["anna"])
    assert wrong_places(course, ["anna"], PEOPLE[:2], 1)["any-swap-forgotten"] == right
    assert wrong_places(course, ["anna"], PEOPLE[:2], 0)["any-swap-forgotten"] != right


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


# --- films ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("level", range(1, 6))
def test_the_film_alone_says_who_looks_where(level: int) -> None:
    """From which pixels belong to what: cups have no names, and people are known by clothes."""
    for index, language in enumerate(LANGUAGES):
        probe = make(TASK, seed="film", level=level, index=index)
        item = present(probe, language=language, modality="frames")
        assert looked_for_in_film(item.content[-1].text, probe) == probe.answer  # type: ignore[union-attr]


@pytest.mark.parametrize("level", [1, 3, 5])
def test_who_is_out_is_not_in_the_picture_and_the_ball_is_seen_at_first_alone(level: int) -> None:
    """Who is in the room is seen as large as cups are; the ball until a cup is put over it."""
    probe = make(TASK, seed="film", level=level, index=2)
    names = [body.name for body in probe.scene.bodies]
    film, out = list(frames(probe.scene, probe.story)), set[str]()
    shown = True
    for number, frame in enumerate(film):
        event = probe.story[frame.event] if frame.event >= 0 else None
        last = number + 1 == len(film) or film[number + 1].event != frame.event
        if isinstance(event, Heeds) and last:
            out = out | {event.who} if event.how == "leaves" else out - {event.who}
        elif frame.event > 0 and number % 7:
            continue
        seen = ids(probe.scene, poses=frame.poses, size=(768, 432))
        pixels = {name: int((seen == n).sum()) for n, name in enumerate(names)}
        shown = shown and pixels["ball"] > 0
        assert number > 2 or pixels["ball"] > 200
        assert pixels["ball"] == 0 or (shown and frame.event <= 0)
        for who in (name for name in PEOPLE if name_of(name) in names):
            if who in out and last:
                assert pixels[name_of(who)] == 0
            elif who not in out:
                assert pixels[name_of(who)] > 40 * 40 / 2


@pytest.mark.parametrize("level", range(1, 6))
def test_nothing_of_the_walls_is_in_the_picture(level: int) -> None:
    """Nor their shadows."""
    for index in range(4):
        scene = make(TASK, seed="walls", level=level, index=index).scene
        without = tuple(body for body in scene.bodies if not body.name.startswith("wall:"))
        assert len(without) < len(scene.bodies)
        one, other = (render(s, size=(160, 90)) for s in (scene, replace(scene, bodies=without)))
        assert one.pixel_hash() == other.pixel_hash()


@pytest.mark.parametrize("level", range(1, 6))
def test_clothes_have_colours_of_their_own(level: int) -> None:
    """No person is as coloured as cups, the ball or another person."""
    for index in range(20):
        bodies = make(TASK, seed="clothes", level=level, index=index).scene.bodies
        kinds = {b.name.partition(":")[0] if b.name[:6] != "person" else b.name for b in bodies}
        coloured = {b.colour for b in bodies if not b.name.startswith(("mat:", "wall:"))}
        assert len(coloured) == len(kinds - {"mat", "wall"})


def test_whose_eyes_are_turned_aside_is_no_question() -> None:
    """Nor who is out of the room and still in the picture."""
    (x, y), who = SEATED["anna"], "anna"
    aside = Heeds(who, "turns-away", (x, y, EYES), (x - y, y + x, EYES))
    with pytest.raises(Refused, match="neither ahead nor behind"):
        looks((aside, swap(1, 2)), who)
    near = Heeds(who, "leaves", (x, y - 20, EYES), (0, 0, 48))
    with pytest.raises(Refused, match="hardly seen"):
        looks((near, swap(1, 2)), who)


def test_where_somebody_looks_is_seen_on_the_figure() -> None:
    """Whose figure has its back to the table at first has not seen where the ball was put."""
    scene = scene_of(3, 0, Look("red", "black", CLOTHES), 150, LIGHTS[0])
    (x, y), story = SEATED["anna"], (PUT, swap(1, 2))
    back = Pose(scene.body("person:anna").pose.position, facing((x, y)))
    turned = [replace(b, pose=back) if b.name == "person:anna" else b for b in scene.bodies]
    ask = WhereLooks("ball", ("anna",), PLACES)
    assert measure(scene, story, ask).value == "2"
    with pytest.raises(Refused, match="between places"):
        measure(replace(scene, bodies=tuple(turned)), story, ask)
