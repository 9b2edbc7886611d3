"""Code blocks: a filled ground, colours by token, quiet line numbers, long lines carried on behind a sign; diagrams as
drawings.
"""

import re
from collections.abc import Sequence
from textwrap import dedent

from tui_reader.document.blocks import Code
from tui_reader.layout.blocks.text_lines import Cutter, lay_out_runs
from tui_reader.layout.frame import Frame, indent
from tui_reader.layout.linebreak.break_classes import CLOSING, OPENING
from tui_reader.layout.page import Line, Run
from tui_reader.layout.page_glyphs import ASCII
from tui_reader.layout.slices import CodeSlice, line_digits
from tui_reader.model.dataclass import dataclass, replace
from tui_reader.model.roles import Role
from tui_reader.text.cells import cut, ends, fit
from tui_reader.text.sanitize import sanitize, sanitize_lines

DIAGRAMS = frozenset(("mermaid",))
"""Languages of code blocks that are drawn."""
_DRAWINGS = frozenset(("goat", "ascii", "asciiart", "bob", "svgbob", "ditaa"))
"""Languages of code blocks whose characters are a drawing."""
_WIDEST_DRAWING = 400
"""Cells of the widest drawing that is parted."""
_AFTER = frozenset(" ,;)]}>/|&")
"""Characters after which a long line of code is cut rather than inside a word."""
_REMARK = re.compile(r"\s(?:#+|//+|--|;+|%|/\*)\s*\Z")
_MARGIN = (Role.CODE_BLOCK, Role.CODE_LINE_NUMBER)


@dataclass(frozen=True, slots=True)
class _Margin:
    """What stands at the left of every line of a block."""

    digits: int
    """Digits of the line numbers; 0 for none."""
    frame: Frame
    """Room of the block."""

    @property
    def cells(self) -> int:
        """Cells before the code."""
        return self.digits + 2 if self.digits else 1

    def run(self, number: int | None) -> Run:
        """The margin of the line with that number, or of one that carries on."""
        text = "" if number is None or not self.digits else str(number)
        return Run(f"{text:>{self.digits}}  " if self.digits else " ", (*self.frame.roles, *_MARGIN))


def lay_out_code(code: Code, frame: Frame) -> list[Line]:
    """A code block on a ground of its own; title at the left and language at the right above it. A diagram is drawn
    where there is room, in the middle and without a ground.
    """
    drawing = _lay_out_diagram(code, frame) if code.language.lower() in DIAGRAMS else None
    return drawing or lay_out_code_slice(
        CodeSlice(code, line_digits(code, code.source.rstrip("\n").count("\n") + 1)), frame
    )


def _lay_out_diagram(code: Code, frame: Frame) -> list[Line] | None:
    """The drawing of a diagram, its title above it; None where its source is shown."""
    from tui_reader.text.diagram.diagram import drawn_diagram  # noqa: PLC0415 - few posts have one

    source = "\n".join(sanitize_lines(code.source))
    drawn = drawn_diagram(source, frame.width, frame.cells, frame.glyphs is ASCII)
    if drawn is None:
        return None
    widest = max(frame.cells("".join(piece.text for piece in line)) for line in drawn)
    margin = indent((frame.width - widest) // 2)
    # The lines of a diagram say something: they are as plain to see as labels, not as faint as frames.
    quiet, plain = (*frame.roles, Role.CODE_LABEL), frame.roles
    lines = [
        Line((*margin, *(Run(piece.text, plain if piece.label else quiet) for piece in line))) if line else Line()
        for line in drawn
    ]
    title = sanitize(code.title).strip()
    return (lay_out_runs([Run(title, (*frame.roles, Role.LABEL))], frame) if title else []) + lines


def lay_out_code_slice(part: CodeSlice, frame: Frame) -> list[Line]:
    """Some lines of a code block."""
    from tui_reader.layout.blocks.code_roles import code_runs  # noqa: PLC0415 - loads Pygments

    code = part.code
    margin = _Margin(part.digits, frame)
    if not frame.has_room(margin.cells):
        margin = _Margin(0, frame)
    lines = _label(code, frame) if part.first else []
    source = sanitize_lines(code.source.rstrip("\n"))
    if code.language.lower() in _DRAWINGS and code.first_number is None:
        source = _stacked(source, frame.width - margin.cells, frame.layout.ambiguous)
    for index, runs in enumerate(code_runs(source, code.language, (*frame.roles, Role.CODE_BLOCK))):
        number = None if code.first_number is None else code.first_number + index
        ground = _marked if index + 1 in code.marked else _filled
        lines += [ground(line) for line in _lay_out_line(runs, margin, number)]
    return lines


def _stacked(drawing: list[str], room: int, ambiguous: int) -> list[str]:
    """A drawing that is wider than its room in parts below each other, cut where two columns are blank in all its
    lines; what has no such place stays as it is.
    """
    parts: list[str] = []
    while room < max((ends(line, ambiguous)[-1] for line in drawing), default=0) <= _WIDEST_DRAWING:
        inked = {
            cell
            for line in drawing
            for char, begin, end in zip(line, ends(line, ambiguous), ends(line, ambiguous)[1:], strict=False)
            if char != " "
            for cell in range(begin, end)
        }
        gutters = (
            cell for cell in range(room, min(inked, default=room), -1) if cell not in inked and cell + 1 not in inked
        )
        gutter = next(gutters, 0)
        if not gutter:
            break
        places = [cut(line, gutter, ambiguous) for line in drawing]
        left = [line[:place].rstrip() for line, place in zip(drawing, places, strict=True)]
        parts += [*"\n".join(left).strip("\n").split("\n"), ""]
        right = (line[place:].rstrip() for line, place in zip(drawing, places, strict=True))
        drawing = dedent("\n".join(right)).strip("\n").split("\n")
    return parts + drawing


def _filled(line: Line) -> Line:
    """The line on the ground of code."""
    return replace(line, fill=Role.CODE_BLOCK)


def _marked(line: Line) -> Line:
    """The line on the ground of lines the author marked, its runs included."""
    runs = [
        replace(run, roles=tuple(Role.CODE_MARKED if role is Role.CODE_BLOCK else role for role in run.roles))
        for run in line.runs
    ]
    return replace(line, runs=tuple(runs), fill=Role.CODE_MARKED)


def _label(code: Code, frame: Frame) -> list[Line]:
    """Title at the left and language at the right above the code; a title too long for that has lines of its own."""
    title, language = sanitize(code.title).strip(), sanitize(code.language).strip()
    language = fit(language, max(frame.width - 2, 1), frame.glyphs.ellipsis, frame.layout.ambiguous)
    roles = (*frame.roles, Role.CODE_BLOCK)
    named = Run(title, (*roles, Role.LABEL))
    room = frame.width - 2 - frame.cells(title) - frame.cells(language)
    if room < 1 and title:
        inside = frame.inner(2)
        lines = [Line((Run(" ", roles), *line.runs), Role.CODE_BLOCK) for line in lay_out_runs([named], inside)]
        return lines + (_label(replace(code, title=""), frame) if language else [])
    if not title and not language:
        return []
    runs = (Run(" ", roles), named, Run(" " * max(room, 0), roles), Run(language, (*roles, Role.CODE_LABEL)))
    return [Line(tuple(run for run in runs if run.text), Role.CODE_BLOCK)]


def _lay_out_line(runs: Sequence[Run], margin: _Margin, number: int | None) -> list[Line]:
    """One line of code as one line or, where it is too long, several."""
    frame = margin.frame
    room = max(frame.width - margin.cells, 2)
    text = "".join(run.text for run in runs)
    if frame.cells(text) <= room:
        return [Line((margin.run(number), *runs))]
    lead = min(len(text) - len(text.lstrip(" ")), room // 3)
    sign = " " * lead + frame.glyphs.wrapped + " "
    if frame.cells(sign) + 2 > room:
        sign = ""
    quiet = Run(sign, (*frame.roles, Role.CODE_BLOCK, Role.CODE_LINE_NUMBER))
    cutter = Cutter(runs)
    lines: list[Line] = []
    start = 0
    for end in _cuts(text, room, room - frame.cells(sign), frame.layout.ambiguous):
        prefix = (margin.run(None), quiet) if start else (margin.run(number),)
        lines.append(Line((*prefix, *cutter.cut(start, end)), joined=end < len(text)))
        start = end
    return lines


def _cuts(text: str, room: int, rest_room: int, ambiguous: int) -> list[int]:
    """Where the pieces of a long line end: `room` cells for the first, `rest_room` for the others."""
    positions = ends(text, ambiguous)
    found: list[int] = []
    start = 0
    while start < len(text):
        window = text[start : start + 2 * room + 8]
        reach = max(cut(window, room, ambiguous), 1) + start
        if reach < len(text):
            reach = _before_word(text, start, reach)
        while reach < len(text) and positions[reach] == positions[reach + 1]:
            reach += 1
        found.append(reach)
        start, room = reach, rest_room
    return found


def _before_word(text: str, start: int, reach: int) -> int:
    """Where a line that could reach to `reach` ends: behind a sign of code in its last third, else where it cuts no
    word in its second half, else there.
    """
    third, half = start + (reach - start) * 2 // 3, start + (reach - start) // 2
    places = [index for index in range(reach, half, -1) if _may_end(text, index)]
    behind_sign = (index for index in places if index > third and text[index - 1] in _AFTER)
    return next(behind_sign, next(iter(places), reach))


def _may_end(text: str, index: int) -> bool:
    """False between two letters, digits or underscores of ASCII, where a mark of Chinese would stand at the wrong end,
    and behind the sign that begins a remark.
    """
    before, after = text[index - 1], text[index]
    word = before.isascii() and after.isascii() and (before + after).replace("_", "a").isalnum()
    return not (word or after in CLOSING or before in OPENING or _REMARK.search(text, max(index - 6, 0), index))
