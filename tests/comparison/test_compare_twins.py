"""What else a comparison tells: twins, steadiness, letters, curves, items."""

from __future__ import annotations

import pytest
from answered_sets import COLOURS, hand_set, member, plain_set, scored

from spatialbench import stats
from spatialbench.answers.answerers import answer
from spatialbench.comparison import compare
from spatialbench.scoring import score


def test_gaps_between_modalities_and_languages_come_from_twins() -> None:
    """Right in text and wrong in pictures: a gap of modality, none of language."""
    questions = plain_set(30, twins=4)
    text_only = [item.modality == "text" for item, _ in questions.members]
    gaps = compare([scored(questions, text_only, "m")]).gaps
    told = {(one.respect, one.a, one.b): (one.test.difference.point, one.better) for one in gaps}
    assert told == {
        ("modality", "text", "image"): (1.0, "text"),
        ("language", "en", "zh"): (0.0, None),
    }


def test_paraphrases_of_a_probe_show_how_steady_a_model_is() -> None:
    """Three wordings: all the same for one probe, two of three for the other."""
    questions = hand_set(
        *[
            member(f"{probe}{wording}", probe=probe, wording=wording)
            for probe in "pq"
            for wording in range(3)
        ]
    )
    (steady,) = compare([scored(questions, [True] * 5 + [False], "m")]).steadiness
    assert (steady.kind, steady.groups) == ("paraphrases", 2)
    assert steady.consistency.all_same == 0.5
    assert steady.consistency.modal_share == pytest.approx(5 / 6)


def test_rotated_choices_are_compared_by_what_they_mean() -> None:
    """Always A is never consistent; always the right one is, and only that is circular."""
    orders = [COLOURS[n:] + COLOURS[:n] for n in range(4)]
    questions = hand_set(
        *[
            member(
                f"r{n}",
                probe="p",
                answer="ABCD"[order.index("red")],
                answer_type="choice",
                choices=order,
            )
            for n, order in enumerate(orders)
        ]
    )
    always_a = score(questions, [{"id": f"r{n}", "response": "A"} for n in range(4)], model="a")
    oracle = score(questions, answer(questions, "oracle", seed="s"))
    told = {one.model: one for one in compare([always_a, oracle]).steadiness}
    assert told["oracle"].kind == "rotations"
    assert (told["oracle"].circular.circular, told["oracle"].consistency.all_same) == (1.0, 1.0)
    assert (told["a"].circular.circular, told["a"].circular.vanilla) == (0.0, 0.25)
    assert told["a"].consistency.pairwise == 0.0


def test_letters_are_tested_against_even_use() -> None:
    """Always A of four: total variation 3/4."""
    questions = hand_set(
        *[
            member(f"c{n}", answer="ABCD"[n % 4], answer_type="choice", choices=COLOURS)
            for n in range(12)
        ]
    )
    rows = [{"id": f"c{n}", "response": "A"} for n in range(12)]
    (bias,) = compare([score(questions, rows, model="m")]).letters
    assert (bias.said, bias.key) == ((12, 0, 0, 0), (3, 3, 3, 3))
    assert bias.bias.total_variation == 0.75


def test_accuracy_along_a_fact_has_its_points_and_the_fitted_curve() -> None:
    """One point per number of turns, and the curve of the statistics through them."""
    questions = plain_set(50)
    hits = [(7 * n) % 5 >= n % 5 or n % 7 == 0 for n in range(50)]
    (curve,) = compare([scored(questions, hits, "m")]).curves
    right = [sum(hits[n] for n in range(50) if n % 5 == turns) for turns in range(5)]
    assert (curve.family, curve.fact) == ("toy", "turns")
    assert [(p.x, p.n, p.right) for p in curve.points] == [
        (turns + 1.0, 10, right[turns]) for turns in range(5)
    ]
    assert curve.fit == stats.psychometric([1.0, 2.0, 3.0, 4.0, 5.0], right, [10] * 5)


def test_a_fact_of_many_values_is_shown_in_a_dozen_bins() -> None:
    """No answer is lost."""
    questions = hand_set(*[member(f"i{n}", facts={"angle": n / 7}) for n in range(100)])
    (curve,) = compare([scored(questions, [True, False] * 50, "m")]).curves
    assert len(curve.points) == 12
    assert sum(point.n for point in curve.points) == 100


def test_items_that_strong_models_miss_and_weak_ones_get_are_suspicious() -> None:
    """With three models; the hardest are listed, too."""
    questions = plain_set(10)
    strong = [False] + [True] * 9
    results = [
        scored(questions, strong, "s"),
        scored(questions, [False, *[True] * 8, False], "t"),
        scored(questions, [True] + [False] * 9, "weak"),
    ]
    items = compare(results).items
    assert (items.items, items.all_right, items.all_wrong) == (10, 0, 0)
    assert [one.id for one in items.suspicious] == ["i0-0"]
    assert items.suspicious[0].right == ("weak",)
    assert {one.id for one in items.hardest[:2]} == {"i0-0", "i9-0"}
