"""A page lays out what is looked at, and its numbers stay true while it does."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.layout.pages import long_page, page, page_of, text, texts
from tests.layout.rules import NEVER_FIRST, NEVER_LAST
from tui_reader.document.blocks import Paragraph
from tui_reader.document.spans import Span, Text
from tui_reader.layout.blocks.text_lines import is_quiet
from tui_reader.layout.lazy_page import Page
from tui_reader.layout.options import Head, Layout
from tui_reader.layout.page import Line, LinkKind
from tui_reader.markdown.parser import parse
from tui_reader.text.cells import width
from tui_reader.text.sanitize import is_safe

EVERYTHING = """# Title 一级“标题”——很长的标题需要换行才能放得下

　　Text with `code`, **bold**, [a link](https://example.com/long/path/to/some/where), note[^1]…… and “quotes”.

- item 一二三四五六七八九十
  1. [nested](x.md)
     - [x] task
     - [ ] another task with many words in it

> quote ① α ·
>
> > deeper 一二三四五六七八九十一二三四五六七八九十

> [!WARNING] Title
> body of the warning

| head 一 | head 二 | three |
|:--|:-:|--:|
| a | b | c |
| 一二三四五六七八九十一二三四五六七八九十 | word word word word | 3 |

```python {linenos=table}
def function(argument, another_argument): return "一二三四五六七八九十" + argument
```

![picture 一二三四五六七八九十一二三四五六七八九十](a-long-name-of-a-picture-file-that-is-long.jpg)

term
: meaning of it

---

[^1]: The footnote 一二三四五六七八九十一二三四五六七八九十.
"""


def counting(calls: list[str], source: str) -> Text:
    """Text that notes when it is parsed."""

    def parser(words: str) -> tuple[Span, ...]:
        calls.append(words)
        return (Span(words),)

    return Text(source, parser)


def test_only_what_is_looked_at_is_set() -> None:
    calls: list[str] = []
    of = page_of(*(Paragraph(counting(calls, f"第{number}段")) for number in range(1000)))
    assert of.height > 1000
    assert calls == []
    of.lines(0, 20)
    assert len(calls) <= 11
    of.lines(of.height - 20, of.height)
    assert len(calls) <= 22
    assert not of.settled


def test_a_block_is_set_once() -> None:
    calls: list[str] = []
    of = page_of(Paragraph(counting(calls, "一段")))
    of.lines(0, 5)
    of.lines(0, 5)
    texts(of)
    assert calls == ["一段"]


def test_settling_ends_with_exact_heights() -> None:
    of = long_page()
    steps = 0
    while not of.settle(10):
        steps += 1
    assert of.settled
    assert 6 <= steps <= 12
    assert of.line(of.height - 1).text
    assert of.line(of.height) == Line()


@settings(deadline=None, max_examples=40)
@given(st.lists(st.integers(0, 300), max_size=12), st.integers(10, 80))
def test_lines_are_the_same_in_whatever_order_they_are_looked_at(order: list[int], cells: int) -> None:
    expected = texts(long_page(width=cells))
    of = long_page(width=cells)
    for y in order:
        of.line(y)
        of.steady(min(y, of.height - 1), 30)
    assert texts(of) == expected


@settings(deadline=None, max_examples=40)
@given(st.integers(0, 400), st.integers(0, 60))
def test_steady_keeps_the_line_and_makes_its_surroundings_exact(y: int, rows: int) -> None:
    of = long_page()
    y = min(y, of.height - 1)
    before = of.line(y)
    at = of.steady(y, rows)
    assert of.line(at) == before
    around = [of.line(number) for number in range(at + rows - 1, at - rows, -1)]
    assert around == [of.line(number) for number in range(at + rows - 1, at - rows, -1)]
    assert of.line(at) == before


def test_settling_above_moves_a_place_and_says_where_to() -> None:
    of = long_page()
    y = of.height // 2
    line = of.line(y)
    place = of.position_at(y)
    of.settle(1000)
    assert of.line(of.line_of_position(place)) == line


def test_lines_above_and_below_the_page_are_empty() -> None:
    of = page("正文")
    assert of.line(-1) == Line()
    assert of.line(99) == Line()
    assert of.lines(-2, 3)[2].text == "正文"


def test_an_empty_document_is_an_empty_page() -> None:
    of = page("")
    assert (of.height, of.settled, of.outline, of.plain(), of.find("x")) == (0, False, (), "", ())
    assert of.settle(1)
    assert of.anchor_at(0) == -1
    assert of.line_of_position(of.position_at(0)) == 0


def test_links_are_numbered_and_found_on_their_lines() -> None:
    of = page("看[这里](https://example.com)和[那里](other.md)。\n\n[图](a.pdf)")
    found = of.links_on(0, of.height)
    assert [(of.link(number).target, y, cell) for number, y, cell in found] == [
        ("https://example.com", 0, 2),
        ("other.md", 0, 8),
        ("a.pdf", 2, 0),
    ]
    assert [of.link(number).kind for number, _, _ in found] == [LinkKind.WEB, LinkKind.POST, LinkKind.FILE]
    assert of.link(found[0][0]).text == "这里"


def test_another_layout_keeps_document_and_head() -> None:
    of = page("正文", Head("标题"))
    other = of.at(Layout(width=20))
    assert (other.width, other.document, other.head) == (20, of.document, of.head)


def test_plain_text_has_no_blanks_at_line_ends() -> None:
    of = page("```python\nx = 1\n```\n\n正文", Head("标题", dates=("2022-07-28",)))
    assert all(line == line.rstrip() for line in of.plain().split("\n"))
    assert of.plain().startswith("标题\n2022-07-28\n\n")


def any_layout(chosen: random.Random, least: int) -> Layout:
    """A width from `least` to 120, in any of the manners a reader may ask for."""
    return Layout(
        chosen.randint(least, 120),
        chosen.choice(("as-is", "indent", "spaced")),
        ambiguous=chosen.choice((1, 2)),
        hanging_punctuation=chosen.choice((0, 1, 2)),
        cjk_latin_spacing=chosen.random() < 0.3,
    )


def test_every_post_of_the_corpora_fits_its_measure(corpora) -> None:
    chosen = random.Random(5)
    files = sorted(corpora.rglob("*.md"))
    for file in chosen.sample(files, min(len(files), 120)):
        layout = any_layout(chosen, 8)
        of = Page(parse(file.read_text(encoding="utf-8", errors="replace")), layout, Head(file.stem))
        for line in texts(of):
            assert width(line, layout.ambiguous) <= layout.width, (file, layout, line)
            assert is_safe(line), (file, line)


def test_no_line_of_the_corpora_begins_or_ends_with_a_mark_that_may_not(corpora) -> None:
    chosen = random.Random(6)
    files = sorted(corpora.rglob("*.md"))
    wrong: list[str] = []
    for file in chosen.sample(files, min(len(files), 200)):
        layout = any_layout(chosen, 20)
        of = Page(parse(file.read_text(encoding="utf-8", errors="replace")), layout)
        of.settle(100_000)
        prose = [(y, of.line(y)) for y in range(of.height) if of.line(y).joined and of.line(y).fill is None]
        wrong += [f"{file} at {layout}: {line.text}" for _, line in prose if ends_badly(line)]
        wrong += [f"{file} at {layout}: {of.line(y + 1).text}" for y, _ in prose if begins_badly(of.line(y + 1))]
    assert wrong == []


def begins_badly(line: Line) -> bool:
    """True for a mark at the line's beginning that may not stand there."""
    own = "".join(run.text for run in line.runs if not is_quiet(run.roles)).strip(" \u3000")
    return own[:1] in NEVER_FIRST


def ends_badly(line: Line) -> bool:
    """True for a mark at the line's end that may not stand there."""
    return line.text.strip(" \u3000")[-1:] in NEVER_LAST


@settings(deadline=None, max_examples=60)
@given(st.text(max_size=300), st.integers(1, 60))
def test_any_markdown_can_be_set_at_any_width(markdown: str, cells: int) -> None:
    assert all(is_safe(line) for line in texts(page(markdown, width=cells)))


@pytest.mark.parametrize(
    "layout",
    [
        {"ambiguous": 2},
        {"ascii": True},
        {"hanging_punctuation": 2},
        {"cjk_latin_spacing": True},
        {"paragraphs": "indent"},
    ],
)
@pytest.mark.parametrize("cells", [6, 17, 40, 76])
def test_every_kind_of_block_fits_in_every_layout(layout: dict, cells: int) -> None:
    of = page(
        EVERYTHING,
        Head("标题“引号”……", ("2022",), ("某人",), 1234, 5, (("tags", "甲"), ("tags", "乙")), ("坏",)),
        width=cells,
        **layout,
    )
    for line in texts(of):
        assert width(line, layout.get("ambiguous", 1)) <= cells, line


def test_ascii_layout_draws_with_ascii_alone() -> None:
    ascii_only = EVERYTHING.encode("ascii", "ignore").decode()
    of = page(
        ascii_only.replace("..", "").replace("'", ""),
        Head("title", ("2022",), ("someone",), 12, 3, (("tags", "a"), ("tags", "b"))),
        ascii=True,
    )
    assert [line for line in texts(of) if not line.isascii()] == []


def test_heights_are_estimated_about_right() -> None:
    of = long_page(200)
    estimated = of.height
    of.settle(1000)
    assert abs(of.height - estimated) <= of.height // 10


def test_hostile_text_reaches_no_line() -> None:
    of = page_of(Paragraph(text("a\x1b[2Jb\u202ec\x07")), head=Head("\x1b]0;x\x07标题", terms=(("tags", "a\x9bb"),)))
    assert all(is_safe(line) for line in texts(of))
