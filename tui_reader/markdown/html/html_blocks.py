"""HTML as the blocks it means, with the Markdown that stands between its tags."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from tui_reader.document.blocks import Block, Paragraph, Rule
from tui_reader.document.spans import Span
from tui_reader.document.within import within
from tui_reader.markdown.anchors import Anchors
from tui_reader.markdown.dialect import PLACE, PLACE_OPEN
from tui_reader.markdown.html.html_drawing import Drawing
from tui_reader.markdown.html.html_elements import blocks_in
from tui_reader.markdown.html.html_formulas import formula_parts
from tui_reader.markdown.html.html_media import in_base, source_of, title_of
from tui_reader.markdown.html.html_tags import PlainCell, Scanner, Tag
from tui_reader.markdown.html.html_tree import CELLS, RAW, Element, Tree
from tui_reader.markdown.html.plain_cells import add_cells, takes_cells
from tui_reader.markdown.inline_reader import Inline, fixed
from tui_reader.markdown.span_builder import plain
from tui_reader.model.dataclass import replace
from tui_reader.model.roles import Role

_BLANK = re.compile(r"(?<![ \t\r\f\v])[ \t\r\f\v]*\n[ \t\n\r\f\v]*")
_MARKDOWN = re.compile(r"!?\[[^\[\]\n]{0,500}\]\([^()\s]{1,2000}(?:\s+(?:\"[^\"\n]*\"|'[^'\n]*'))?\)")
"""A link or picture of Markdown, whose address nobody wants to read."""

_SIGNS = re.compile(rf"{PLACE_OPEN}|\]\(|[$\\]")
"""Stand in cells that hold more than text: a shortcode, a link of Markdown, a formula."""
_TITLE = re.compile(r"(!\[[^\[\]\n]{0,500}\]\([^()\s<>]{1,2000}\s+\")([^\"\n]{0,2000})(?=\"\))")


class HtmlBlocks:
    """Collects the blocks of one container: feed it HTML, add Markdown's blocks, finish.

    `is_markdown` says that the HTML stands in Markdown: links and pictures that an author wrote as Markdown between the
    tags are read as such there.
    """

    def __init__(
        self, anchors: Anchors, inline: Inline, shown: Mapping[int, tuple[Block, ...]], is_markdown: bool = True
    ) -> None:
        self._anchors = anchors
        self._inline = inline
        self._shown = shown
        self._is_markdown = is_markdown
        self._tree = Tree()
        self._scanner = Scanner()
        self._drawing: Drawing | None = None
        self._base = ""
        self._sets: list[str] = []
        self._picture = ""

    @property
    def is_open(self) -> bool:
        """True while an element waits for its end."""
        return len(self._tree.stack) > 1

    @property
    def preformatted(self) -> str:
        """Name of the outermost preformatted element that is open; empty for none."""
        return next((element.tag for element in self._tree.stack if element.tag in RAW), "")

    @property
    def hides(self) -> str:
        """Name of the outermost element that hides what is put in; `-->` inside a comment, empty for none."""
        if self._scanner.comment:
            return "-->"
        element = next((element for element in self._tree.stack if element.hides), None)
        around = self._tree.spans.frames[: element.frames] if element else self._tree.spans.frames
        name = element.tag if element else self._scanner.raw
        return next((frame.tag for frame in around if frame.hidden), name)

    def feed_block(self, source: str, line: int) -> None:
        """Read one HTML block of the source that begins at `line`."""
        self._tree.line = line
        if self._is_markdown and "](" in source and not self._scanner.raw:
            source = _TITLE.sub(lambda found: found[1] + title_of(found[2]).replace('"', ""), source)
        place = 0
        for token in self._scanner.read(source):
            line += source.count("\n", place, self._scanner.place)
            self._tree.line, place = line, self._scanner.place
            if isinstance(token, list):
                self._read_cells(token)
            else:
                self._read(token)

    def _read_cells(self, cells: Sequence[PlainCell]) -> None:
        """Read plain cells: together where a row is open around which nothing changes them, else tag by tag."""
        is_plain = self._drawing is None and not any(_SIGNS.search(cell.text) for cell in cells)
        before = ""
        for number, cell in enumerate(cells):
            self._tree.line += before.count("\n")
            if is_plain and takes_cells(self._tree):
                add_cells(self._tree, cells[number:])
                return
            for part in cell.parts():
                self._read(part)
            before = cell.behind

    def _read(self, token: Tag | str) -> None:
        """Read one tag, or text between tags."""
        if self._drawing is not None and not self._draw(self._drawing, token):
            return
        if isinstance(token, str):
            self._text(token)
        elif token.closes:
            self._tree.end(token.name)
        else:
            self._start(token)

    def show(self) -> None:
        """End what hides where nothing in the source ends it: it hides no more than the block it began in."""
        self._scanner.comment, self._scanner.raw = False, ""
        self._drawing = None
        self._tree.unhide()

    def add(self, blocks: Iterable[Block]) -> None:
        """Put blocks of Markdown into the element that is open, their text under the roles that are open around it."""
        frames = self._tree.spans.frames
        raw = (Role.CODE,) if self.preformatted else ()
        roles = (*raw, *(role for frame in frames for role in frame.roles))
        target = next((frame.target for frame in reversed(frames) if frame.target), "")
        for block in blocks:
            self._tree.add(within(block, roles, target) if roles or target else block)

    def add_preformatted(self, source: str) -> None:
        """Put the text of a paragraph of Markdown into the preformatted element that is open, line by line: as
        characters of its code, as a text of its own where Markdown gives it further roles.
        """
        lines = [self._inline(line) for line in source.strip("\n").split("\n")]
        if not any(span.roles for spans in lines for span in spans):
            self._tree.spans.code("\n" + "\n".join(plain(spans) for spans in lines) + "\n")
            return
        spans = [span for line in lines for span in (Span("\n"), *line)][1:]
        self.add([Paragraph(fixed(tuple(spans)), line=self._tree.line)])

    def finish(self) -> list[Block]:
        """End every element and give the blocks."""
        if self._drawing is not None:
            self._tree.spans.text(self._drawing.words())
        return blocks_in(self._tree.end_all(), self._anchors)

    def _draw(self, drawing: Drawing, token: Tag | str) -> bool:
        """Give a token to the drawing; True where it ended before the token, which is still to be read."""
        if drawing.read(token):
            return False
        self._drawing = None
        self._tree.spans.text(drawing.words())
        return not drawing.ended_by(token)

    def _start(self, tag: Tag) -> None:
        attributes = tag.attributes
        if PLACE_OPEN in "".join(attributes.values()):
            attributes = {name: self._filled(value) for name, value in attributes.items()}
        if tag.name == "base":
            self._base = self._base or attributes.get("href", "")
        if self._base:
            attributes = {
                name: in_base(value, self._base) if name in ("href", "src", "data") else value
                for name, value in attributes.items()
            }
        tag = replace(tag, attributes=attributes)
        top = self._tree.top
        if tag.name == "code" and top.tag in RAW:
            classes = [top.attributes.get("class", ""), attributes.get("class", "")]
            top.attributes = {**attributes, **top.attributes, "class": " ".join(filter(None, classes))}
        if tag.name == "svg" and not tag.alone:
            self._drawing = Drawing()
        elif tag.name in ("img", "source", "picture"):
            self._start_picture(tag)
        elif tag.name in ("hr", "embed", "frame") and not self._tree.inside(*CELLS):
            self._tree.add(Rule(self._tree.line) if tag.name == "hr" else self._element(tag))
        else:
            self._tree.start(tag)

    def _element(self, tag: Tag) -> Element:
        return Element(tag.name, tag.attributes, self._tree.line)

    def _start_picture(self, tag: Tag) -> None:
        """A picture; the addresses that `picture` gives for it count as its own. A picture that `noscript` repeats is
        shown once.
        """
        if tag.name == "picture":
            self._sets = []
        elif tag.name == "source" and self._tree.top.tag in ("video", "audio"):
            self._tree.top.children.append(self._element(tag))
        elif tag.name == "source":
            self._sets.append(tag.attributes.get("srcset", "") or tag.attributes.get("data-srcset", ""))
        else:
            own = tag.attributes.get("srcset", "") or tag.attributes.get("data-srcset", "")
            sets, self._sets = ", ".join(filter(None, [own, *self._sets])), []
            tag = replace(tag, attributes={**tag.attributes, "srcset": sets} if sets else tag.attributes)
            repeated, self._picture = self._picture, source_of(tag.attributes)
            if not self._tree.spans.is_open("noscript") or repeated != self._picture:
                self._tree.start(tag)

    def _text(self, text: str) -> None:
        """Put in text, and what a shortcode in it shows; its characters in preformatted text."""
        if PLACE_OPEN not in text:
            self._put(text)
            return
        for place, piece in enumerate(PLACE.split(text)):
            if place % 2 == 0:
                self._put(piece)
            elif self._tree.inside(*RAW):
                self._tree.spans.code(self._inline.shown(int(piece)))
            elif int(piece) in self._shown:
                self.add(self._shown[int(piece)])
            else:
                for span in self._inline.inside(int(piece)):
                    self._tree.spans.put(span)

    def _put(self, text: str) -> None:
        if self._tree.inside(*RAW):
            self._tree.spans.code(text)
            return
        for is_markdown, piece in self._parted(text):
            if is_markdown:
                for span in self._inline(piece):
                    self._tree.spans.put(span)
                continue
            if self._tree.spans.is_open("code") or not ("$" in piece or "\\" in piece):
                self._put_text(piece)
                continue
            for part in formula_parts(piece, self._inline.dialect.formulas):
                if part.kind == "displayed":
                    self.add([self._inline.formula_block(part.text.strip(), self._tree.line)])
                elif part.kind:
                    self._tree.spans.text(self._inline.formula(part.text).replace("\n", " "), Role.MATH)
                else:
                    self._put_text(part.text)

    def _put_text(self, text: str) -> None:
        for place, line in enumerate(_BLANK.split(text)):
            if place:
                self._tree.spans.soft_break()
            self._tree.spans.text(line)

    def _parted(self, text: str) -> Iterator[tuple[bool, str]]:
        """The links and pictures of Markdown in a text, and what stands between them."""
        place = 0
        if self._is_markdown and "](" in text and not self._tree.spans.is_open("code"):
            for found in _MARKDOWN.finditer(text):
                yield False, text[place : found.start()]
                yield True, found[0]
                place = found.end()
        yield False, text[place:]

    def _filled(self, value: str) -> str:
        return PLACE.sub(lambda found: self._inline.shown(int(found[1])), value)
