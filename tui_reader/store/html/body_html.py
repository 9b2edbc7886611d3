"""HTML of a post's body as Hugo would write it: for counting words and cutting summaries, never shown."""

import html
import importlib
import re
from collections.abc import Callable, Mapping
from functools import cache
from types import MappingProxyType
from typing import Any

from tui_reader.markdown.anchors import Anchors
from tui_reader.markdown.loading import load_parser
from tui_reader.markdown.site_rules import Rules
from tui_reader.store.html.fast_path import simple_html
from tui_reader.store.html.shortcode_html import Params, Ways, put_back, take_out
from tui_reader.store.html.summary import coloured_code, plain_text
from tui_reader.store.html.word_count import FIELD, strip_tags

MAX_SIZE = 1 << 19
"""Characters of a body that are parsed exactly; the words of a longer one are counted as if it held no Markdown."""
MAX_COST = 60_000
"""Largest total cost of the characters in COSTS for a body that is parsed exactly; cost 1 is at most 12 µs of parsing.
"""
COSTS = (
    *(("[", 8), ("|", 2), ("<", 1), ("*", 1), ("_", 1), ("`", 1), ('"', 1), ("'", 1), ("&", 1)),
    *(("\n", 3), ("- ", 3), (". ", 2), (">", 1), (":", 1), ("~", 1), ("=", 1), ("\\", 1)),
)
"""Characters and what each costs; brackets cost more the more there are."""
MAX_OPEN = 200
"""Pictures that begin inside one another, beyond which a body is not parsed exactly: each is read once for every one
around it.
"""
DIVIDER = "HUGOMORE42"
"""Stands in the HTML where the body has `<!--more-->`."""
MORE = "<!--more-->"
"""Ends a summary by hand; Hugo wants it written exactly so."""

_HEADING = re.compile(r'<h([1-6]) id="h">((?:[^<\n]|<(?!/?h[1-6]\b))*+)</h\1>')
_PICTURE_ENDS = re.compile(r"!\[|\]")


def body_html(body: str, rules: Rules, params: Params = MappingProxyType({})) -> tuple[str, str]:
    """HTML and plain text of a Markdown body; through the fast path where it applies, else the full parser. `params`
    are what the shortcode `param` shows. Never raises."""
    if "<" in body and MORE in body:
        before, _, after = body.partition(MORE)
        body = f"{before}\n\n{DIVIDER}\n\n{after.lstrip()}"  # Hugo reads on at the next character that is no blank
    if len(body) > MAX_COST // 5 and is_costly(body):
        rough = plain_text(body).replace("|", " ")
        return rough, rough
    text, pieces = take_out(body, _ways(rules, params))
    usual = not any(sign in text for sign in rules.unusual)
    simple = simple_html(text) if usual else None
    if simple is not None and not pieces:
        return simple
    page = put_back(_render(text, rules) if simple is None else simple[0], pieces)
    return page, page_text(page, rules)


def page_text(page: str, rules: Rules) -> str:
    """The text of a page."""
    return strip_tags(as_in_fields(page, rules))


def as_in_fields(page: str, rules: Rules) -> str:
    """The page with its tags as Hugo writes them where they are text, in a field: headings with their names, code with
    its colours.
    """
    if not FIELD.search(page):
        return page
    names = Anchors(rules.heading_names)

    def named(heading: re.Match[str]) -> str:
        level, words = heading.groups()
        name = names.of_heading(html.unescape(strip_tags(words)))
        return f'<h{level} id="{name}">{words}</h{level}>' if rules.heading_ids else f"<h{level}>{words}</h{level}>"

    return coloured_code(_HEADING.sub(named, page), rules.code)


def is_costly(body: str) -> bool:
    """Would the parser need more than about a second?"""
    return len(body) > MAX_SIZE or sum(cost * body.count(sign) for sign, cost in COSTS) > MAX_COST or _nests(body)


def _nests(body: str) -> bool:
    """Do more pictures begin in a body than end, at any place, than the parser should be given?"""
    if body.count("![") <= MAX_OPEN:
        return False
    depth = 0
    for mark in _PICTURE_ENDS.finditer(body):
        depth = depth + 1 if mark[0] == "![" else max(depth - 1, 0)
        if depth > MAX_OPEN:
            return True
    return False


def file_html(body: str, rules: Rules, params: Params = MappingProxyType({})) -> tuple[str, str]:
    """HTML and plain text of a post that is written in HTML, whatever the rules: only its shortcodes are looked at."""
    text, pieces = take_out(body.replace(MORE, DIVIDER, 1), _ways(rules, params, as_it_is=True))
    page = put_back(text, pieces)
    return page, page_text(page, rules)


def _org_page(body: str, rules: Rules, params: Params = MappingProxyType({})) -> tuple[str, str]:
    """HTML and plain text of a post that is written in Org, whatever the rules but those of code."""
    from tui_reader.store.html.org.org_html import MORE_ORG, org_html  # noqa: PLC0415 - few posts are written in it

    text, pieces = take_out(body, _ways(rules, params, as_it_is=True))
    more = re.compile(re.escape(MORE)) if MORE in text else MORE_ORG
    page = put_back(org_html(more.sub(f"\n{DIVIDER}\n", text, 1), rules.code), pieces)
    return page, page_text(page, rules)


BODIES: Mapping[str, Callable[[str, Rules, Params], tuple[str, str]]] = {
    "markdown": body_html,
    "html": file_html,
    "org": _org_page,
}
"""How a body is read, by the name that its format or its header gives; other names are read as Markdown."""


def _ways(rules: Rules, params: Params, *, as_it_is: bool = False) -> Ways:
    """The ways of a post in Markdown, or of one in whose language a shortcode encloses text `as_it_is`."""

    def markdown(text: str) -> str:
        return _render(text, rules)

    return Ways((lambda text: text) if as_it_is else markdown, markdown, rules.code, params)


def _render(text: str, rules: Rules) -> str:
    """HTML of Markdown."""
    try:
        return str(_full().page_html(text, rules))
    except (RecursionError, ValueError, IndexError):
        return text


@cache
def _full() -> Any:
    """What reads all of Markdown; loaded when the first post needs it, since most commands read no post at all."""
    load_parser()
    return importlib.import_module("tui_reader.store.html.direct.direct_page")
