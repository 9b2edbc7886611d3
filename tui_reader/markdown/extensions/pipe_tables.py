"""Pipe tables as Goldmark reads them, each as one token with its cells, so that a large one costs no token a cell.

A table is made of a paragraph's lines (`extension/table.go`): of those above the delimiters the last is its head and
the others stay text, all below are rows. So a line that only goes on with a paragraph of a list or quote may be one.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable
from itertools import zip_longest

from markdown_it.rules_block import StateBlock

from tui_reader.model.dataclass import dataclass

_CANDIDATE = re.compile(r"^[ \t>|:]*+-[ \t>|:-]*+$", re.MULTILINE)
_DELIMITER = re.compile(r"\|?[ \t]*+:?-++:?[ \t]*+(?:\|[ \t]*+:?-++:?[ \t]*+)*+(?:\|[ \t]*+)?")
_UNDERLINE = re.compile(r"(?:=++|-++)[ \t]*+")
_PIPE = re.compile(r"(?<!\\)\|")
WIDEST = 1000
"""Columns beyond which a table is read as text."""
_CANDIDATES = "table_delimiters"
"""Key of a source and the lines of it that may be delimiters."""


@dataclass(frozen=True, slots=True)
class _Table:
    """A table in the lines of a paragraph."""

    head: int
    """The line of its head."""
    end: int
    """The first line behind it."""
    rows: list[list[str]]
    """Its cells, the head's first, no row wider than the delimiters."""
    sides: list[str]
    """The side on which each column is set; empty for none."""
    underlined: bool
    """Does its last line stand above one that would make a heading of the paragraph?"""


def _line(state: StateBlock, number: int) -> str:
    return state.src[state.bMarks[number] + state.tShift[number] : state.eMarks[number]].strip(" \t")


def split_cells(line: str) -> list[str]:
    """The cells of one row: cut at pipes, escaped ones kept as pipes, those at the ends left out."""
    line = line.removeprefix("|")
    if line.endswith("|") and not line.endswith("\\|"):
        line = line[:-1]
    return [cell.strip(" \t").replace("\\|", "|") for cell in _PIPE.split(line)] if line else []


def _align(mark: str) -> str:
    """The side that a cell of the delimiters names; empty for none."""
    sides = mark[:1] == ":", mark[-1:] == ":"
    return {(True, True): "center", (False, True): "right", (True, False): "left"}.get(sides, "")


def _find(state: StateBlock, start: int) -> _Table | None:
    """The table in the paragraph that begins in line `start`."""
    candidates = _candidates(state)
    at = bisect_right(candidates, start)
    if at == len(candidates):
        return None
    end, underlined = _end_of_paragraph(state, start)
    lines = candidates[at : bisect_left(candidates, end)]
    border = next((line for line in lines if _is_delimiter(state, line, underlined)), end)
    if border == end:
        return None
    head, marks = split_cells(_line(state, border - 1)), split_cells(_line(state, border))
    if len(head) > len(marks) or len(marks) > WIDEST:
        return None
    rows = [head, *(split_cells(_line(state, line))[: len(marks)] for line in range(border + 1, end))]
    return _Table(border - 1, end, rows, [_align(mark) for mark in marks], underlined)


def _candidates(state: StateBlock) -> list[int]:
    """Lines that hold nothing but the signs of delimiters and of quotes around them."""
    known: tuple[str, list[int]] | None = state.env.get(_CANDIDATES)
    if known is None or known[0] is not state.src:
        lines = [bisect_left(state.eMarks, found.end()) for found in _CANDIDATE.finditer(state.src)]
        known = state.env[_CANDIDATES] = state.src, lines
    return known[1]


def _end_of_paragraph(state: StateBlock, start: int) -> tuple[int, bool]:
    """The line in which the paragraph that begins in line `start` has ended, and does that line underline it?"""
    ends = state.md.block.ruler.getRules("paragraph")
    before, state.parentType = state.parentType, "paragraph"
    line = start + 1
    while line < state.lineMax and not state.isEmpty(line):
        indent = state.sCount[line] - state.blkIndent
        if 0 <= indent <= 3 and _UNDERLINE.fullmatch(_line(state, line)):
            state.parentType = before
            return line, True
        if indent == 0 and _begins_definition(state, line):
            break
        if state.sCount[line] >= 0 and indent <= 3 and any(rule(state, line, state.lineMax, True) for rule in ends):
            break
        line += 1
    state.parentType = before
    return line, False


def _begins_definition(state: StateBlock, line: int) -> bool:
    begin = state.bMarks[line] + state.tShift[line]
    return state.src.startswith((": ", ":\t"), begin) and "definition_list" in state.md.block.ruler.get_active_rules()


def _is_delimiter(state: StateBlock, line: int, underlined: bool) -> bool:
    """Of a paragraph that is underlined Goldmark has cut off the blanks of every line before it looks for a table."""
    return (underlined or _indent(state, line) <= 3) and _DELIMITER.fullmatch(_line(state, line)) is not None


def _indent(state: StateBlock, line: int) -> int:
    """Columns before the text of a line of a paragraph, in the innermost list or quote that the line stands in; those
    of the list around a quote are not known, and the line is taken for one that stands in it.
    """
    if state.sCount[line] < 0:
        if state.parentType == "blockquote" and state.listIndent >= 0:
            return 0
        return len(state.src[state.bMarks[line] : state.bMarks[line] + state.tShift[line]].expandtabs(4))
    around = (state.blkIndent, state.listIndent, 0)
    return state.sCount[line] - next(indent for indent in around if 0 <= indent <= state.sCount[line])


def _push_text_above(state: StateBlock, start: int, head: int) -> None:
    """The lines above a table as a paragraph of their own."""
    if start < head:
        last, state.lineMax = state.lineMax, head
        state.md.block.ruler.getRules("")[-1](state, start, head, False)
        state.lineMax = last


def _push_heading(state: StateBlock, start: int, end: int, underline: int) -> None:
    """A heading of the lines above a table: Goldmark writes it below."""
    tag = "h1" if _line(state, underline)[0] == "=" else "h2"
    state.push("heading_open", tag, 1).map = [start, end]
    inline = state.push("inline", "", 0)
    inline.content = state.getLines(start, end, state.blkIndent, False).strip()
    inline.map, inline.children = [start, end], []
    state.push("heading_close", tag, -1)
    state.line = underline + 1


def _take(push: Callable[[StateBlock, _Table], None]) -> Callable[[StateBlock, int, int, bool], bool]:
    """The block rule that takes a table, written by `push`, and the paragraph above it."""

    def rule(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        found = None if silent else _find(state, start)
        if found is None:
            return False
        is_heading = found.underlined and start < found.head
        if not is_heading:
            _push_text_above(state, start, found.head)
        push(state, found)
        state.line = found.end
        if is_heading:
            _push_heading(state, start, found.head, found.end)
        return True

    return rule


def _push_whole(state: StateBlock, found: _Table) -> None:
    token = state.push("table", "table", 0)
    token.map = [found.head, found.end]
    align = [{"": "left", "center": "centre"}.get(side, side) for side in found.sides]
    rows = [row + [""] * (len(align) - len(row)) for row in found.rows]
    token.meta = {"rows": rows, "align": align}


def _push_cells(state: StateBlock, found: _Table) -> None:
    state.push("table_open", "table", 1).map = [found.head, found.end]
    last = len(found.rows) - 1
    for number, row in enumerate(found.rows):
        part = ("thead", "tbody", "")[min(number, 2)]
        if part:
            state.push(f"{part}_open", part, 1)
        _push_row(state, "td" if number else "th", row, found.sides)
        if number in (0, last):
            state.push(f"{'tbody' if number else 'thead'}_close", "tbody" if number else "thead", -1)
    state.push("table_close", "table", -1)


def _push_row(state: StateBlock, tag: str, row: list[str], align: list[str]) -> None:
    state.push("tr_open", "tr", 1)
    for cell, side in zip_longest(row, align):
        opening = state.push(f"{tag}_open", tag, 1)
        if side and cell is not None:
            opening.attrs = {"style": f"text-align:{side}"}
        inline = state.push("inline", "", 0)
        inline.content, inline.children = cell or "", []
        state.push(f"{tag}_close", tag, -1)
    state.push("tr_close", "tr", -1)


table = _take(_push_whole)
"""Block rule: one token whose meta has `rows`, the first of them the head, all of one width, and `align`."""
table_of_cells = _take(_push_cells)
"""Block rule: a table as markdown-it writes one, with tokens for each row and cell."""
