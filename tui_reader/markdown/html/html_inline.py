"""HTML inside a line becomes what it means: one table from a tag to roles, one function for each tag that stands for
something.
"""

import re
from collections.abc import Callable, Mapping
from html import unescape

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
    "rt": (Role.SMALL,),
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
HIDDEN = frozenset("script style template svg rp canvas datalist".split())
"""Elements whose text is not for reading."""
BREAKING = frozenset(
    "p div section article li tr dt dd table ul ol blockquote center h1 h2 h3 h4 h5 h6 summary".split()
)
"""Elements that begin and end a line where they stand inside one."""
EMBEDDED = frozenset("img video audio iframe embed source".split())
"""Elements that show a file."""

_EMPTY_WORDS = frozenset(
    ("img", "image", "图片", "alt", "alt text", "pic", "picture", "在这里插入图片描述", "图片描述")
)
_FILE_NAME = re.compile(r"[\w.()@~-]+\.(?:png|jpe?g|gif|webp|svg|bmp|avif|image)", re.IGNORECASE)
_UNSAFE = re.compile(r"(?:javascript|vbscript|data):", re.IGNORECASE)
_CONTROLS = re.compile(r"[\x00-\x20\x7f-\xa0]")
_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9-]*)(.*?)/?>$", re.DOTALL)
_ATTRIBUTE = re.compile(r"([^\s=\"'>/]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+)))?")


def read_tag(source: str) -> tuple[str, bool, dict[str, str]] | None:
    """Name, whether it closes, and attributes of one tag; None for comments, declarations and the like."""
    found = _TAG.match(source)
    if found is None:
        return None
    attributes = {
        name.lower(): unescape(double or single or bare) for name, double, single, bare in _ATTRIBUTE.findall(found[3])
    }
    return found[2].lower(), bool(found[1]), attributes


def words_of(alt: str) -> str:
    """The words that stand for a picture, without those an editor puts there by itself."""
    alt = alt.strip()
    return "" if alt.lower() in _EMPTY_WORDS or _FILE_NAME.fullmatch(alt) else alt


def safe_address(address: str) -> str:
    """The address of a link; empty where following it would run a program or open what the post itself carries."""
    return "" if _UNSAFE.match(_CONTROLS.sub("", address)) else address.strip()


def picture_address(address: str) -> str:
    """The address of a picture; only its kind where the picture itself is written into the address."""
    address = address.strip()
    return re.split("[;,]", address, maxsplit=1)[0] if address[:5].lower() == "data:" else address


def file_name(address: str) -> str:
    """The last part of an address, which names a picture that has no words of its own."""
    return unescape(address.split("?")[0].rstrip("/").rsplit("/", 1)[-1]) or address


def _break(spans: Spans, _attributes: Attributes) -> None:
    spans.hard_break()


def _embedded(spans: Spans, attributes: Attributes) -> None:
    source = picture_address(attribute(attributes, "src", "data-src", "data-original"))
    name = words_of(attribute(attributes, "alt", "title")) or file_name(source)
    if source:
        spans.figure(name, source, attributes.get("title", ""))


def _input(spans: Spans, attributes: Attributes) -> None:
    if attributes.get("type") == "checkbox":
        spans.text("☑ " if "checked" in attributes else "☐ ")


def _nothing(_spans: Spans, _attributes: Attributes) -> None:
    """A tag that adds nothing to the text."""


_VOID: dict[str, Callable[[Spans, Attributes], None]] = {
    "br": _break,
    "hr": _break,
    "img": _embedded,
    "embed": _embedded,
    "source": _embedded,
    "input": _input,
    "wbr": _nothing,
    "col": _nothing,
    "meta": _nothing,
    "link": _nothing,
    "area": _nothing,
    "param": _nothing,
    "track": _nothing,
}


def open_tag(spans: Spans, tag: str, attributes: Attributes) -> None:
    """Begin an element, or put in what an element without content stands for."""
    if tag in _VOID:
        _VOID[tag](spans, attributes)
        return
    if tag in EMBEDDED:
        _embedded(spans, attributes)
    if tag in BREAKING and spans.done:
        spans.hard_break()
    if tag == "q":
        spans.text("“")
    if tag == "rt":
        spans.text("(", Role.SMALL)
    target = safe_address(attributes.get("href", "")) if tag == "a" else ""
    roles = ROLES.get(tag, ()) + ((Role.LINK,) if target else ())
    spans.open(Frame(tag, roles, target, tag in HIDDEN))


def close_tag(spans: Spans, tag: str) -> None:
    """End an element."""
    if tag == "q":
        spans.text("”")
    if tag == "rt":
        spans.text(")", Role.SMALL)
    spans.close(tag)
    if tag in BREAKING:
        spans.hard_break()
