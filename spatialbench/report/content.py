"""What a report says, before it is a page, Markdown, CSV or JSON."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from spatialbench.answers.rows import PEOPLE
from spatialbench.comparison import Comparison
from spatialbench.comparison.compare import Standing
from spatialbench.items.words import Carried, carried_words
from spatialbench.probes.registry import tasks as installed
from spatialbench.report import figures
from spatialbench.report.headline import headline
from spatialbench.report.sections import Section, sections
from spatialbench.report.shown import shown_name
from spatialbench.report.tables.floor_tables import floor_tables
from spatialbench.report.tables.people_tables import people_tables
from spatialbench.report.tables.planning_tables import Run, this_run
from spatialbench.report.tables.table import Table
from spatialbench.report.tables.tables import tables
from spatialbench.report.texts import Texts
from spatialbench.scoring.results import Results

_KINDS = {None: "models", PEOPLE: "people", "simulated": "answerers", "baseline": "baselines"}


class Figure(NamedTuple):
    """A number that stands at the top, and what it counts."""

    value: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Content:
    """Title, the result in a sentence, three sentences on the set, a warning where rows are no
    models or incomplete, figures, and the sections with their tables."""

    texts: Texts
    title: str
    headline: str
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


def content(
    comparison: Comparison,
    language: str,
    words: Carried | None = None,
    results: Sequence[Results] = (),
) -> Content:
    """What there is to say about these models; InputError for an unknown language. `words` are
    those that a set carries of its tasks (default: those of the tasks that are installed); of
    `results` the best first is said how they stand beside the floors."""
    known = carried_words(installed()) if words is None else words
    texts = Texts(language, _marks(comparison), known)
    more = [*floor_tables(results, texts), *people_tables(results)]
    found, run = tables(comparison, more), this_run(comparison)
    return Content(
        texts=texts,
        title=_title(comparison, texts),
        headline=headline(comparison, texts),
        summary=_summary(comparison, run, texts),
        warning=_warning(comparison, texts),
        figures=_figures(comparison, run, texts),
        sections=tuple(sections(found)),
        tables=found,
        comparison=comparison,
    )


def _marks(comparison: Comparison) -> dict[str, str]:
    """What must be said of a model wherever its name stands."""
    marks = {one.model: "incomplete" for one in comparison.leaderboard if not one.complete}
    return marks | {one.model: one.origin for one in comparison.leaderboard if one.origin}


def _family(comparison: Comparison) -> list[Standing]:
    return [one for one in comparison.leaderboard if not one.reference]


def _title(comparison: Comparison, texts: Texts) -> str:
    name = shown_name(comparison.question_set.name)
    return texts("page.title", who=_who(comparison, texts), name=name)


def _kind(comparison: Comparison) -> str:
    """What the family consists of, which is one kind: models where there are any."""
    return _KINDS[_family(comparison)[0].origin]


def _who(comparison: Comparison, texts: Texts) -> str:
    """How many they are that are compared; reference rows do not count."""
    kind, n = _kind(comparison), len(_family(comparison))
    return texts(f"summary.{kind}_one" if n == 1 else f"summary.{kind}", n=n)


def _summary(comparison: Comparison, run: Run, texts: Texts) -> tuple[str, ...]:
    told = comparison.question_set
    what = texts(
        "summary.what",
        models=_who(comparison, texts),
        items=figures.count(told.items),
        probes=figures.count(told.probes),
        families=_families(comparison, texts),
    )
    limits = texts("summary.limits_none")
    if run.detectable is not None:
        limits = texts("summary.limits", gap=figures.tenths(run.detectable))
    return what, texts("summary.truth"), limits


def _families(comparison: Comparison, texts: Texts) -> str:
    """What the set has, and nothing else: its abilities by name."""
    names = [texts.word("family", name) for name in comparison.slices.get("family", ())]
    return texts("summary.comma").join(names) or shown_name(comparison.question_set.name)


def _warning(comparison: Comparison, texts: Texts) -> str | None:
    beside = [one for one in comparison.leaderboard if one.reference]
    people = [one.model for one in beside if one.origin == PEOPLE]
    references = [one.model for one in beside if one.origin != PEOPLE]
    partial = [one.model for one in _family(comparison) if not one.complete]
    answered = _kind(comparison) in ("models", "people")
    said = [] if answered else [texts("summary.simulated_all")]
    named = (("people_beside", people), ("references", references), ("incomplete", partial))
    for name, models in named:
        if models:
            said.append(texts(f"summary.{name}", names=", ".join(map(shown_name, models))))
    return " ".join(said) or None


def _figures(comparison: Comparison, run: Run, texts: Texts) -> tuple[Figure, ...]:
    family = [one.overall for one in _family(comparison)]
    answered = sum(one.answered for one in family)
    readable = sum((one.parse_rate or 0.0) * one.answered for one in family)
    detectable = figures.NOTHING if run.detectable is None else figures.tenths(run.detectable)
    told = comparison.question_set
    values = {
        _kind(comparison): figures.count(len(family)),
        "items": figures.count(told.items),
        "probes": figures.count(told.probes),
        "parse_rate": figures.percent(readable / answered if answered else None),
        "detectable": detectable,
    }
    return tuple(Figure(value, texts(f"figure.{name}")) for name, value in values.items())
