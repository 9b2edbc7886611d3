"""Formulas in Markdown: what stands between delimiters of TeX is taken before Markdown reads any sign in it."""

import re
from collections.abc import Callable, Sequence

from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline

from tui_reader.markdown.emphasis import is_cjk

Delimiters = tuple[tuple[str, str], ...]
"""Pairs of an opening and a closing delimiter."""
USUAL: Delimiters = (
    ("$$", "$$"),
    ("$", "$"),
    (r"\\(", r"\\)"),
    (r"\\[", r"\\]"),
    (r"\(", r"\)"),
    (r"\[", r"\]"),
)
"""What the scripts of themes look for where formulas are on, in the page and behind Markdown's own backslashes."""
MOST_LINES = 200
"""Lines of a displayed formula."""
MOST_CHARACTERS = 4000
"""Characters of a formula in a line."""

_ENVIRONMENT = r"\\begin\{(?:align|equation|gather|multline|cases|eqnarray|[pbBvV]?matrix|split)"
_SURE = re.compile(r"\$\$|" + _ENVIRONMENT)
_ANY = re.compile(r"\$\$|\\{1,2}\[|" + _ENVIRONMENT)
_DOLLARS = re.compile(rf"\$(?![\s$])[^$\n]{{0,{MOST_CHARACTERS}}}?[^\s$\\]\$(?!\d)")
_WHOLE = re.compile(
    r"\$\$([^$]+)\$\$|\$([^$]+)\$|\\\((.+)\\\)|\\\[(.+)\\\]|(\\begin\{(\w+\*?)\}.+\\end\{\6\})", re.DOTALL
)
BEGIN = re.compile(r"\\begin\{([a-zA-Z]+\*?)\}")
"""Begins an environment."""
_ENDS = {"$$": "$$", r"\[": r"\]", r"\\[": r"\\]"}


def formula_rule(delimiters: Delimiters) -> Callable[[StateInline, bool], bool]:
    """The inline rule that takes what stands between such delimiters."""
    pairs = sorted(delimiters, key=lambda pair: -len(pair[0]))

    def rule(state: StateInline, silent: bool) -> bool:
        begin, end, after = formula_at(state.src, state.pos, pairs)
        source = state.src[begin:end]
        if after > state.posMax or not source or is_money(state.src[state.pos : after]):
            return False
        if not silent:
            token = state.push("math", "", 0)
            token.content = state.src[state.pos : after]
            token.meta = {"groups": (source,)}
        state.pos = after
        return True

    return rule


def formula_in(code: str) -> str | None:
    """The formula that code holds with its delimiters and nothing else; None for all other code."""
    found = _WHOLE.fullmatch(code.strip())
    return next(filter(None, found.groups())) if found else None


def is_money(formula: str) -> bool:
    """Chinese without any command of TeX between dollar signs is no formula: the signs mean money."""
    return "\\" not in formula and any(map(is_cjk, formula))


def formula_at(text: str, start: int, pairs: Sequence[tuple[str, str]]) -> tuple[int, int, int]:
    """Where the formula that begins at `start` has its first character, where its closing delimiter stands and ends;
    nothing for none.
    """
    for opening, closing in pairs:
        if not text.startswith(opening, start):
            continue
        begin = start + len(opening)
        if opening == closing == "$":
            if found := _DOLLARS.match(text, start):
                return begin, found.end() - 1, found.end()
        elif (end := text.find(closing, begin + 1, begin + MOST_CHARACTERS + len(closing))) > 0:
            return begin, end, end + len(closing)
    return start, start, start


def math_block(with_brackets: bool) -> Callable[[StateBlock, int, int, bool], bool]:
    """The block rule that takes a displayed formula which begins a line and ends one, without blank lines: `$$…$$`, an
    environment of equations and, where asked for, `\\[…\\]`.
    """
    pattern = _ANY if with_brackets else _SURE

    def rule(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        first = state.bMarks[start] + state.tShift[start]
        opening = pattern.match(state.src, first, state.eMarks[start])
        if opening is None or state.is_code_block(start):
            return False
        last = _last_line(state, opening.group(), start, end)
        return last > 0 and _push(state, start, last, silent)

    return rule


def _last_line(state: StateBlock, opening: str, start: int, end: int) -> int:
    """Index of the line behind the one that ends a formula; 0 where text follows, or nothing ends it."""
    first = state.bMarks[start] + state.tShift[start]
    begin = BEGIN.match(state.src, first)
    closing = f"\\end{{{begin[1]}}}" if begin else _ENDS[opening]
    skipped = 0 if begin else len(opening)
    for line in range(start, min(end, start + MOST_LINES)):
        if state.isEmpty(line) or (line > start and state.sCount[line] < state.blkIndent):
            break
        text = state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]].rstrip()
        if line == start:
            text = text[skipped:]
        if closing in text:
            return line + 1 if text.find(closing) + len(closing) == len(text) else 0
    return 0


_SPAN = re.compile(r"""<span\s++class=["']?math\b[^<>]{0,80}>""", re.IGNORECASE)
_SPAN_END = re.compile("</span>", re.IGNORECASE)
_LONGEST_SPAN = 4100
"""Characters of the longest formula in a `span`, with what stands around it."""
_ENCLOSED = re.compile(r"(?:\\[(\[]|\$\$?)?(.+?)(?:\\[)\]]|\$\$?)?", re.DOTALL)


def math_span(state: StateInline, silent: bool) -> bool:
    """Take `<span class="math inline">\\(…\\)</span>`, the form in which Pandoc writes formulas."""
    begin = _SPAN.match(state.src, state.pos, state.posMax)
    if begin is None:
        return False
    end = _SPAN_END.search(state.src, begin.end(), min(state.posMax, begin.end() + _LONGEST_SPAN))
    formula = _ENCLOSED.fullmatch(state.src[begin.end() : end.start()].strip()) if end else None
    if end is None or formula is None:
        return False
    if not silent:
        state.push("math", "", 0).meta = {"groups": formula.groups()}
    state.pos = end.end()
    return True


def _push(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Add the token of a formula, its delimiters left out where they are none of its own."""
    if silent:
        return True
    source = state.getLines(start, end, state.blkIndent, False).strip()
    for opening, closing in ((r"\\[", r"\\]"), (r"\[", r"\]"), ("$$", "$$")):
        if source.startswith(opening) and source.endswith(closing):
            source = source[len(opening) : -len(closing)]
            break
    token = state.push("math_block", "", 0)
    token.content = source
    token.map = [start, end]
    state.line = end
    return True
