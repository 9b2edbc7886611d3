"""Code with the tags that Hugo's highlighter writes for its colours: they count where an automatic summary ends.

Hugo highlights with Chroma, whose lexers were made from those of Pygments; only what it does with blanks differs.
"""

import html
import re
from functools import cache
from itertools import zip_longest

from pygments.lexer import Lexer
from pygments.token import STANDARD_TYPES, Comment, Text, Whitespace, _TokenType

from tui_reader.markdown.site_rules import CodeRules
from tui_reader.model.dataclass import dataclass
from tui_reader.store.html.code_html import escape_code
from tui_reader.text.code_lexer import Token, is_highlighted, lexer_of, looks_of, tokens_of

MAX_COLOURED = 8_000
"""Characters of a block that get colours: a summary has its words long before."""

_BLOCK = re.compile(
    r'(<div class="[^"<>]*">)(?:\n<pre tabindex="0"><code>((?:<span> *\d+\n</span>)+)</code></pre>\n)?'
    r'<pre tabindex="0"(?: data-marked="([\d,]*)")?><code class="language-([^"<>]*)" data-lang="[^"<>]*">([^<]*(?:<span> *\d+</span>[^<]*)*)</code></pre></div>'
)
_NUMBER = re.compile(r"<span>( *\d+\n?)</span>")
_PIECE = re.compile(r"[^\n]*\n|[^\n]+")
_BLANKS_NAMED = frozenset(
    "go graphql java jsonnet markdown mysql plpgsql powershell promql rust sql thrift tsql typst vala yaml zig".split()
)
"""Languages in which Chroma gives blanks a class of their own, by their first alias in Pygments."""
_ENDS_LINES = frozenset(("console", "diff"))
"""Languages in which Chroma ends the last line where it has no end, by their first alias in Pygments."""
_ENDS_COMMENTS = frozenset(
    "arduino c componentpascal cpp d javascript make php rust systemverilog tsx typescript ucode verilog".split()
)
"""Languages in which it does so behind a comment alone."""


@dataclass(frozen=True, slots=True)
class _Tags:
    """What Hugo writes before the parts of code, as far as it counts: an attribute without blanks is one word."""

    block: str
    line: str
    marked_line: str
    text: str
    number: str
    number_beside: str
    marked_beside: str
    table: str
    cell: str


_BLOCK_STYLE = 'style="color:#f8f8f2;background-color:#272822;"'
_NUMBER_STYLE = 'style="white-space:pre;margin-right:0.4em;padding:0 0.4em 0 0.4em;color:#7f7f7f"'
_STYLED = _Tags(
    block=f'<pre tabindex="0" {_BLOCK_STYLE}>',
    line='<span style="display:flex;">',
    marked_line='<span style="display:flex; background-color:#3c3d38">',
    text="<span>",
    number=f"<span {_NUMBER_STYLE}>",
    number_beside=f"<span {_NUMBER_STYLE}>",
    marked_beside='<span style="background-color:#3c3d38">',
    table=f'<div {_BLOCK_STYLE}>\n<table style="border:0;"><tr>',
    cell='<td style="vertical-align:top;">\n',
)
_CLASSED = _Tags(
    block='<pre tabindex="0" class="chroma">',
    line='<span class="line">',
    marked_line='<span class="line hl">',
    text='<span class="cl">',
    number='<span class="ln">',
    number_beside='<span class="lnt">',
    marked_beside='<span class="hl">',
    table='<div class="chroma">\n<table class="lntable"><tr>',
    cell='<td class="lntd">\n',
)


def coloured(page: str, rules: CodeRules) -> str:
    """HTML of a body in which highlighted code has its colours."""
    return _BLOCK.sub(lambda block: _coloured_block(block, rules), page)


def _coloured_block(block: re.Match[str], rules: CodeRules) -> str:
    outer, beside, marks, language, code = block.groups()
    marked = {int(line) for line in (marks or "").split(",") if line}
    lines = _coloured_lines(html.unescape(_NUMBER.sub("", code)), language, rules)
    opening = f'<code class="language-{language}" data-lang="{language}">'
    if lines is None:
        return f'<pre tabindex="0">{opening}{code}</code></pre>'
    tags = _CLASSED if rules.classes else _STYLED
    numbers = [f"{tags.number}{number}</span>" for number in _NUMBER.findall(code)]
    text = "".join(
        f"{tags.marked_line if at in marked else tags.line}{number}{tags.text}{line}</span></span>"
        for at, (number, line) in enumerate(zip_longest(numbers, lines, fillvalue=""), 1)
    )
    page = f"{tags.block}{opening}{text}</code></pre>"
    if beside is None:
        return f"{outer}{page}</div>"
    cells = [f"{tags.number_beside}{number}</span>" for number in _NUMBER.findall(beside)]
    aside = "".join(f"{tags.marked_beside}{cell}</span>" if at in marked else cell for at, cell in enumerate(cells, 1))
    first = f"{tags.table}{tags.cell}{tags.block}<code>{aside}</code></pre></td>\n"
    return f"{outer}{first}{tags.cell}{page}</td></tr></table>\n</div>\n</div>"


def _coloured_lines(code: str, language: str, rules: CodeRules) -> list[str] | None:
    """The lines of code with a tag around each token that Hugo writes one for; None for a language it does not
    highlight.
    """
    known = is_highlighted(language)
    lexer = (lexer_of(language) if known else None) or (lexer_of("text") if known or rules.guesses else None)
    if lexer is None:
        return None
    names_blanks = not _BLANKS_NAMED.isdisjoint(lexer.aliases)
    lines: list[str] = []
    inside = False
    tokens = tokens_of(code[:MAX_COLOURED], lexer)
    for kind, text in tokens if code.endswith("\n") else _without_end(tokens, lexer):
        if kind is Whitespace and not names_blanks:
            kind = Text
        attribute = _class_of(kind) if rules.classes else _style_of(kind, rules.style)
        for piece in _PIECE.findall(text):
            written = f"<span {attribute}>{escape_code(piece)}</span>" if attribute else escape_code(piece)
            if inside:
                lines[-1] += written
            else:
                lines.append(written)
            inside = not piece.endswith("\n")
    return lines


def _without_end(tokens: list[Token], lexer: Lexer) -> list[Token]:
    """The tokens without the line end that lexers put behind code which has none, as that of a shortcode."""
    kind, text = tokens[-1] if tokens else (Text, "")
    if not text.endswith("\n") or not _ENDS_LINES.isdisjoint(lexer.aliases):
        return tokens
    last = kind if len(text) > 1 or len(tokens) < 2 else tokens[-2][0]
    if Comment in last.split() and not _ENDS_COMMENTS.isdisjoint(lexer.aliases):
        return tokens
    return [*tokens[:-1], *([(kind, text[:-1])] if len(text) > 1 else [])]


@cache
def _class_of(kind: _TokenType) -> str:
    """The class of a token, empty for plain text: where tokens have classes all others have one."""
    name = next(STANDARD_TYPES[one] for one in reversed(kind.split()) if one in STANDARD_TYPES)
    return f'class="{name}"' if name else ""


@cache
def _style_of(kind: _TokenType, style: str) -> str:
    """The style of a token, empty for one that looks like plain text."""
    looks = looks_of(style.lower())
    found = (looks.get(STANDARD_TYPES.get(one, "")) for one in reversed(kind.split()) if one in STANDARD_TYPES)
    return f'style="{css}"' if (css := next(found, None)) else ""
