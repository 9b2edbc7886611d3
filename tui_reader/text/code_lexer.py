"""Source code becomes tokens: Pygments' lexers, by the names that posts give to languages."""

import threading
from functools import lru_cache

from pygments.lexer import Lexer
from pygments.lexers import get_lexer_by_name
from pygments.token import _TokenType
from pygments.util import ClassNotFound

_NAMES = {
    "astro": "html",
    "cmd": "batch",
    "conf": "ini",
    "dotenv": "ini",
    "env": "ini",
    "gdscript3": "gdscript",
    "jsonc": "json5",
    "kt": "kotlin",
    "svelte": "html",
    "svg": "xml",
    "txt": "text",
    "viml": "vim",
    "wxml": "xml",
    "wxss": "css",
}
"""Languages as posts name them, and the lexer of Pygments that knows them or comes nearest."""

_GO_TEMPLATES = frozenset(("go-html-template", "go-text-template", "gotmpl", "hugo"))
"""Languages that have a lexer of our own."""

Token = tuple[_TokenType, str]
"""The class of a token, and its text."""

_lexing = threading.Lock()
"""Held while a lexer is made or works: some keep their state in themselves, and pages are laid out in
several threads.
"""


@lru_cache(maxsize=64)
def lexer_of(language: str) -> Lexer | None:
    """Pygments' lexer of a language, None where it knows none."""
    name = language.lower()
    with _lexing:
        if name in _GO_TEMPLATES:
            from tui_reader.text.go_template_lexer import GoTemplateLexer, GoTextLexer  # noqa: PLC0415 - for few posts

            return (GoTextLexer if name == "go-text-template" else GoTemplateLexer)(stripnl=False)
        try:
            return get_lexer_by_name(_NAMES.get(name, name), stripnl=False)
        except ClassNotFound:
            return None


def tokens_of(code: str, lexer: Lexer) -> list[Token]:
    """The tokens of source code, neighbours of one class joined; shells lose a last line that has no line end."""
    found: list[Token] = []
    with _lexing:
        for kind, text in lexer.get_tokens(code):
            if found and found[-1][0] is kind:
                found[-1] = kind, found[-1][1] + text
            elif text:
                found.append((kind, text))
    return found
