"""Where elements that hide begin and end among Markdown: a browser knows no blank lines and no blocks of Markdown."""

import re
from collections.abc import Sequence

from markdown_it.token import Token

from tui_reader.markdown.dialect import inline_tokens
from tui_reader.markdown.html.html_inline import VOID, hides_content, read_tag
from tui_reader.markdown.html.html_tags import RAW_TEXT
from tui_reader.markdown.inline_reader import Inline

_END = re.compile(r"</([A-Za-z][^\s/>]*)|-->")
_BEGINNING = re.compile(
    r"<(?:script|style|template|noembed|noframes|dialog|canvas|datalist|[A-Za-z][^<>]*(?:hidden|display\s*:\s*none))",
    re.IGNORECASE,
)


def last_ends(groups: Sequence[Sequence[Token]]) -> dict[str, int]:
    """The number of the last group of tokens that ends an element, by the element's name; comments as `-->`."""
    found: dict[str, int] = {}
    for number, group in enumerate(groups):
        for token in group:
            for end in _END.finditer(token.content if token.type in ("inline", "html_block") else ""):
                found[(end[1] or end[0]).lower()] = number
    return found


def begins_hiding(token: Token) -> bool:
    """True where the Markdown of a block may hold the beginning of an element that hides."""
    return "<" in token.content and _BEGINNING.search(token.content) is not None


def after_end(source: str, name: str, inline: Inline) -> tuple[str, str] | None:
    """The end of the element that hides, and the Markdown behind it; None where it does not end here."""
    if name == "-->":
        place = source.find("-->")
        return ("-->", source[place + 3 :]) if place >= 0 else None
    found = re.search(rf"</{re.escape(name)}(?:\s[^>]*)?>", source, re.IGNORECASE)
    if found is None or not any(tag.startswith(f"</{name}") for tag in _tags(source, inline)):
        return None
    return found[0], source[found.end() :]


def before_beginning(source: str, inline: Inline) -> tuple[str, str, str] | None:
    """The Markdown before an element that hides and does not end in this block, its tag and name; None where none
    does.
    """
    if not _BEGINNING.search(source):
        return None
    tag, depth = "", 0
    name = ""
    for written in _tags(source, inline):
        read = read_tag(written)
        if read is None:
            continue
        if depth and read[0] == name:
            depth += -1 if read[1] else (name not in RAW_TEXT)
        elif not depth and not read[1] and read[0] not in VOID and hides_content(read[0], read[2]):
            tag, name, depth = written, read[0], 1
    if not depth:
        return None
    place = source.lower().rfind(tag)
    return (source[:place], source[place : place + len(tag)], name) if place >= 0 else None


def _tags(source: str, inline: Inline) -> list[str]:
    """The tags in the Markdown of one block, in lower case; those in code are none."""
    tokens = inline_tokens(source, inline.env, inline.dialect)
    return [token.content.lower() for token in tokens if token.type == "html_inline"]
