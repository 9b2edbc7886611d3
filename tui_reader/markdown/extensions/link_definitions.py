"""Definitions of links (`[name]: /address`) as Goldmark reads them: they are cut off from the paragraph they begin, so
that what goes on with one stays in the list or quote that the definition stands in, and is no HTML block of its own.
"""

from markdown_it.rules_block import StateBlock, reference

from tui_reader.markdown.extensions.block_quotes import begins_block, paragraph


def link_definition(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """The block rule that takes a definition, and what else is in its paragraph where no other rule finds it there."""
    if not reference(state, start, end, silent):
        return False
    if not silent and _goes_on(state, end):
        while _goes_on(state, end) and reference(state, state.line, end, False):
            pass
        if _goes_on(state, end):
            _take_rest(state, end)
    return True


def _take_rest(state: StateBlock, end: int) -> None:
    """The rest of the paragraph, or the table that is made of it."""
    rules = dict(zip(state.md.block.ruler.get_active_rules(), state.md.block.ruler.getRules(""), strict=True))
    if "pipe_table" not in rules or not rules["pipe_table"](state, state.line, end, False):
        paragraph(state, state.line, end, False)


def _goes_on(state: StateBlock, end: int) -> bool:
    """Does the paragraph of a definition go on in a line that is not indented as the list or quote it stands in, or
    begins with a tag?
    """
    line = state.line
    if line >= end or state.isEmpty(line):
        return False
    is_tag = state.src.startswith("<", state.bMarks[line] + state.tShift[line])
    if state.sCount[line] >= state.blkIndent and not is_tag:
        return False
    return not begins_block(state, line, "paragraph")
