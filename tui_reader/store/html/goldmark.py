"""The HTML that Goldmark writes, from the tokens of `markdown/dialect.py`'s exact parser.

It is the ground for counting words and cutting summaries, and never shown to anyone.
"""

import re
from collections.abc import Sequence
from functools import cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.token import Token

from tui_reader.markdown.dialect import exact_parser
from tui_reader.store.site.config_sections import Rules

_ATTRIBUTES = re.compile(r"\{[ \t]*[#.:\w][^{}]*\}\Z")
_CODE_STYLE = (
    "color:#f8f8f2;background-color:#272822;-moz-tab-size:4;-o-tab-size:4;tab-size:4;-webkit-text-size-adjust:none;"
)
_LINE_NUMBERS = re.compile(r"linenos\s*=\s*[\"']?(\w+)", re.IGNORECASE)
_UNCOLOURED = frozenset(("mermaid", "math", "text", "txt", "plaintext", "plain", "none"))
_OMITTED = "<!-- raw HTML omitted -->"


@cache
def parser_for(rules: Rules) -> MarkdownIt:
    """The parser for these rules with Goldmark's way to write HTML, built once."""
    parser = exact_parser(rules.typographer)
    parser.core.ruler.push("heading_attributes", _heading_attributes)
    for name, rule in _RENDERERS.items():
        parser.add_render_rule(name, rule)
    if not rules.raw_html:
        parser.add_render_rule("html_inline", _omitted)
        parser.add_render_rule("html_block", _omitted)
    return parser


def _heading_attributes(state: Any) -> None:
    """`# Title {#id .class}` loses its braces; every heading gets an id, which adds no word to the
    summary.
    """
    for token, inline in zip(state.tokens, state.tokens[1:], strict=False):
        if token.type != "heading_open":
            continue
        token.attrSet("id", "h")
        last = inline.children[-1] if inline.children else None
        if last is not None and last.type == "text":
            last.content = _without_attributes(last.content)


def _without_attributes(text: str) -> str:
    end = text.rstrip()
    start = end.rfind("{")
    return text[:start].rstrip() if start >= 0 and _ATTRIBUTES.match(end, start) else text


Tokens = Sequence[Token]


def _typographic(renderer: Any, tokens: Tokens, index: int, options: Any, env: Any) -> str:
    return tokens[index].content


def _omitted(renderer: Any, tokens: Tokens, index: int, options: Any, env: Any) -> str:
    content = tokens[index].content
    if content.startswith("<input") and 'type="checkbox"' in content:
        return '<input disabled="" type="checkbox"> '
    return _OMITTED


def _fence(renderer: Any, tokens: Tokens, index: int, options: Any, env: Any) -> str:
    token = tokens[index]
    after_text = "\n" if index and tokens[index - 1].hidden else ""
    language, _, attributes = token.info.strip().partition("{")
    language = language.strip().split(" ")[0]
    code = escapeHtml(token.content).replace("&quot;", "&#34;").replace("'", "&#39;")
    if not language or language in _UNCOLOURED:
        return f'{after_text}<pre tabindex="0"><code>{code}</code></pre>'
    return after_text + highlighted(code, language, attributes)


def highlighted(code: str, language: str, attributes: str) -> str:
    """A highlighted block around escaped code, with the line numbers its attributes ask for; colours are left out."""
    numbers = _LINE_NUMBERS.search(attributes)
    kind = numbers[1].lower() if numbers else "false"
    count = code.count("\n") + (not code.endswith("\n"))
    aside = ""
    if kind in ("true", "table"):
        cells = "".join(f'<span style="color:#7f7f7f">{number}\n</span>' for number in range(1, count + 1))
        aside = f'<pre tabindex="0" style="{_CODE_STYLE}"><code>{cells}</code></pre>\n'
    elif kind == "inline":
        lines = code.splitlines(keepends=True)
        code = "".join(
            f'<span style="color:#7f7f7f">{number}</span><span>{line}</span>' for number, line in enumerate(lines, 1)
        )
    opening = f'<pre tabindex="0" style="{_CODE_STYLE}"><code class="language-{language}" data-lang="{language}">'
    return f'<div class="highlight">{aside}{opening}<span style="display:flex;"><span>{code}</span></span></code></pre></div>'


def _cell(renderer: Any, tokens: Tokens, index: int, options: Any, env: Any) -> str:
    token = tokens[index]
    style = str(token.attrs.get("style", "")).replace(":", ": ")
    return f'<{token.tag} style="{style}">' if style else f"<{token.tag}>"


def _footnote_ref(renderer: Any, tokens: Tokens, index: int, options: Any, env: Any) -> str:
    number = int(tokens[index].meta["id"]) + 1
    return f'<sup id="fnref:{number}"><a href="#fn:{number}" class="footnote-ref" role="doc-noteref">{number}</a></sup>'


def _footnote_open(renderer: Any, tokens: Tokens, index: int, options: Any, env: Any) -> str:
    return f'<li id="fn:{int(tokens[index].meta["id"]) + 1}">\n'


def _footnote_back(renderer: Any, tokens: Tokens, index: int, options: Any, env: Any) -> str:
    number = int(tokens[index].meta["id"]) + 1
    return f'&#160;<a href="#fnref:{number}" class="footnote-backref" role="doc-backlink">&#x21a9;&#xfe0e;</a>'


def _notes_open(renderer: Any, tokens: Tokens, index: int, options: Any, env: Any) -> str:
    return '<div class="footnotes" role="doc-endnotes">\n<hr>\n<ol>\n'


def _notes_close(renderer: Any, tokens: Tokens, index: int, options: Any, env: Any) -> str:
    return "</ol>\n</div>\n"


def _deleted(renderer: Any, tokens: Tokens, index: int, options: Any, env: Any) -> str:
    return "<del>" if tokens[index].nesting == 1 else "</del>"


_RENDERERS: dict[str, Any] = {
    "typographic": _typographic,
    "fence": _fence,
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
