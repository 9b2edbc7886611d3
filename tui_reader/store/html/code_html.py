"""The HTML of highlighted code as far as words need it: with line numbers, without colours."""

import html
import re

from tui_reader.markdown.site_rules import CodeRules, read_lines

_LINE_NUMBERS = re.compile(r"linenos\s*=\s*[\"']?(\w+)", re.IGNORECASE)
_MARKED = re.compile(r"hl_lines\s*+=\s*+(\[[^\[\]]*+\]|\"[^\"]*\"|'[^']*'|[\w-]+)", re.IGNORECASE)
_FIRST_NUMBER = re.compile(r"linenostart\s*=\s*[\"']?(\d{1,9})", re.IGNORECASE)


_UNCOLOURED = frozenset(("mermaid", "math", "none"))
"""Names that stand for no language."""


def escape_code(code: str) -> str:
    """Code in HTML, as Hugo's highlighter writes it."""
    return html.escape(code, quote=False).replace('"', "&#34;").replace("'", "&#39;")


def code_block(code: str, language: str, attributes: str, rules: CodeRules) -> str:
    """A block around escaped code: highlighted where the site guesses, or its language is named."""
    if not rules.guesses and (not language or language in _UNCOLOURED):
        named = f' class="language-{language}" data-lang="{language}"' if language else ""
        return f'<pre tabindex="0"><code{named}>{code}</code></pre>'
    return highlighted(code, language, attributes, rules)


def highlighted(code: str, language: str, attributes: str, rules: CodeRules) -> str:
    """A highlighted block around escaped code, with the line numbers that the site or its attributes ask for;
    `data-marked` names the lines that stand out.
    """
    numbers = _LINE_NUMBERS.search(attributes)
    kind: str = numbers[1].lower() if numbers else rules.numbers
    if kind == "true":
        kind = "table" if rules.beside else "inline"
    if kind and not rules.guesses and not _is_known(language):
        kind = ""
    count = code.rstrip("\n").count("\n") + 1
    start = _FIRST_NUMBER.search(attributes)
    first = int(start[1]) if start else rules.first
    width = len(str(first + count - 1))
    aside = ""
    if kind == "table":
        cells = "".join(f"<span>{number:>{width}}\n</span>" for number in range(first, first + count))
        aside = f'\n<pre tabindex="0"><code>{cells}</code></pre>\n'
    elif kind == "inline":
        end = code[-1:] if code.endswith("\n") else ""
        lines = f"{code.rstrip(chr(10))}{end}".splitlines(keepends=True) or [""]
        code = "".join(f"<span>{number:>{width}}</span>{line}" for number, line in enumerate(lines, first))
    own = _MARKED.search(attributes)
    marked = sorted(line for line in read_lines(own[1] if own else rules.marked) if line <= count)
    mark = f' data-marked="{",".join(map(str, marked))}"' if marked else ""
    opening = f'<pre tabindex="0"{mark}><code class="language-{language}" data-lang="{language}">'
    return f'<div class="{rules.wrapper}">{aside}{opening}{code}</code></pre></div>'


def _is_known(language: str) -> bool:
    """Is there a highlighter for the language? Code in others has no line numbers."""
    from tui_reader.text.code_lexer import is_highlighted  # noqa: PLC0415 - slow, and few sites number their lines

    return is_highlighted(language)
