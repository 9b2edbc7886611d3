"""A reading place is found again at other widths and after edits."""

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.layout.pages import CHINESE, long_page, page
from tui_reader.layout.page import Position
from tui_reader.layout.position import own_text

POST = "\n\n".join(
    f"## 第{n}节\n\n> 引文{n}：{CHINESE}\n\n- 项目{n}\n- {CHINESE}\n\n{n}。{CHINESE * 3}" for n in range(12)
)


def first_text(of, y: int) -> str:
    """The post's own text from line `y` on."""
    words = ""
    while len(words) < 40 and y < of.height:
        words += own_text(of.line(y))
        y += 1
    return words


@settings(deadline=None, max_examples=40)
@given(st.integers(0, 400), st.integers(16, 90), st.integers(16, 90))
def test_the_same_words_stay_on_top_at_another_width(y: int, before: int, after: int) -> None:
    of = page(POST, width=before)
    of.settle(1000)
    y = min(y, of.height - 1)
    place = of.position_at(y)
    other = of.at(page("", width=after).layout)
    at = other.line_of_position(place)
    assert place.words[:1] in own_text(other.line(at)) or not place.words


@settings(deadline=None, max_examples=40)
@given(st.integers(0, 400))
def test_a_place_leads_back_to_its_line(y: int) -> None:
    of = page(POST)
    of.settle(1000)
    y = min(y, of.height - 1)
    place = of.position_at(y)
    copy = Position(place.block, place.offset, place.words, place.part)
    if own_text(of.line(y)):
        assert of.line_of_position(copy) == y
    assert of.line_of_position(place) == y


def test_a_place_survives_text_put_in_before_it() -> None:
    of = page(POST)
    of.settle(1000)
    place = of.position_at(of.height // 2)
    edited = page("新的一段。\n\n新的又一段。\n\n" + POST)
    assert first_text(edited, edited.line_of_position(place)).startswith(place.words)


def test_a_place_survives_words_put_in_before_it_in_its_block() -> None:
    of = page(CHINESE * 10)
    place = of.position_at(6)
    edited = page("新词。" + CHINESE * 10)
    assert place.words[:12] in first_text(edited, edited.line_of_position(place))


def test_a_place_whose_words_are_gone_is_as_far_into_the_post() -> None:
    of = long_page(100)
    of.settle(1000)
    place = of.position_at(of.height // 2)
    edited = page("\n\n".join(["别的文字。"] * 100))
    at = edited.line_of_position(place)
    assert abs(at - edited.height // 2) <= 2


def test_a_place_in_a_table_survives_a_new_width() -> None:
    table = "| 名 | 说明 |\n|--|--|\n" + "".join(f"| 第{n}行 | {CHINESE} |\n" for n in range(30))
    of = page(table, width=60)
    of.settle(10)
    y = next(number for number in range(of.height) if "第20行" in of.line(number).text)
    other = of.at(page("", width=40).layout)
    at = other.line_of_position(of.position_at(y))
    assert any("第20行" in other.line(number).text for number in range(at - 3, at + 4))


def test_how_far_it_is_lies_between_nothing_and_all() -> None:
    of = long_page()
    assert of.position_at(0).part == 0
    assert 0.9 < of.position_at(of.height - 1).part <= 1
    assert of.position_at(-5) == of.position_at(0)
