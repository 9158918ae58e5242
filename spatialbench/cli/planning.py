"""`plan`: how many questions or people tell two accuracies apart, or find a horizon."""

from __future__ import annotations

from collections.abc import Mapping
from math import inf
from typing import TYPE_CHECKING, Annotated

import typer

from spatialbench.cli.answering import percent
from spatialbench.cli.common import AsJson, print_json, say, table
from spatialbench.errors import InputError

if TYPE_CHECKING:
    from spatialbench.stats.people_planning import PeoplePlan
    from spatialbench.stats.planning import Planned

EACH = (10, 20, 40, 80, 160, 320)
BOOKLETS = (1, 10)
RHOS = (0.0, 0.3, 0.5, 0.7)
METHODS = {"mid-p": "exact: mid-P McNemar", "connor": "closed form: Connor 1987"}


def add_to(app: typer.Typer) -> None:
    """Add this file's command."""
    app.command()(plan)


def plan(
    first: Annotated[
        float | None, typer.Argument(help="One accuracy, between 0 and 1.", show_default=False)
    ] = None,
    second: Annotated[float | None, typer.Argument(help="The other.", show_default=False)] = None,
    rho: Annotated[
        float | None, typer.Option(help="Correlation of the two models' right answers.")
    ] = None,
    alpha: Annotated[float, typer.Option(help="The level of the test.")] = 0.05,
    power: Annotated[float, typer.Option(help="How often the difference is to be found.")] = 0.8,
    people: Annotated[
        int | None,
        typer.Option(
            min=2, help="FIRST is the accuracy of so many people, SECOND that of a model."
        ),
    ] = None,
    between_people: Annotated[
        float,
        typer.Option(min=0, max=1, help="With --people: how much of the variance people make."),
    ] = 0.1,
    between_questions: Annotated[
        float,
        typer.Option(min=0, max=1, help="With --people: how much of it questions make."),
    ] = 0.1,
    exact: Annotated[
        bool, typer.Option("--exact", help="Search for the exact size, however long it takes.")
    ] = False,
    horizon: Annotated[
        float | None,
        typer.Option(help="In place of accuracies: the number of steps at which half is left."),
    ] = None,
    axis: Annotated[
        str, typer.Option(help="With --horizon: the numbers of steps that are asked.")
    ] = "1,2,4,8,16,32,64,128,200",
    within: Annotated[
        float, typer.Option(help="With --horizon: the factor it is to be known within.")
    ] = 1.5,
    chance: Annotated[float, typer.Option(help="With --horizon: what guessing gives.")] = 0.0,
    as_json: AsJson = False,
) -> None:
    """How many questions tell two accuracies apart, or people from a model, or how many probes find
    a horizon."""
    _check(alpha, power, rho)
    if horizon is not None:
        if first is not None:
            raise InputError("two accuracies, or --horizon: give one of the two")
        _plan_horizon(horizon, axis, within, chance, alpha, as_json=as_json)
        return
    if first is None or second is None:
        raise InputError("expected two accuracies, like 0.92 0.78, or --horizon STEPS")
    for name, share in (("FIRST", first), ("SECOND", second)):
        _within(name, share, 0, 1)
    if first == second:
        raise InputError(f"FIRST and SECOND are both {first:g}: no number of questions tells them")
    if people is not None:
        shares = {"between_people": between_people, "between_questions": between_questions}
        _plan_people(first, second, people, alpha, shares, as_json=as_json)
        return
    _plan_gap(first, second, rho, alpha, power, exact=exact, as_json=as_json)


def _check(alpha: float, power: float, rho: float | None) -> None:
    _within("--alpha", alpha, 0, 1)
    _within("--power", power, alpha, 1)
    if rho is not None:
        _within("--rho", rho, -1, 1)


def _within(name: str, value: float, low: float, high: float) -> None:
    """InputError that names the option, unless the value lies between; the ends do not."""
    if not low < value < high:
        told = (
            f"a number above {low:g}" if high == inf else f"a number between {low:g} and {high:g}"
        )
        raise InputError(f"{name}: expected {told}; got {value:g}")


def _plan_horizon(
    horizon: float, axis: str, within: float, chance: float, alpha: float, *, as_json: bool
) -> None:
    from spatialbench.items.filters import parse_steps
    from spatialbench.stats import probes_for_horizon

    _within("--horizon", horizon, 0, inf)
    _within("--within", within, 1, inf)
    if chance != 0:
        _within("--chance", chance, 0, 1)
    steps = sorted(set(parse_steps(axis) or ()))
    try:
        each = probes_for_horizon(
            horizon, steps, within=within, chance=chance, confidence=1 - alpha
        )
    except ValueError as error:
        raise InputError(str(error)) from None
    if as_json:
        print_json({"probes_each": each, "axis": steps, "probes": each * len(steps)})
        return
    low, high = horizon / within, horizon * within
    say(
        f"{each:,} probes of each of {len(steps)} numbers of steps, {each * len(steps):,} in all: "
        f"a horizon of {horizon:g} is then known to be between about {low:.3g} and {high:.3g} "
        f"({100 * (1 - alpha):g} % interval)"
    )


def _plan_gap(
    first: float,
    second: float,
    rho: float | None,
    alpha: float,
    power: float,
    *,
    exact: bool,
    as_json: bool,
) -> None:
    from spatialbench.stats import correlation_bounds, sample_size

    try:
        low, high = correlation_bounds(first, second)
        unpaired = sample_size(first, second, alpha=alpha, power=power)
        rhos = [rho] if rho is not None else [r for r in RHOS if low <= r <= high]
        paired = {r: _planned(first, second, r, alpha, power, exact=exact) for r in rhos}
    except ValueError as error:
        raise InputError(str(error)) from None
    if as_json:
        by_rho = [{"rho": r, "questions": one.questions} for r, one in paired.items()]
        methods = [one.method for one in paired.values()]
        bounds = {"rho_min": low, "rho_max": high}
        print_json({"unpaired_each": unpaired, "paired": by_rho, "methods": methods, **bounds})
        return
    say(
        f"questions to tell {percent(first)} from {percent(second)} (level {alpha:g}, power "
        f"{power:g}; correlation can be {low:.2f} to {high:.2f})"
    )
    _show(unpaired, paired)


def _plan_people(
    first: float,
    second: float,
    people: int,
    alpha: float,
    shares: Mapping[str, float],
    *,
    as_json: bool,
) -> None:
    """A table of what so many people can tell, by the questions that each gets."""
    from dataclasses import asdict

    from spatialbench.stats.people_planning import people_plan

    try:
        found = [
            people_plan(
                first, second, people=people, each=n, questions=n * b, alpha=alpha, **shares
            )
            for n in EACH
            for b in BOOKLETS
        ]
    except ValueError as error:
        raise InputError(str(error)) from None
    if as_json:
        print_json([asdict(one) for one in found])
        return
    say(
        f"{people} people of accuracy {percent(first)} and a model of {percent(second)} (level "
        f"{alpha:g}; of the variance of an answer {percent(shares['between_people'])} lies between "
        f"people and {percent(shares['between_questions'])} between questions: an assumption)"
    )
    rows = [
        (str(a.each), f"{a.people * a.each:,}", *(_told(one) for one in (a, b)))
        for a, b in zip(found[::2], found[1::2], strict=True)
    ]
    columns = ("questions each", "answers", "the same for all", f"{BOOKLETS[1]} booklets")
    table("95 % interval in points, and the chance to tell people from the model", columns, rows)


def _told(plan: PeoplePlan) -> str:
    return f"±{100 * plan.half_width:.1f}, {percent(plan.power)}"


def _planned(
    first: float, second: float, rho: float, alpha: float, power: float, *, exact: bool
) -> Planned:
    from spatialbench.stats import sample_size
    from spatialbench.stats.planning import Planned, planned

    if exact:
        size = sample_size(first, second, rho=rho, alpha=alpha, power=power, method="mid-p")
        return Planned(size, "mid-p")
    return planned(first, second, rho=rho, alpha=alpha, power=power)


def _show(unpaired: int, paired: Mapping[float, Planned]) -> None:
    rows = [("different questions for each model", f"{unpaired:,} each", "pooled z")]
    rows += [
        (f"the same questions, correlation {r:g}", f"{one.questions:,}", METHODS[one.method])
        for r, one in paired.items()
    ]
    table("", ("", "questions", "by"), rows)
