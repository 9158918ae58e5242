"""Keyed randomness: unbiased, in bounds, the same everywhere, and never shared."""

import json
from collections import Counter
from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import chisquare

from spatialbench.geometry.program import encode
from spatialbench.probes.draw import Draw, path_bytes, seed_key
from spatialbench.probes.make import make_with
from spatialbench.probes.registry import find

GOLDEN = json.loads((Path(__file__).parent / "data" / "draw_stream.json").read_text())

SMALLEST_P = 1e-4  # the draws are fixed: a failure is a bias or a changed stream, never bad luck

seeds = st.one_of(st.text(), st.binary())
parts = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]))
paths = st.lists(parts, min_size=1, max_size=4).map(tuple)


def words(draw: Draw, count: int = 8) -> list[int]:
    """The next few 32-bit words."""
    return [draw.below(1 << 32) for _ in range(count)]


def is_even(values: Sequence[object], kinds: int) -> bool:
    """Whether all kinds come equally often, as far as a chi-square test can tell."""
    counts = Counter(values)
    return bool(chisquare([*counts.values(), *[0] * (kinds - len(counts))]).pvalue > SMALLEST_P)


# --- unbiased -----------------------------------------------------------------------------------


@pytest.mark.parametrize("n", [2, 3, 6, 7, 24, 100])
def test_below_gives_every_integer_equally_often(n: int) -> None:
    """No value of a small range is favoured."""
    draw = Draw("even", n)
    assert is_even([draw.below(n) for _ in range(100 * n)], n)


def test_below_is_unbiased_where_a_modulo_would_not_be() -> None:
    """For n of two thirds of 2³², x mod n would make the lower half twice as likely."""
    draw, n = Draw("modulo"), (1 << 32) // 3 * 2
    lower = sum(draw.below(n) < n // 2 for _ in range(3000))
    assert chisquare([lower, 3000 - lower]).pvalue > SMALLEST_P


def test_wide_integers_are_even_in_their_highest_and_lowest_digits() -> None:
    """Ranges beyond 2³² take several words."""
    draw, n = Draw("wide"), 7 * 2**40
    values = [draw.below(n) for _ in range(2100)]
    assert is_even([v // 2**40 for v in values], 7)
    assert is_even([v % 7 for v in values], 7)


@pytest.mark.parametrize("size", [3, 4])
def test_all_permutations_are_equally_likely(size: int) -> None:
    """Each order of a few things comes as often."""
    draw, kinds = Draw("orders"), {3: 6, 4: 24}[size]
    orders = [tuple(draw.permutation(range(size))) for _ in range(60 * kinds)]
    assert is_even(orders, kinds)


def test_a_long_permutation_puts_everything_everywhere_equally_often() -> None:
    """Beyond 2³² orders, each place is drawn on its own."""
    draw = Draw("long")
    firsts_and_lasts = [(o[0], o[-1]) for o in (draw.permutation(range(14)) for _ in range(2800))]
    assert is_even([first for first, _ in firsts_and_lasts], 14)
    assert is_even([last for _, last in firsts_and_lasts], 14)


def test_weights_say_how_often_each_option_comes() -> None:
    """Options of weights 1, 2, 5 come in these proportions."""
    draw = Draw("weights")
    counts = Counter(draw.weighted("abc", (1, 2, 5)) for _ in range(1600))
    assert chisquare([counts[c] for c in "abc"], [200, 400, 1000]).pvalue > SMALLEST_P


def test_a_chance_comes_true_as_often_as_it_says() -> None:
    """One in six is one in six."""
    draw = Draw("chance")
    true = sum(draw.chance(1, 6) for _ in range(3000))
    assert chisquare([true, 3000 - true], [500, 2500]).pvalue > SMALLEST_P


# --- in bounds ----------------------------------------------------------------------------------


@given(seeds, st.integers(1, 1 << 100))
def test_below_stays_below(seed: str | bytes, n: int) -> None:
    """0 ≤ below(n) < n for ranges of any width."""
    assert 0 <= Draw(seed).below(n) < n


@given(seeds, st.integers(-1000, 1000), st.integers(0, 2000))
def test_between_includes_both_ends_and_nothing_beyond(
    seed: str | bytes, low: int, width: int
) -> None:
    """low ≤ between(low, high) ≤ high."""
    assert low <= Draw(seed).between(low, low + width) <= low + width


def test_between_reaches_both_ends() -> None:
    """Neither end is left out."""
    draw = Draw("ends")
    assert {draw.between(-1, 1) for _ in range(100)} == {-1, 0, 1}


@given(seeds, st.lists(st.integers(), max_size=30))
def test_a_permutation_keeps_everything(seed: str | bytes, options: list[int]) -> None:
    """Nothing is lost, nothing is doubled, the options stay as they were."""
    before = list(options)
    assert sorted(Draw(seed).permutation(options)) == sorted(before)
    assert options == before


@given(seeds, st.integers(0, 30), st.data())
def test_a_sample_has_different_members(seed: str | bytes, size: int, data: st.DataObject) -> None:
    """k members, each of another position."""
    k = data.draw(st.integers(0, size))
    sample = Draw(seed).sample(range(size), k)
    assert len(set(sample)) == k
    assert set(sample) <= set(range(size))


@given(seeds, st.lists(st.integers(0, 3), min_size=1, max_size=8).filter(any))
def test_an_option_of_weight_nought_never_comes(seed: str | bytes, weights: list[int]) -> None:
    """weighted() returns only options that weigh something."""
    assert weights[Draw(seed).weighted(range(len(weights)), weights)] > 0


@given(seeds, st.integers(-5, 5), st.integers(0, 5), st.integers(1, 1000))
def test_a_decimal_lies_on_its_grid(
    seed: str | bytes, low: int, width: int, denominator: int
) -> None:
    """It is a whole number of steps, within both ends."""
    value = Draw(seed).decimal(low, low + width, denominator=denominator)
    assert isinstance(value, Fraction)
    assert (value * denominator).denominator == 1
    assert low <= value <= low + width


@pytest.mark.parametrize(
    "ask",
    [
        lambda draw: draw.below(0),
        lambda draw: draw.choice([]),
        lambda draw: draw.between(2, 1),
        lambda draw: draw.sample([1, 2], 3),
        lambda draw: draw.weighted("ab", (0, 0)),
        lambda draw: draw.weighted("ab", (1,)),
        lambda draw: draw.weighted("ab", (1, -1)),
    ],
    ids=["below", "choice", "between", "sample", "no-weight", "few-weights", "negative"],
)
def test_what_cannot_be_drawn_is_an_error(ask: object) -> None:
    """Impossible wishes raise ValueError."""
    assert callable(ask)
    with pytest.raises(ValueError):
        ask(Draw("impossible"))


# --- the same everywhere, and never shared ------------------------------------------------------


@pytest.mark.parametrize("stream", GOLDEN, ids=lambda stream: stream["seed"])
def test_the_stream_of_a_seed_never_changes(stream: dict[str, object]) -> None:
    """The first 64 draws, of ranges of all kinds, are those of the golden file."""
    draw = Draw(str(stream["seed"]), "golden", 1, 0)
    assert [draw.below(n) for n in stream["ranges"]] == stream["draws"]  # type: ignore[attr-defined]


@given(st.text(), paths)
def test_a_text_seed_is_its_utf8_bytes(seed: str, path: tuple[str, ...]) -> None:
    """However a seed is handed over, it is the same seed."""
    assert words(Draw(seed, *path)) == words(Draw(seed.encode(), *path))


@given(seeds, paths)
def test_a_seed_may_be_given_by_its_key(seed: str | bytes, path: tuple[str, ...]) -> None:
    """The key is derived once and used often."""
    assert words(Draw(seed, *path)) == words(Draw("", *path, key=seed_key(seed)))


@given(paths, paths)
def test_different_paths_have_different_streams(one: tuple[str, ...], two: tuple[str, ...]) -> None:
    """Streams are equal only where the paths are."""
    assert (words(Draw("s", *one)) == words(Draw("s", *two))) == (one == two)


@pytest.mark.parametrize(
    ("one", "two"),
    [(("a", "bc"), ("ab", "c")), (("a", "b"), ("ab",)), ((1, 12), (11, 2)), (("a", ""), ("a",))],
)
def test_parts_of_a_path_do_not_run_together(one: tuple[str, ...], two: tuple[str, ...]) -> None:
    """Where one part ends is part of the path."""
    assert path_bytes(one) != path_bytes(two)


def test_a_part_with_a_nul_is_refused() -> None:
    """It could make two paths one."""
    with pytest.raises(ValueError, match="NUL"):
        Draw("s", "a\0b")


@given(seeds, paths)
def test_a_child_leaves_its_parent_where_it_was(seed: str | bytes, path: tuple[str, ...]) -> None:
    """Drawing from a child takes nothing from the parent."""
    draw, alone = Draw(seed, "p"), Draw(seed, "p")
    words(draw.child(*path))
    assert words(draw) == words(alone)


@given(paths, paths)
def test_children_are_told_apart_by_their_paths(one: tuple[str, ...], two: tuple[str, ...]) -> None:
    """Also from a stream whose path has the same parts."""
    draw = Draw("s", "p")
    assert (words(draw.child(*one)) == words(draw.child(*two))) == (one == two)
    assert words(draw.child(*one)) != words(Draw("s", "p", *one))


def test_a_child_says_nothing_about_its_parent() -> None:
    """All pairs of a parent's and a child's draw are equally likely."""
    parent = Draw("family")
    child = parent.child("child")
    assert is_even([(parent.below(5), child.below(5)) for _ in range(2500)], 25)


def programs(seed: str, level: int, count: int) -> list[str]:
    """The first probes of a seed as text: scene, story and ask."""
    generator, key = find("cube/face-after-turns"), seed_key(seed)
    probes = [make_with(generator, key=key, index=i, level=level) for i in range(count)]
    return [json.dumps(encode((p.scene, p.story, p.ask))) for p in probes]


def test_neighbouring_seeds_share_no_probes() -> None:
    """500 probes from each of 20 adjacent seeds: at level 5 there is room for all to differ."""
    drawn = [program for seed in range(20) for program in programs(str(seed), 5, 500)]
    assert len(set(drawn)) == 20 * 500


def test_a_small_space_repeats_no_more_than_chance_has_it() -> None:
    """At level 1 there are 60480 colourings and 36 pairs of turn and side: two seeds of 500 probes
    share hardly any (expected at most 0.2), and none at the same or the next index."""
    one, two = programs("1", 1, 500), programs("2", 1, 500)
    assert len(set(one) & set(two)) <= 3
    assert not [i for i in range(499) if one[i] in (two[i], two[i + 1])]


@settings(max_examples=20)
@given(st.text(min_size=1, max_size=5), st.integers(0, 10**6))
def test_neighbouring_indices_share_nothing(seed: str, index: int) -> None:
    """The streams of two indices have no word in common at any of the first places."""
    one, two = words(Draw(seed, "t", 1, index), 32), words(Draw(seed, "t", 1, index + 1), 32)
    assert not set(one) & set(two)
