"""Whether a post holds formulas, and what encloses them (pure).

The names of the switches are those that the documentation of themes gives.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from tui_reader.markdown.formula_rules import USUAL, Delimiters
from tui_reader.markdown.site_rules import Passthrough

_KEYS = frozenset("math katex mathjax latex usemath usekatex usemathjax enablemath enablekatex enablemathjax".split())
"""Names of the switch, lower case, without signs that join words."""
_LISTS = frozenset(("libraries", "extensions", "plugins", "features"))
"""Lists and tables that name `katex` or `mathjax` among others."""
_TABLES = ("", "page", "article", "post", "features", "plugins", "params")
"""Tables of the site's parameters that hold the switch; empty for the parameters themselves."""
_YES = frozenset(("true", "yes", "on", "1", "katex", "mathjax"))
_STATES = ("enable", "enabled", "render")
_SHORTCODE = re.compile(r"\{\{[<%]-?\s*(?:katex|math|mathjax)\s*+(?:/\s*+)?-?[>%]\}\}(?![^{}]{0,4000}\{\{[<%]-?\s*/)")


def formula_delimiters(
    page: Mapping[str, Any], site: Mapping[str, Any], passthrough: Passthrough | None, body: str
) -> Delimiters:
    """What encloses formulas in a post; nothing where they are off.

    `page` are the values of the post, inherited ones among them, `site` the parameters of the site, `passthrough` what
    Hugo's extension passes on, None where it is off. What the post says of itself holds.
    """
    usual = (passthrough.blocks + passthrough.inline if passthrough else ()) or USUAL
    own = _switch(page)
    if own is not None:
        return usual if own else ()
    if passthrough is not None or _of_site(site) or _SHORTCODE.search(body):
        return usual
    return ()


def _of_site(parameters: Mapping[str, Any]) -> bool:
    tables: Iterable[Any] = (parameters.get(name) if name else parameters for name in _TABLES)
    return any(_switch(table) for table in tables if isinstance(table, Mapping))


def _switch(values: Mapping[str, Any]) -> bool | None:
    """What a table says of formulas; None where it says nothing."""
    said: bool | None = None
    for key, value in values.items():
        name = re.sub("[_-]", "", str(key).lower())
        if name in _KEYS:
            said = bool(said) or _is_on(value)
        elif name in _LISTS and isinstance(value, list) and any(str(item).lower() in _KEYS for item in value):
            said = True
    return said


def _is_on(value: Any) -> bool:
    if isinstance(value, Mapping):
        return any(_is_on(item) for key, item in value.items() if str(key).lower() in _STATES)
    return str(value).lower() in _YES
