"""The HTML that Goldmark writes, from the tokens of `markdown/dialect.py`'s exact parser.

It is the ground for counting words and cutting summaries, and never shown to anyone.
"""

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from typing import Any
from unicodedata import category

from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.token import Token

from tui_reader.markdown.attributes import split_attributes
from tui_reader.markdown.dialect import exact_parser
from tui_reader.markdown.emoji import exact_emoji
from tui_reader.markdown.site_rules import CodeRules, Rules
from tui_reader.store.html.code_html import code_block, escape_code
from tui_reader.store.html.goat_html import goat_html
from tui_reader.store.html.passthrough import add_passthrough

_CLOSED_APART = re.compile(
    r" {0,3}<(?:(script|pre|style|textarea)\b[^\n]*\n(?:.*\n)??[^\n]*</\1>|\?[^\n]*\n.*\?>)", re.DOTALL | re.IGNORECASE
)
_WIDE = re.compile(
    "[\u1100-\u11ff\u2e80-\u31ff\u3200-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\uff66-\uffdc\U00020000-\U000323af]"
)
_HANGUL = re.compile("[\u1100-\u11ff\u3130-\u318f\ua960-\ua97f\uac00-\ud7ff\uffa0-\uffdc]")
_EAST_ASIAN = re.compile(
    "[\u1100-\u115f\u11a3-\u11a7\u11fa-\u11ff\u20a9\u2329\u232a\u2e80-\u303e\u3041-\u3247\u3250-\ua4c6\ua960-\ua97c\uac00-\ud7fb\uf900-\ufaff\ufe10-\ufe19\ufe30-\ufe6b\uff01-\uffee\U0001b000\U0001b001\U0001f200-\U0001f251\U00020000-\U0003fffd]"
)
"""Characters that are wide, full or half width to Goldmark, whose table is older than wide emoji."""
_DISCARDING = re.compile(
    "[\u2e80-\u2fdf\u2ff0-\u30ff\u3130-\u319f\u31c0-\u31ff\u3300-\u4dbf\u4e00-\ua4cf\uf900-\ufaff\ufe10-\ufe1f\ufe30-\ufe6f\uff00-\uffef\U0001b000-\U0001b16f\U00020000-\U0002a6df\U0002a700-\U0002ebef\U0002f800-\U0002fa1f\U00030000-\U0003134f]"
)
"""The set of characters beside which a line end is dropped (CSS Text 3, draft of 2020, 4.1.3)."""
_MARGIN = " \t>"
"""Characters before the text of a line that make no text of it."""
_OMITTED = "<!-- raw HTML omitted -->"


@cache
def parser_for(rules: Rules) -> MarkdownIt:
    """The parser for these rules with Goldmark's way to write HTML, built once."""
    parser = exact_parser(rules)
    parser.core.ruler.before("inline", "heading_attributes", _heading_attributes)
    if rules.passthrough:
        add_passthrough(parser, rules.passthrough)
    if rules.footnotes:
        parser.core.ruler.before("footnote_tail", "first_notes", _first_notes)
    if rules.definitions:
        parser.core.ruler.before("inline", "definitions", _definitions)
    for name, rule in _RENDERERS.items():
        parser.add_render_rule(name, rule)
    if not rules.raw_html:
        parser.add_render_rule("html_inline", _omitted)
        parser.add_render_rule("html_block", _omitted_block)
    if rules.emoji:
        parser.add_render_rule("text", _with_emoji)
    if rules.xhtml == "without pictures":
        parser.add_render_rule("image", _hooked_picture)
    if not rules.wraps_images:
        parser.core.ruler.push("lone_images", _lone_images)
    return parser


def _heading_attributes(state: Any) -> None:
    """`# Title {#id .class}` loses its braces; every heading gets an id, which adds no word to the
    summary.
    """
    for token, inline in zip(state.tokens, state.tokens[1:], strict=False):
        if token.type == "heading_open":
            token.attrSet("id", "h")
            if state.md.options["rules"].heading_attributes:
                inline.content = split_attributes(inline.content)[0]


def _definitions(state: Any) -> None:
    """What a word means begins with bare text, or with a paragraph where a blank line is above it; all that follows
    stands in paragraphs.
    """
    _tighten_lists(state.tokens, state.src)
    within: list[tuple[int, bool]] = []  # of each definition that is open: the level in it, and is bare text to come?
    for token in state.tokens:
        if token.type == "dd_open":
            within.append((token.level + 1, not token.meta["blank_above"]))
        elif token.type == "dd_close":
            within.pop()
        elif within and token.level == within[-1][0] and token.type in ("paragraph_open", "paragraph_close"):
            token.hidden = within[-1][1]
            if token.nesting < 0:
                within[-1] = token.level, False


def _tighten_lists(tokens: list[Token], source: str) -> None:
    """Lists around definitions are loose where a blank line stands before an item or a block in it that is not the
    first; before a list of definitions that line stands before its first colon.
    """
    if not any(token.type == "dl_open" for token in tokens):
        return
    lines = source.split("\n")
    is_open: list[int] = []
    for at, token in enumerate(tokens):
        if token.type in ("bullet_list_open", "ordered_list_open"):
            is_open.append(at)
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            _tighten(tokens[is_open.pop() + 1 : at], token.level + 1, lines)


def _tighten(inner: Sequence[Token], level: int, lines: Sequence[str]) -> None:
    """Make the paragraphs of one list's items bare or not; `level` is that of its items."""
    if not any(token.type == "dl_open" and token.level == level + 1 for token in inner):
        return
    parts = [(token, before) for before, token in pairwise(inner) if token.level in (level, level + 1)]
    later = [token for token, before in parts if token.map and token.nesting >= 0 and before.type != "list_item_open"]
    tight = not any(_is_apart(token, lines) for token in later)
    for token in inner:
        if token.level == level + 1 and token.type in ("paragraph_open", "paragraph_close"):
            token.hidden = tight


def _is_apart(token: Token, lines: Sequence[str]) -> bool:
    """Whether a blank line stands before a block."""
    if token.type == "dl_open":
        return bool(token.meta["blank_above"])
    return not lines[token.map[0] - 1].strip(_MARGIN) if token.map else False


def _first_notes(state: Any) -> None:
    """Of several notes of one name the first one holds."""
    known: set[str] = set()
    kept, is_kept = [], True
    for token in state.tokens:
        if token.type == "footnote_reference_open":
            is_kept = token.meta["label"] not in known
            known.add(token.meta["label"])
        if is_kept:
            kept.append(token)
        is_kept = is_kept or token.type == "footnote_reference_close"
    state.tokens = kept


def _lone_images(state: Any) -> None:
    """A paragraph that holds a picture alone loses its tags."""
    for opening, inline, closing in zip(state.tokens, state.tokens[1:], state.tokens[2:], strict=False):
        if opening.type == "paragraph_open" and [child.type for child in inline.children or ()] == ["image"]:
            opening.type, closing.type = "bare_open", "bare_close"


Tokens = Sequence[Token]


def _typographic(renderer: Any, tokens: Tokens, index: int, options: Any, env: Any) -> str:
    return tokens[index].content


def _omitted(renderer: Any, tokens: Tokens, index: int, options: Any, env: Any) -> str:
    return _task_box(tokens[index].content, options) or ("" if tokens[index].content.startswith("<!--") else _OMITTED)


def _omitted_block(renderer: Any, tokens: Tokens, index: int, options: Any, env: Any) -> str:
    """What Goldmark writes in the place of a block: nothing for a comment, two marks where an element ends on a line of
    its own.
    """
    content = tokens[index].content
    marks = 0 if content.lstrip().startswith("<!--") else 2 if _CLOSED_APART.match(content) else 1
    return _line_end(tokens, index) + f"{_OMITTED}\n" * marks


def _html_block(renderer: Any, tokens: Tokens, index: int, options: Any, env: Any) -> str:
    return _line_end(tokens, index) + tokens[index].content


def _quote_open(renderer: Any, tokens: Tokens, index: int, options: Any, env: Any) -> str:
    """The tag of a quote, which stands on a line of its own also where nothing is in it."""
    return f"{_line_end(tokens, index)}<blockquote{renderer.renderAttrs(tokens[index])}>\n"


def _html_inline(renderer: Any, tokens: Tokens, index: int, options: Any, env: Any) -> str:
    return _task_box(tokens[index].content, options) or tokens[index].content


def _empty(begin: str, options: Any) -> str:
    """An element that encloses nothing, as the site writes them."""
    return f"{begin} />" if options["xhtmlOut"] else f"{begin}>"


def _hooked_picture(renderer: Any, tokens: Tokens, index: int, options: Any, env: Any) -> str:
    """A picture as Hugo's own render hook writes it."""
    return str(renderer.image(tokens, index, type(options)({**options, "xhtmlOut": False}), env))


def _task_box(content: str, options: Any) -> str:
    """The box of a task as Goldmark writes it; empty for HTML of the author's own."""
    if not content.startswith('<input class="task-list-item-checkbox"'):
        return ""
    checked = 'checked="" ' if "checked=" in content else ""
    return _empty(f'<input {checked}disabled="" type="checkbox"', options)


def _list_tag(renderer: Any, tokens: Tokens, index: int, options: Any, env: Any) -> str:
    """A list or an item without the classes that the parser gives to tasks."""
    tokens[index].attrs.pop("class", None)
    return str(renderer.renderToken(tokens, index, options, env))


def _bare(renderer: Any, tokens: Tokens, index: int, options: Any, env: Any) -> str:
    return _line_end(tokens, index) if tokens[index].nesting == 1 else ""


def _with_emoji(renderer: Any, tokens: Tokens, index: int, options: Any, env: Any) -> str:
    return exact_emoji(escapeHtml(tokens[index].content))


def _soft_break(renderer: Any, tokens: Tokens, index: int, options: Any, env: Any) -> str:
    rules: Rules = options["rules"]
    if rules.hard_wraps:
        return _empty("<br", options) + "\n"
    before = tokens[index - 1] if index else tokens[index]
    if not rules.join_lines or before.type != "text" or not before.content or index == len(tokens) - 1:
        return "\n"
    after = next((token for token in tokens[index + 1 :] if token.type != "text" or token.content), tokens[-1])
    joined = after.type != "text" or joins(before.content[-1], after.content[:1], rules.join_lines)
    return "" if joined else "\n"


def joins(before: str, after: str, style: str) -> bool:
    """Does a line end between two characters vanish? By the `simple` rule or that of the CSS draft (`css3draft`)."""
    if not before or not after:
        return False
    if style == "simple":
        return _is_wide(before) and _is_wide(after)
    if "\u200b" in (before, after):
        return True
    if _EAST_ASIAN.match(before) and _EAST_ASIAN.match(after):
        return not _HANGUL.match(before) and not _HANGUL.match(after)
    return _discards(before) or _discards(after)


def _is_wide(char: str) -> bool:
    return _WIDE.match(char) is not None or (category(char) == "Lm" and not char.isascii())


def _discards(char: str) -> bool:
    return _DISCARDING.match(char) is not None or category(char)[0] == "P"


def _code(renderer: Any, tokens: Tokens, index: int, options: Any, env: Any) -> str:
    return f"{_line_end(tokens, index)}<pre><code>{escapeHtml(tokens[index].content)}</code></pre>\n"


def _line_end(tokens: Tokens, index: int) -> str:
    """What parts a block from text before it that has no tags."""
    return "\n" if index and tokens[index - 1].hidden else ""


def _fence(renderer: Any, tokens: Tokens, index: int, options: Any, env: Any) -> str:
    token = tokens[index]
    return _line_end(tokens, index) + fence_html(token.info, token.content, options["rules"].code)


def fence_html(info: str, content: str, rules: CodeRules) -> str:
    """Code between fences; `info` is what stands behind the first of them."""
    language, _, attributes = info.strip().partition("{")
    language = language.strip().split(" ")[0]
    if not rules.highlighted:
        opening = f'<pre><code class="language-{language}">' if language else "<pre><code>"
        return f"{opening}{escapeHtml(content)}</code></pre>\n"
    if language == "goat":
        return goat_html(content)
    code = escape_code(content)
    if rules.bare:
        return f'<code class="code-inline language-{language}">{code}</code>'
    return code_block(code, language, attributes, rules)


def _cell(renderer: Any, tokens: Tokens, index: int, options: Any, env: Any) -> str:
    token = tokens[index]
    style = str(token.attrs.get("style", "")).replace(":", ": ")
    return f'<{token.tag} style="{style}">' if style else f"<{token.tag}>"


def _term(renderer: Any, tokens: Tokens, index: int, options: Any, env: Any) -> str:
    return '<dt id="h">' if options["rules"].term_names else "<dt>"


def _footnote_ref(renderer: Any, tokens: Tokens, index: int, options: Any, env: Any) -> str:
    number = int(tokens[index].meta["id"]) + 1
    return f'<sup id="fnref:{number}"><a href="#fn:{number}" class="footnote-ref" role="doc-noteref">{number}</a></sup>'


def _footnote_open(renderer: Any, tokens: Tokens, index: int, options: Any, env: Any) -> str:
    return f'<li id="fn:{int(tokens[index].meta["id"]) + 1}">\n'


def _footnote_back(renderer: Any, tokens: Tokens, index: int, options: Any, env: Any) -> str:
    number = int(tokens[index].meta["id"]) + 1
    back = options["rules"].backlink
    return f'&#160;<a href="#fnref:{number}" class="footnote-backref" role="doc-backlink">{back}</a>'


def _notes_open(renderer: Any, tokens: Tokens, index: int, options: Any, env: Any) -> str:
    return f'<div class="footnotes" role="doc-endnotes">\n{_empty("<hr", options)}\n<ol>\n'


def _notes_close(renderer: Any, tokens: Tokens, index: int, options: Any, env: Any) -> str:
    return "</ol>\n</div>\n"


def _deleted(renderer: Any, tokens: Tokens, index: int, options: Any, env: Any) -> str:
    return "<del>" if tokens[index].nesting == 1 else "</del>"


_RENDERERS: dict[str, Any] = {
    "typographic": _typographic,
    "passed": _typographic,
    "passed_block": _html_block,
    "softbreak": _soft_break,
    "bare_open": _bare,
    "bare_close": _bare,
    "code_block": _code,
    "fence": _fence,
    "blockquote_open": _quote_open,
    "html_block": _html_block,
    "html_inline": _html_inline,
    "bullet_list_open": _list_tag,
    "ordered_list_open": _list_tag,
    "list_item_open": _list_tag,
    "dt_open": _term,
    "th_open": _cell,
    "td_open": _cell,
    "s_open": _deleted,
    "s_close": _deleted,
    "footnote_ref": _footnote_ref,
    "footnote_open": _footnote_open,
    "footnote_anchor": _footnote_back,
    "footnote_block_open": _notes_open,
    "footnote_block_close": _notes_close,
}
