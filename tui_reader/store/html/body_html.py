"""HTML of a post's body as Hugo would write it: for counting words and cutting summaries, never shown."""

import importlib
import re
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from tui_reader.store.html.fast_path import simple_html
from tui_reader.store.html.shortcode_html import put_back, take_out
from tui_reader.store.html.summary import plain_text
from tui_reader.store.html.word_count import strip_tags
from tui_reader.store.site.config_sections import Rules

MAX_SIZE = 1 << 19
"""Characters of a body that are parsed exactly; the words of a longer one are counted as if it held no Markdown."""
MAX_COST = 20_000
"""Largest total cost of the characters in COSTS for a body that is parsed exactly; cost 1 is about 30 µs of parsing.
"""
COSTS = (("[", 5), ("|", 2), ("<", 1), ("*", 1), ("_", 1), ("`", 1), ('"', 1), ("'", 1), ("&", 1))
"""Characters and what each costs; brackets cost more the more there are."""
DIVIDER = "HUGOMORE42"
"""Stands in the HTML where the body has `<!--more-->`."""
MORE = "<!--more-->"
"""Ends a summary by hand; Hugo wants it written exactly so."""

_WIDE_BREAK = re.compile(
    r"(?<=[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef])\n(?=[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef])"
)


def body_html(body: str, rules: Rules) -> tuple[str, str]:
    """HTML and plain text of a Markdown body; through the fast path where it applies, else the full parser. Never
    raises."""
    if "<" in body and MORE in body:
        body = body.replace(MORE, f"\n\n{DIVIDER}\n\n", 1)
    if len(body) > MAX_COST // 2 and is_costly(body):
        rough = plain_text(body).replace("|", " ")
        return rough, rough
    notes: dict[str, Any] = {}
    text, pieces = take_out(body, lambda inner: _render(inner, rules, {}))
    simple = simple_html(text, lambda block: _render(block, rules, notes))
    if simple is not None and not pieces and not rules.join_lines:
        return simple
    page = _render(text, rules, notes) if simple is None else simple[0]
    page = put_back(_WIDE_BREAK.sub("", page) if rules.join_lines else page, pieces)
    return page, strip_tags(page)


def is_costly(body: str) -> bool:
    """Would the parser need more than about a second?"""
    return len(body) > MAX_SIZE or sum(cost * body.count(sign) for sign, cost in COSTS) > MAX_COST


def file_html(body: str, rules: Rules) -> tuple[str, str]:
    """HTML and plain text of a post that is written in HTML, whatever the rules: only its shortcodes are looked at."""
    text, pieces = take_out(body.replace(MORE, DIVIDER, 1), lambda inner: inner)
    page = put_back(text, pieces)
    return page, strip_tags(page)


BODIES: Mapping[str, Callable[[str, Rules], tuple[str, str]]] = {"markdown": body_html, "html": file_html}
"""How a body is read, by the name that its format or its header gives; other names are read as Markdown."""


def _render(text: str, rules: Rules, notes: dict[str, Any]) -> str:
    """HTML of Markdown; `notes` carries what the parser counts from one block of a body to the next."""
    try:
        return str(_parser(rules).render(text, notes))
    except (RecursionError, ValueError, IndexError):
        return text


@cache
def _parser(rules: Rules) -> Any:
    """The full parser; loaded when the first post needs it, since most commands read no post at all."""
    return importlib.import_module("tui_reader.store.html.goldmark").parser_for(rules)
