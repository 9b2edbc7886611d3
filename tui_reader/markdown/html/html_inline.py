"""HTML inside a line becomes what it means: one table from a tag to roles, one function for each tag that stands for
something.
"""

import re
from collections.abc import Callable, Mapping

from tui_reader.document.plain import file_name
from tui_reader.markdown.html.html_media import KINDS_OF_FILE, source_of, title_of, words_of
from tui_reader.markdown.html.html_tags import tag_at
from tui_reader.markdown.span_builder import Frame, Spans, attribute
from tui_reader.model.roles import Role

Attributes = Mapping[str, str]

ROLES: dict[str, tuple[Role, ...]] = {
    "b": (Role.STRONG,),
    "strong": (Role.STRONG,),
    "i": (Role.EMPHASIS,),
    "em": (Role.EMPHASIS,),
    "cite": (Role.EMPHASIS,),
    "dfn": (Role.EMPHASIS,),
    "var": (Role.EMPHASIS,),
    "address": (Role.EMPHASIS,),
    "u": (Role.INSERTED,),
    "ins": (Role.INSERTED,),
    "s": (Role.STRIKE,),
    "del": (Role.STRIKE,),
    "strike": (Role.STRIKE,),
    "code": (Role.CODE,),
    "tt": (Role.CODE,),
    "samp": (Role.CODE,),
    "kbd": (Role.KEY,),
    "mark": (Role.MARK,),
    "small": (Role.SMALL,),
    "ruby": (Role.RUBY,),
    "rt": (Role.READING,),
    "big": (),
    "summary": (Role.STRONG,),
    "th": (Role.STRONG,),
    "h1": (Role.STRONG,),
    "h2": (Role.STRONG,),
    "h3": (Role.STRONG,),
    "h4": (Role.STRONG,),
    "h5": (Role.STRONG,),
    "h6": (Role.STRONG,),
}
"""Elements that only change how their text looks."""
HIDDEN = frozenset(
    "script style template title rp canvas datalist video audio object iframe noembed noframes svg".split()
)
"""Elements whose text is not for reading, or only where the file they name cannot be shown."""
BREAKING = frozenset(
    "p div section article li tr dt dd table ul ol blockquote center h1 h2 h3 h4 h5 h6 summary".split()
)
"""Elements that begin and end a line where they stand inside one."""
_RUBY_PARTS = frozenset("rt rp rb rtc".split())
_ENCLOSED = {"q": ("“", "”"), "rt": ("(", ")")}
"""Elements that a browser sets between marks, or above the line, with the marks around them here."""

_UNSAFE = re.compile(r"(?:javascript|vbscript|data):", re.IGNORECASE)
_CONTROLS = re.compile(r"[\x00-\x20\x7f-\xa0]")
_HIDING = re.compile(r"(?:^|[;{\s])(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_BUTTONS = frozenset(("submit", "button", "reset"))
_TYPED = frozenset(("", "text", "search", "email", "tel", "url", "number", "date", "time"))


def read_tag(source: str) -> tuple[str, bool, dict[str, str]] | None:
    """Name, whether it closes, and attributes of one tag; None for comments, declarations and the like."""
    found = tag_at(source)
    return (found[0].name, found[0].closes, found[0].attributes) if found else None


def hides_content(tag: str, attributes: Attributes) -> bool:
    """True where a browser shows nothing of what an element holds: by its kind, or by its attributes. An `object` that
    names no file shows what it holds.
    """
    return (tag in HIDDEN and (tag != "object" or bool(source_of(attributes)))) or is_hidden(tag, attributes)


def is_hidden(tag: str, attributes: Attributes) -> bool:
    """True where a browser shows nothing of an element, not even the file it names."""
    if (tag in HIDDEN and tag not in KINDS_OF_FILE) or "hidden" in attributes:
        return True
    if tag == "dialog" and "open" not in attributes:
        return True
    return "style" in attributes and _HIDING.search(attributes["style"]) is not None


def safe_address(address: str) -> str:
    """The address of a link; empty where following it would run a program or open what the post itself carries."""
    return "" if _UNSAFE.match(_CONTROLS.sub("", address)) else address.strip()


def _break(spans: Spans, _attributes: Attributes) -> None:
    spans.hard_break()


def _embedded(spans: Spans, attributes: Attributes) -> None:
    source = source_of(attributes)
    title = title_of(attributes.get("title", ""))
    name = words_of(attributes.get("alt", "")) or words_of(title) or file_name(source)
    if source and not is_hidden("img", attributes):
        spans.figure(name, source, title)


def _input(spans: Spans, attributes: Attributes) -> None:
    kind = attributes.get("type", "").lower()
    if kind in ("checkbox", "radio"):
        on, off = ("☑ ", "☐ ") if kind == "checkbox" else ("◉ ", "○ ")
        spans.text(on if "checked" in attributes else off)
    elif kind == "image":
        _embedded(spans, attributes)
    elif kind in _BUTTONS:
        spans.text(attributes.get("value", ""))
    elif kind in _TYPED:
        spans.text(attribute(attributes, "value", "placeholder"))


def _nothing(_spans: Spans, _attributes: Attributes) -> None:
    """A tag that adds nothing to the text."""


VOID: dict[str, Callable[[Spans, Attributes], None]] = {
    "br": _break,
    "hr": _break,
    "img": _embedded,
    "embed": _embedded,
    "frame": _embedded,
    "source": _nothing,
    "input": _input,
    "wbr": _nothing,
    "col": _nothing,
    "meta": _nothing,
    "link": _nothing,
    "area": _nothing,
    "param": _nothing,
    "track": _nothing,
    "base": _nothing,
    "keygen": _nothing,
}
"""What stands for an element that never has content, by its name."""


def open_tag(spans: Spans, tag: str, attributes: Attributes) -> None:
    """Begin an element, or put in what an element without content stands for."""
    if tag in VOID:
        if not is_hidden(tag, attributes):
            VOID[tag](spans, attributes)
        return
    if tag in KINDS_OF_FILE:
        _embedded(spans, attributes)
    if tag in BREAKING and spans.done:
        spans.hard_break()
    if tag in _RUBY_PARTS and spans.is_open("rt"):
        close_tag(spans, "rt")
    target = safe_address(attributes.get("href", "")) if tag == "a" else ""
    roles = ROLES.get(tag, ()) + ((Role.LINK,) if target else ())
    spans.open(Frame(tag, roles, target, hides_content(tag, attributes)))
    if tag in _ENCLOSED:
        spans.text(_ENCLOSED[tag][0])


def close_tag(spans: Spans, tag: str, floor: int = 0) -> None:
    """End an element; the first `floor` open ones are left alone."""
    if tag == "ruby" and spans.is_open("rt", floor):
        close_tag(spans, "rt", floor)
    if tag in _ENCLOSED and spans.is_open(tag, floor):
        spans.text(_ENCLOSED[tag][1])
    spans.close(tag, floor)
    if tag in BREAKING:
        spans.hard_break()
