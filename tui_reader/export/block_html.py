"""Blocks as HTML that is well-formed XML too, for a page of its own and for the chapters of a book."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from html import escape
from itertools import takewhile

from tui_reader.document import blocks as kinds
from tui_reader.document.blocks import Align, Block, Cell
from tui_reader.document.plain import figure_name
from tui_reader.document.spans import Text
from tui_reader.export.span_html import Links, attribute, spans_html, text_html
from tui_reader.model.dataclass import dataclass
from tui_reader.text.sanitize import without_harm


@dataclass(frozen=True, slots=True)
class BlockWriter:
    """Writes the blocks of one post."""

    links: Links
    """What addresses become."""
    prefix: str
    """What stands before every name of a place, so that posts of one file have none in common."""
    is_book: bool
    """Footnotes are shown in place where a reader of books can (EPUB Structural Semantics Vocabulary)."""

    def html(self, blocks: Iterable[Block]) -> str:
        """The blocks, one after another."""
        return "\n".join(_WRITERS[type(block)](self, block) for block in blocks)

    def text(self, text: Text) -> str:
        """The inline text of a block."""
        return spans_html(text.spans(), self.links)


def _heading(writer: BlockWriter, block: kinds.Heading) -> str:
    level = min(6, block.level + 1)
    return f'<h{level} id="{attribute(writer.prefix + block.anchor)}">{writer.text(block.text)}</h{level}>'


def _paragraph(writer: BlockWriter, block: kinds.Paragraph) -> str:
    names = [*(["indented"] if block.indent else []), *([] if block.align is Align.LEFT else [block.align.value])]
    shown = f' class="{" ".join(names)}"' if names else ""
    return f"<p{shown}>{writer.text(block.text)}</p>"


def _caption(writer: BlockWriter, block: kinds.Caption) -> str:
    return f'<p class="caption">{writer.text(block.text)}</p>'


def _quote(writer: BlockWriter, block: kinds.Quote) -> str:
    target = writer.links.link(block.link) if block.link else ""
    name = text_html(block.source)
    source = f'<a href="{attribute(target)}">{name}</a>' if target else name
    ending = f'<p class="source">{source}</p>' if block.source else ""
    return f"<blockquote>\n{writer.html(block.blocks)}{ending}\n</blockquote>"


def _note(writer: BlockWriter, block: kinds.Note) -> str:
    title = f'<p class="title">{text_html(block.title)}</p>\n' if block.title else ""
    return f'<div class="note {block.role.value}">\n{title}{writer.html(block.blocks)}\n</div>'


def _code(_writer: BlockWriter, block: kinds.Code) -> str:
    title = f'<p class="title">{text_html(block.title)}</p>\n' if block.title else ""
    language = f' class="language-{attribute(block.language)}"' if block.language else ""
    return f"{title}<pre><code{language}>{escape(without_harm(block.source), quote=False)}</code></pre>"


def _list(writer: BlockWriter, block: kinds.ListBlock) -> str:
    items = "\n".join(_item(writer, item, block.tight) for item in block.items)
    if block.start is None:
        return f"<ul>\n{items}\n</ul>"
    start = f' start="{block.start}"' if block.start != 1 else ""
    return f"<ol{start}>\n{items}\n</ol>"


def _item(writer: BlockWriter, item: kinds.Item, tight: bool) -> str:
    mark = {True: "☑ ", False: "☐ ", None: ""}[item.done] + (f"{item.label} " if item.label else "")
    first, rest = item.blocks[:1], item.blocks[1:]
    if tight and first and isinstance(first[0], kinds.Paragraph):
        inner = text_html(mark) + writer.text(first[0].text) + ("\n" + writer.html(rest) if rest else "")
    else:
        inner = text_html(mark) + writer.html(item.blocks)
    return f'<li class="labelled">{inner}</li>' if mark else f"<li>{inner}</li>"


def _table(writer: BlockWriter, block: kinds.Table) -> str:
    named = any(cell.source.strip() for cell in block.head)
    head = _Rows([*block.upper, *([block.head] if named else [])], block.align, "th")
    body = _Rows(block.rows, block.align, "td")
    parts = [f"<thead>\n{head.html(writer)}\n</thead>"] if head.rows else []
    parts += [f"<tbody>\n{body.html(writer)}\n</tbody>"] if body.rows else []
    return "<table>\n" + "\n".join(parts) + "\n</table>"


@dataclass(frozen=True, slots=True)
class _Rows:
    """Rows of a table, each with as many cells as there are columns."""

    rows: Sequence[Sequence[Text]]
    align: Sequence[Align]
    tag: str
    """`th` or `td`."""

    def html(self, writer: BlockWriter) -> str:
        """The rows, a line each."""
        return "\n".join(f"<tr>{''.join(self._cells(writer, number))}</tr>" for number in range(len(self.rows)))

    def _cells(self, writer: BlockWriter, number: int) -> Iterator[str]:
        """The cells that begin in a row; those that others reach over are left out."""
        covered = 0
        for column, cell in enumerate(self.rows[number]):
            if covered:
                covered -= 1
                continue
            wide, side = (cell.columns, cell.align) if isinstance(cell, Cell) else (1, None)
            covered = wide - 1
            if number and _continues(cell):
                continue
            high = 1 + sum(1 for _ in takewhile(_continues, (row[column] for row in self.rows[number + 1 :])))
            side = side or self.align[column]
            spans = (f' colspan="{wide}"' if wide > 1 else "") + (f' rowspan="{high}"' if high > 1 else "")
            shown = "" if side is Align.LEFT else f' class="{side.value}"'
            yield f"<{self.tag}{spans}{shown}>{writer.text(cell)}</{self.tag}>"


def _continues(cell: Text) -> bool:
    """Whether the cell above goes on here."""
    return isinstance(cell, Cell) and cell.continues


def _figure(writer: BlockWriter, block: kinds.Figure) -> str:
    place = writer.links.picture(block.target) if block.kind == "image" else ""
    name = figure_name(block)
    target = writer.links.link(block.link or ("" if place else block.target))
    shown = f'<img src="{attribute(place)}" alt="{attribute(name)}"/>' if place else text_html(name)
    linked = f'<a href="{attribute(target)}">{shown}</a>' if target else shown
    if not place:
        return f'<p class="missing">{linked}</p>'
    words = block.title or block.alt
    caption = f"<figcaption>{text_html(words)}</figcaption>" if words and not block.captioned else ""
    return f"<figure>{linked}{caption}</figure>"


def _definitions(writer: BlockWriter, block: kinds.Definitions) -> str:
    parts = []
    for item in block.items:
        parts += [f"<dt>{writer.text(term)}</dt>" for term in item.terms]
        parts += [f"<dd>{writer.html(item.blocks)}</dd>"] if item.blocks else []
    return "<dl>\n" + "\n".join(parts) + "\n</dl>"


def _footnotes(writer: BlockWriter, block: kinds.Footnotes) -> str:
    kind = ' epub:type="footnote"' if writer.is_book else ""
    notes = [
        f'<aside id="{attribute(writer.prefix)}fn-{note.number}"{kind} role="doc-footnote">'
        f'<span class="number">{note.number}</span>{writer.html(note.blocks)}</aside>'
        for note in block.notes
    ]
    return '<section class="footnotes">\n' + "\n".join(notes) + "\n</section>"


def _math(_writer: BlockWriter, block: kinds.MathBlock) -> str:
    return f'<pre class="math">{escape(without_harm(block.source), quote=False)}</pre>'


def _rule(_writer: BlockWriter, _block: kinds.Rule) -> str:
    return "<hr/>"


_WRITERS: dict[type, Callable[..., str]] = {
    kinds.Heading: _heading,
    kinds.Paragraph: _paragraph,
    kinds.Caption: _caption,
    kinds.Quote: _quote,
    kinds.Note: _note,
    kinds.Code: _code,
    kinds.ListBlock: _list,
    kinds.Table: _table,
    kinds.Figure: _figure,
    kinds.Definitions: _definitions,
    kinds.Footnotes: _footnotes,
    kinds.MathBlock: _math,
    kinds.Rule: _rule,
}
