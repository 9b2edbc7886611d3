"""Definition lists as Goldmark reads them: every line of the paragraph above `:` is a term, and what a term means is
indented as far as its first word (`extension/definition_list.go`).
"""

from markdown_it.rules_block import StateBlock

from tui_reader.markdown.extensions.block_quotes import begins_block

_WIDEST = 8
"""Blanks behind `:` from which on the text is indented code."""
_CODE_BLANKS = 5
"""Blanks that then belong to the definition itself."""

_COLUMNS = "definition_columns"
"""Key of the columns in which the `:` of the open definitions stand, outermost first."""


def definition_list(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Block rule; looked ahead at, it ends a paragraph of a definition where the next definition begins."""
    if silent:
        return state.sCount[start] in state.env.get(_COLUMNS, ()) and _is_marker(state, start)
    marker = _marker_below(state, start, end)
    if marker < 0:
        return False
    opening = state.push("dl_open", "dl", 1)
    opening.meta = {"blank_above": state.isEmpty(marker - 1)}
    terms = start
    while marker >= 0:
        if terms < marker:
            _push_terms(state, terms, marker)
        terms = _filled(state, _push_definition(state, marker, end), end)
        marker = _next_marker(state, terms, end)
    state.push("dl_close", "dl", -1)
    opening.map = [start, state.line]
    return True


def _is_marker(state: StateBlock, line: int) -> bool:
    """Whether a colon with a blank behind it begins the line."""
    begin = state.bMarks[line] + state.tShift[line]
    return state.src[begin : begin + 1] == ":" and state.src[begin + 1 : begin + 2] in (" ", "\t")


def _filled(state: StateBlock, line: int, end: int) -> int:
    """The first line from `line` on that is not empty, or `end`."""
    while line < end and state.isEmpty(line):
        line += 1
    return line


def _marker_below(state: StateBlock, start: int, end: int) -> int:
    """The line whose `:` makes terms of the paragraph that begins at `start`; -1 where none does."""
    if state.is_code_block(start):
        return -1
    line = start + 1
    while line < end and not state.isEmpty(line) and not _begins_definition(state, line):
        if _ends_paragraph(state, line):
            return -1
        line += 1
    line = _filled(state, line, end)
    return line if line < end and _begins_definition(state, line) else -1


def _next_marker(state: StateBlock, line: int, end: int) -> int:
    """The line of the next definition in the same list, behind terms of its own or none; -1 behind the last."""
    if line >= end or state.sCount[line] < state.blkIndent:
        return -1
    if _begins_definition(state, line):
        return line
    if any(rule(state, line, end, True) for rule in state.md.block.ruler.getRules("paragraph")):
        return -1
    return _marker_below(state, line, end)


def _begins_definition(state: StateBlock, line: int) -> bool:
    return state.sCount[line] == state.blkIndent and _is_marker(state, line)


def _ends_paragraph(state: StateBlock, line: int) -> bool:
    """Whether the line, below one of text, begins another block or underlines a heading."""
    text = state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]].rstrip(" \t")
    is_underline = text[:1] in ("=", "-") and not text.strip(text[0])
    if is_underline and 0 <= state.sCount[line] - state.blkIndent <= 3:
        return True
    return begins_block(state, line, "paragraph")


def _push_terms(state: StateBlock, start: int, marker: int) -> None:
    """Each filled line from `start` up to the one of the marker is a term."""
    for line in range(start, marker):
        if not state.isEmpty(line):
            state.push("dt_open", "dt", 1).map = [line, line + 1]
            inline = state.push("inline", "", 0)
            inline.map = [line, line + 1]
            inline.content = state.getLines(line, line + 1, state.blkIndent, False).strip()
            inline.children = []
            state.push("dt_close", "dt", -1)


def _push_definition(state: StateBlock, line: int, end: int) -> int:
    """What stands behind the `:` of `line` and in the lines that belong to it; the first line after it."""
    opening = state.push("dd_open", "dd", 1)
    opening.meta = {"blank_above": state.isEmpty(line - 1)}
    begin = state.bMarks[line] + state.tShift[line] + 1
    place, column = begin, state.sCount[line] + 1
    while place < state.eMarks[line] and state.src[place] in " \t":
        column += 4 - (column + state.bsCount[line]) % 4 if state.src[place] == "\t" else 1
        place += 1
    blanks = column - state.sCount[line] - 1
    state.env.setdefault(_COLUMNS, []).append(state.sCount[line])
    kept = (state.blkIndent, state.tShift[line], state.sCount[line], state.tight, state.parentType)
    state.blkIndent = state.sCount[line] + 1 + (blanks if blanks < _WIDEST else _CODE_BLANKS)
    state.tShift[line], state.sCount[line] = place - state.bMarks[line], column
    state.parentType = "deflist"
    state.md.block.tokenize(state, line, end)
    state.blkIndent, state.tShift[line], state.sCount[line], state.tight, state.parentType = kept
    state.env[_COLUMNS].pop()
    state.push("dd_close", "dd", -1)
    opening.map = [line, state.line]
    return state.line
