"""Pages for tests, from Markdown or from blocks made by hand."""

from tui_reader.document.blocks import Block, Document, Paragraph
from tui_reader.document.spans import Span, Text
from tui_reader.layout.lazy_page import Page
from tui_reader.layout.options import Head, Layout
from tui_reader.markdown.parser import parse

CHINESE = "澳涞坞影视拍摄基地位于山西长治市壶关县红豆峡，由澳门澳涞坞集团下属全资子公司承担建设及运营管理。"


def text(source: str) -> Text:
    """Inline text without markup."""
    return Text(source, lambda words: (Span(words),) if words else ())


def page_of(*blocks: Block, head: Head | None = None, **layout) -> Page:
    """A page of blocks made by hand."""
    return Page(Document(blocks), Layout(**{"width": 40, **layout}), head)


def page(markdown: str, head: Head | None = None, **layout) -> Page:
    """A page of Markdown."""
    return Page(parse(markdown), Layout(**{"width": 40, **layout}), head)


def long_page(paragraphs: int = 60, **layout) -> Page:
    """A page of paragraphs of different lengths, each with its number in it."""
    made = [Paragraph(text(f"第{number}段。" + CHINESE * (number % 5))) for number in range(paragraphs)]
    return page_of(*made, **layout)


def texts(of: Page) -> list[str]:
    """All lines of a page as text."""
    of.settle(1_000_000)
    return [line.text for line in of.lines(0, of.height)]
