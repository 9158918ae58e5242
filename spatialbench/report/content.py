"""What a report says, before it is a page, Markdown, CSV or JSON."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from spatialbench.comparison import Comparison
from spatialbench.report import figures
from spatialbench.report.origin import is_simulated
from spatialbench.report.sections import Section, sections
from spatialbench.report.shown import shown_name
from spatialbench.report.tables.planning_tables import Run, this_run
from spatialbench.report.tables.table import Table
from spatialbench.report.tables.tables import tables
from spatialbench.report.texts import Texts


class Figure(NamedTuple):
    """A number that stands at the top, and what it counts."""

    value: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Content:
    """Title, three sentences, a warning where answerers are simulated, figures, and the sections
    with their tables."""

    texts: Texts
    title: str
    summary: tuple[str, ...]
    warning: str | None
    figures: tuple[Figure, ...]
    sections: tuple[Section, ...]
    tables: Mapping[str, Table]
    comparison: Comparison

    def heading(self, name: str) -> str:
        """The title of a section."""
        return self.texts(f"section.{name}")

    def lead(self, name: str) -> str:
        """The sentence below the title of a section."""
        fields = {}
        if name == "power":
            fields["reference"] = figures.percent(this_run(self.comparison).reference)
        return self.texts(f"lead.{name}", **fields)


def content(comparison: Comparison, language: str) -> Content:
    """What there is to say about these models; InputError for an unknown language."""
    texts, found, run = Texts(language), tables(comparison), this_run(comparison)
    return Content(
        texts=texts,
        title=_title(comparison, texts),
        summary=_summary(comparison, run, texts),
        warning=_warning(comparison, texts),
        figures=_figures(comparison, run, texts),
        sections=tuple(sections(found)),
        tables=found,
        comparison=comparison,
    )


def _title(comparison: Comparison, texts: Texts) -> str:
    name = shown_name(comparison.question_set.name)
    return texts("page.title", who=_who(comparison, texts), name=name)


def _who(comparison: Comparison, texts: Texts) -> str:
    """Models and simulated answerers, counted apart."""
    simulated = sum(map(is_simulated, comparison.models))
    counts = {"models": len(comparison.models) - simulated, "answerers": simulated}
    said = {
        name: texts(f"summary.{name}_one" if n == 1 else f"summary.{name}", n=n)
        for name, n in counts.items()
        if n
    }
    return texts("summary.both", **said) if len(said) > 1 else next(iter(said.values()))


def _summary(comparison: Comparison, run: Run, texts: Texts) -> tuple[str, ...]:
    told = comparison.question_set
    what = texts(
        "summary.what",
        models=_who(comparison, texts),
        items=figures.count(told.items),
        probes=figures.count(told.probes),
    )
    limits = texts("summary.limits_none")
    if run.detectable is not None:
        limits = texts("summary.limits", gap=figures.tenths(run.detectable))
    return what, texts("summary.truth"), limits


def _warning(comparison: Comparison, texts: Texts) -> str | None:
    simulated = [model for model in comparison.models if is_simulated(model)]
    if not simulated:
        return None
    if len(simulated) == len(comparison.models):
        return texts("summary.simulated_all")
    return texts("summary.simulated", names=", ".join(map(shown_name, simulated)))


def _figures(comparison: Comparison, run: Run, texts: Texts) -> tuple[Figure, ...]:
    overall = [one.overall for one in comparison.leaderboard]
    answered = sum(one.answered for one in overall)
    readable = sum(one.statuses.get("ok", 0) for one in overall)
    detectable = figures.NOTHING if run.detectable is None else figures.tenths(run.detectable)
    told = comparison.question_set
    simulated = sum(map(is_simulated, comparison.models))
    models = len(comparison.models) - simulated
    values = {
        **({"models": figures.count(models)} if models else {}),
        **({"answerers": figures.count(simulated)} if simulated else {}),
        "items": figures.count(told.items),
        "probes": figures.count(told.probes),
        "parse_rate": figures.percent(readable / answered if answered else None),
        "detectable": detectable,
    }
    return tuple(Figure(value, texts(f"figure.{name}")) for name, value in values.items())
