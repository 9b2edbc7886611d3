"""Block HTML as the blocks it means, with the Markdown that stands between its tags.

Posts are untrusted and their HTML is rarely well-formed: elements may never be closed, closed twice, or in the wrong
order.
"""

import re
from collections.abc import Iterable, Mapping
from html import escape
from html.parser import HTMLParser

from tui_reader.document.blocks import Block, Figure, Heading, Rule
from tui_reader.document.plain import flat_spans
from tui_reader.markdown.anchors import Anchors
from tui_reader.markdown.dialect import PLACE
from tui_reader.markdown.html.html_elements import GIVEN, LISTS, MADE, Node, below_picture, paragraph_or_figures
from tui_reader.markdown.html.html_inline import HIDDEN, close_tag, open_tag, picture_address
from tui_reader.markdown.inline_reader import Inline, fixed
from tui_reader.markdown.span_builder import Spans, plain

DEEPEST = 80
"""Elements inside one another that are followed; deeper ones are seen as text."""

_UNSEEN = re.compile(r"<!--.*?(?:-->|$)|<!doctype[^>]*>|<!\[CDATA\[|\]\]>", re.DOTALL | re.IGNORECASE)
_BLANK = re.compile(r"[ \t\r\f\v]*\n[ \t\n\r\f\v]*")
_KINDS_OF_FILE = {"video": "video", "audio": "audio", "iframe": "page", "embed": "page", "source": "video"}
_TRANSPARENT = frozenset(("tbody", "thead", "tfoot", "colgroup"))
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
BLOCK_TAGS = frozenset(MADE) | _HEADINGS | frozenset(GIVEN)
"""Elements that make or hold blocks."""
_ENDS: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "li": (frozenset({"li", "p"}), LISTS),
    "tr": (frozenset({"tr", "td", "th", "p"}), frozenset({"table"})),
    "td": (frozenset({"td", "th", "p"}), frozenset({"tr", "table"})),
    "th": (frozenset({"td", "th", "p"}), frozenset({"tr", "table"})),
    "dt": (frozenset({"dt", "dd", "p"}), frozenset({"dl"})),
    "dd": (frozenset({"dt", "dd", "p"}), frozenset({"dl"})),
}
"""Which open elements the start of another one ends, and where the search for them stops."""


class HtmlBlocks(HTMLParser):
    """Collects the blocks of one container: feed it HTML, add Markdown's blocks, finish."""

    def __init__(self, anchors: Anchors, inline: Inline, shown: Mapping[int, tuple[Block, ...]]) -> None:
        super().__init__(convert_charrefs=True)
        self._inline = inline
        self._shown = shown
        self.nodes = [Node("")]
        self.spans = Spans()
        self._anchors = anchors
        self._line = 0

    @property
    def is_open(self) -> bool:
        """True while an element waits for its end."""
        return len(self.nodes) > 1

    def feed_block(self, source: str, line: int) -> None:
        """Read one HTML block of the source that begins at `line`.

        Declarations other than a document type are text: the parser of the standard library raises on most of them.
        """
        self._line = line
        inside_tag = False
        for place, piece in enumerate(PLACE.split(_UNSEEN.sub("", source).replace("<!", "&lt;!"))):
            if place % 2:
                self._put(int(piece), inside_tag)
                continue
            self.feed(piece)
            if "<" in piece or ">" in piece:
                inside_tag = piece.rfind("<") > piece.rfind(">")
        self.close()

    def _put(self, number: int, inside_tag: bool) -> None:
        """Put in what a shortcode shows; its characters where it stands in a tag or in preformatted text."""
        if inside_tag:
            self.feed(escape(self._inline.shown(number)))
            return
        self.close()
        if self.nodes[-1].tag == "pre":
            self.nodes[-1].raw.append(self._inline.shown(number))
        elif number in self._shown:
            self.add(self._shown[number])
        else:
            for span in self._inline.places.get(number, ()):
                self.spans.put(span)

    def add(self, blocks: Iterable[Block]) -> None:
        """Put blocks of Markdown into the element that is open."""
        self._flush()
        self.nodes[-1].give(list(blocks))

    def finish(self) -> list[Block]:
        """End every element and give the blocks."""
        self._flush()
        while self.is_open:
            self._pop()
        return self.nodes[0].blocks

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin an element, or put in what stands for one without content."""
        attributes = {name: value or "" for name, value in attrs}
        if tag in _TRANSPARENT:
            return
        if self.nodes[-1].tag == "pre" and tag in ("pre", "code", "br"):
            self.nodes[-1].attributes.update(attributes if tag != "br" else {})
            self.nodes[-1].raw.append("\n" if tag == "br" else "")
        elif tag == "hr" and not self._inside_cell():
            self.add([Rule(self._line)])
        elif tag in _KINDS_OF_FILE and not self._inside_cell():
            self._embed(tag, attributes)
        elif self._is_block(tag):
            self._end_before(tag)
            self._flush()
            self.nodes.append(Node(tag, attributes, self._line))
        else:
            open_tag(self.spans, tag, attributes)

    def handle_endtag(self, tag: str) -> None:
        """End an element; an end that nothing began is ignored."""
        if tag in _TRANSPARENT:
            return
        is_open = any(node.tag == tag for node in self.nodes)
        if tag in BLOCK_TAGS and is_open:
            self._flush()
            while self._pop() != tag:
                pass
        elif tag not in BLOCK_TAGS or self._inside_cell():
            close_tag(self.spans, tag)
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

    def _is_block(self, tag: str) -> bool:
        """True where a tag begins a block; inside a cell only rows and cells do."""
        return tag in BLOCK_TAGS and len(self.nodes) < DEEPEST and (tag in _ENDS or not self._inside_cell())

    def _inside_cell(self) -> bool:
        return any(node.tag in ("td", "th") for node in self.nodes) and self.nodes[-1].tag not in (*LISTS, "li")

    def _embed(self, tag: str, attributes: dict[str, str]) -> None:
        if attributes.get("src"):
            name = attributes.get("title", "") or attributes.get("alt", "")
            self.add([Figure(picture_address(attributes["src"]), name, kind=_KINDS_OF_FILE[tag], line=self._line)])

    def _end_before(self, tag: str) -> None:
        """End what cannot go on where this element begins: an item before the next item, a paragraph before a block."""
        if tag not in _ENDS:
            if self.nodes[-1].tag == "p":
                self._pop()
            return
        ended, border = _ENDS[tag]
        place = len(self.nodes) - 1
        while place > 0 and self.nodes[place].tag not in border:
            place -= 1
        inside = [at for at in range(place, len(self.nodes)) if self.nodes[at].tag in ended]
        while inside and len(self.nodes) > inside[0]:
            self._pop()

    def _pop(self) -> str:
        """End the innermost element and hand what it holds to the one around it."""
        self._flush()
        node = self.nodes.pop()
        around = self.nodes[-1]
        if node.tag in _HEADINGS:
            around.give(self._heading(node))
        elif node.tag in GIVEN:
            GIVEN[node.tag](node, around)
        else:
            around.give(below_picture(node, around, MADE[node.tag](node)))
        return node.tag

    def _heading(self, node: Node) -> list[Block]:
        spans = flat_spans(node.blocks)
        words = plain(spans).strip()
        if not words or any(isinstance(block, Figure) for block in node.blocks):
            return node.blocks
        name = (
            self._anchors.take(node.attributes["id"]) if node.attributes.get("id") else self._anchors.of_heading(words)
        )
        return [Heading(int(node.tag[1]), fixed(spans), name, node.line)]

    def _flush(self) -> None:
        """Make a paragraph of the text so far; pictures without text become figures."""
        if not self.spans.done:
            return
        frames, spans = self.spans.frames, self.spans.spans()
        self.spans = Spans()
        self.spans.frames = [frame for frame in frames if frame.tag not in HIDDEN]
        self.nodes[-1].give(paragraph_or_figures(spans, self._line))
