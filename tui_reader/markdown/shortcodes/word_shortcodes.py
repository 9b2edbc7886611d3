"""Shortcodes that stand inside a line: links, persons, buttons, badges, keys, and those that show nothing."""

import re

from tui_reader.document.blocks import Note
from tui_reader.document.spans import Span
from tui_reader.i18n.messages import tr
from tui_reader.markdown.shortcodes.shortcode_arguments import ADDRESSES, TEXTS, Kind, address_in, kind_of
from tui_reader.markdown.shortcodes.shortcode_calls import Call, Function, Shown, Writer
from tui_reader.markdown.shortcodes.shortcode_contents import (
    content_spans,
    label,
    link_of,
    linked,
)
from tui_reader.model.dataclass import replace
from tui_reader.model.roles import Role

_NAME = re.compile(r"[\w.+-]*", re.ASCII)


def _nothing(_call: Call, _writer: Writer) -> Shown:
    return ()


def _hidden(call: Call, _writer: Writer) -> Shown:
    """A remark of the author, or a program or style sheet of the page: nothing of it is for a reader."""
    call.used.update((*call.named, *range(len(call.positional))))
    _ = call.text
    return ()


def _icon(call: Call, _writer: Writer) -> Shown:
    """A picture font's sign, by its name."""
    call.used.update(at for at, word in enumerate(call.positional) if _NAME.fullmatch(word))
    call.used.update(
        name for name in ("name", "icon", "pack", "vendor", "set") if _NAME.fullmatch(call.named.get(name, ""))
    )
    return ()


def _label(call: Call, _writer: Writer) -> Shown:
    """Something of the website that is not in the post, by its name and what it is asked for."""
    call.get("code"), call.get("lang")
    return (label(call, call.get("file", "path", "src")),)


def _reference(call: Call, _writer: Writer) -> Shown:
    return (Span(call.get("path", 0)),)


def _param(call: Call, writer: Writer) -> Shown:
    name = (call.peek("name") or call.peek(0)).lower()
    if name in writer.params or _NAME.fullmatch(name):
        call.used.update(("name", 0))
    return (Span(writer.params.get(name, "")),)


def _link(call: Call, writer: Writer) -> Shown:
    """A link: what it encloses, or the words beside its address."""
    places = range(len(call.positional))
    at = next((at for at in places if kind_of(at, call.peek(at)) is Kind.ADDRESS), None)
    if at is None:
        at = next((at for at in places if re.fullmatch(r"[!-~]+", call.peek(at))), len(places))
    target = call.get(*ADDRESSES, at)
    inner = content_spans(call, writer)
    if inner:
        return linked(inner, target)
    others = [place for place in places if place != at and kind_of(place, call.peek(place)) is not Kind.ADDRESS]
    words = call.get("content", "text", "title", "name", "label", *others[:1])
    if not words and not re.search(r"[:/.]", target):
        return writer.spans(target) if re.search(r"\W", target) else (Span(f"‹{call.name}›", (Role.LABEL,)),)
    about = call.get("desc", "description", "subtitle", "summary") if call.kind.endswith("card") else ""
    return (*link_of(words, target, writer), *((Span(" — "), *writer.spans(about)) if about else ()))


def _badge(call: Call, writer: Writer) -> Shown:
    """A word in a box, which may lead somewhere; hugo-book writes `title` and `value` beside each other."""
    words = content_spans(call, writer)
    for name in (*("text", "content", "title", "name", "label", "value"), *range(len(call.positional))):
        if not words or name == "value":
            more = writer.spans(call.get(name))
            words = (*words, *((Span(" "),) if words and more else ()), *more)
    spans = tuple(Span(span.text, (Role.LABEL, *span.roles), span.target, span.note) for span in words)
    return linked(spans, call.get(*ADDRESSES)) if spans else ()


def _person(call: Call, writer: Writer) -> Shown:
    named, nick = call.get("name", 1), call.get("nick")
    words = f"{named} ({nick})" if nick else named
    if not words and call.encloses:
        return linked(content_spans(call, writer), address_in(call, *ADDRESSES, 0))
    return link_of(words, address_in(call, *ADDRESSES, 0), writer)


def _version(call: Call, _writer: Writer) -> Shown:
    change = call.get(1) if call.peek(1).isalpha() else "new"
    return (Span(f"{change.upper()} {call.get(0)}", (Role.LABEL,)),)


def _new_in(call: Call, writer: Writer) -> Shown:
    words = tr("New in v{}") if call.name == "new-in" else tr("Deprecated in v{}")
    span = Span(words.replace("{}", call.get(0)), (Role.LABEL,))
    if not call.encloses:
        return (span,)
    return (Note(Role.NOTE, span.text, writer.blocks(call.text, call.line), call.line),)


def _ruby(call: Call, writer: Writer) -> Shown:
    base = content_spans(call, writer) or writer.spans(call.get("rb", "base", 1 if call.peek(1) else "text"))
    reading = call.get("rt", "text", "reading", 0)
    if not reading:
        return tuple(base)
    above = (replace(span, roles=(Role.RUBY, *span.roles)) for span in base)
    return (*above, Span(f"({reading})", (Role.RUBY, Role.READING)))


def _small(role: Role) -> Function:
    """A function that gives the inner text one role."""

    def function(call: Call, writer: Writer) -> Shown:
        spans = content_spans(call, writer) or writer.spans(call.get(*TEXTS, 0))
        return tuple(Span(span.text, (role, *span.roles), span.target, span.note) for span in spans)

    return function


def _words(call: Call, writer: Writer) -> Shown:
    """What it encloses, or its first argument as text."""
    return content_spans(call, writer) or writer.spans(call.get("text", "name", 0))


def _all_words(call: Call, _writer: Writer) -> Shown:
    """Every argument as text: keys pressed together, colours side by side."""
    return (Span(" · ".join(call.get(place) for place in range(len(call.positional)))),)


_MARKED = {
    **dict.fromkeys(("kbd", "key", "keytop"), Role.KEY),
    **dict.fromkeys(("mark", "highlight-text", "hl"), Role.MARK),
    **dict.fromkeys(("u", "underline", "ins"), Role.INSERTED),
    "del": Role.STRIKE,
}
_ICONS = "fa-icon icon icons fa fas fab svg-icon iconfont fontawesome feather bi emoji-style".split()
_SILENT = """stylesheet clear clearfix toc contents table-of-contents print-break page-break pagebreak nbsp br spacer
notoc anchor counter ads ad adsense more version-list link-down comments busuanzi busuanzi-embed pv uv waline giscus
reward space vspace hr line-break""".split()
HIDDEN = "comment script js css javascript stylesheet-inline".split()
"""Shortcodes whose inner text is a remark, a program or a style sheet: the only ones that swallow what they enclose."""
_ELSEWHERE = "include readfile children article-list recent-posts".split()

WORDS: dict[str, Function] = {
    **dict.fromkeys(_SILENT, _nothing),
    **dict.fromkeys(HIDDEN, _hidden),
    **dict.fromkeys(_ICONS, _icon),
    **dict.fromkeys(_ELSEWHERE, _label),
    **dict.fromkeys(
        "link eturl rlnk pdf-file pdf linkcard external-link download button btn hero-button a".split(), _link
    ),
    **dict.fromkeys(("badge", "tag", "hero-badge", "label", "keyword", "chip", "pill", "status"), _badge),
    **dict.fromkeys(("new-in", "deprecated-in"), _new_in),
    **dict.fromkeys(("emoji", "term", "abbr"), _words),
    **{name: _small(role) for name, role in _MARKED.items()},
    "ref": _reference,
    "relref": _reference,
    "param": _param,
    "siteparam": _param,
    "person": _person,
    "version": _version,
    "ruby": _ruby,
    "swatches": _all_words,
}
"""What each of these shortcodes shows, by name."""
