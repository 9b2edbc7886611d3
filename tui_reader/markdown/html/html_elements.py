"""Elements of HTML that are done become blocks: one function for each kind of element, in one table.

Wherever an element stands, its text is kept: text right inside a list is an item, right inside a table a row.
"""

import re
from collections.abc import Callable, Iterator

from tui_reader.document.blocks import (
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
    Table,
)
from tui_reader.document.plain import file_name, flat_spans
from tui_reader.document.spans import Span
from tui_reader.i18n.messages import tr
from tui_reader.markdown.anchors import Anchors
from tui_reader.markdown.heuristics import LONGEST_CAPTION, split_indent
from tui_reader.markdown.html.html_media import KINDS_OF_FILE, picture_address, source_of, title_of
from tui_reader.markdown.html.html_numbers import item_numbers, number_text
from tui_reader.markdown.html.html_tables import table_blocks
from tui_reader.markdown.html.html_tree import HEADINGS, LISTS, Element, Inlines
from tui_reader.markdown.inline_reader import fixed
from tui_reader.markdown.span_builder import plain
from tui_reader.model.dataclass import replace
from tui_reader.model.roles import Role

_LANGUAGE = re.compile(r"(?:^|\s)(?:(?:highlight-source|language|lang|brush:?)[-\s]?([\w+#-]+)|(mermaid)(?=\s|$))")
_TEXT_INDENT = re.compile(r"text-indent\s*:\s*(\d+)(?:\.\d+)?em")


def blocks_in(element: Element, anchors: Anchors) -> list[Block]:
    """The blocks an element holds, in order."""
    made: list[Block] = []
    for child in element.children:
        if isinstance(child, Inlines):
            made += below_picture(element, made, paragraph_or_figures(child.spans, child.line, element.align))
        elif isinstance(child, Element):
            made += below_picture(child, made, MADE.get(child.tag, blocks_in)(child, anchors))
        else:
            made.append(child)
    return made


def _paragraph(element: Element, anchors: Anchors) -> list[Block]:
    blocks = blocks_in(element, anchors)
    found = _TEXT_INDENT.search(element.attributes.get("style", ""))
    if found and blocks and isinstance(blocks[0], Paragraph) and not blocks[0].indent:
        blocks[0] = replace(blocks[0], indent=min(int(found[1]), 4))
    return blocks


def _heading(element: Element, anchors: Anchors) -> list[Block]:
    blocks = blocks_in(element, anchors)
    spans = flat_spans(blocks)
    words = plain(spans).strip()
    if not words or any(isinstance(block, Figure) for block in blocks):
        return blocks
    own = element.attributes.get("id", "")
    name = anchors.take(own) if own else anchors.of_heading(words)
    return [Heading(int(element.tag[1]), fixed(spans), name, element.line)]


def _list(element: Element, anchors: Anchors) -> list[Block]:
    """A list; a list right inside it belongs to the item before."""
    found: list[tuple[Element | None, list[Block]]] = []
    for child in element.children:
        inside = blocks_in(child, anchors) if isinstance(child, Element) and child.tag == "li" else None
        if inside is not None:
            found.append((child if isinstance(child, Element) else None, inside))
            continue
        blocks = blocks_in(Element("", children=[child], line=element.line), anchors)
        if found and blocks and all(isinstance(block, ListBlock) for block in blocks):
            found[-1][1].extend(blocks)
        elif blocks:
            found.append((None, blocks))
    if not found:
        return []
    tight = all(len(blocks) <= 1 or isinstance(blocks[1], ListBlock) for _item, blocks in found)
    start, labels = None, [""] * len(found)
    if element.tag == "ol":
        numbers = item_numbers(element.attributes, [item.attributes if item else {} for item, _blocks in found])
        start = numbers[0]
        if numbers != list(range(start, start + len(numbers))) or element.attributes.get("type", "1") not in ("", "1"):
            labels = [number_text(number, element.attributes.get("type", "1")) + "." for number in numbers]
    items = tuple(Item(tuple(blocks), label=label) for (_item, blocks), label in zip(found, labels, strict=True))
    return [ListBlock(items, start, tight, element.line)]


def _item(element: Element, anchors: Anchors) -> list[Block]:
    """An item outside a list."""
    return [ListBlock((Item(tuple(blocks_in(element, anchors))),), line=element.line)]


def _quote(element: Element, anchors: Anchors) -> list[Block]:
    blocks = blocks_in(element, anchors)
    return [Quote(tuple(blocks), line=element.line)] if blocks else []


def _details(element: Element, anchors: Anchors) -> list[Block]:
    """Its first summary is the title, wherever it stands."""
    is_summary = [isinstance(child, Element) and child.tag == "summary" for child in element.children]
    title = ""
    if True in is_summary:
        place = is_summary.index(True)
        title = " ".join(plain(flat_spans(blocks_in(_only(element, place), anchors))).split("\n"))
        if title:
            del element.children[place]
    return [Note(Role.LABEL, title or tr("Details"), tuple(blocks_in(element, anchors)), element.line)]


def _only(element: Element, place: int) -> Element:
    """The element with one of its children alone."""
    return Element("", children=element.children[place : place + 1], line=element.line)


def _caption(element: Element, anchors: Anchors) -> list[Block]:
    """One quiet line; pictures and lists of a caption stay what they are."""
    blocks = blocks_in(element, anchors)
    if not all(isinstance(block, Paragraph | Caption | Heading) for block in blocks):
        return blocks
    spans = flat_spans(blocks)
    return [Caption(fixed(spans), element.line)] if plain(spans).strip() else []


def _code(element: Element, anchors: Anchors) -> list[Block]:
    """Preformatted text as code; what it holds as it is where that is more than text and lines."""
    parts = list(_raw(element))
    if None in parts:
        return blocks_in(element, anchors)
    source = "".join(part for part in parts if part)
    spans = [span for child in _all_inlines(element) for span in child.spans if span.source]
    figures: list[Block] = [_figure(span, element.line) for span in spans]
    found = _LANGUAGE.search(_classes(element))
    code = Code(source.strip("\n"), (found[1] or found[2]) if found else "", line=element.line)
    return [code, *figures] if source.strip() else figures


def _classes(element: Element) -> str:
    """The classes of preformatted text and of the `code` in it."""
    return " ".join(filter(None, [element.attributes.get("class", ""), element.attributes.get("data-lang", "")]))


def _all_inlines(element: Element) -> Iterator[Inlines]:
    for child in element.children:
        if isinstance(child, Inlines):
            yield child
        elif isinstance(child, Element):
            yield from _all_inlines(child)


def _raw(element: Element) -> Iterator[str | None]:
    """The characters of preformatted text, blocks in it as lines; None where something else stands there."""
    for place, child in enumerate(element.children):
        if isinstance(child, Inlines):
            yield "".join(span.text for span in child.spans if not span.source)
        elif isinstance(child, Element) and (child.tag in ("div", "p", "pre", "code") or child.tag in _TRANSPARENT):
            if place:
                yield "\n"
            yield from _raw(child)
        else:
            yield None


def _definitions(element: Element, anchors: Anchors) -> list[Block]:
    made: list[Definition] = []
    for child in _entries(element):
        is_term = isinstance(child, Element) and child.tag == "dt"
        blocks = blocks_in(Element("", children=[child], line=element.line), anchors)
        if is_term and isinstance(child, Element):
            term = fixed(flat_spans(blocks_in(child, anchors)))
            waits = made and not made[-1].blocks
            made.append(Definition((*(made.pop().terms if waits else ()), term), ()))
        elif blocks and made:
            made[-1] = Definition(made[-1].terms, (*made[-1].blocks, *blocks))
        elif blocks:
            made.append(Definition((), tuple(blocks)))
    return [Definitions(tuple(made), element.line)] if made else []


def _entries(element: Element) -> Iterator[Element | Inlines | Block]:
    """What a definition list holds, its groups opened."""
    for child in element.children:
        if isinstance(child, Element) and child.tag == "div":
            yield from child.children
        else:
            yield child


def _media(element: Element, anchors: Anchors) -> list[Block]:
    """A player or embedded page by its name; what stands in for it where it has no address."""
    sources = [child for child in element.children if isinstance(child, Element) and child.tag == "source"]
    address = next(filter(None, (source_of(part.attributes) for part in (element, *sources))), "")
    if not address:
        return [] if element.tag != "object" else blocks_in(element, anchors)
    name = title_of(element.attributes.get("title", "")) or element.attributes.get("alt", "")
    return [Figure(picture_address(address), name, kind=KINDS_OF_FILE[element.tag], line=element.line)]


_TRANSPARENT = frozenset("button select optgroup option textarea marquee".split())
MADE: dict[str, Callable[[Element, Anchors], list[Block]]] = {
    **dict.fromkeys(LISTS, _list),
    **dict.fromkeys(HEADINGS, _heading),
    **dict.fromkeys(KINDS_OF_FILE, _media),
    **dict.fromkeys(("pre", "listing", "xmp"), _code),
    **dict.fromkeys(("figcaption", "caption", "legend"), _caption),
    "p": _paragraph,
    "li": _item,
    "blockquote": _quote,
    "details": _details,
    "dl": _definitions,
    "table": lambda element, anchors: table_blocks(element, lambda inner: blocks_in(inner, anchors)),
}
"""The blocks an element makes, by its name; of others, what they hold."""


def below_picture(element: Element, before: list[Block], made: list[Block]) -> list[Block]:
    """The blocks of an element, as a caption where they are one short centred line right below a picture."""
    if element.align is not Align.CENTRE or len(made) != 1 or not before or not isinstance(before[-1], Figure | Table):
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


def paragraph_or_figures(spans: tuple[Span, ...], line: int, align: Align | None = None) -> list[Block]:
    """A paragraph of spans; figures where they are pictures alone; nothing where they are blank."""
    shown = [span for span in spans if span.text.strip()]
    if not shown:
        return []
    if Role.FIGURE in shown[0].roles and all(Role.FIGURE in span.roles for span in shown):
        return [_figure(span, line) for span in shown]
    indent, text = split_indent(spans[0].text) if align is None else (0, spans[0].text)
    if indent:
        spans = (replace(spans[0], text=text), *spans[1:])
    return [Paragraph(fixed(spans), indent, line, align or Align.LEFT)]
