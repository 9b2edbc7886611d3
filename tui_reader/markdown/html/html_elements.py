"""Elements of block HTML that are open, and the blocks they make when they end.

Wherever an element stands, its text is kept: text right inside a list is an item, right inside a table a row.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from tui_reader.document.blocks import (
    Align,
    Block,
    Caption,
    Code,
    Definition,
    Definitions,
    Figure,
    Item,
    ListBlock,
    Note,
    Paragraph,
    Quote,
    Table,
)
from tui_reader.document.plain import flat_spans, flat_text
from tui_reader.document.spans import Span, Text
from tui_reader.i18n.messages import tr
from tui_reader.markdown.heuristics import LONGEST_CAPTION
from tui_reader.markdown.html.html_inline import file_name
from tui_reader.markdown.inline_reader import fixed
from tui_reader.markdown.span_builder import plain
from tui_reader.model.roles import Role

WIDEST = 1000
"""Cells of one row that are kept apart; further ones are joined to the last."""
LISTS = frozenset(("ul", "ol", "menu"))
"""Elements that hold items."""


@dataclass(slots=True)
class Node:
    """A block element that is open."""

    tag: str
    """Its name; empty for the root."""
    attributes: dict[str, str] = field(default_factory=dict)
    """Its attributes."""
    line: int = 0
    """Line of the source it began at."""
    blocks: list[Block] = field(default_factory=list)
    """Finished blocks inside."""
    items: list[Item] = field(default_factory=list)
    """Finished items of a list."""
    rows: list[tuple[bool, list[Text]]] = field(default_factory=list)
    """Finished rows of a table, with whether they are all headers."""
    cells: list[tuple[bool, Text]] = field(default_factory=list)
    """Finished cells of a row, with whether they are headers."""
    definitions: list[Definition] = field(default_factory=list)
    """Finished pairs of a definition list."""
    title: str = ""
    """Text of a `summary`."""
    raw: list[str] = field(default_factory=list)
    """Text of a `pre`, every blank kept."""

    def give(self, blocks: list[Block]) -> None:
        """Put blocks in, as what the element holds."""
        if blocks:
            _HOLDING.get(self.tag, _hold_blocks)(self, blocks)


def _hold_blocks(node: Node, blocks: list[Block]) -> None:
    node.blocks.extend(blocks)


def _hold_item(node: Node, blocks: list[Block]) -> None:
    node.items.append(Item(tuple(blocks)))


def _hold_row(node: Node, blocks: list[Block]) -> None:
    if not node.rows and all(isinstance(block, Caption) for block in blocks):
        node.blocks.extend(blocks)
    else:
        node.rows.append((False, [fixed(flat_spans(blocks))]))


def _hold_cell(node: Node, blocks: list[Block]) -> None:
    node.cells.append((False, fixed(flat_spans(blocks))))


def _hold_meaning(node: Node, blocks: list[Block]) -> None:
    waits = node.definitions and not node.definitions[-1].blocks
    terms = node.definitions.pop().terms if waits else ()
    node.definitions.append(Definition(terms, tuple(blocks)))


def _hold_raw(node: Node, blocks: list[Block]) -> None:
    node.raw.append(flat_text(blocks))


_HOLDING: dict[str, Callable[[Node, list[Block]], None]] = {
    **dict.fromkeys(LISTS, _hold_item),
    "table": _hold_row,
    "tr": _hold_cell,
    "dl": _hold_meaning,
    "pre": _hold_raw,
}


def _contents(node: Node) -> list[Block]:
    return node.blocks


def _list(node: Node) -> list[Block]:
    start = node.attributes.get("start", "1")[:9]
    first = int(start) if start.isascii() and start.isdecimal() else 1
    tight = all(len(item.blocks) <= 1 or isinstance(item.blocks[1], ListBlock) for item in node.items)
    made = ListBlock(tuple(node.items), first if node.tag == "ol" else None, tight, node.line)
    return [made] if node.items else []


def _quote(node: Node) -> list[Block]:
    return [Quote(tuple(node.blocks), line=node.line)] if node.blocks else []


def _details(node: Node) -> list[Block]:
    return [Note(Role.LABEL, node.title or tr("Details"), tuple(node.blocks), node.line)]


def _caption(node: Node) -> list[Block]:
    spans = flat_spans(node.blocks)
    return [Caption(fixed(spans), node.line)] if plain(spans).strip() else []


def _code(node: Node) -> list[Block]:
    source = "".join(node.raw)
    found = re.search(r"(?:language|lang)-([\w+#-]+)", node.attributes.get("class", ""))
    return [Code(source.strip("\n"), found[1] if found else "", line=node.line)] if source.strip() else []


def _table(node: Node) -> list[Block]:
    if not node.rows:
        return node.blocks
    width = min(max(len(cells) for _header, cells in node.rows), WIDEST)
    empty = fixed(())
    rows = [tuple(cells[:width]) + (empty,) * (width - len(cells)) for _header, cells in node.rows]
    has_head = node.rows[0][0]
    head = rows[0] if has_head else (empty,) * width
    return [*node.blocks, Table(head, tuple(rows[1:] if has_head else rows), (Align.LEFT,) * width, node.line)]


def _definitions(node: Node) -> list[Block]:
    return [Definitions(tuple(node.definitions), node.line)] if node.definitions else []


MADE: dict[str, Callable[[Node], list[Block]]] = {
    **dict.fromkeys(LISTS, _list),
    "blockquote": _quote,
    "details": _details,
    "figcaption": _caption,
    "caption": _caption,
    "pre": _code,
    "table": _table,
    "dl": _definitions,
    **dict.fromkeys(
        "div section article main header footer nav aside form fieldset center p figure body html hgroup address "
        "picture".split(),
        _contents,
    ),
}
"""The blocks an element makes, by its name."""


def _give_item(node: Node, around: Node) -> None:
    item = Item(tuple(node.blocks))
    if around.tag in LISTS:
        around.items.append(item)
    else:
        around.give([ListBlock((item,), line=node.line)])


def _give_cell(node: Node, around: Node) -> None:
    cell = node.tag == "th", fixed(flat_spans(node.blocks))
    if around.tag != "tr":
        around.give(node.blocks)
    elif len(around.cells) < WIDEST:
        around.cells.append(cell)


def _give_row(node: Node, around: Node) -> None:
    row = all(header for header, _cell in node.cells), [cell for _header, cell in node.cells]
    if not node.cells:
        return
    if around.tag == "table":
        around.rows.append(row)
    else:
        around.give(_table(Node("table", line=node.line, rows=[row])))


def _give_term(node: Node, around: Node) -> None:
    definition = Definition((fixed(flat_spans(node.blocks)),), ())
    if around.tag == "dl":
        around.definitions.append(definition)
    else:
        around.give([Definitions((definition,), node.line)])


def _give_meaning(node: Node, around: Node) -> None:
    if around.tag == "dl" or not node.blocks:
        around.give(node.blocks)
    else:
        around.give([Definitions((Definition((), tuple(node.blocks)),), node.line)])


def _give_title(node: Node, around: Node) -> None:
    if around.tag == "details" and not around.title and not around.blocks:
        around.title = plain(flat_spans(node.blocks)).replace("\n", " ")
    else:
        around.give(node.blocks)


GIVEN: dict[str, Callable[[Node, Node], None]] = {
    "li": _give_item,
    "td": _give_cell,
    "th": _give_cell,
    "tr": _give_row,
    "dt": _give_term,
    "dd": _give_meaning,
    "summary": _give_title,
}
"""What a part of a list or table gives to the element around it, by its name."""


def below_picture(node: Node, around: Node, made: list[Block]) -> list[Block]:
    """The blocks of an element, as a caption where they are one short centred line right below a picture."""
    centred = node.tag == "center" or "center" in node.attributes.get("align", "") + node.attributes.get("style", "")
    if not centred or len(made) != 1 or not around.blocks or not isinstance(around.blocks[-1], Figure | Table):
        return made
    block = made[0]
    if not isinstance(block, Paragraph) or len(block.text.source) > LONGEST_CAPTION or "\n" in block.text.source:
        return made
    return [Caption(block.text, block.line)]


def _figure(span: Span, line: int) -> Figure:
    """A picture that stands alone; its name is no words where it is only the file's."""
    link = span.target if span.target != span.source else ""
    alt = "" if span.text == file_name(span.source) else span.text
    return Figure(span.source or span.target, alt, span.title if span.title != alt else "", link=link, line=line)


def paragraph_or_figures(spans: tuple[Span, ...], line: int) -> list[Block]:
    """A paragraph of spans; figures where they are pictures alone; nothing where they are blank."""
    shown = [span for span in spans if span.text.strip()]
    if not shown:
        return []
    if all(Role.FIGURE in span.roles for span in shown):
        return [_figure(span, line) for span in shown]
    return [Paragraph(fixed(spans), line=line)]
