"""Text between delimiters that a site passes on as it stands (Hugo's passthrough extension, for formulas), as Goldmark
reads it.
"""

from collections.abc import Callable
from itertools import groupby

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from tui_reader.markdown.site_rules import Passthrough

INLINE, BLOCK = "passed", "passed_block"
"""Types of the tokens, whose content has its delimiters."""


def add_passthrough(md: MarkdownIt, passthrough: Passthrough) -> None:
    """Let the parser read what stands between the delimiters."""
    md.inline.ruler.before("escape", INLINE, _rule(passthrough))
    md.core.ruler.after("inline", BLOCK, _set_apart)


def _rule(passthrough: Passthrough) -> Callable[[StateInline, bool], bool]:
    blocks = frozenset(passthrough.blocks)
    pairs = sorted({*passthrough.blocks, *passthrough.inline}, key=lambda pair: (-len(pair[0]), pair))

    def rule(state: StateInline, silent: bool) -> bool:
        for opening, closing in pairs:
            if not state.src.startswith(opening, state.pos):
                continue
            begin = state.pos + len(opening)
            end = state.src.find(closing, begin, state.posMax)
            if end <= begin:
                continue
            end += len(closing)
            if not silent:
                token = state.push(BLOCK if (opening, closing) in blocks else INLINE, "", 0)
                token.content = state.src[state.pos : end]
            state.pos = end
            return True
        return False

    return rule


def _set_apart(state: StateCore) -> None:
    """End the paragraph before a block that is passed on, and begin another one behind it."""
    out: list[Token] = []
    for token in state.tokens:
        children = token.children or ()
        parts = bool(out) and out[-1].type == "paragraph_open" and any(map(_is_apart, children))
        out += _parted(out.pop(), token) if parts else [token]
        if token.type == "paragraph_close" and out[-2].type == BLOCK:
            out.pop()
    state.tokens = out


def _is_apart(token: Token) -> bool:
    return token.type == BLOCK and token.level == 0


def _parted(opening: Token, inline: Token) -> list[Token]:
    """The paragraph of an inline token up to its end, which is left out behind a block."""
    out: list[Token] = []
    for apart, run in groupby(inline.children or (), _is_apart):
        children = [*run]
        if apart:
            out += children
            continue
        if opening.hidden and out:
            children[0].content = children[0].content.lstrip(" ")
        part = inline.copy()
        part.children = children
        closing = Token("paragraph_close", "p", -1, level=opening.level, hidden=opening.hidden, block=True)
        out += [opening.copy(), part, closing]
    return out if out[-1].type == BLOCK else out[:-1]
