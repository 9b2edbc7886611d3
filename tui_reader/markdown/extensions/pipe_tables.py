"""Pipe tables as Goldmark reads them, each as one token with its cells, so that a large one costs no token a cell."""

import re

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


def _align(cell: str) -> str:
    sides = cell[:1] == ":", cell[-1:] == ":"
    return {(True, True): "centre", (False, True): "right"}.get(sides, "left")


def _head(state: StateBlock, start: int, end: int) -> tuple[list[str], list[str]] | None:
    """Cells and alignments of a table's first two lines; None where they begin none."""
    if start + 2 > end or state.is_code_block(start) or state.sCount[start + 1] < state.blkIndent:
        return None
    second = _line(state, start + 1)
    first = _line(state, start)
    if state.is_code_block(start + 1) or not _DELIMITER.fullmatch(second) or _LIST.match(second):
        return None
    if "|" not in second and ("|" not in first or ":" not in second):
        return None
    cells, marks = split_cells(first), split_cells(second)
    if len(cells) > len(marks) or len(marks) > WIDEST:
        return None
    return cells + [""] * (len(marks) - len(cells)), [_align(mark) for mark in marks]


def table(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Take a table; its token's meta has `rows`, the first of them the head, all of one width, and `align`."""
    head = _head(state, start, end)
    if head is None or silent:
        return head is not None
    cells, align = head
    rows = [cells]
    line = start + 2
    enders = state.md.block.ruler.getRules("blockquote")
    while line < end and _goes_on(state, line):
        if any(ends(state, line, end, True) for ends in enders):
            break
        row = split_cells(_line(state, line))[: len(align)]
        rows.append(row + [""] * (len(align) - len(row)))
        line += 1
    token = state.push("table", "table", 0)
    token.map = [start, line]
    token.meta = {"rows": rows, "align": align}
    state.line = line
    return True


def _goes_on(state: StateBlock, line: int) -> bool:
    return state.sCount[line] >= state.blkIndent and not state.is_code_block(line) and not state.isEmpty(line)
