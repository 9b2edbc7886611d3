"""Every character of a document stands on its page, in order, blanks aside."""

import random
import unicodedata
from collections.abc import Iterator

from hypothesis import given, settings
from hypothesis import strategies as st

from tui_reader.document import blocks as kinds
from tui_reader.document.spans import Text
from tui_reader.layout.blocks.code import DIAGRAMS
from tui_reader.layout.lazy_page import Page
from tui_reader.layout.options import Layout
from tui_reader.layout.position import own_text
from tui_reader.markdown.parser import parse
from tui_reader.text.sanitize import sanitize, sanitize_lines

CHANGED = (kinds.Table, kinds.Figure, kinds.MathBlock)
"""Blocks whose text is arranged anew when it is laid out; they have tests of their own."""


def words(blocks: tuple[kinds.Block, ...]) -> Iterator[str]:
    """The text of blocks in reading order, as written."""
    for block in blocks:
        if isinstance(block, kinds.Heading | kinds.Paragraph | kinds.Caption):
            yield from spans_of(block.text)
        elif isinstance(block, kinds.Code):
            yield from [sanitize(block.title), *sanitize_lines(block.source)]
        elif isinstance(block, kinds.Quote):
            yield from [*words(block.blocks), "——" + sanitize(block.source) if block.source else ""]
        elif isinstance(block, kinds.Note):
            yield from [sanitize(block.title), *words(block.blocks)]
        elif isinstance(block, kinds.ListBlock):
            for item in block.items:
                yield from words(item.blocks)
        elif isinstance(block, kinds.Definitions):
            for item in block.items:
                yield from [*(word for term in item.terms for word in spans_of(term)), *words(item.blocks)]
        elif isinstance(block, kinds.Footnotes):
            for note in block.notes:
                yield from words(note.blocks)


def spans_of(text: Text) -> list[str]:
    """The pieces of inline text, safe."""
    return [sanitize(span.text) for span in text.spans()]


def is_plain(block: kinds.Block) -> bool:
    """True for a block without one inside that is arranged anew."""
    if isinstance(block, CHANGED) or (isinstance(block, kinds.Code) and block.language in DIAGRAMS):
        return False
    inside = getattr(block, "blocks", ()) or [
        b for item in getattr(block, "items", getattr(block, "notes", ())) for b in item.blocks
    ]
    return all(is_plain(inner) for inner in inside)


def without_blanks(text: str) -> str:
    """Characters that count; raised numbers are the numbers they are."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def shown(page: Page) -> str:
    """The post's own text on a page."""
    page.settle(1_000_000)
    return without_blanks("".join(own_text(line) for line in page.lines(0, page.height)))


def test_nothing_of_the_corpora_is_lost(corpora) -> None:
    chosen = random.Random(3)
    files = sorted(corpora.rglob("*.md"))
    for file in chosen.sample(files, min(len(files), 150)):
        document = parse(file.read_text(encoding="utf-8", errors="replace"))
        plain = tuple(block for block in document.blocks if is_plain(block))
        page = Page(kinds.Document(plain), Layout(chosen.randint(10, 120)))
        assert shown(page) == without_blanks("".join(words(plain))), file


@settings(deadline=None, max_examples=100)
@given(st.text(alphabet="中文，。“”—…ab1 \n#>-*`[]()|", max_size=120), st.integers(2, 60))
def test_nothing_of_any_markdown_is_lost(markdown: str, cells: int) -> None:
    document = parse(markdown)
    plain = tuple(block for block in document.blocks if is_plain(block))
    assert shown(Page(kinds.Document(plain), Layout(cells))) == without_blanks("".join(words(plain)))
