"""Headings, paragraphs, captions, formulas, rules and definition lists."""

from tui_reader.document.blocks import Align, Caption, Definitions, Heading, MathBlock, Paragraph, Rule
from tui_reader.document.spans import Span
from tui_reader.layout.blocks.text_lines import balanced, lay_out_runs, lay_out_spans, runs_of
from tui_reader.layout.frame import Frame, indent, prefixed
from tui_reader.layout.page import Line, Run
from tui_reader.layout.page_glyphs import ASCII
from tui_reader.model.dataclass import replace
from tui_reader.model.roles import Role
from tui_reader.text.sanitize import sanitize_lines

HEADING_ROLES = (Role.HEADING1, Role.HEADING2, Role.HEADING3, Role.HEADING4, Role.HEADING5, Role.HEADING6)
"""Roles of headings by level."""
_INDENTED = 5
"""The level from which on headings stand in by `_INDENT`, where there is room."""
_INDENT = 2
"""Cells of that indent."""
_IDEOGRAPHS = {"indent": 2, "spaced": 0}


def lay_out_heading(heading: Heading, frame: Frame) -> list[Line]:
    """A heading in lines of about equal length.

    Six levels are told apart without any colour: the first three stand on a rule, heavy, thin and dotted, unless the
    author only wrote bold; the last two stand in, and the last is not bold.
    """
    level = min(heading.level, _INDENTED - 1) if heading.from_bold else heading.level
    room = _INDENT if level >= _INDENTED and frame.has_room(_INDENT) else 0
    inside = frame.inner(room, HEADING_ROLES[level - 1])
    spans = [_without_strong(span) for span in heading.text.spans()]
    lines = [line for runs in runs_of(spans, inside) for line in balanced(runs, inside)]
    lines = prefixed(lines, indent(room), indent(room), room)
    lines[0] = replace(lines[0], anchors=(heading.anchor,))
    glyphs = frame.glyphs
    rules = {1: glyphs.heavy, 2: glyphs.rule, 3: glyphs.dotted}
    if level not in rules or heading.from_bold:
        return lines
    longest = max(frame.cells(line.text) for line in lines)
    return [*lines, Line((frame.rule(min(longest, frame.width), rules[level]),))]


def _without_strong(span: Span) -> Span:
    """The span in the weight and colour of its heading, which is strong as a whole."""
    if Role.STRONG not in span.roles:
        return span
    return replace(span, roles=tuple(role for role in span.roles if role is not Role.STRONG))


def lay_out_paragraph(paragraph: Paragraph, frame: Frame) -> list[Line]:
    """A paragraph with the indent its style asks for: the author's, two ideographs, or none."""
    ideographs = _IDEOGRAPHS.get(frame.layout.paragraphs, paragraph.indent)
    if frame.depth or not frame.has_room(2 * ideographs) or paragraph.align is not Align.LEFT:
        ideographs = 0
    spans = paragraph.text.spans()
    if not ideographs:
        return aligned(lay_out_spans(spans, frame), paragraph.align, frame)
    lines = lay_out_spans(spans, frame, frame.width - 2 * ideographs)
    if not lines[0].runs:
        return lay_out_spans(spans, frame)
    lines[0] = replace(lines[0], runs=(Run("\u3000" * ideographs, frame.roles), *lines[0].runs))
    return lines


def lay_out_caption(caption: Caption, frame: Frame) -> list[Line]:
    """A quiet line in the middle."""
    room = frame.inner(min(8, frame.width // 4), Role.CAPTION)
    return centred([line for runs in runs_of(caption.text.spans(), room) for line in balanced(runs, room)], frame)


def centred(lines: list[Line], frame: Frame) -> list[Line]:
    """Each line in the middle of the frame."""
    return aligned(lines, Align.CENTRE, frame)


def aligned(lines: list[Line], side: Align, frame: Frame) -> list[Line]:
    """Each line at its side of the frame."""
    if side is Align.LEFT:
        return lines
    share = 2 if side is Align.CENTRE else 1
    return [_moved(line, max(frame.width - frame.cells(line.text), 0) // share) for line in lines]


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
    """A formula in the middle: in two dimensions where it fits, else each of its rows, or its source, as text."""
    from tui_reader.text.formula.two_dimensions import in_two_dimensions  # noqa: PLC0415 - few posts hold a formula

    tex = "\n".join(sanitize_lines(math.tex))
    plain_signs = frame.glyphs is ASCII
    set_lines = in_two_dimensions(tex, frame.width, frame.cells, plain_signs) if tex else None
    roles = (*frame.roles, Role.MATH)
    if frame.layout.ascii and tex and not (math.source.isascii() and set_lines):
        return _centred_if_whole(lay_out_runs([Run(" ".join(tex.split()), roles)], frame), frame)
    if set_lines is not None:
        margin = max(frame.width - max(map(frame.cells, set_lines)), 0) // 2
        return [_moved(Line((Run(line, roles),)) if line else Line(), margin if line else 0) for line in set_lines]
    lines: list[Line] = []
    for source in sanitize_lines(math.source.strip("\n")):
        lines += lay_out_runs([Run(source.strip(), roles)], frame)
    return _centred_if_whole(lines, frame)


def _centred_if_whole(lines: list[Line], frame: Frame) -> list[Line]:
    """Lines in the middle, unless one of them is broken: what goes on in the next line begins at the edge."""
    return lines if any(line.joined for line in lines) else centred(lines, frame)
