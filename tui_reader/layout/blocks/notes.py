"""Quotes, notes and footnotes: blocks that stand beside a bar or under a number."""

from tui_reader.document.blocks import Footnote, Footnotes, Note, Quote
from tui_reader.layout.blocks.text_lines import footnote_anchor, lay_out_runs, reference_anchor
from tui_reader.layout.frame import Frame, indent, prefixed
from tui_reader.layout.page import Line, LinkKind, Run
from tui_reader.model.dataclass import replace
from tui_reader.model.roles import Role
from tui_reader.text.sanitize import sanitize


def lay_out_quote(quote: Quote, frame: Frame) -> list[Line]:
    """Blocks beside a bar, and under them where they are from."""
    frame, bar, cells = _beside_bar(frame, Role.QUOTE_BAR, Role.QUOTE)
    lines = frame.lay_out_blocks(quote.blocks, frame, False)
    if quote.source:
        lines += lay_out_runs(_source_runs(quote, frame), frame)
    return prefixed(lines or [Line()], bar, bar, cells)


def _source_runs(quote: Quote, frame: Frame) -> list[Run]:
    """Where a quotation is from, behind a dash; as a link where it leads there."""
    words, roles = sanitize(quote.source), (*frame.roles, Role.CAPTION)
    if not quote.link:
        return [Run("—— " + words, roles)]
    return [Run("—— ", roles), Run(words, (*roles, Role.LINK), frame.links.add(quote.link, words))]


def lay_out_note(note: Note, frame: Frame) -> list[Line]:
    """A title and blocks beside a bar in the colour of the note."""
    frame, bar, cells = _beside_bar(frame, note.role)
    lines: list[Line] = []
    title = sanitize(note.title)
    if title:
        # The last role gives the colour: that of the note, and never a fainter one than the text below has.
        colour = Role.STRONG if note.role is Role.LABEL else note.role
        lines += lay_out_runs([Run(title, (*frame.roles, Role.LABEL, colour))], frame)
    lines += frame.lay_out_blocks(note.blocks, frame, False)
    return prefixed(lines or [Line()], bar, bar, cells)


def _beside_bar(frame: Frame, bar_role: Role, *roles: Role) -> tuple[Frame, tuple[Run, ...], int]:
    """The frame beside a bar, the bar, and the cells it takes; no bar where there is no room for one."""
    bar = frame.glyphs.bar
    cells = frame.cells(bar) + 1
    if not frame.has_room(cells):
        return frame.inner(0, *roles), (), 0
    # The bar is quiet whatever its colour, so that it never counts as text of the post.
    marks = (bar_role,) if bar_role is Role.QUOTE_BAR else (Role.QUOTE_BAR, bar_role)
    return frame.inner(cells, *roles), (Run(bar + " ", (*frame.roles, *marks)),), cells


def lay_out_footnotes(footnotes: Footnotes, frame: Frame) -> list[Line]:
    """All footnotes under a short rule, each with its number and a way back."""
    lines = [Line((frame.rule(min(frame.width, 12), frame.glyphs.rule),))]
    numbers = max((len(str(note.number)) for note in footnotes.notes), default=1)
    for note in footnotes.notes:
        lines += _lay_out_footnote(note, frame, numbers)
    return lines


def _lay_out_footnote(note: Footnote, frame: Frame, numbers: int) -> list[Line]:
    """One footnote beside its number, right-aligned in `numbers` digits."""
    cells = numbers + 2
    room = cells if frame.has_room(cells) else 0
    inside = frame.inner(room).deeper()
    body = inside.lay_out_blocks(note.blocks, inside, False) or [Line()]
    body = _with_way_back(body, note, inside)
    marker = Run(f"{note.number:>{numbers}}. ", (*frame.roles, Role.LIST_MARKER, Role.FOOTNOTE))
    lines = prefixed(body, (marker,), indent(room), room) if room else [Line((marker,)), *body]
    lines[0] = replace(lines[0], anchors=(*lines[0].anchors, footnote_anchor(note.label)))
    return lines


def _with_way_back(body: list[Line], note: Footnote, frame: Frame) -> list[Line]:
    """The lines of a footnote with the link back at their end."""
    glyph = frame.glyphs.back
    link = frame.links.add("#" + reference_anchor(note.label), glyph, LinkKind.ANCHOR)
    back = Run(glyph, (*frame.roles, Role.LIST_MARKER, Role.LINK), link)
    last = body[-1]
    if last.fill is None and frame.cells(last.text) + 1 + frame.cells(glyph) <= frame.width:
        return [*body[:-1], replace(last, runs=(*last.runs, Run(" ", frame.roles), back))]
    return [*body, Line((back,))]
