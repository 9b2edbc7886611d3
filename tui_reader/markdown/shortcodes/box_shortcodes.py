"""Shortcodes that put what they enclose into a box: notes, tabs, what folds, cards, quotations, steps, trees."""

import re

from tui_reader.document.blocks import Block, Figure, Item, ListBlock, Note, Paragraph, Quote
from tui_reader.document.spans import Span
from tui_reader.i18n.messages import tr
from tui_reader.markdown.heuristics import ALERTS
from tui_reader.markdown.html.html_inline import safe_address
from tui_reader.markdown.html.html_media import picture_address
from tui_reader.markdown.inline_reader import fixed
from tui_reader.markdown.shortcodes.shortcode_arguments import (
    ADDRESSES,
    TEXTS,
    Kind,
    address_in,
    is_alert,
    kind_of,
    name_from,
)
from tui_reader.markdown.shortcodes.shortcode_calls import Call, Function, Shown, Writer
from tui_reader.markdown.shortcodes.shortcode_contents import (
    content,
    enclosed,
    link_of,
    linked,
    plain_words,
    title_of,
    unknown,
)
from tui_reader.model.dataclass import replace
from tui_reader.model.roles import Role

_KINDS = ("type", "kind", "style", "context", "status", "level", "theme", "color", "class", "variant")
"""Arguments that say what kind of note something is."""
_KIND = re.compile(r"[A-Za-z][\w-]*", re.ASCII)
_LOOKS = ("style", "theme", "color", "variant")
"""Those that may name a mere look."""
_PLAIN_KINDS = frozenset("primary secondary default light dark transparent accent none normal base neutral".split())
"""Kinds that are a look alone: such a note has no title of its own."""
_ID = re.compile(r"[\w-]+", re.ASCII)
_COLUMN = re.compile(r"(?m)^[ \t]*<--->[ \t]*$")


def _nameless(call: Call, writer: Writer) -> Shown:
    """What holds others of its kind and shows nothing itself but a title, where it has one.

    A word behind its name groups it with others on the page.
    """
    call.used.update(at for at, word in enumerate(call.positional) if _ID.fullmatch(word))
    call.used.update(("name",) if _ID.fullmatch(call.peek("name")) else ())
    if not call.encloses and not call.named:
        return unknown(call, writer)
    title = title_of(call, writer) if call.alone else ""
    shown = enclosed(call, writer)
    if not title:
        return shown
    line = Paragraph(fixed((Span(title, (Role.STRONG,)),)), line=call.line)
    return (line, *(part for part in shown if not isinstance(part, Span)))


def _style(call: Call, writer: Writer) -> Shown:
    """What is shown in a certain look."""
    call.get("tag")
    return enclosed(call, writer)


def _note(call: Call, role: Role, title: str, blocks: tuple[Block, ...]) -> Shown:
    return (Note(role, title, blocks, call.line),)


def _folded(call: Call, writer: Writer) -> Shown:
    """What opens on a click: the summary wins over a title, which then is a hint beside it, and a name that groups
    several of them.
    """
    title = call.get("summary", "title", "label", "header")
    title = title or ("" if not call.encloses else call.get("text")) or call.get(0, "name")
    call.get("name")
    return _note(call, Role.LABEL, plain_words(title, writer) or tr("Details"), content(call, writer))


def _box(call: Call, writer: Writer) -> Shown:
    """A box under its title; what it encloses alone, where it has none."""
    title = title_of(call, writer, 0)
    if not title:
        return enclosed(call, writer)
    return _note(call, Role.LABEL, title, content(call, writer))


def _tab(call: Call, writer: Writer) -> Shown:
    """One of several tabs: under its own name, the one its parent gives it, or its number."""
    title = title_of(call, writer, 0)
    if not title and call.parent is not None:
        title = plain_words(name_from(call.parent, call.index), writer) or str(call.index + 1)
    blocks = content(call, writer)
    return _note(call, Role.LABEL, title, blocks) if title or not call.alone else blocks


def _admonition(call: Call, writer: Writer) -> Shown:
    """A note: its kind is a word behind its name, one of its arguments, or its name itself."""
    kind = _kind_of_note(call)
    places = [place for place in range(len(call.positional)) if place not in call.used]
    title = title_of(call, writer, *places[:1])
    text = "" if call.encloses else call.get(*TEXTS)
    if not call.encloses and not text and not title:
        return ()
    if not title and kind not in _PLAIN_KINDS:
        title = tr(kind.capitalize())
    return _note(
        call,
        ALERTS.get(kind, Role.NOTE),
        title,
        content(call, writer) if call.encloses else writer.blocks(text, call.line),
    )


def _kind_of_note(call: Call) -> str:
    """What kind of note it is, in lower case."""
    own = call.kind if is_alert(call.kind) else ""
    named = next((name for name in _KINDS if is_alert(call.named.get(name, ""))), None)
    if named is None and not own:
        named = next((name for name in _KINDS[:-2] if call.named.get(name)), None)
    first = call.peek(0)
    is_kind = is_alert(first) or (not own and _KIND.fullmatch(first) and (first.islower() or len(call.positional) > 1))
    if named is None and is_kind:
        word = call.get(0).lower()
        is_icon = not is_alert(word) and len(call.positional) == 1 and call.kind in ("alert", "callout")
        return "note" if is_icon else word
    kind = call.get(named).lower() if named is not None else own
    is_look = named in _LOOKS and not is_alert(kind)
    return "none" if is_look else kind or "note"


def _quote(call: Call, writer: Writer) -> Shown:
    """A quotation, and whom or where it is from, which may be a link."""
    names = ("author", "source", "cite", "title", "by", "from")
    words = " · ".join(call.get(name) for name in names if kind_of(name, call.peek(name)) is Kind.WORDS)
    inner = content(call, writer) or writer.blocks(call.get(*TEXTS, 0), call.line)
    left = (name for name in ("source", "cite") if name not in call.used)
    target = call.get("url", "link", "href", *left) if words else ""
    return (Quote(inner, words or call.get("url", "link"), call.line, safe_address(target)),)


def _card(target: int, words: int, picture: int | None = None) -> Function:
    """A function for a named link with a line about it; the numbers say where those two stand without names, and where
    a picture that decorates them.
    """

    def function(call: Call, writer: Writer) -> Shown:
        name = call.get("title", "name", "header", 0)
        call.used.update((picture,) if picture is not None else ())
        about = call.get("subtitle", "bio", "desc", "description", "summary", "text", words)
        if not name or call.encloses:
            return _boxed_card(call, name, about, writer)
        spans = link_of(name, address_in(call, *ADDRESSES, target), writer)
        tag = call.get("tag", "badge")
        spans += (Span(" "), Span(tag, (Role.LABEL,))) if tag and not tag.startswith("#") else ()
        line = (*spans, *((Span(" — "), *writer.spans(about)) if about else ()))
        return (*_picture(call), Paragraph(fixed(line), line=call.line))

    return function


def _boxed_card(call: Call, name: str, about: str, writer: Writer) -> Shown:
    """A card with a text of its own: its title, the line about it, its text, and where it leads."""
    address = call.get(*ADDRESSES)
    inner = content(call, writer)
    first = (Paragraph(fixed(writer.spans(about)), line=call.line),) if about else ()
    last = (Paragraph(fixed(link_of("", address, writer)), line=call.line),) if address else ()
    blocks = (*_picture(call), *first, *inner, *last)
    if not call.alone and not name:
        return (*writer.spans(about), *link_of("", address, writer)) if not inner else blocks
    return _note(call, Role.LABEL, plain_words(name, writer), blocks) if name else blocks


def _picture(call: Call) -> tuple[Block, ...]:
    """The picture of a card; a small one beside a person or a work only decorates it."""
    source = picture_address(call.get("image", "img"))
    return (Figure(source, line=call.line),) if source and call.kind.endswith("card") else ()


def _columns(call: Call, writer: Writer) -> Shown:
    """What stands side by side, one below the other; hugo-book divides it with `<--->`."""
    if not call.encloses or not _COLUMN.search(call.inner or ""):
        return _nameless(call, writer)
    parts = [writer.blocks(part, call.line) for part in _COLUMN.split(call.text) if part.strip()]
    return tuple(block for part in parts for block in part)


def _tree(call: Call, writer: Writer) -> Shown:
    """Folders and files: each is an item, with what a folder holds as items below it."""
    name = call.get("name", "title", 0)
    inner = _merged(content(call, writer))
    if not name:
        return inner
    line = Paragraph(fixed(linked((Span(name),), call.get(*ADDRESSES))), line=call.line)
    return (ListBlock((Item((line, *inner)),), line=call.line),)


def _merged(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The blocks with lists that follow one another made one."""
    made: list[Block] = []
    for block in blocks:
        last = made[-1] if made else None
        if isinstance(block, ListBlock) and isinstance(last, ListBlock):
            made[-1] = replace(last, items=(*last.items, *block.items))
        else:
            made.append(block)
    return tuple(made)


_CONTAINERS = """div div-box div-gen div-ai span center right left align cards grid row steps blockquote-wrap rtl ltr
typeset timeline tabs tabpane tabbed collapse-group accordion-group gallery swiper inner content markdown md block
card-grid card-group cardpane tile-grid feature-grid hero-container hero-section codes code-group keyword-list
hextra lead reveal buttons colored small big sub-title conditional-text filter-group center-block task-list section
fixit-encryptor encrypt show-in hide-in only-in language-switch""".split()
_FOLDED = """details collapse expand fold spoiler hidden-text toggle unfold collapsible more-text""".split()
_BOXES = """accordion accordion-item panel event tile box timeline-item step column col group cover feature
pageinfo hero hero-headline hero-subtitle slide chapter episode""".split()

BOXES: dict[str, Function] = {
    **dict.fromkeys(_CONTAINERS, _nameless),
    **dict.fromkeys(_FOLDED, _folded),
    **dict.fromkeys(_BOXES, _box),
    **dict.fromkeys(("tab", "tab-item", "tabitem"), _tab),
    **dict.fromkeys(ALERTS, _admonition),
    **dict.fromkeys(("admonition", "notice", "callout", "alert", "alerts", "admonition-block", "aside"), _admonition),
    **dict.fromkeys(("quote", "blockquote", "pullquote", "fig-quote", "epigraph", "center-quote", "cq"), _quote),
    **dict.fromkeys(("card", "link-card", "feature-card", "repo-card"), _card(1, 2)),
    **dict.fromkeys(("friend", "friend-link"), _card(1, 3, 2)),
    **dict.fromkeys(("style", "color", "font", "text", "typeit", "hl-text"), _style),
    **dict.fromkeys(("filetree", "file-tree", "filetree/container", "filetree/folder", "filetree/file"), _tree),
    "showcase": _card(3, 1, 2),
    "columns": _columns,
}
"""What each of these shortcodes shows, by name."""
