"""Source code becomes tokens: Pygments' lexers, by the names that posts give to languages."""

import threading
from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path

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

_TABLE = Path(__file__).resolve().parent / "tables" / "highlighted.txt"
_STYLES = _TABLE.with_name("styles.txt")
_GO_TEMPLATES = frozenset(("go-html-template", "go-text-template", "gotmpl", "hugo"))
"""Languages that have a lexer of our own."""

Token = tuple[_TokenType, str]
"""The class of a token, and its text."""

_lexing = threading.Lock()
"""Held while a lexer is made or works: some keep their state in themselves, and pages are laid out in
several threads.
"""


def is_highlighted(language: str) -> bool:
    """Does Hugo highlight code of the language? It takes names, endings and names of files."""
    known = _highlighted()
    return language in known or language.lower() in known or language.rpartition(".")[2] in known


@cache
def _highlighted() -> frozenset[str]:
    lines = _TABLE.read_text("utf-8").splitlines()
    return frozenset(name for line in lines if not line.startswith("#") for name in line.split())


@cache
def looks_of(style: str) -> Mapping[str, str]:
    """How a style of Hugo's highlighter sets each class of tokens that does not look like plain text, as CSS; an
    unknown style is `swapoff`.
    """
    lines = (line.split(" ") for line in _STYLES.read_text("utf-8").splitlines() if not line.startswith("#"))
    styles = {name: looks for name, *looks in lines}
    pairs = (one.split("=") for one in styles.get(style, styles["swapoff"]))
    return {token: css for css, tokens in pairs for token in tokens.split(",")}


@lru_cache(maxsize=64)
def lexer_of(language: str) -> Lexer | None:
    """Pygments' lexer of a language, or of the ending of a file's name; None where it knows none."""
    name = language.lower()
    ending = name.rpartition(".")[2]
    with _lexing:
        if name in _GO_TEMPLATES:
            from tui_reader.text.go_template_lexer import GoTemplateLexer, GoTextLexer  # noqa: PLC0415 - for few posts

            return (GoTextLexer if name == "go-text-template" else GoTemplateLexer)(stripnl=False)
        for known in dict.fromkeys((name, ending)):
            try:
                return get_lexer_by_name(_NAMES.get(known, known), stripnl=False)
            except ClassNotFound:
                continue
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
