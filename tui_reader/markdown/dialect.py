"""The dialect of Markdown, Hugo's Goldmark, on markdown-it-py with rules of our own.

There is one dialect and there are two ways to read it. `parser` reads what authors mean, for what is shown: it knows
Chinese beside emphasis and the marks that themes add. `exact_parser` reads what Goldmark reads, to its faults, for what
is counted: words and summaries are the real Hugo's.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, paragraph
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.utils import EnvType
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.tasklists import tasklists_plugin

from tui_reader.markdown.autolink import bare_link, exact_link
from tui_reader.markdown.emphasis import CjkInline, close_pairs, is_cjk, pairs
from tui_reader.markdown.pipe_tables import table
from tui_reader.markdown.smart_quotes import typographer

DEEPEST = 60
"""Levels of quotes and lists that are followed; what lies deeper is set as text, so that no stack runs over."""
PLACE_OPEN, PLACE_CLOSE = "\ufdd0", "\ufdd1"
"""Noncharacters around the number that stands for a shortcode in the text."""
PLACE = re.compile(f"{PLACE_OPEN}(\\d+){PLACE_CLOSE}")
"""The place of a shortcode, with its number."""

_WIDE_BLANKS = ("\u3000", "\u00a0", "\u2002", "\u2003")
_WIDE_RUN = re.compile("[\u3000\u00a0\u2002\u2003 \t]+")
_HASH_HEADING = re.compile(r"(#{1,6})([^\s#!][^\n]*)")
_FOOTNOTE = re.compile(r"\[\^([^\]\s\[]+)\]")
_SUPER = re.compile(r"\^([^\s^\ufdd0]{1,24})\^(?!\^)")
_SUB = re.compile(r"~([A-Za-z0-9+\-]{1,8})~(?!~)")
_RUBY = re.compile(r"\[([^\[\]\n]+)\]\^\(([^()\n]*)\)")
_MATH = re.compile(
    r"\$\$(.{1,4000}?)\$\$|\$(?![\s$])([^$\n]{0,2000}?[^\s$\\])\$(?!\d)|\\\((.{1,2000}?)\\\)|\\\[(.{1,4000}?)\\\]",
    re.DOTALL,
)

_TEXT_STOP = re.compile(r"[\n!#$%&*+\-:<=>@\[\\\]^_`{}~'\".]|(?<=[ (])(?:https?://|ftp://|www\.)")


def _identity(address: str) -> str:
    return address.strip()


def _any_link(_address: str) -> bool:
    """Every target is a link, as it is for Goldmark; what may be followed is decided where it would be."""
    return True


def _goldmark(options: Mapping[str, Any]) -> MarkdownIt:
    """CommonMark with the extensions of Goldmark that Hugo turns on, for both ways to read it."""
    md = MarkdownIt("commonmark", options)
    md.use(footnote_plugin, inline=False).use(deflist_plugin)
    md.enable("table")
    md.validateLink = _any_link  # type: ignore[method-assign, assignment]
    return md


def exact_parser(with_typographer: bool) -> MarkdownIt:
    """A new parser that reads what Goldmark reads, to be given a way to write HTML; `typographic` tokens hold HTML
    already.
    """
    md = _goldmark({"html": True, "xhtmlOut": False, "strikethrough_single_tilde": True, "maxNesting": 150})
    md.enable("strikethrough")
    md.use(tasklists_plugin)
    md.inline.ruler.at("text", _exact_text)
    md.inline.ruler.before("text", "bare_url", exact_link)
    if with_typographer:
        md.inline.ruler.push("typographer", typographer)
    return md


def _exact_text(state: StateInline, silent: bool) -> bool:
    """Plain text up to the next character that may mean something, quotes and dots among them."""
    stop = _TEXT_STOP.search(state.src, state.pos)
    end = stop.start() if stop else state.posMax
    if end == state.pos:
        return False
    if not silent:
        state.pending += state.src[state.pos : end]
    state.pos = end
    return True


def _too_deep(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Set what is nested deeper than DEEPEST levels as one paragraph."""
    if silent or state.level < DEEPEST:
        return False
    state.push("paragraph_open", "p", 1).map = [start, end]
    inline = state.push("inline", "", 0)
    inline.content = state.getLines(start, end, state.blkIndent, False).strip()
    inline.map = [start, end]
    state.push("paragraph_close", "p", -1)
    state.line = end
    return True


def _paragraph(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A paragraph that keeps the wide blanks it begins with, which markdown-it cuts off with the others."""
    begin = state.bMarks[start] + state.tShift[start]
    paragraph(state, start, end, silent)
    if state.src[begin : begin + 1] in _WIDE_BLANKS and (blanks := _WIDE_RUN.match(state.src, begin)):
        inline = state.tokens[-2]
        inline.content = blanks.group() + inline.content
    return True


def _hash_heading(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Take `#标题` without a blank as a heading; several words with hashes in one line are tags, not a heading."""
    if state.is_code_block(start):
        return False
    found = _HASH_HEADING.match(state.src, state.bMarks[start] + state.tShift[start], state.eMarks[start])
    if found is None or found[2].count("#") > 1:
        return False
    if silent:
        return True
    state.line = start + 1
    level = len(found[1])
    state.push("heading_open", f"h{level}", 1).map = [start, state.line]
    inline = state.push("inline", "", 0)
    inline.content = found[2].strip()
    inline.map = [start, state.line]
    state.push("heading_close", f"h{level}", -1)
    return True


def _take(kind: str, pattern: "re.Pattern[str]") -> Any:
    """An inline rule that turns a match at the cursor into one token with the match's groups as its meta."""

    def rule(state: StateInline, silent: bool) -> bool:
        found = pattern.match(state.src, state.pos, state.posMax)
        if found is None:
            return False
        if not silent:
            token = state.push(kind, "", 0)
            token.content = found.group()
            token.meta = {"groups": found.groups()}
        state.pos = found.end()
        return True

    return rule


def _guillemets(state: StateInline, silent: bool) -> bool:
    """Take `<<` and `>>` together, where the first of them begins no tag."""
    sign = state.src[state.pos : state.pos + 2]
    if sign not in ("<<", ">>"):
        return False
    if not silent:
        state.append_pending(sign)
    state.pos += 2
    return True


def _formula(state: StateInline, silent: bool) -> bool:
    """Take `$…$`, unless Chinese stands inside without any command of TeX: then the signs mean money."""
    found = _MATH.match(state.src, state.pos, state.posMax)
    if found is None or ("\\" not in found.group() and any(map(is_cjk, found.group()))):
        return False
    return bool(_take("math", _MATH)(state, silent))


def _footnote(state: StateInline, silent: bool) -> bool:
    """Take `[^label]` where the document defines that note."""
    found = _FOOTNOTE.match(state.src, state.pos, state.posMax)
    if found is None or found.group(1) not in state.env.get("numbers", {}):
        return False
    if not silent:
        state.push("footnote_ref", "", 0).meta = {"label": found.group(1)}
    state.pos = found.end()
    return True


def _ruby(state: StateInline, silent: bool) -> bool:
    """Take `[字]^(zì)`; looked ahead at, only its bracket is taken, so that a link may stand around it."""
    if not silent or _RUBY.match(state.src, state.pos, state.posMax) is None:
        return not silent and bool(_take("ruby", _RUBY)(state, silent))
    state.pos += 1
    return True


def _attached(state: StateInline, silent: bool) -> bool:
    """Take `H~2~O`: a subscript stands directly behind a letter, a digit or a bracket."""
    before = state.src[state.pos - 1 : state.pos]
    return bool(before) and (before.isalnum() or before in ")]") and bool(_take("sub", _SUB)(state, silent))


def _raised(state: StateInline, silent: bool) -> bool:
    """Take `x^2^`: a superscript stands directly behind something."""
    before = state.src[state.pos - 1 : state.pos]
    return bool(before) and not before.isspace() and bool(_take("sup", _SUPER)(state, silent))


_INLINE = (
    ("place", _take("place", PLACE), PLACE_OPEN),
    ("bare_link", bare_link, ":"),
    ("footnote", _footnote, "["),
    ("ruby", _ruby, "["),
    ("sup", _raised, "^"),
    ("sub", _attached, "~"),
    ("pairs", pairs, "~=+"),
)


def _guard(marker: str, rule: Any) -> Any:
    """Ask a rule only where its marker stands, which is what most positions fail on."""

    def guarded(state: StateInline, silent: bool) -> bool:
        return state.src[state.pos] in marker and rule(state, silent)

    return guarded


@dataclass(frozen=True, slots=True)
class Dialect:
    """What differs from post to post in the reading of Markdown."""

    math: bool = False
    """Dollar signs enclose formulas."""
    hash_headings: bool = False
    """`#标题` without a blank is a heading."""


PLAIN = Dialect()
"""Markdown as Hugo reads it by default."""


@cache
def parser(dialect: Dialect) -> MarkdownIt:
    """The one parser of a dialect; it keeps no state between calls."""
    md = _goldmark({"maxNesting": DEEPEST + 10})
    md.inline = CjkInline()
    md.block.ruler.at("table", table, {"alt": ["paragraph", "reference"]})
    md.block.ruler.at("paragraph", _paragraph)
    md.block.ruler.before("table", "too_deep", _too_deep)
    for name, rule, marker in _INLINE:
        md.inline.ruler.before("link", name, _guard(marker, rule))
        for char in marker:
            md.inline.add_terminator_char(char)
    md.inline.ruler.after("html_inline", "guillemets", _guard("<>", _guillemets))
    if dialect.hash_headings:
        md.block.ruler.before(
            "heading", "hash_heading", _hash_heading, {"alt": ["paragraph", "reference", "blockquote"]}
        )
    if dialect.math:
        md.inline.ruler.before("escape", "math", _guard("$\\", _formula))
    md.inline.ruler2.before("emphasis", "pairs", close_pairs)
    md.inline.ruler.enableOnly(
        [
            "text",
            "newline",
            "escape",
            "backticks",
            "emphasis",
            "link",
            "image",
            "autolink",
            "html_inline",
            "guillemets",
            "entity",
        ]
        + [name for name, _rule, _marker in _INLINE]
        + (["math"] if dialect.math else [])
    )
    md.inline.ruler2.enableOnly(["balance_pairs", "emphasis", "pairs", "fragments_join"])
    md.normalizeLink = _identity  # type: ignore[method-assign, assignment]
    return md


def block_tokens(source: str, env: EnvType, dialect: Dialect = PLAIN) -> list[Token]:
    """The block tokens of Markdown with `\\n` line ends; references and footnotes are left in `env`."""
    tokens: list[Token] = []
    md = parser(dialect)
    md.block.parse(source, md, env, tokens)
    return tokens


def inline_tokens(source: str, env: EnvType, dialect: Dialect = PLAIN) -> list[Token]:
    """The inline tokens of one block's text; `env` is the one its blocks were parsed with."""
    md = parser(dialect)
    return md.inline.parse(source, md, env, [])
