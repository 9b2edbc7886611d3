"""Pipe tables as Goldmark reads them, each as one token with its cells, so that a large one costs no token a cell."""

import re
from itertools import zip_longest

from markdown_it.rules_block import StateBlock

_DELIMITER = re.compile(r"\|?[ \t]*+:?-++:?[ \t]*+(?:\|[ \t]*+:?-++:?[ \t]*+)*+(?:\|[ \t]*+)?")
_PIPE = re.compile(r"(?<!\\)\|")
_LIST = re.compile(r"-[ \t]")
WIDEST = 1000
"""Columns beyond which a table is read as text."""


def _line(state: StateBlock, number: int) -> str:
    return state.src[state.bMarks[number] + state.tShift[number] : state.eMarks[number]].strip(" \t")


def split_cells(line: str) -> list[str]:
    """The cells of one row: cut at pipes, escaped ones kept as pipes, those at the ends left out."""
    line = line.removeprefix("|")
    if line.endswith("|") and not line.endswith("\\|"):
        line = line[:-1]
    return [cell.strip(" \t").replace("\\|", "|") for cell in _PIPE.split(line)]


def _align(mark: str) -> str:
    """The side that a cell of the delimiters names; empty for none."""
    sides = mark[:1] == ":", mark[-1:] == ":"
    return {(True, True): "center", (False, True): "right", (True, False): "left"}.get(sides, "")


def _head(state: StateBlock, start: int, end: int) -> tuple[list[str], list[str]] | None:
    """Cells and sides of a table's first two lines; None where they begin none."""
    if start + 2 > end or state.is_code_block(start) or state.sCount[start + 1] < state.blkIndent:
        return None
    second = _line(state, start + 1)
    first = _line(state, start)
    if state.is_code_block(start + 1) or not _DELIMITER.fullmatch(second) or _LIST.match(second):
        return None
    if "|" not in second and ("|" not in first or ":" not in second):
        return None
    cells, marks = split_cells(first), split_cells(second)
    if len(cells) > len(marks) or len(marks) > WIDEST or _is_other(state, start, end):
        return None
    return cells + [""] * (len(marks) - len(cells)), [_align(mark) for mark in marks]


def _is_other(state: StateBlock, line: int, end: int) -> bool:
    """Does the line begin a list, a quote or another block? A table is made of the text of a paragraph."""
    before, state.parentType = state.parentType, "table"
    try:
        return any(begins(state, line, end, True) for begins in state.md.block.ruler.getRules("blockquote"))
    finally:
        state.parentType = before


def _rows(state: StateBlock, start: int, end: int, head: list[str]) -> tuple[list[list[str]], int]:
    """The rows of a table, none wider than its head, and the line behind it."""
    rows = [head]
    line = start + 2
    while line < end and _goes_on(state, line) and not _is_other(state, line, end):
        rows.append(split_cells(_line(state, line))[: len(head)])
        line += 1
    return rows, line


def table(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Take a table; its token's meta has `rows`, the first of them the head, all of one width, and `align`."""
    head = _head(state, start, end)
    if head is None or silent:
        return head is not None
    rows, line = _rows(state, start, end, head[0])
    token = state.push("table", "table", 0)
    token.map = [start, line]
    rows = [row + [""] * (len(head[0]) - len(row)) for row in rows]
    token.meta = {"rows": rows, "align": [{"": "left", "center": "centre"}.get(side, side) for side in head[1]]}
    state.line = line
    return True


def table_of_cells(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Take a table as markdown-it writes one, with tokens for each row and cell."""
    head = _head(state, start, end)
    if head is None or silent:
        return head is not None
    rows, state.line = _rows(state, start, end, head[0])
    state.push("table_open", "table", 1).map = [start, state.line]
    for number, row in enumerate(rows):
        part = ("thead", "tbody", "")[min(number, 2)]
        if part:
            state.push(f"{part}_open", part, 1)
        _push_row(state, "td" if number else "th", row, head[1])
        if number in (0, len(rows) - 1):
            state.push(f"{'tbody' if number else 'thead'}_close", "tbody" if number else "thead", -1)
    state.push("table_close", "table", -1)
    return True


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


def _goes_on(state: StateBlock, line: int) -> bool:
    return state.sCount[line] >= state.blkIndent and not state.is_code_block(line) and not state.isEmpty(line)
