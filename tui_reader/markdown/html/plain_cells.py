"""Cells of tables that hold nothing but text: put in together, where each tag on its own takes six times as long."""

from collections.abc import Sequence

from tui_reader.document.spans import Span
from tui_reader.markdown.html.html_tags import PlainCell
from tui_reader.markdown.html.html_tree import DEEPEST, RAW, Element, Inlines, Tree
from tui_reader.markdown.span_builder import with_single_blanks


def takes_cells(tree: Tree) -> bool:
    """True where a row is open, and plain cells in it hold their text and nothing else."""
    row, spans = tree.top, tree.spans
    is_plain = row.tag == "tr" and not row.hidden and not spans.frames and not spans.hidden
    return is_plain and len(tree.stack) < DEEPEST and not tree.inside(*RAW)


def add_cells(tree: Tree, cells: Sequence[PlainCell]) -> None:
    """Put plain cells into the row that is open, which takes them."""
    tree.flush()
    row, before = tree.top, ""
    for name, text, _end, behind in cells:
        tree.line += before.count("\n")
        text = with_single_blanks(text).strip(" ")
        inside = [Inlines((Span(text),), tree.line)] if text.strip() else []
        row.children.append(Element(name.lower(), {}, tree.line, row.align, children=[*inside]))
        before = behind
