"""HTML of a post's body as Hugo would write it: the ground for counting words and cutting summaries, never shown."""

import importlib
import re
from functools import cache
from typing import Any

from tui_reader.store.shortcodes import put_back, take_out
from tui_reader.store.simple_markdown import simple_html
from tui_reader.store.site_parts import Rules
from tui_reader.store.summary import plain_text

MAX_SIZE = 1 << 19
"""Characters of a body that are parsed exactly; the words of a longer one are counted as if it held no Markdown."""
MAX_CELLS = 10_000
"""Bars of tables in a body that is parsed exactly; parsing takes some 40 µs a cell."""
DIVIDER = "HUGOMORE42"
"""Stands in the HTML where the body has `<!--more-->`."""
MORE = "<!--more-->"
"""Ends a summary by hand; Hugo wants it written exactly so."""

_WIDE_BREAK = re.compile(
    r"(?<=[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef])\n(?=[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef])"
)


def body_html(body: str, rules: Rules) -> str:
    """HTML of a Markdown body; the quick way where it is certain to be right, else the full parser. Never raises."""
    if MORE in body:
        body = body.replace(MORE, f"\n\n{DIVIDER}\n\n", 1)
    if len(body) > MAX_SIZE or body.count("|") > MAX_CELLS:
        return plain_text(body).replace("|", " ")
    notes: dict[str, Any] = {}
    text, pieces = take_out(body, lambda inner: _render(inner, rules, {}))
    page = simple_html(text, lambda block: _render(block, rules, notes))
    if page is None:
        page = _render(text, rules, notes)
    elif rules.join_lines:
        page = _join_lines(page)
    return put_back(page, pieces)


def file_html(body: str) -> str:
    """HTML of a post that is written in HTML: only its shortcodes are looked at."""
    text, pieces = take_out(body.replace(MORE, DIVIDER, 1), lambda inner: inner)
    return put_back(text, pieces)


def _render(text: str, rules: Rules, notes: dict[str, Any]) -> str:
    """HTML of Markdown; `notes` carries what the parser counts from one block of a body to the next."""
    try:
        page = str(_parser(rules).render(text, notes))
    except (RecursionError, ValueError, IndexError):
        return text
    return _join_lines(page) if rules.join_lines else page


def _join_lines(page: str) -> str:
    return _WIDE_BREAK.sub("", page)


@cache
def _parser(rules: Rules) -> Any:
    """The full parser; loaded when the first post needs it, since most commands read no post at all."""
    return importlib.import_module("tui_reader.store.goldmark").parser_for(rules)
