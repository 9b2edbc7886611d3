"""A document as running text: what is left of blocks where only spans have room, and what is searched and counted."""

from collections.abc import Callable, Iterable
from html import unescape

from tui_reader.document import blocks as kinds
from tui_reader.document.blocks import Block
from tui_reader.document.spans import Span
from tui_reader.model.roles import Role
from tui_reader.text.sanitize import sanitize

_BREAK = Span("\n")
Spans = tuple[Span, ...]


def _of_text(block: kinds.Heading | kinds.Paragraph | kinds.Caption) -> list[Spans]:
    return [block.text.spans()]


def _of_quote(block: kinds.Quote) -> list[Spans]:
    roles = (Role.LINK,) if block.link else ()
    return [*_parts(block.blocks), *([(Span(block.source, roles, block.link),)] if block.source else [])]


def _of_note(block: kinds.Note) -> list[Spans]:
    return [*([(Span(block.title),)] if block.title else []), *_parts(block.blocks)]


def _of_code(block: kinds.Code) -> list[Spans]:
    title: list[Spans] = [(Span(block.title, (Role.CODE_LABEL,)),)] if block.title else []
    return [*title, (Span(block.source, (Role.CODE,)),)]


def _of_inner(block: kinds.ListBlock | kinds.Footnotes) -> list[Spans]:
    return _parts(kinds.inner_blocks(block))


def _of_table(block: kinds.Table) -> list[Spans]:
    return [cell.spans() for row in (*block.upper, block.head, *block.rows) for cell in row]


def file_name(address: str) -> str:
    """The last part of an address, which names a picture that has no words of its own."""
    return unescape(address.split("?")[0].rstrip("/").rsplit("/", 1)[-1]) or address


def figure_name(block: kinds.Figure) -> str:
    """What a picture or an embedded page is called."""
    return block.alt or block.title or (file_name(block.target) if block.kind == "image" else block.target)


def _of_figure(block: kinds.Figure) -> list[Spans]:
    source = block.target if block.kind == "image" else ""
    return [(Span(figure_name(block), (Role.FIGURE,), block.link or block.target, source=source),)]


def _of_definitions(block: kinds.Definitions) -> list[Spans]:
    parts: list[Spans] = []
    for item in block.items:
        parts += [term.spans() for term in item.terms] + _parts(item.blocks)
    return parts


def _of_math(block: kinds.MathBlock) -> list[Spans]:
    return [(Span(block.source, (Role.MATH,)),)]


def _of_rule(_block: kinds.Rule) -> list[Spans]:
    return []


_FLAT: dict[type, Callable[..., list[Spans]]] = {
    kinds.Heading: _of_text,
    kinds.Paragraph: _of_text,
    kinds.Caption: _of_text,
    kinds.Quote: _of_quote,
    kinds.Note: _of_note,
    kinds.Code: _of_code,
    kinds.ListBlock: _of_inner,
    kinds.Table: _of_table,
    kinds.Figure: _of_figure,
    kinds.Definitions: _of_definitions,
    kinds.Footnotes: _of_inner,
    kinds.MathBlock: _of_math,
    kinds.Rule: _of_rule,
}


def _parts(blocks: Iterable[Block]) -> list[Spans]:
    return [part for block in blocks for part in _FLAT[type(block)](block) if part]


def flat_spans(blocks: Iterable[Block]) -> Spans:
    """All the text of blocks as spans, a hard break between one piece and the next."""
    spans: list[Span] = []
    for part in _parts(blocks):
        spans += [_BREAK, *part] if spans else part
    return tuple(spans)


def as_spans(shown: Iterable[Block | Span]) -> Spans:
    """What stands for blocks or for spans, inside a line."""
    parts = tuple(shown)
    spans = tuple(part for part in parts if isinstance(part, Span))
    return spans + flat_spans(part for part in parts if not isinstance(part, Span))


def flat_text(blocks: Iterable[Block], pictures: bool = True) -> str:
    """All the text of blocks, a line each; without the names of pictures where those are not wanted."""
    return "".join(span.text for span in flat_spans(blocks) if pictures or Role.FIGURE not in span.roles)


def one_line(spans: Iterable[Span]) -> str:
    """The characters of inline text in one line."""
    return sanitize("".join(" " if span.text == "\n" else span.text for span in spans))
