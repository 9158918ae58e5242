"""`compare`, `report` and `plan`: models side by side, and what numbers can bear."""

from __future__ import annotations

from typing import Annotated

import typer

from spatialbench.cli.answering import percent
from spatialbench.cli.common import AsJson, print_json, table


def add_to(app: typer.Typer) -> None:
    """Add this file's commands."""
    app.command()(plan)


def plan(
    first: Annotated[float, typer.Argument(help="One accuracy, between 0 and 1.")],
    second: Annotated[float, typer.Argument(help="The other.")],
    rho: Annotated[
        float | None, typer.Option(help="Correlation of the two models' right answers.")
    ] = None,
    alpha: Annotated[float, typer.Option(help="The level of the test.")] = 0.05,
    power: Annotated[float, typer.Option(help="How often the difference is to be found.")] = 0.8,
    as_json: AsJson = False,
) -> None:
    """How many questions tell two accuracies apart."""
    from spatialbench.errors import InputError
    from spatialbench.stats import correlation_bounds, sample_size

    try:
        low, high = correlation_bounds(first, second)
        unpaired = sample_size(first, second, alpha=alpha, power=power)
        rhos = [rho] if rho is not None else [r for r in (0.0, 0.3, 0.5, 0.7) if low <= r <= high]
        paired = {r: sample_size(first, second, rho=r, alpha=alpha, power=power) for r in rhos}
    except ValueError as error:
        raise InputError(str(error)) from None
    if as_json:
        rows = [{"rho": r, "questions": n} for r, n in paired.items()]
        bounds = {"rho_min": low, "rho_max": high}
        print_json({"unpaired_each": unpaired, "paired": rows, **bounds})
        return
    rows = [("different questions for each model", f"{unpaired} each")]
    rows += [(f"the same questions, correlation {r:g}", str(n)) for r, n in paired.items()]
    title = (
        f"questions to tell {percent(first)} from {percent(second)} "
        f"(level {alpha:g}, power {power:g}; correlation can be {low:.2f} to {high:.2f})"
    )
    table(title, ("", "questions"), rows)
