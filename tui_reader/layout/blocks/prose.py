"""Headings, paragraphs, captions, formulas, rules and definition lists."""

from dataclasses import replace

from tui_reader.document.blocks import Caption, Definitions, Heading, MathBlock, Paragraph, Rule
from tui_reader.layout.blocks.text_lines import balanced, lay_out_runs, lay_out_spans, runs_of
from tui_reader.layout.frame import Frame, indent, prefixed
from tui_reader.layout.page import Line, Run
from tui_reader.model.roles import Role
from tui_reader.text.sanitize import sanitize_lines

HEADING_ROLES = (Role.HEADING1, Role.HEADING2, Role.HEADING3, Role.HEADING4)
"""Roles of headings of level 1, 2, 3 and all deeper ones."""
_IDEOGRAPHS = {"indent": 2, "spaced": 0}


def lay_out_heading(heading: Heading, frame: Frame) -> list[Line]:
    """A heading in lines of about equal length; the first two levels stand on a rule, unless the author only wrote
    bold.
    """
    role = HEADING_ROLES[min(heading.level, 4) - 1]
    inside = frame.inner(0, role)
    lines = [line for runs in runs_of(heading.text.spans(), inside) for line in balanced(runs, inside)]
    lines[0] = replace(lines[0], anchors=(heading.anchor,))
    if heading.level > 2 or heading.from_bold:
        return lines
    glyph = frame.glyphs.heavy if heading.level == 1 else frame.glyphs.rule
    longest = max(frame.cells(line.text) for line in lines)
    return [*lines, Line((frame.rule(min(longest, frame.width), glyph),))]


def lay_out_paragraph(paragraph: Paragraph, frame: Frame) -> list[Line]:
    """A paragraph with the indent its style asks for: the author's, two ideographs, or none."""
    ideographs = _IDEOGRAPHS.get(frame.layout.paragraphs, paragraph.indent)
    if frame.depth or not frame.has_room(2 * ideographs):
        ideographs = 0
    lines = lay_out_spans(paragraph.text.spans(), frame, frame.width - 2 * ideographs if ideographs else -1)
    if ideographs and lines[0].runs:
        lines[0] = replace(lines[0], runs=(Run("\u3000" * ideographs, frame.roles), *lines[0].runs))
    return lines


def lay_out_caption(caption: Caption, frame: Frame) -> list[Line]:
    """A quiet line in the middle."""
    room = frame.inner(min(8, frame.width // 4), Role.CAPTION)
    return centred([line for runs in runs_of(caption.text.spans(), room) for line in balanced(runs, room)], frame)


def centred(lines: list[Line], frame: Frame) -> list[Line]:
    """Each line in the middle of the frame."""
    return [_moved(line, max(frame.width - frame.cells(line.text), 0) // 2) for line in lines]


def _moved(line: Line, cells: int) -> Line:
    """The line with blanks before it."""
    return replace(line, runs=(*indent(cells), *line.runs)) if cells else line


def lay_out_rule(_rule: Rule, frame: Frame) -> list[Line]:
    """A thematic break: a short rule in the middle."""
    return centred([Line((frame.rule(max(frame.width // 3, 2), frame.glyphs.rule),))], frame)


def lay_out_definitions(definitions: Definitions, frame: Frame) -> list[Line]:
    """Terms at the edge, what they mean below and indented."""
    room = 4 if frame.has_room(4) else 0
    lines: list[Line] = []
    for item in definitions.items:
        if lines:
            lines.append(Line())
        for term in item.terms:
            lines += lay_out_spans(term.spans(), frame.inner(0, Role.DEFINITION))
        prose = all(isinstance(block, Paragraph) for block in item.blocks)
        body = frame.lay_out_blocks(item.blocks, frame.inner(room).deeper(), prose)
        lines += prefixed(body, indent(room), indent(room), room)
    return lines


def lay_out_math(math: MathBlock, frame: Frame) -> list[Line]:
    """A formula, each line of its source in the middle."""
    lines: list[Line] = []
    for source in sanitize_lines(math.source.strip("\n")):
        lines += lay_out_runs([Run(source.strip(), (*frame.roles, Role.MATH))], frame)
    return centred(lines, frame)
