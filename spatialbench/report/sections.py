"""The sections of a report in order: which charts and tables each one has, in any format."""

from __future__ import annotations

from dataclasses import dataclass, replace

from spatialbench.report.charts.series import Tables


@dataclass(frozen=True, slots=True)
class Section:
    """Names of charts, of tables that are shown, and of those that are folded away on the page.
    Its title and lead are texts of its name."""

    name: str
    charts: tuple[str, ...] = ()
    shown: tuple[str, ...] = ()
    folded: tuple[str, ...] = ()


ALL = (
    Section("models", (), (), ("models",)),
    Section(
        "parts",
        ("levels",),
        (),
        ("by_family", "by_task", "by_level", "by_language", "by_modality", "by_form"),
    ),
    Section("readings", (), ("readings",)),
    Section("claims", (), ("claims",)),
    Section("pairs", (), (), ("pairs", "references")),
    Section("floors", ("floors",), ("floor_counts",), ("floors", "floor_words")),
    Section("horizons", ("horizons",), ("horizons",), ("horizon_points",)),
    Section("curves", ("curves",), (), ("curves", "fits")),
    Section("gaps", ("gaps",), (), ("gaps", "steadiness")),
    Section("people", (), ("people", "speed"), ("times", "slowest")),
    Section("causes", ("causes",), (), ("causes", "values", "hardest", "suspicious")),
    Section("letters", ("letters",), (), ("letter_bias", "letters")),
    Section("confidence", (), ("calibration", "repeats")),
    Section("power", ("power",), ("run",), ("power",)),
    Section("sources", (), ("source",), ("answer_files",)),
)


def sections(tables: Tables) -> list[Section]:
    """The sections that have a table with rows."""
    found = [
        replace(
            section,
            shown=tuple(name for name in section.shown if name in tables),
            folded=tuple(name for name in section.folded if name in tables),
        )
        for section in ALL
    ]
    return [section for section in found if section.shown or section.folded]
