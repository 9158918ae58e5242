"""From a seed to a probe: the same one every time, and no two neighbours alike."""

from __future__ import annotations

import re
from collections import Counter
from itertools import product
from typing import ClassVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spatialbench.errors import InputError, Refused
from spatialbench.items.present import with_key
from spatialbench.items.wanted import Wanted
from spatialbench.probes.draw import Draw, seed_key
from spatialbench.probes.make import (
    ATTEMPTS,
    LETTERS,
    PARAPHRASES,
    SLOTS,
    make,
    make_with,
    short_id,
)
from spatialbench.probes.probe import Probe, Puzzle
from spatialbench.probes.registry import find, tasks

TASKS = list(tasks())
FEW = 40  # probes compared in tests over all tasks


def fingerprints(task: str, seed: str, count: int = FEW) -> set[tuple[str, str]]:
    """The questions of the first probes of the hardest level, where there are most to draw from:
    puzzles, and their words, for of some there are few up to colours."""
    found = set()
    for index in range(count):
        probe = make(task, seed=seed, index=index, level=5)
        generator = find(task)
        choices = "open" not in generator.forms
        wanted = Wanted("en", generator.modalities[0], choices, probe.paraphrase, 64)
        made = with_key(probe, wanted)
        found.add((made.key.fingerprint, made.item.prompt))
    return found


@settings(max_examples=15, deadline=None)
@given(
    seed=st.text(st.characters(codec="utf-8"), max_size=8),
    index=st.integers(0, 10**6),
    task=st.sampled_from(TASKS),
)
def test_the_same_call_makes_the_same_probe(seed: str, index: int, task: str) -> None:
    """A probe depends on seed, task, level and index alone."""
    assert make(task, seed=seed, index=index) == make(task, seed=seed, index=index)


@pytest.mark.parametrize("task", TASKS)
def test_neighbouring_indices_share_no_probe(task: str) -> None:
    """All the probes of a level differ."""
    assert len(fingerprints(task, "42")) == FEW


@pytest.mark.parametrize("task", TASKS)
def test_neighbouring_seeds_share_no_probe(task: str) -> None:
    """Seed 43 is not seed 42 moved on by one."""
    assert not fingerprints(task, "42") & fingerprints(task, "43")


@pytest.mark.parametrize("task", TASKS)
def test_levels_share_no_probe(task: str) -> None:
    """The stream of a level is its own."""
    one, two = (make(task, seed="s", level=level) for level in (1, 2))
    assert one.id != two.id
    assert one.secret != two.secret


def test_text_and_its_bytes_are_the_same_seed() -> None:
    """A seed from the command line and one from a file make the same set."""
    name = "cube/facing-you"
    assert make(name, seed="größer") == make(name, seed="größer".encode())


def test_ids_are_sixteen_hexadecimal_digits_and_differ() -> None:
    """An id says nothing, neither of the task nor of the index."""
    ids = [
        make(task, seed="s", level=level, index=i).id
        for task in TASKS
        for level in (1, 5)
        for i in range(12)
    ]
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch(r"[0-9a-f]{16}", name) for name in ids)


PARTS = st.text(st.characters(exclude_characters="\0", codec="utf-8"), max_size=3)
PATHS = st.lists(PARTS, min_size=1, max_size=3)


@settings(max_examples=50)
@given(a=PATHS, b=PATHS)
def test_no_two_paths_have_the_same_id(a: list[str], b: list[str]) -> None:
    """The parts of a path cannot be shifted into one another."""
    assert (short_id(b"key", *a) == short_id(b"key", *b)) == (a == b)


def test_without_the_key_ids_cannot_be_made_again() -> None:
    """Published ids do not let a sealed seed be used."""
    assert short_id(b"one", "task", 1, 0) != short_id(b"two", "task", 1, 0)


def in_a_row(task: str, count: int, seed: str = "s") -> list[Probe]:
    """The first probes of a task, all levels of an index one after the other."""
    places = [(index, level) for index in range(count) for level in range(1, 6)]
    return [make(task, seed=seed, level=level, index=index) for index, level in places[:count]]


@pytest.mark.parametrize("task", TASKS)
def test_each_slot_comes_once_in_twelve(task: str) -> None:
    """So every position of the right choice is used equally often with every paraphrase."""
    probes = in_a_row(task, 2 * SLOTS)
    for block in (probes[:SLOTS], probes[SLOTS:]):
        assert sorted(probe.slot for probe in block) == list(range(SLOTS))
        said = Counter((probe.slot % LETTERS, probe.paraphrase) for probe in block)
        assert said == dict.fromkeys(product(range(LETTERS), range(PARAPHRASES)), 1)


@pytest.mark.parametrize("count", range(1, SLOTS + 1))
def test_few_probes_are_as_even_as_they_can_be(count: int) -> None:
    """In letters, in wordings, and in both together: a small set has no favourites."""
    probes = in_a_row(TASKS[0], count)
    letters = Counter(probe.slot % LETTERS for probe in probes)
    wordings = Counter(probe.paraphrase for probe in probes)
    both = Counter((probe.slot % LETTERS, probe.paraphrase) for probe in probes)
    assert max(letters.values()) <= -(-count // LETTERS)
    assert max(wordings.values()) <= -(-count // PARAPHRASES)
    assert max(both.values()) == 1


def test_the_order_of_slots_differs_from_seed_to_seed() -> None:
    """It cannot be learnt from one set for the next."""
    seeds = map(str, range(20))
    orders = {tuple(p.slot for p in in_a_row(TASKS[0], SLOTS, seed)) for seed in seeds}
    assert len(orders) > 10


def test_the_secret_is_not_shown() -> None:
    """A probe printed in a notebook keeps what its item ids are made of."""
    probe = make(TASKS[0], seed="s")
    assert "secret" not in repr(probe)


@pytest.mark.parametrize("level", [0, 6, -1])
def test_an_unknown_level_is_refused(level: int) -> None:
    """The message names the task, its levels, and what came."""
    with pytest.raises(InputError, match=rf"has levels 1, 2, 3, 4, 5; got level {level}"):
        make("cube/facing-you", seed="s", level=level)


def test_a_negative_index_is_refused() -> None:
    """Indices count from 0."""
    with pytest.raises(InputError, match="an index is 0 or more; got -1"):
        make("cube/facing-you", seed="s", index=-1)


# --- refusals -----------------------------------------------------------------------------------


class Picky:
    """Refuses until its stream begins with a small number; or always."""

    id: ClassVar[str] = "cube/facing-you-v1"
    levels: ClassVar = {1: {}}

    def __init__(self, of: int) -> None:
        self.of = of

    def draw(self, draw: Draw, level: int) -> Puzzle:
        """One in `of` is taken."""
        if self.of == 0 or draw.below(self.of):
            raise Refused("too grim", "seen for testing")
        return find(self.id).draw(draw, level)


def picked(of: int, index: int = 0) -> Probe:
    """A probe of the picky generator."""
    return make_with(Picky(of), key=seed_key("s"), index=index, level=1)  # type: ignore[arg-type]


def test_refusals_are_counted_with_their_reasons() -> None:
    """Each attempt has a fresh stream, and those that were thrown away are remembered."""
    refused = [picked(3, index).refused for index in range(60)]
    assert {reason for reasons in refused for reason in reasons} == {"too grim"}
    assert 60 < sum(map(len, refused)) < 240  # two for each probe, on average


def test_a_generator_that_always_refuses_is_an_error() -> None:
    """The message says which probe, how many attempts, and the last reason."""
    with pytest.raises(Refused, match=rf"no fair probe: .* index 7: {ATTEMPTS} attempts.*too grim"):
        picked(0, index=7)
