"""The dialect of Markdown, Hugo's Goldmark, on markdown-it-py with rules of our own.

There is one dialect and there are two ways to read it. `parser` reads what authors mean, for what is shown: it knows
Chinese beside emphasis and the marks that themes add. `exact_parser` reads what Goldmark reads, to its faults, for what
is counted: words and summaries are the real Hugo's.
"""

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_block import StateBlock, list_block
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.utils import EnvType
from mdit_py_plugins.footnote.index import footnote_def, footnote_plugin

from tui_reader.markdown.attributes import block_attributes
from tui_reader.markdown.autolink import bare_link, exact_link
from tui_reader.markdown.emphasis import CjkInline, add_delimiters, close_pairs, pairs
from tui_reader.markdown.extensions.block_quotes import block_quote, nested, paragraph
from tui_reader.markdown.extensions.definition_lists import definition_list
from tui_reader.markdown.extensions.link_definitions import link_definition
from tui_reader.markdown.extensions.pipe_tables import table, table_of_cells
from tui_reader.markdown.extensions.task_items import task_boxes
from tui_reader.markdown.formula_rules import Delimiters, formula_rule, math_block, math_span
from tui_reader.markdown.site_rules import USUAL, Rules
from tui_reader.markdown.smart_quotes import typographer
from tui_reader.model.dataclass import dataclass

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
_RULE = re.compile(r"([-*_])(?:[ \t]*+\1){2,}+[ \t]*+\Z")
_TEXT_STOP = re.compile(r"[\n!#$%&*+\-:<=>@\[\\\]^_`{}~'\".]|(?<=[ (])(?:https?://|ftp://|www\.)")
_MAIL_STOP = re.compile(rf"{_TEXT_STOP.pattern}|(?<=[ (])[A-Za-z0-9](?=[^\s@]*@)")
"""The same where a text may hold mail addresses."""


def _identity(address: str) -> str:
    return address.strip()


def _any_link(_address: str) -> bool:
    """Every target is a link, as it is for Goldmark; what may be followed is decided where it would be."""
    return True


def _goldmark(rules: Rules, options: Mapping[str, Any], inline: ParserInline | None = None) -> MarkdownIt:
    """CommonMark with the extensions of Goldmark that the site has, for both ways to read it."""
    md = MarkdownIt("commonmark", options)
    md.inline = inline or md.inline
    if rules.footnotes:
        md.use(footnote_plugin, inline=False)
        md.block.ruler.at("footnote_def", nested(footnote_def), {"alt": ["paragraph", "reference", "blockquote"]})
    md.block.ruler.at("reference", link_definition)
    md.block.ruler.at("blockquote", block_quote, {"alt": ["paragraph", "reference", "blockquote", "list"]})
    md.block.ruler.at("list", nested(list_block), {"alt": ["paragraph", "reference", "blockquote"]})
    md.block.ruler.at("paragraph", paragraph)
    if rules.tables:
        md.block.ruler.before("lheading", "pipe_table", table_of_cells)
    if rules.definitions:
        md.block.ruler.before(
            "lheading", "definition_list", nested(definition_list), {"alt": ["paragraph", "reference", "blockquote"]}
        )
    if rules.block_attributes:
        md.block.ruler.before(
            "table", "attributes", block_attributes, {"alt": ["paragraph", "reference", "blockquote"]}
        )
    md.inline.ruler.before("html_inline", "comment", _comment)
    if rules.escaped_blanks:
        md.inline.ruler.before("escape", "escaped_blank", _escaped_blank)
    if rules.delimiters:
        add_delimiters(md, rules.delimiters)
    md.block.ruler.at("hr", _rule, {"alt": ["paragraph", "reference", "blockquote", "list"]})
    md.validateLink = _any_link  # type: ignore[method-assign, assignment]
    return md


def exact_parser(rules: Rules) -> MarkdownIt:
    """A new parser that reads what Goldmark reads, to be given a way to write HTML; `typographic` tokens hold HTML
    already.
    """
    options = {
        "html": True,
        "xhtmlOut": bool(rules.xhtml),
        "strikethrough_single_tilde": True,
        "maxNesting": 150,
        "exact": True,
    }
    md = _goldmark(rules, {**options, "rules": rules, "signs": dict(rules.signs)})
    if rules.strikethrough:
        md.enable("strikethrough")
    if rules.delimiters:
        md.inline.ruler2.before("emphasis", "pairs", close_pairs)
    if rules.tasks:
        md.core.ruler.before("inline", "tasks", task_boxes)
    md.inline.ruler.at("text", _exact_text)
    if rules.links:
        md.inline.ruler.before("text", "bare_url", exact_link)
    if rules.typographer:
        md.inline.ruler.push("typographer", typographer)
    return md


def _rule(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A rule of three or more stars, hyphens or underscores. (markdown-it goes through the line in Python, once for
    each list that may begin in it.)
    """
    if state.is_code_block(start):
        return False
    found = _RULE.match(state.src, state.bMarks[start] + state.tShift[start], state.eMarks[start])
    if found is None:
        return False
    if not silent:
        state.line = start + 1
        token = state.push("hr", "hr", 0)
        token.map = [start, state.line]
        token.markup = found[1] * (found[0].count(found[1]) + 1)
    return True


def _escaped_blank(state: StateInline, silent: bool) -> bool:
    r"""Leave out `\ `, which only parts what stands on both sides."""
    if not state.src.startswith("\\ ", state.pos):
        return False
    state.pos += 2
    return True


def _comment(state: StateInline, silent: bool) -> bool:
    """Take `<!--…-->`, with hyphens before its end too, which markdown-it leaves as text (CommonMark 0.31, 6.6)."""
    if not state.src.startswith("<!--", state.pos):
        return False
    end = state.src.find("-->", state.pos + 2, state.posMax)
    if end < 0:
        return False
    if not silent:
        state.push("html_inline", "", 0).content = state.src[state.pos : end + 3]
    state.pos = end + 3
    return True


def _exact_text(state: StateInline, silent: bool) -> bool:
    """Plain text up to the next character that may mean something, quotes and dots among them."""
    stop = (_MAIL_STOP if "@" in state.src else _TEXT_STOP).search(state.src, state.pos)
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


def _inline_note(state: StateInline, silent: bool) -> bool:
    """Take `^[…]`, a note written where it belongs; none holds another one."""
    start = state.pos + 2
    if state.src[state.pos + 1 : start] != "[":
        return False
    end = state.md.helpers.parseLinkLabel(state, state.pos + 1)
    if end <= start or state.src.find("^[", start, end) >= 0:
        return False
    if not silent:
        token = state.push("inline_note", "", 0)
        token.children = []
        state.md.inline.parse(state.src[start:end], state.md, state.env, token.children)
    state.pos = end + 1
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
    ("math_span", math_span, "<"),
    ("ruby", _ruby, "["),
    ("inline_note", _inline_note, "^"),
    ("sup", _raised, "^"),
    ("sub", _attached, "~"),
    ("pairs", pairs, "~=+"),
)


_BASE = "text newline escape backticks emphasis link image autolink comment html_inline guillemets entity".split()
"""Inline rules that are always asked."""


def _markers(name: str, markers: str, rules: Rules) -> str:
    """The characters at which a rule of `_INLINE` is asked, without those of marks that the site switches off."""
    switched = {"=": "mark", "+": "insert", "^": "superscript"} | ({"~": "subscript"} if name == "sub" else {})
    kept = "".join(sign for sign in markers if switched.get(sign) not in rules.refused)
    if name == "pairs" and not rules.strikethrough:
        kept = kept.replace("~", "")
    return kept if name != "bare_link" or rules.links else ""


def _guard(marker: str, rule: Any) -> Any:
    """Ask a rule only where its marker stands, which is what most positions fail on."""

    def guarded(state: StateInline, silent: bool) -> bool:
        return state.src[state.pos] in marker and rule(state, silent)

    return guarded


@dataclass(frozen=True, slots=True)
class Dialect:
    """What differs from post to post in the reading of Markdown."""

    formulas: Delimiters = ()
    """What encloses formulas; none where they are off."""
    hash_headings: bool = False
    """`#标题` without a blank is a heading."""
    rules: Rules = USUAL
    """The options of the site."""
    formulas_in_code: bool = False
    """Code that holds nothing but a formula is one."""


PLAIN = Dialect()
"""Markdown as Hugo reads it by default."""


@cache
def parser(dialect: Dialect) -> MarkdownIt:
    """The one parser of a dialect; it keeps no state between calls."""
    rules = dialect.rules
    md = _goldmark(rules, {"maxNesting": DEEPEST + 10}, CjkInline())
    own = [(name, rule, _markers(name, marker, rules)) for name, rule, marker in _INLINE]
    if rules.tables:
        md.block.ruler.at("pipe_table", table)
    md.block.ruler.at("paragraph", _paragraph)
    md.block.ruler.before("table", "too_deep", _too_deep)
    for name, rule, marker in own:
        md.inline.ruler.before("link", name, _guard(marker, rule))
        for char in marker:
            md.inline.add_terminator_char(char)
    md.inline.ruler.after("html_inline", "guillemets", _guard("<>", _guillemets))
    if dialect.hash_headings:
        md.block.ruler.before(
            "heading", "hash_heading", _hash_heading, {"alt": ["paragraph", "reference", "blockquote"]}
        )
    md.block.ruler.before(
        "fence",
        "math_block",
        math_block(bool(dialect.formulas)),
        {"alt": ["paragraph", "reference", "blockquote", "list"]},
    )
    if dialect.formulas:
        markers = "".join({opening[0] for opening, _closing in dialect.formulas})
        md.inline.ruler.before("escape", "math", _guard(markers, formula_rule(dialect.formulas)))
        for char in markers:
            md.inline.add_terminator_char(char)
    md.inline.ruler2.before("emphasis", "pairs", close_pairs)
    md.inline.ruler.enableOnly(
        [*_BASE]
        + [name for name, _rule, _marker in own]
        + (["math"] if dialect.formulas else [])
        + (["delimiters"] if rules.delimiters else [])
        + (["escaped_blank"] if rules.escaped_blanks else [])
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
