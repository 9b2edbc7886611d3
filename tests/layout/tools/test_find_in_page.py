"""Text is found where it stands, over line ends too, and never in what the page adds."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.layout.pages import CHINESE, page, page_of, text
from tui_reader.document.blocks import Paragraph
from tui_reader.layout.page import Hit
from tui_reader.text.cells import cut


def shown(of, hit: Hit) -> str:
    """What stands in the cells of a hit."""
    line = of.line(hit.line).text
    return line[cut(line, hit.start) : cut(line, hit.end)]


def test_hits_are_cells_of_lines() -> None:
    of = page("一二abc三\n\nABC")
    assert of.find("abc") == (Hit(0, 4, 7), Hit(2, 0, 3))


def test_a_hit_over_a_line_end_has_two_parts() -> None:
    of = page(CHINESE, width=20)
    hits = of.find("壶关县红豆峡")
    assert [shown(of, hit) for hit in hits] == ["壶关县红豆", "峡"] or "".join(
        shown(of, hit) for hit in hits
    ) == "壶关县红豆峡"
    assert [hit.rest for hit in hits] == [False] + [True] * (len(hits) - 1)


def test_a_blank_at_a_line_end_is_found_as_a_blank() -> None:
    of = page("the quick brown fox jumps", width=12)
    assert "".join(shown(of, hit) for hit in of.find("quick brown")) == "quickbrown"


@pytest.mark.parametrize(
    ("markdown", "sought"), [("> 引文", "▎"), ("- 项目", "•"), ("1. 一", "1."), ("| a |\n|--|\n| b |", "━")]
)
def test_what_the_page_adds_is_not_found(markdown: str, sought: str) -> None:
    assert page(markdown).find(sought) == ()


def test_text_in_quotes_is_found_over_lines() -> None:
    of = page("> " + CHINESE, width=24)
    assert "".join(shown(of, hit) for hit in of.find("山西长治市壶关县红豆峡")) == "山西长治市壶关县红豆峡"


def test_nothing_is_found_of_nothing() -> None:
    assert page("abc").find("") == ()
    assert page("abc").find("xyz") == ()


@pytest.mark.parametrize(
    ("words", "sought", "found"),
    [
        ("元宇宙ＶＲ体验", "vr", "ＶＲ"),
        ("漢字與詞", "汉字", "漢字"),
        ("a café here", "CAFE", "café"),
        ("cafe\u0301 noir", "noir", "noir"),
    ],
)
def test_text_is_found_as_search_folds_it(words: str, sought: str, found: str) -> None:
    of = page_of(Paragraph(text(words)))
    assert [shown(of, hit) for hit in of.find(sought)] == [found]


@settings(deadline=None, max_examples=60)
@given(st.text(alphabet="中文，。ab ", max_size=60), st.integers(0, 20), st.integers(1, 6), st.integers(8, 30))
def test_every_piece_of_a_paragraph_is_found(words: str, start: int, length: int, cells: int) -> None:
    words = " ".join(words.split())
    sought = words[start : start + length]
    of = page_of(Paragraph(text(words)), width=cells)
    found = of.find(sought)
    if sought.strip():
        assert found
        assert "".join(shown(of, hit) for hit in found).replace(" ", "") == sought.replace(" ", "") * words.count(
            sought
        )


TABLE = "| 名称 | Remarks on the thing |\n|---|---:|\n| 甲型号的机器 | It answers quickly, and long |\n| 乙 | 第二句很长，要占好几行 |\n"


@pytest.mark.parametrize("sought", ["型号的机", "quickly, and long", "要占好几", "remarks on the thing"])
def test_text_in_a_cell_is_found_at_every_width(sought: str) -> None:
    for width in range(12, 60, 3):
        of = page(TABLE, width=width)
        hits = [hit for hit in of.find(sought) if not hit.rest]
        assert hits, width
        found = "".join(shown(of, hit) for hit in of.find(sought) if of.line(hit.line).text).replace(" ", "")
        assert found.lower().startswith(sought.replace(" ", "")), (width, found)


def test_text_of_two_cells_is_not_found_as_one() -> None:
    assert page("| ab | cd |\n|---|---|\n| ef | gh |", width=40).find("ab  cd") == ()
