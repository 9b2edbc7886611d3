"""Block HTML as the blocks it means, with the Markdown that stands between its tags.

Posts are untrusted and their HTML is rarely whole: elements may never be closed, closed twice, or in the wrong order.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from html.parser import HTMLParser

from tui_reader.text.words import say
from tui_reader.typeset.blocks import (
    Align,
    Block,
    Caption,
    Code,
    Definition,
    Definitions,
    Figure,
    Heading,
    Item,
    ListBlock,
    Note,
    Paragraph,
    Quote,
    Rule,
    Span,
    Table,
    Text,
)
from tui_reader.typeset.html_inline import HIDDEN, close_tag, file_name, open_tag
from tui_reader.typeset.page import Role
from tui_reader.typeset.parse_anchor import Anchors
from tui_reader.typeset.parse_flat import flat_spans
from tui_reader.typeset.parse_inline import fixed
from tui_reader.typeset.parse_meant import LONGEST_CAPTION
from tui_reader.typeset.parse_spans import Spans, plain

DEEPEST = 80
"""Elements inside one another that are followed; deeper ones are seen as text."""

_COMMENT = re.compile(r"<!--.*?(?:-->|$)", re.DOTALL)
_BLANK = re.compile(r"[ \t\r\f\v]*\n[ \t\n\r\f\v]*")
_KINDS_OF_FILE = {"video": "video", "audio": "audio", "iframe": "page", "embed": "page", "source": "video"}
_ENDS: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "li": (frozenset({"li", "p"}), frozenset({"ul", "ol"})),
    "tr": (frozenset({"tr", "td", "th", "p"}), frozenset({"table"})),
    "td": (frozenset({"td", "th", "p"}), frozenset({"tr", "table"})),
    "th": (frozenset({"td", "th", "p"}), frozenset({"tr", "table"})),
    "dt": (frozenset({"dt", "dd", "p"}), frozenset({"dl"})),
    "dd": (frozenset({"dt", "dd", "p"}), frozenset({"dl"})),
}
"""Which open elements the start of another one ends, and where the search for them stops."""


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


def _contents(node: Node) -> list[Block]:
    """What an element holds, with items, rows and cells that no list or table is around."""
    if node.cells:
        node.rows.append((False, [cell for _header, cell in node.cells]))
    made = _table(node) if node.rows else node.blocks
    if node.items:
        made = [*made, ListBlock(tuple(node.items), line=node.line)]
    return [*made, *([Definitions(tuple(node.definitions), node.line)] if node.definitions else [])]


def _list(node: Node) -> list[Block]:
    loose = [Item((block,)) for block in node.blocks]
    start = int(node.attributes.get("start", "1")[:9]) if node.attributes.get("start", "1")[:9].isdecimal() else 1
    tight = all(len(item.blocks) <= 1 or isinstance(item.blocks[1], ListBlock) for item in node.items)
    items = (*node.items, *loose)
    return [ListBlock(items, start if node.tag == "ol" else None, tight, node.line)] if items else []


def _quote(node: Node) -> list[Block]:
    return [Quote(tuple(node.blocks), line=node.line)] if node.blocks else []


def _details(node: Node) -> list[Block]:
    return [Note(Role.LABEL, node.title or say("Details"), tuple(node.blocks), node.line)]


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
    width = min(max(len(cells) for _header, cells in node.rows), 1000)
    empty = fixed(())
    rows = [tuple(cells[:width]) + (empty,) * (width - len(cells)) for _header, cells in node.rows]
    has_head = node.rows[0][0]
    head = rows[0] if has_head else (empty,) * width
    table = Table(head, tuple(rows[1:] if has_head else rows), (Align.LEFT,) * width, node.line)
    return [*node.blocks, table]


_MADE: dict[str, Callable[[Node], list[Block]]] = {
    "ul": _list,
    "ol": _list,
    "menu": _list,
    "blockquote": _quote,
    "details": _details,
    "figcaption": _caption,
    "caption": _caption,
    "pre": _code,
    "table": _table,
    **dict.fromkeys(
        "div section article main header footer nav aside form fieldset center p figure body html hgroup address "
        "picture dl".split(),
        _contents,
    ),
}
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_TRANSPARENT = frozenset(("tbody", "thead", "tfoot", "colgroup"))
_PARTS = frozenset(("li", "tr", "td", "th", "dt", "dd", "summary"))
BLOCK_TAGS = frozenset(_MADE) | _HEADINGS | _PARTS


class HtmlBlocks(HTMLParser):
    """Collects the blocks of one container: feed it HTML, add Markdown's blocks, finish."""

    def __init__(self, anchors: Anchors) -> None:
        super().__init__(convert_charrefs=True)
        self.nodes = [Node("")]
        self.spans = Spans()
        self._anchors = anchors
        self._line = 0

    @property
    def is_open(self) -> bool:
        """True while an element waits for its end."""
        return len(self.nodes) > 1

    def feed_block(self, source: str, line: int) -> None:
        """Read one HTML block of the source that begins at `line`."""
        self._line = line
        self.feed(_COMMENT.sub("", source))
        self.close()

    def add(self, blocks: Iterable[Block]) -> None:
        """Put blocks of Markdown into the element that is open."""
        self._flush()
        self.nodes[-1].blocks.extend(blocks)

    def finish(self) -> list[Block]:
        """End every element and give the blocks."""
        self._flush()
        while self.is_open:
            self._pop()
        return _contents(self.nodes[0])

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin an element, or put in what stands for one without content."""
        attributes = {name: value or "" for name, value in attrs}
        if tag in _TRANSPARENT:
            return
        if tag in ("pre", "code") and self.nodes[-1].tag == "pre":
            self.nodes[-1].attributes["class"] = attributes.get("class", "")
            return
        if tag == "hr" and not self._inside_cell():
            self._flush()
            self.nodes[-1].blocks.append(Rule(self._line))
        elif tag in _KINDS_OF_FILE and not self._inside_cell() and attributes.get("src"):
            self._flush()
            name = attributes.get("title", "") or attributes.get("alt", "")
            self.nodes[-1].blocks.append(Figure(attributes["src"], name, kind=_KINDS_OF_FILE[tag], line=self._line))
        elif tag in BLOCK_TAGS and len(self.nodes) < DEEPEST and not (self._inside_cell() and tag not in _ENDS):
            self._end_before(tag)
            self._flush()
            self.nodes.append(Node(tag, attributes, self._line))
        elif tag not in _KINDS_OF_FILE or self._inside_cell():
            open_tag(self.spans, tag, attributes)

    def handle_endtag(self, tag: str) -> None:
        """End an element; an end that nothing began is ignored."""
        if tag in _TRANSPARENT:
            return
        if tag not in BLOCK_TAGS or (self._inside_cell() and not any(node.tag == tag for node in self.nodes)):
            close_tag(self.spans, tag)
        elif any(node.tag == tag for node in self.nodes):
            self._flush()
            while self._pop() != tag:
                pass
        else:
            self._flush()

    def handle_data(self, data: str) -> None:
        """Put in text; line ends inside it are soft ones."""
        if self.cdata_elem is not None:
            return
        if self.nodes[-1].tag == "pre":
            self.nodes[-1].raw.append(data)
            return
        for place, piece in enumerate(_BLANK.split(data)):
            if place:
                self.spans.soft_break()
            self.spans.text(piece)

    def _inside_cell(self) -> bool:
        return any(node.tag in ("td", "th") for node in self.nodes) and self.nodes[-1].tag not in ("ul", "ol", "li")

    def _end_before(self, tag: str) -> None:
        """End what cannot go on where this element begins: an item before the next item, a paragraph before a block."""
        if tag in _ENDS:
            ended, border = _ENDS[tag]
            place = len(self.nodes) - 1
            while place > 0 and self.nodes[place].tag not in border:
                place -= 1
            inside = [at for at in range(place, len(self.nodes)) if self.nodes[at].tag in ended]
            if inside:
                self._flush()
                while len(self.nodes) > inside[0]:
                    self._pop()
        elif self.nodes[-1].tag == "p":
            self._flush()
            self._pop()

    def _pop(self) -> str:
        """End the innermost element and hand what it holds to the one around it."""
        self._flush()
        node = self.nodes.pop()
        around = self.nodes[-1]
        if node.tag in _HEADINGS:
            around.blocks.extend(self._heading(node))
        elif node.tag in _PARTS:
            _GIVEN[node.tag](node, around)
        else:
            around.blocks.extend(_below_picture(node, around, _MADE[node.tag](node)))
        return node.tag

    def _heading(self, node: Node) -> list[Block]:
        spans = flat_spans(node.blocks)
        words = plain(spans).strip()
        if not words or any(isinstance(block, Figure) for block in node.blocks):
            return node.blocks
        name = node.attributes.get("id") or self._anchors.of_heading(words)
        return [Heading(int(node.tag[1]), fixed(spans), name, node.line)]

    def _flush(self) -> None:
        """Make a paragraph of the text so far; pictures without text become figures."""
        if not self.spans.done:
            return
        frames = self.spans.frames
        spans = self.spans.spans()
        self.spans = Spans()
        self.spans.frames = [frame for frame in frames if frame.tag not in HIDDEN]
        self.nodes[-1].blocks.extend(paragraph_or_figures(spans, self._line))


def _below_picture(node: Node, around: Node, made: list[Block]) -> list[Block]:
    """One short centred line right below a picture is its caption."""
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


def _give_item(node: Node, around: Node) -> None:
    around.items.append(Item(tuple(node.blocks)))


def _give_cell(node: Node, around: Node) -> None:
    around.cells.append((node.tag == "th", fixed(flat_spans(node.blocks))))


def _give_row(node: Node, around: Node) -> None:
    if node.cells:
        around.rows.append((all(header for header, _cell in node.cells), [cell for _header, cell in node.cells]))


def _give_term(node: Node, around: Node) -> None:
    around.definitions.append(Definition((fixed(flat_spans(node.blocks)),), ()))


def _give_meaning(node: Node, around: Node) -> None:
    terms = around.definitions.pop() if around.definitions else Definition((), ())
    around.definitions.append(Definition(terms.terms, terms.blocks + tuple(node.blocks)))


def _give_title(node: Node, around: Node) -> None:
    around.title = plain(flat_spans(node.blocks)).replace("\n", " ")


_GIVEN: dict[str, Callable[[Node, Node], None]] = {
    "li": _give_item,
    "td": _give_cell,
    "th": _give_cell,
    "tr": _give_row,
    "dt": _give_term,
    "dd": _give_meaning,
    "summary": _give_title,
}
