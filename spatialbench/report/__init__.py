"""The report: tables and charts of a comparison, and every question with its answers.

report(questions, results, compare(results), answers=paths, out="report.html")
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal  # JSON

if TYPE_CHECKING:
    from spatialbench.answers.source import Questions
    from spatialbench.comparison import Comparison
    from spatialbench.items.item import Item
    from spatialbench.report.both import Both
    from spatialbench.report.content import Content
    from spatialbench.report.page.pictures import Pictures
    from spatialbench.report.page.responses import Source
    from spatialbench.scoring.results import Results

__all__ = ["FORMATS", "report", "report_text"]

FORMATS = ("html", "md", "csv", "json")
Format = Literal["html", "md", "csv", "json"]


def report(
    question_set: Questions | None,
    results: Sequence[Results],
    comparison: Comparison,
    *,
    answers: Sequence[Source] = (),
    out: str | Path,
    language: str = "en",
    format: str = "html",  # noqa: A002  # what users and the command line call it
    pictures: bool | None = None,
    with_key: bool = False,
) -> Path:
    """Write the report, whole or not at all; returns where it is. Arguments as in `report_text`."""
    from spatialbench.durable import write_atomically

    text = report_text(
        question_set,
        results,
        comparison,
        answers=answers,
        language=language,
        format=format,
        pictures=pictures,
        with_key=with_key,
    )
    write_atomically(Path(out), text.encode())
    return Path(out)


def report_text(
    question_set: Questions | None,
    results: Sequence[Results],
    comparison: Comparison,
    *,
    answers: Sequence[Source] = (),
    language: str = "en",
    format: str = "html",  # noqa: A002  # as above
    pictures: bool | None = None,
    with_key: bool = False,
) -> str:
    """The report as text: `html` (one page that loads nothing), `md`, `csv` or `json`.

    The item browser of the page shows the items of `question_set` (None: no browser) with the
    responses in `answers`: the files or rows that `results` were scored from. Pictures of the set
    are in the page small, within 6 MB; with `pictures` True as they are, with False only by name.
    Of a sealed set nothing is said of single items, but
    `with_key`.
    Raises InputError for an unknown format or language, or pictures that are not there;
    MismatchError where set, results and comparison do not belong together.
    """
    from spatialbench.report.content import content

    _refuse_unknown(format)
    _refuse_strangers(question_set, results, comparison)
    shown = with_key or not comparison.question_set.sealed
    words = getattr(question_set, "manifest", {}).get("words")
    ranked = _best_first(results, comparison)
    public = comparison if shown else comparison.withheld()
    told = content(public, language, words, ranked)
    if format != "html":
        return _plain_formats()[format](told)
    from spatialbench.report.both import Both
    from spatialbench.report.page.page import page

    other = "zh" if language == "en" else "en"
    contents = {language: told, other: content(public, other, words, ranked)}
    both = Both(contents["en"].texts, contents["zh"].texts)
    browser = _browser(question_set, results, answers, told, both, pictures, verdicts=shown)
    return page(contents, ranked, browser, language=language)


def _best_first(results: Sequence[Results], comparison: Comparison) -> list[Results]:
    order = {name: place for place, name in enumerate(comparison.models)}
    return sorted(results, key=lambda one: order[one.model])


def _browser(
    question_set: Questions | None,
    results: Sequence[Results],
    answers: Sequence[Source],
    told: Content,
    both: Both,
    pictures: bool | None,
    *,
    verdicts: bool,
) -> dict[str, Any] | None:
    from spatialbench.report.page.browser import browser_data

    if question_set is None:
        return None
    ordered = _best_first(results, told.comparison)
    places = [list(results).index(one) for one in ordered]
    if len(answers) == len(results):  # one for each: they go with their results
        answers = [answers[place] for place in places]
    return browser_data(
        question_set,
        ordered,
        answers=answers,
        both=both,
        pictures=lambda items: _pictures(question_set, items, pictures),
        verdicts=verdicts,
    )


def _pictures(question_set: Questions, items: Sequence[Item], wanted: bool | None) -> Pictures:
    from spatialbench.report.page.pictures import NoPictures, SmallPictures, WholePictures

    folder = getattr(question_set, "path", None)
    if wanted is False or not isinstance(folder, Path):
        return NoPictures()
    return WholePictures(folder) if wanted else SmallPictures(folder, items)


def _plain_formats() -> Mapping[str, Callable[[Content], str]]:
    from spatialbench.report.csv_file import csv_text
    from spatialbench.report.json_file import json_text
    from spatialbench.report.markdown import markdown

    return {"md": markdown, "csv": csv_text, "json": json_text}


def _refuse_unknown(name: str) -> None:
    from spatialbench.errors import InputError

    if name not in FORMATS:
        raise InputError(f"format {name!r}: expected one of {', '.join(FORMATS)}")


def _refuse_strangers(
    question_set: Questions | None, results: Sequence[Results], comparison: Comparison
) -> None:
    from spatialbench.errors import MismatchError

    expected = comparison.question_set.items_sha256
    hashes = {one.question_set.items_sha256 for one in results}
    if question_set is not None:
        hashes.add(question_set.items_sha256)
    names = {one.model for one in results}
    if hashes - {expected} or names != set(comparison.models):
        raise MismatchError(
            "expected the set, the results and the comparison of the same models on the same "
            f"questions ({expected[:16]}…); they differ. Compare these results again."
        )
