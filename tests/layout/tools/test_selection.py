"""What is selected is copied as it reads: paragraphs in one line, without what only the page adds."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.layout.pages import CHINESE, long_page, page
from tui_reader.layout.lazy_page import Page
from tui_reader.layout.options import PictureRoom
from tui_reader.layout.tools.selection import Selection, Spot, covered, line_of, selected_text, spot_at
from tui_reader.model.post import Resource
from tui_reader.text.cells import ends

CODE = """```python {linenos=true}
def a_rather_long_name(of, many, parameters):

    return of
```
"""
SHOWN = [
    ("one line of words that is broken twice", "one line of words that is broken twice"),
    ("> quoted\n> 引文在此\n\nafter", "quoted 引文在此\n\nafter"),
    (
        "- one\n- two which is long enough to be broken\n  1. inner",
        "• one\n• two which is long enough to be broken\n  1. inner",
    ),
    (CODE, "def a_rather_long_name(of, many, parameters):\n\n    return of"),
    (CODE.replace(" {linenos=true}", ""), "def a_rather_long_name(of, many, parameters):\n\n    return of"),
    ("# Heading one\n\ntext", "Heading one\n\ntext"),
    ("text[^1]\n\n[^1]: the note", "text¹\n\n1. the note"),
    ("- [x] done\n- [ ] open", "☑ done\n☐ open"),
    ("> [!NOTE]\n> hear", "Note\nhear"),
    ("| a | b |\n|---|---|\n| 1 | 2 |", "a  b\n1  2"),
]


def all_of(of: Page) -> Selection:
    of.settle(1_000_000)
    return Selection(spot_at(of, 0), spot_at(of, of.height - 1))


@pytest.mark.parametrize(("markdown", "copied"), SHOWN)
def test_the_whole_of_a_page_is_copied_without_its_furniture(markdown: str, copied: str) -> None:
    of = page(markdown, width=24)
    assert selected_text(of, all_of(of)) == copied


def test_of_a_drawn_picture_its_caption_is_copied() -> None:
    there = {"resolve": lambda name: Resource(name, f"/{name}"), "measure_picture": lambda *_: PictureRoom(12, 5)}
    for markdown in ("one\n\n![红豆峡](a.png)\n\ntwo", "- one\n\n  ![红豆峡](a.png)\n- two"):
        of = page(markdown, **there)
        copied = selected_text(of, all_of(of))
        assert [line for line in copied.replace("• ", "").split("\n") if line] == ["one", "红豆峡", "two"]
        assert "\n\n\n" not in copied


@pytest.mark.parametrize("width", [12, 20, 33, 90])
def test_the_measure_leaves_no_line_end_in_a_paragraph(width: int) -> None:
    of = page(f"{CHINESE}\n\nthe quick brown fox jumps over the lazy dog", width=width)
    assert selected_text(of, all_of(of)) == f"{CHINESE}\n\nthe quick brown fox jumps over the lazy dog"


def test_cells_in_the_middle_of_wide_characters_take_the_whole_character() -> None:
    of = page("一二三四五六七八九十", width=10)
    chosen = Selection(Spot(1, 0, 3), Spot(1, 1, 2), whole=False)
    assert selected_text(of, chosen) == "二三四五六七"
    assert covered(of, chosen, 0) == (2, 10)
    assert covered(of, chosen, 1) == (0, 4)
    assert covered(of, chosen, 2) is None


def test_ambiguous_characters_are_taken_as_wide_as_they_are_drawn() -> None:
    of = page("“一”二", width=20, ambiguous=2)
    assert selected_text(of, Selection(Spot(1, 0, 1), Spot(1, 0, 4), whole=False)) == "“一”"


def test_it_does_not_matter_which_end_came_first() -> None:
    of = long_page(8)
    of.settle(100)
    first, last = spot_at(of, 3), spot_at(of, 9)
    assert selected_text(of, Selection(first, last)) == selected_text(of, Selection(last, first)) != ""


def test_a_spot_stays_where_it_is_while_lines_above_it_are_set() -> None:
    of = long_page(60)
    y = of.height - 5
    spot, words = spot_at(of, y), of.line(y).text
    of.settle(1_000_000)
    assert of.line(line_of(of, spot)).text == words


def test_bars_and_bullets_are_not_drawn_as_selected() -> None:
    of = page("> quoted", width=24)
    assert covered(of, all_of(of), 0) == (2, 8)


@settings(max_examples=150, deadline=None)
@given(st.text("一二，。“”ab 1-", min_size=1, max_size=60), st.integers(8, 40), st.data())
def test_two_halves_of_a_line_are_the_line(text: str, width: int, data: st.DataObject) -> None:
    of = page("x" + text, width=width)
    of.settle(100)
    y = data.draw(st.integers(0, of.height - 1))
    line = of.line(y).text
    at = data.draw(st.sampled_from(sorted(set(ends(line)))))
    spot = spot_at(of, y)
    left = selected_text(of, Selection(spot, Spot(spot.part, spot.line, at - 1), whole=False)) if at else ""
    right = selected_text(of, Selection(Spot(spot.part, spot.line, at), Spot(spot.part, spot.line, 99), whole=False))
    assert (left + right).replace(" ", "") == line.replace(" ", "")
