"""Number words in English and Chinese."""

from __future__ import annotations

import pytest

from spatialbench.extraction.numerals import chinese, chinese_word, english, english_word


@pytest.mark.parametrize("number", range(100))
def test_what_is_written_is_read_back(number: int) -> None:
    """Every number below a hundred survives both languages."""
    assert english(english_word(number)) == number
    assert chinese(chinese_word(number)) == number


@pytest.mark.parametrize(
    ("numeral", "number"),
    [("一百零五", 105), ("两百", 200), ("一千二百三十四", 1234),
     ("三万", 30_000), ("一百一十", 110), ("二〇二六", 2026), ("廿一", 21), ("两万零三百", 20_300)],
)  # fmt: skip
def test_chinese_places_are_read(numeral: str, number: int) -> None:
    """Hundreds, thousands, ten thousands, and digits read one by one."""
    assert chinese(numeral) == number


@pytest.mark.parametrize("numeral", ["百一", "一二", "十百", "百百", "一十十"])
def test_what_is_no_numeral_is_not_read(numeral: str) -> None:
    """Nothing is guessed about a numeral that is not well formed."""
    assert chinese(numeral) is None


@pytest.mark.parametrize(
    ("words", "number"),
    [("one hundred and five", 105), ("a dozen", 12), ("two dozen", 24), ("two thousand", 2000),
     ("one thousand two hundred", 1200), ("three hundred", 300)],
)  # fmt: skip
def test_english_hundreds_are_read(words: str, number: int) -> None:
    """Scales multiply what stands before them."""
    assert english(words) == number
