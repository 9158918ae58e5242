"""The words of the report: whole in both languages."""

from __future__ import annotations

import re
import string
from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from spatialbench.errors import InputError
from spatialbench.report.charts.charts import CHARTS
from spatialbench.report.sections import ALL
from spatialbench.report.shown import shown_name
from spatialbench.report.texts import LANGUAGES, Texts, all_texts


def _entries(place: Mapping[str, Any], name: str = "") -> Iterator[tuple[str, Mapping[str, str]]]:
    for key, value in place.items():
        if isinstance(value, str):
            yield name, place
            return
        yield from _entries(value, f"{name}.{key}".lstrip("."))


ENTRIES = dict(_entries(all_texts()))


def _fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("name", ENTRIES)
def test_a_text_is_there_in_every_language_with_the_same_fields(name: str) -> None:
    """A field that one language lacks is a number that its readers do not get."""
    entry = ENTRIES[name]
    assert set(entry) == set(LANGUAGES)
    assert all(entry.values())
    assert _fields(entry["en"]) == _fields(entry["zh"])


@pytest.mark.parametrize("name", [name for name in ENTRIES if name.startswith(("lead", "section"))])
def test_a_chinese_text_is_chinese(name: str) -> None:
    """It was not forgotten to translate it."""
    assert re.search(r"[\u4e00-\u9fff]", ENTRIES[name]["zh"])


@pytest.mark.parametrize("section", ALL, ids=lambda section: section.name)
def test_a_section_has_its_words(section: Any) -> None:
    """Title, lead, the titles of its tables and what its charts show."""
    texts = Texts("en")
    tables = (*section.shown, *section.folded)
    names = [f"section.{section.name}", f"lead.{section.name}"]
    names += [f"table.{name}" for name in tables] + [f"chart_label.{c}" for c in section.charts]
    assert all(map(texts.known, names))
    assert set(section.charts) <= set(CHARTS)


def test_an_unknown_language_names_those_that_there_are() -> None:
    """What a user reads."""
    with pytest.raises(InputError, match=r"'fr'.*en, zh"):
        Texts("fr")


def test_a_word_without_a_text_is_shown_as_it_is() -> None:
    """A plugin's rival needs no entry; its controls are made visible."""
    assert Texts("en").word("rival", "from.a\x1bplugin") == r"from.a\x1bplugin"


def test_a_set_brings_words_for_the_rivals_of_its_tasks() -> None:
    """In the language of the report, made visible as all that comes from outside; ours go first."""
    carried = {"rivals": {"sideways": {"en": "side\u202eways"}, "mirror": {"en": "theirs"}}}
    texts = Texts("en", carried=carried)
    assert texts.word("rival", "sideways") == shown_name("side\u202eways")
    assert texts.word("rival", "mirror") == "mirror image"
    assert Texts("zh", carried=carried).word("rival", "sideways") == "sideways"


_JARGON = re.compile(
    r"Wilson|Cluster|McNemar|Holm|flip|AUROC|AURC|Brier|loss|[Ii]nterval|P\(|^p$|[Ss]lope|[Ii]ntercept|"
    r"Steepness|Horizon|unpaired|paired|Calibration|[Ff]loor|Inversion|standard error|Strict"
)


@pytest.mark.parametrize("name", all_texts()["columns"])
def test_a_column_with_a_term_of_the_trade_has_a_line_that_explains_it(name: str) -> None:
    """In both languages; and what is explained is a column."""
    if _JARGON.search(Texts("en")(f"columns.{name}")):
        assert Texts("en").known(f"means.{name}")
        assert Texts("zh").known(f"means.{name}")


def test_what_is_explained_is_a_column() -> None:
    """A line for nothing would never be shown."""
    assert set(all_texts()["means"]) <= set(all_texts()["columns"])
