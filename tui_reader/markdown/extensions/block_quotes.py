"""Quotes and paragraphs as Goldmark reads them: below a paragraph a line that is indented as far as code begins no
block, `>` or not, and goes on with the paragraph, out of any quotes and lists (CommonMark 0.31, 5.1). For markdown-it
it is a line of the quote, or begins a block.
"""

from collections.abc import Callable

from markdown_it.common.utils import mdTrim
from markdown_it.rules_block import StateBlock

BlockRule = Callable[[StateBlock, int, int, bool], bool]

_CODE_INDENT = 4
"""Blanks from which on a line is code, or goes on with a paragraph."""
_COLUMNS = "list_columns"
"""Key of the columns in which the text around each open list, definition and note of a quote begins."""


def block_quote(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """The block rule of `>`."""
    if silent or not _is_quoted(state, start):
        return _is_quoted(state, start)
    kept = state.lineMax, state.parentType, state.blkIndent
    columns = state.env.pop(_COLUMNS, [])
    state.parentType = "blockquote"
    places = _enter(state, start, end)
    state.blkIndent = 0
    opening = state.push("blockquote_open", "blockquote", 1)
    opening.markup = ">"
    state.md.block.tokenize(state, start, start + len(places))
    state.push("blockquote_close", "blockquote", -1).markup = ">"
    opening.map = [start, state.line]
    for line, place in enumerate(places, start):
        state.bMarks[line], state.tShift[line], state.sCount[line], state.bsCount[line] = place
    state.lineMax, state.parentType, state.blkIndent = kept
    state.env[_COLUMNS] = columns
    return True


def nested(rule: BlockRule) -> BlockRule:
    """A rule of blocks that hold others further in (lists, definitions, notes), which remembers where the text around
    them begins.
    """

    def remembering(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        if silent:
            return rule(state, start, end, True)
        columns = state.env.setdefault(_COLUMNS, [])
        columns.append(state.blkIndent)
        found = rule(state, start, end, False)
        columns.pop()
        return found

    return remembering


def paragraph(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """The block rule of a paragraph, which takes what no other rule does."""
    line = start + 1
    while line < state.lineMax and not state.isEmpty(line) and not begins_block(state, line, "paragraph"):
        line += 1
    state.line = line
    state.push("paragraph_open", "p", 1).map = [start, line]
    inline = state.push("inline", "", 0)
    inline.map = [start, line]
    inline.content = mdTrim(state.getLines(start, line, state.blkIndent, False))
    inline.children = []
    state.push("paragraph_close", "p", -1)
    return True


def begins_block(state: StateBlock, line: int, chain: str) -> bool:
    """Whether the line, below one of a paragraph, begins another block and does not lazily go on with it."""
    indent = state.sCount[line]
    text = state.blkIndent if indent >= state.blkIndent else _text_around(state, indent)
    if indent < 0 or indent - text >= _CODE_INDENT:
        return False
    before, state.parentType = state.parentType, chain
    try:
        for rule in state.md.block.ruler.getRules(chain):  # noqa: SIM110 - a generator takes longer
            if rule(state, line, state.lineMax, True):
                return True
        return False
    finally:
        state.parentType = before


def _text_around(state: StateBlock, indent: int) -> int:
    """The column in which the text begins that a line of this indent may belong to."""
    return next((column for column in reversed(state.env.get(_COLUMNS, ())) if column <= indent), 0)


def _is_quoted(state: StateBlock, line: int) -> bool:
    """Whether `>` begins the line."""
    begin = state.bMarks[line] + state.tShift[line]
    return state.src[begin : begin + 1] == ">" and begin < state.eMarks[line] and not state.is_code_block(line)


def _enter(state: StateBlock, start: int, end: int) -> list[tuple[int, int, int, int]]:
    """Make the lines of a quote begin behind their `>`, and those that go on lazily stand left of everything; where
    each of them stood before.
    """
    places: list[tuple[int, int, int, int]] = []
    is_filled = True
    for line in range(start, end):
        place = state.bMarks[line], state.tShift[line], state.sCount[line], state.bsCount[line]
        if state.sCount[line] >= state.blkIndent and _is_quoted(state, line):
            is_filled = _strip_sign(state, line)
        elif not is_filled or state.isEmpty(line):
            break
        elif begins_block(state, line, "blockquote"):
            state.lineMax = line
            break
        else:
            state.sCount[line] = -1
        places.append(place)
    return places


def _strip_sign(state: StateBlock, line: int) -> bool:
    """Make a line begin behind its `>` and one column of blanks; whether there is anything in it."""
    place, column = state.bMarks[line] + state.tShift[line] + 1, state.sCount[line] + 1
    after = state.src[place : place + 1]
    is_split = after == "\t" and (state.bsCount[line] + column) % 4 != 3
    if after == " " or (after == "\t" and not is_split):
        place, column = place + 1, column + 1
    begin, first = place, column
    while place < state.eMarks[line] and state.src[place] in " \t":
        column += 4 - (column + state.bsCount[line] + is_split) % 4 if state.src[place] == "\t" else 1
        place += 1
    state.bMarks[line], state.tShift[line] = begin, place - begin
    state.bsCount[line] = state.sCount[line] + 1 + (after in (" ", "\t"))
    state.sCount[line] = column - first
    return place < state.eMarks[line]
