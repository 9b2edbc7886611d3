"""The text of a page's body is the same at every width, and what is kept at one width is found at each other one."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.layout.pages import page
from tui_reader.layout.tools.body_text import BodyText
from tui_reader.layout.tools.selection import Selection, selected_text, spot_at
from tui_reader.text.passage import find_passage, passage_at

TABLE = """Before the table.

| 模型 | 工具调用 | Remarks on it |
|---|---|---:|
| 甲型号 | 可以调用很多工具，也能看图 | It answers quickly and says where it knows nothing. |
| 乙型号 | 不可以 | 第一句。第二句很长，要占好几行。 |
| 丙 |  | none |

后面的段落。
"""
SPANNED = """<table><tr><th colspan="2">机型</th><th>价格</th></tr><tr><th>名称</th><th>年份</th><th>元</th></tr>
<tr><td rowspan="2">一种名字很长的机器</td><td>2021</td><td>100</td></tr><tr><td>2022</td><td>二百</td></tr></table>

尾。
"""
NESTED = "- 列表\n\n  | a | b |\n  |---|---|\n  | 一二三四五六七八 | 2 |\n\n  中间\n\n  | c | d |\n  |---|---|\n  | 3 | 4 |\n\n> 引文\n"
WORDS = st.text(alphabet="甲乙丙丁戊己庚，。abcdef gh", min_size=1, max_size=40).map(lambda words: f"x{words}")


@pytest.mark.parametrize("markdown", [TABLE, SPANNED, NESTED])
def test_text_is_the_same_at_every_width(markdown: str) -> None:
    texts = {width: BodyText(page(markdown, width=width)).text for width in range(16, 100, 3)}
    assert len(set(texts.values())) == 1, texts


def test_the_text_of_some_parts_is_theirs_alone() -> None:
    whole = BodyText(page(TABLE)).text
    some = page(TABLE)
    assert BodyText(some, range(0)).text == ""
    texts = [BodyText(some, range(part, part + 1)).text for part in range(len(some.parts))]
    assert texts[0] == "" and all(text in whole for text in texts[1:])
    assert "Beforethetable." in texts[1] and "后面的段落。" not in texts[1]


def test_a_table_is_read_cell_by_cell() -> None:
    body = BodyText(page(TABLE, width=36))
    assert body.read(0, len(body.text)).split("\n") == [
        "Before the table.",
        "模型",
        "工具调用",
        "Remarks on it",
        "甲型号",
        "可以调用很多工具，也能看图",
        "It answers quickly and says where it knows nothing.",
        "乙型号",
        "不可以",
        "第一句。第二句很长，要占好几行。",
        "丙",
        "none",
        "后面的段落。",
    ]


def test_a_sentence_in_a_table_is_one_of_a_cell_and_is_selected_in_its_columns() -> None:
    body = BodyText(page(TABLE, width=48))
    at = body.text.index("answers")
    start, end = body.sentences(at, at + 1)
    assert body.read(start, end) == "It answers quickly and says where it knows nothing."
    selection = body.selection(start, end)
    assert selected_text(body.page, selection).split() == body.read(start, end).split()
    assert body.span(selection) == (start, end)
    lines = body.selections(start, end)
    assert (
        len(lines) > 1
        and "".join("".join(selected_text(body.page, line).split()) for line in lines) == body.text[start:end]
    )


def test_what_is_dragged_within_a_cell_is_of_that_cell() -> None:
    body = BodyText(page(TABLE, width=48))
    start = body.text.index("可以调用")
    first, last = body.selection(start, start + 1).start, body.selection(start + 12, start + 13).end
    assert first.line < last.line
    assert body.span(Selection(first, last, whole=False)) == (start, start + 13)


def test_lines_of_a_whole_table_are_one_selection() -> None:
    body = BodyText(page(TABLE, width=48))
    assert len(body.selections(0, len(body.text))) == 1
    all_ = Selection(spot_at(body.page, 0), spot_at(body.page, body.page.height - 1))
    assert body.span(all_) == (0, len(body.text))


@settings(deadline=None, max_examples=60)
@given(
    st.integers(1, 4).flatmap(lambda n: st.lists(st.lists(WORDS, min_size=n, max_size=n), min_size=2, max_size=4)),
    st.integers(12, 90),
    st.integers(12, 90),
    st.tuples(st.floats(0, 1), st.floats(0, 1)),
)
def test_a_passage_kept_at_one_width_is_found_at_each_other(
    rows: list[list[str]], one: int, other: int, places: tuple[float, float]
) -> None:
    lines = ["|" + "|".join(row) + "|" for row in rows]
    markdown = "\n".join(["前文。", "", lines[0], "|" + "---|" * len(rows[0]), *lines[1:], "", "后文。"])
    here, there = BodyText(page(markdown, width=one)), BodyText(page(markdown, width=other))
    assert here.text == there.text
    start, end = sorted(int(place * len(here.text)) for place in places)
    end = max(end, start + 1) if start < len(here.text) else start
    if start == end:
        return
    found = find_passage(there.text, passage_at(here.text, start, end))
    assert found is not None and there.text[slice(*found)] == here.text[start:end]
    drawn = [there.span(selection) for selection in there.selections(*found)]
    assert {number for span in drawn for number in range(*span)} == set(range(*found))
