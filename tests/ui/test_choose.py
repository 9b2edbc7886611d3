"""What is typed into a chooser finds its choices by words, in any script, and by pinyin."""

import re

import pytest

from tests.ui.conftest import Reader, press, screen_text
from tui_reader.text.folding import fold
from tui_reader.ui.state.choices import Choice


@pytest.mark.parametrize(
    ("typed", "label", "fits"),
    [
        ("山西", "山西", True),
        ("shanxi", "山西", True),
        ("sx", "山西", True),
        ("SX", "影视 山西", True),
        ("影视 sx", "影视 山西", True),
        ("sx", "山东", False),
        ("film base", "Film Base", True),
        ("film sea", "Film Base", False),
        ("臺灣", "台湾", True),
        ("", "anything", True),
    ],
)
def test_a_choice_is_found_by_words_and_by_pinyin(typed, label, fits):
    assert Choice("value", label).fits(fold(typed).split()) == fits


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (40, 20)])
async def test_what_a_row_cuts_stands_whole_below_the_rows(reader: Reader, size: tuple[int, int]) -> None:
    async with reader(size=size) as pilot:
        await press(pilot, "question_mark", "slash", *"order puts")
        text = " ".join(re.sub(r"[│╭╮╰╯─]", " ", screen_text(pilot)).split())
        assert "Show what is pinned and recommended under headings at the head of the feed, or where the order" in text
