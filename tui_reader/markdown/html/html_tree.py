"""Elements of HTML inside one another, as browsers nest them (HTML standard, 13.2.6).

Posts are untrusted and their HTML is rarely well-formed: elements may never be closed, closed twice, or in the wrong
order. Ends that are left out are implied, stray ends are ignored, formatting goes on behind the element it was opened
in. Text stays in the order of the source: a browser moves text that stands in a table but in no cell before the table.
"""

from collections import Counter
from collections.abc import Mapping, Sequence

from tui_reader.document.blocks import Align, Block
from tui_reader.document.spans import Span
from tui_reader.markdown.html.html_inline import close_tag, hides_content, is_hidden, open_tag
from tui_reader.markdown.html.html_media import KINDS_OF_FILE
from tui_reader.markdown.html.html_tags import Tag
from tui_reader.markdown.span_builder import FORMATTING, Spans
from tui_reader.model.dataclass import dataclass, field

DEEPEST = 80
"""Elements inside one another that are followed; the text of deeper ones stands in the last."""

LISTS = frozenset(("ul", "ol", "menu", "dir"))
"""Elements that hold items."""
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
RAW = frozenset(("pre", "listing", "xmp"))
"""Elements whose blanks and line ends are shown as they are."""
CELLS = frozenset(("td", "th"))
SECTIONS = frozenset(("thead", "tbody", "tfoot"))
_OUTSIDE = {
    "caption": frozenset(("table",)),
    "colgroup": frozenset(("table",)),
    **dict.fromkeys(SECTIONS, frozenset(("table",))),
    "col": frozenset(("table", "colgroup")),
    "tr": SECTIONS | {"table"},
    **dict.fromkeys(CELLS, SECTIONS | {"table", "tr"}),
}
"""What a part of a table stands in."""
BLOCKS = frozenset(
    "address article aside blockquote center dd details dialog div dl dt fieldset figcaption figure footer form header"
    " hgroup legend li main nav p pre listing search section summary table tr xmp".split()
)
BLOCKS |= LISTS | HEADINGS | SECTIONS | CELLS | {"caption", "colgroup"}
"""Elements that begin and end lines of their own."""
_INLINE = frozenset(
    "button marquee object video audio canvas template select optgroup option textarea script style title iframe"
    " noembed noframes datalist".split()
)
"""Elements that stand in a line and may hold blocks, or hide what they hold."""
_MARKERS = frozenset("td th caption object marquee template".split())
"""Elements that formatting neither enters nor leaves."""
_BORDER = frozenset("table td th caption template object marquee".split())
"""Elements that an end inside them cannot reach beyond."""
_BUTTON_BORDER = _BORDER | {"button"}
_BETWEEN_ITEMS = (BLOCKS | _BUTTON_BORDER) - {"address", "div", "p"}
"""Elements that keep the start of an item from ending the item around them."""
_TRANSPARENT = frozenset(("html", "head", "body"))
_ALIGNS = {
    "left": Align.LEFT,
    "start": Align.LEFT,
    "justify": Align.LEFT,
    "center": Align.CENTRE,
    "-webkit-center": Align.CENTRE,
    "middle": Align.CENTRE,
    "right": Align.RIGHT,
    "end": Align.RIGHT,
}


@dataclass(frozen=True, slots=True)
class Inlines:
    """Text right inside an element, between its blocks."""

    spans: tuple[Span, ...]
    """The text."""
    line: int
    """Line of the source it ends on."""


@dataclass(slots=True)
class Element:
    """An element with what it holds."""

    tag: str
    """Its name; empty for the root."""
    attributes: Mapping[str, str] = field(default_factory=dict)
    """Its attributes."""
    line: int = 0
    """Line of the source it began at."""
    align: Align | None = None
    """Side its text is set at, by itself or an element around it; None where nothing says."""
    frames: int = 0
    """Inline elements that were open where it began."""
    hides: bool = False
    """True where nothing of what it holds is shown."""
    hidden: bool = False
    """True for one that is not shown: it began hidden, and nothing that is shown stands in it."""
    children: list["Element | Inlines | Block"] = field(default_factory=list)
    """What it holds, in order."""


def own_align(tag: str, attributes: Mapping[str, str]) -> Align | None:
    """Side at which an element sets its text, by its name, `align` or `style`; None where it does not say."""
    style = attributes.get("style", "").lower().replace(" ", "") if "style" in attributes else ""
    if "text-align:" in style:
        found = style.rsplit("text-align:", 1)[1].split(";")[0].removesuffix("!important")
        return _ALIGNS.get(found)
    if "align" in attributes and tag not in ("table", "img", "hr"):
        return _ALIGNS.get(attributes["align"].strip().lower())
    return Align.CENTRE if tag == "center" else None


class Tree:
    """Elements that are open, and below the first of them all that are done."""

    def __init__(self) -> None:
        self.stack = [Element("")]
        self.spans = Spans()
        self.line = 0
        """Line of the source that is read."""
        self._deeper: Counter[str] = Counter()

    @property
    def top(self) -> Element:
        """The innermost open element."""
        return self.stack[-1]

    def inside(self, *tags: str) -> bool:
        """True where an element of one of these names is open."""
        return any(element.tag in tags for element in self.stack)

    def add(self, child: Element | Block) -> None:
        """Put something into the innermost element, unless it is hidden."""
        self.flush()
        if not self.spans.hidden:
            self._attach(child)

    def flush(self) -> None:
        """End the line of text so far; inside what is hidden it goes on behind it."""
        if self.spans.done and not (self.top.hidden and self.spans.hidden):
            spans = self.spans.spans()
            if any(span.text.strip() or span.source for span in spans) or (spans and self.inside(*RAW)):
                self._attach(Inlines(spans, self.line))

    def _attach(self, child: "Element | Inlines | Block") -> None:
        """Put something that is shown into the innermost element, which is shown with it."""
        self.top.children.append(child)
        for element in reversed(self.stack):
            if not element.hidden:
                break
            element.hidden = False

    def start(self, tag: Tag) -> None:
        """Begin an element, or put in what stands for one without content."""
        name = tag.name
        if name in _TRANSPARENT or (name == "form" and self.top.tag in (*SECTIONS, "table", "tr")):
            return
        if name in _OUTSIDE and not self._enter_table(name):
            self._unplaced(name)
            return
        self._end_before(name)
        if name == "col":
            self.top.children.append(Element(name, tag.attributes))
        elif name in BLOCKS or name in _INLINE:
            self._push(name, tag.attributes)
        else:
            open_tag(self.spans, name, tag.attributes)

    def end(self, name: str) -> None:
        """End an element, and what is still open inside it; an end that nothing began is ignored."""
        if name in _TRANSPARENT:
            return
        if name == "br":
            self.start(Tag("br"))
        elif self._deeper[name]:
            self._deeper[name] -= 1
            if name in BLOCKS:
                self.flush()
        elif name in HEADINGS:
            self._end_first(HEADINGS, _BORDER)
        elif name in BLOCKS or name in _INLINE:
            if not self._end_first(frozenset((name,)), _border(name)) and name == "p":
                self.flush()
        else:
            self._end_inline(name)

    def unhide(self) -> None:
        """End the outermost hidden element, so that what follows is shown."""
        self._pop_to(next((place for place, element in enumerate(self.stack) if element.hides), len(self.stack)))
        self.spans.frames = [frame for frame in self.spans.frames if not frame.hidden]

    def end_all(self) -> Element:
        """End every element and give the root."""
        while len(self.stack) > 1:
            self._pop()
        self.flush()
        return self.top

    def _end_inline(self, name: str) -> None:
        """End an inline element; only formatting may have begun outside the elements that are open."""
        before = self.spans.frames[: self.top.frames]
        close_tag(self.spans, name, _floor(self.stack) if name in FORMATTING else self.top.frames)
        if before != self.spans.frames[: self.top.frames]:
            left = set(map(id, self.spans.frames))
            for element in self.stack:
                element.frames = sum(id(frame) in left for frame in before[: element.frames])

    def _end_first(self, tags: frozenset[str], border: frozenset[str]) -> bool:
        """End the innermost element of these names within the border; False where there is none."""
        for place in range(len(self.stack) - 1, 0, -1):
            tag = self.stack[place].tag
            if tag in tags:
                self._pop_to(place)
                return True
            if tag in border:
                return False
        return False

    def _pop_to(self, place: int) -> None:
        while len(self.stack) > place:
            self._pop()

    def _pop(self) -> None:
        """End the innermost element; only then does it stand in the one around it, unless it is hidden."""
        if self.top.tag not in _INLINE:
            self.flush()
        element = self.stack.pop()
        if not element.hidden:
            self._attach(element)
        self.spans.covers -= element.hides
        self.spans.leave(element.frames, formatting=element.tag not in _MARKERS)

    def _push(self, name: str, attributes: Mapping[str, str]) -> None:
        hidden, hides = self.spans.hidden or is_hidden(name, attributes), hides_content(name, attributes)
        if not hidden and (name in BLOCKS or name in KINDS_OF_FILE):
            self.flush()
        if len(self.stack) >= DEEPEST + (20 if hides else 0):
            self._deeper[name] += 1
            return
        align, frames = own_align(name, attributes) or self.top.align, len(self.spans.frames)
        self.stack.append(Element(name, attributes, self.line, align, frames, hides, hidden))
        self.spans.covers += hides

    def _end_before(self, name: str) -> None:
        """End what cannot go on where an element of this name begins."""
        if name == "li":
            self._end_item(frozenset(("li",)))
        elif name in ("dt", "dd"):
            self._end_item(frozenset(("dt", "dd")))
        elif name in HEADINGS and self.top.tag in HEADINGS and len(self.spans.frames) <= self.top.frames:
            self._pop()
        elif name == "button":
            self._end_first(frozenset((name,)), _BORDER)
        elif name in ("option", "optgroup"):
            self._end_option(name)
        elif name == "a" and self.spans.is_open("a", _floor(self.stack)):
            close_tag(self.spans, "a", _floor(self.stack))
        elif name == "table" and self.top.tag in (*SECTIONS, "table", "tr"):
            self.end("table")
        if name in BLOCKS and name not in _OUTSIDE:
            self._end_first(frozenset(("p",)), _BUTTON_BORDER)

    def _end_item(self, tags: frozenset[str]) -> None:
        self._end_first(tags, _BETWEEN_ITEMS - tags)

    def _end_option(self, name: str) -> None:
        """An option ends the one before it; options of one menu stand apart."""
        for tag in ("option", "optgroup") if name == "optgroup" else ("option",):
            if self.top.tag == tag:
                self._pop()
        if self.top.tag in ("select", "optgroup") and self.spans.done and not self.spans.ends_blank():
            self.spans.text(" / ")

    def _enter_table(self, name: str) -> bool:
        """End what a part of a table cannot stand in, begin the row a cell needs; False outside a table."""
        table = next((at for at in range(len(self.stack) - 1, 0, -1) if self.stack[at].tag == "table"), 0)
        if not table or any(element.tag == "template" for element in self.stack[table:]):
            return False
        place = len(self.stack) - 1
        while place > table and self.stack[place].tag not in _OUTSIDE[name]:
            place -= 1
        self._pop_to(place + 1)
        self.flush()
        if name in CELLS and self.top.tag != "tr":
            self._push("tr", {})
        return True

    def _unplaced(self, name: str) -> None:
        """A part of a table outside a table is no element; its text stays apart from what stands before it."""
        if name in ("tr", "caption"):
            self.flush()
        elif name in CELLS:
            self.spans.text(" ")


def _border(name: str) -> frozenset[str]:
    """Elements beyond which the end of this one reaches nothing."""
    if name in _OUTSIDE or name == "table":
        return frozenset(("table", "template"))
    if name == "p":
        return _BUTTON_BORDER
    return _BORDER | LISTS if name == "li" else _BORDER


def _floor(stack: Sequence[Element]) -> int:
    """Inline elements that the end of formatting cannot end here: those around the cell it stands in."""
    return next((element.frames for element in reversed(stack) if element.tag in _MARKERS), 0)
