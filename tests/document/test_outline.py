"""Headings, footnotes and references can be jumped to, wherever they stand."""

from tests.layout.pages import CHINESE, page
from tui_reader.layout.options import Head

POST = f"""开头。

# 一 {{#first}}

{CHINESE}

## 二

> ### 引文里的标题
>
> {CHINESE}

文字[^1]与[^二]。

## 三

- 项目

[^1]: 第一条。
[^二]: 第二条。
"""


def test_headings_are_listed_in_order_with_their_levels() -> None:
    assert [(anchor.title, anchor.level) for anchor in page(POST).outline] == [
        ("一", 1),
        ("二", 2),
        ("引文里的标题", 3),
        ("三", 2),
    ]


def test_a_heading_is_found_by_its_name() -> None:
    of = page(POST, Head("标题"))
    for anchor in of.outline:
        y = of.line_of_anchor(anchor.name)
        assert y is not None
        assert anchor.title in of.line(y).text
        assert of.line_of_anchor("#" + anchor.name) == y


def test_a_name_may_be_percent_encoded() -> None:
    of = page("## 标题\n")
    assert of.line_of_anchor("#%E6%A0%87%E9%A2%98") == of.line_of_anchor("标题") == 0


def test_footnotes_lead_there_and_back() -> None:
    of = page(POST)
    assert of.line_of_anchor("fnref:二") is not None
    note = of.line_of_anchor("fn:1")
    reference = of.line_of_anchor("fnref:1")
    assert note is not None
    assert "第一条" in of.line(note).text
    assert reference is not None
    assert "文字" in of.line(reference).text
    targets = {of.link(number).target for number, _, _ in of.links_on(0, of.height)}
    assert {"#fn:1", "#fnref:1", "#fn:二", "#fnref:二"} <= targets


def test_an_unknown_name_leads_nowhere() -> None:
    assert page(POST).line_of_anchor("nowhere") is None
    assert page("").line_of_anchor("x") is None


def test_the_heading_a_line_stands_under() -> None:
    of = page(POST)
    of.settle(100)
    expected, current = [], -1
    starts = {of.line_of_anchor(anchor.name): number for number, anchor in enumerate(of.outline)}
    for y in range(of.height):
        current = starts.get(y, current)
        expected.append(current)
    for y in range(of.height):
        if of.line(y).text.strip("▎ "):
            assert of.anchor_at(y) == expected[y], y
