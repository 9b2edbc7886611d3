"""What is typed into a chooser finds its choices by words, in any script, and by pinyin."""

import pytest

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
