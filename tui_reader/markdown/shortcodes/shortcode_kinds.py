"""What each shortcode stands for: one small function for each kind, in one table by name.

Hugo's own come first, then those of LoveIt, DoIt, FixIt, PaperMod, Stack and of Hugo's documentation.
"""

import re

from tui_reader.document.blocks import Block, Code, MathBlock, Note, Paragraph, Quote
from tui_reader.document.plain import flat_spans
from tui_reader.document.spans import Span
from tui_reader.i18n.messages import tr
from tui_reader.markdown.attributes import read_attributes, read_lines
from tui_reader.markdown.heuristics import ALERTS
from tui_reader.markdown.html.html_inline import file_name
from tui_reader.markdown.inline_reader import fixed
from tui_reader.markdown.shortcodes.media_shortcodes import MEDIA
from tui_reader.markdown.shortcodes.shortcode_calls import ADDRESSES, TITLES, Call, Function, Shown, Writer, plain_words
from tui_reader.model.roles import Role

_FORMULA_ENDS = re.compile(r"^(?:\$+|\\\[|\\\()|(?:\$+|\\\]|\\\))$")

_TOML = re.compile(r"\s*(?:#[^\n]*\s*)*(?:\[|[\w.-]+\s*=)")


def _nothing(_call: Call, _writer: Writer) -> Shown:
    return ()


def _inner(call: Call, writer: Writer) -> Shown:
    """The inner Markdown as it is: inside a line where the shortcode stands inside one."""
    if not call.text:
        return unknown(call, writer) if call.get("text", "content", *TITLES) else ()
    return writer.blocks(call.text, call.line) if call.alone else writer.spans(call.text)


def _labelled(call: Call, writer: Writer) -> Shown:
    """Inner text under a title: tabs, boxes, and what folds."""
    title = call.get(*TITLES, 0)
    return (
        Note(Role.LABEL, plain_words(title, writer) or tr("Details"), writer.blocks(call.text, call.line), call.line),
    )


def _highlight(call: Call, _writer: Writer) -> Shown:
    attributes = read_attributes(call.get(1) or " ".join(f'{key}="{value}"' for key, value in call.named.items()))
    values = dict(attributes.values) if attributes else {}
    lines = re.search(r"hl_lines\s*=\s*([\d\s,\"'\[\]-]+?)(?:,\s*\w+\s*=|$)", call.get(1))
    start = values.get("linenostart", "1")
    numbered = values.get("linenos", "false") not in ("false", "0") or "linenostart" in values
    first = (int(start[:9]) if start.isdecimal() else 1) if numbered else None
    marked = read_lines(lines[1] if lines else values.get("hl_lines", ""))
    return (Code(call.text.rstrip(), call.get("lang", 0), values.get("title", ""), first, marked, call.line),)


def _source(call: Call, _writer: Writer) -> Shown:
    """The source of a diagram or chart under its name."""
    return (Code(call.text, call.name, line=call.line),) if call.text else ()


def _code_toggle(call: Call, _writer: Writer) -> Shown:
    file, kind = call.get("file"), "toml" if _TOML.match(call.text) else "yaml"
    return (Code(call.text, kind, f"{file}.{kind}" if file else "", line=call.line),) if call.text else ()


def _reference(call: Call, _writer: Writer) -> Shown:
    return (Span(call.get("path", 0)),)


def _param(call: Call, writer: Writer) -> Shown:
    return (Span(writer.params.get(call.get("name", 0), "")),)


def _admonition(call: Call, writer: Writer) -> Shown:
    word = call.get("type", 0) if call.name.lower() not in ALERTS else call.name
    word = (word or "note").lower()
    title = call.get("title", 1 if call.name.lower() not in ALERTS else 0)
    role = ALERTS.get(word, Role.NOTE)
    if not call.text and not call.get("content") and not title:
        return ()
    blocks = writer.blocks(call.text or call.get("content"), call.line)
    return (Note(role, plain_words(title, writer) or tr(word.capitalize()), blocks, call.line),)


def _quote(call: Call, writer: Writer) -> Shown:
    words = [call.get(name) for name in ("author", "source", "cite", "title") if call.get(name)]
    source = " · ".join(words) or call.get("url", "link")
    return (Quote(writer.blocks(call.text or call.get("content", 0), call.line), source, call.line),)


def _link(call: Call, writer: Writer) -> Shown:
    target = call.get(*ADDRESSES, 0)
    words = plain_words(call.get("content", "text", "title", "name", 1) or call.text.strip(), writer) or target
    if words == target and not re.search(r"[:/.]", target):
        return (Span(f"‹{call.name}›", (Role.LABEL,)),)
    return (Span(words.removeprefix("mailto:"), (Role.LINK,), target),)


def _person(call: Call, writer: Writer) -> Shown:
    named = call.get("name", 1)
    nick = call.get("nick")
    return (Span(f"{named} ({nick})" if nick else named, (Role.LINK,), call.get("url", 0)),)


def _card(target: int, words: int) -> Function:
    """A function for a named link with a line about it; the numbers say where those two stand without names."""

    def function(call: Call, writer: Writer) -> Shown:
        name, address = call.get("name", "title", 0), call.get(*ADDRESSES, target)
        about = call.get("bio", "desc", "description", "summary", words)
        if not name or call.text:
            return _inner(call, writer)
        spans = (Span(name, (Role.LINK,), address), *((Span(f" — {about}"),) if about else ()))
        return (Paragraph(fixed(spans), line=call.line),)

    return function


def _typed(call: Call, writer: Writer) -> Shown:
    """LoveIt's typewriter: code where it names a language, text otherwise."""
    if call.get("code"):
        return (Code(call.text, call.get("code"), line=call.line),)
    return _inner(call, writer)


def _raw(call: Call, writer: Writer) -> Shown:
    blocks = writer.html(call.text, call.line)
    return blocks if call.alone else flat_spans(blocks)


def _version(call: Call, _writer: Writer) -> Shown:
    return (Span(f"{(call.get(1) or 'new').upper()} {call.get(0)}", (Role.LABEL,)),)


def _new_in(call: Call, writer: Writer) -> Shown:
    label = tr("New in v{}") if call.name == "new-in" else tr("Deprecated in v{}")
    span = Span(label.replace("{}", call.get(0)), (Role.LABEL,))
    if not call.text:
        return (span,)
    return (Note(Role.NOTE, span.text, writer.blocks(call.text, call.line), call.line),)


def _ruby(call: Call, writer: Writer) -> Shown:
    reading = call.get("rt", "text", 0)
    return (*writer.spans(call.text), *((Span(f"({reading})", (Role.SMALL,)),) if reading else ()))


def _small(role: Role) -> Function:
    """A function that gives the inner text one role."""

    def function(call: Call, writer: Writer) -> Shown:
        spans = writer.spans(call.text or call.get("text", "content", 0))
        return tuple(Span(span.text, (role, *span.roles), span.target, span.note) for span in spans)

    return function


def _formula(call: Call, writer: Writer) -> Shown:
    return (MathBlock(writer.formula(_FORMULA_ENDS.sub("", call.text.strip())), call.line),) if call.text else ()


def _words(call: Call, writer: Writer) -> Shown:
    """The first argument as text."""
    return writer.spans(call.get("text", "name", 0))


def unknown(call: Call, writer: Writer) -> Shown:
    """A shortcode of the site's own: its inner text under its name, or what its arguments say."""
    if call.text:
        if not call.alone:
            return writer.spans(call.text)
        title = plain_words(call.get(*TITLES), writer) or call.name
        return (Note(Role.LABEL, title, writer.blocks(call.text, call.line), call.line),)
    words, target = call.get("text", "content", *TITLES, "alt", "author"), call.get(*ADDRESSES)
    if target or words:
        return (Span(plain_words(words, writer) or file_name(target), (Role.LINK,) if target else (), target),)
    first = call.get(0)
    return (Span(f"‹{call.name}{' ' + first if first else ''}›", (Role.LABEL,)),)


_INNER = """div div-box div-gen div-ai span center right left align columns column row grid cards steps blockquote-wrap
typeset rtl ltr big small timeline tabs tabpane tabbed collapse-group accordion-group swiper gallery
inner content section markdown md block box card-grid hextra lead reveal sub-title buttons colored""".split()
_FOLDED = """details collapse expand fold spoiler tab accordion accordionitem summary hidden-text panel card event
tabitem tab-item timeline-item step toggle cardpane""".split()
_DIAGRAMS = "mermaid echarts chart plantuml graphviz dot goat abc flowchart sequence markmap d2 vega diagram".split()
_SILENT = """comment comments script css js fa-icon icon icons fa svg stylesheet emoji-style clear clearfix
toc contents print-break page-break nbsp spacer notoc anchor counter ads adsense more version-list""".split()
_MARKED = {
    "kbd": Role.KEY,
    "key": Role.KEY,
    "keytop": Role.KEY,
    "mark": Role.MARK,
    "highlight-text": Role.MARK,
    "hl": Role.MARK,
    "u": Role.INSERTED,
    "underline": Role.INSERTED,
    "del": Role.STRIKE,
    "badge": Role.LABEL,
    "tag": Role.LABEL,
    "button": Role.LABEL,
}

SHORTCODES: dict[str, Function] = {
    **MEDIA,
    **dict.fromkeys(_INNER, _inner),
    **dict.fromkeys(_FOLDED, _labelled),
    **dict.fromkeys(_DIAGRAMS, _source),
    **dict.fromkeys(_SILENT, _nothing),
    **dict.fromkeys(ALERTS, _admonition),
    **dict.fromkeys(("admonition", "notice", "callout", "alert", "alerts", "admonitionblock"), _admonition),
    **dict.fromkeys(("quote", "blockquote", "pullquote", "fig-quote", "epigraph"), _quote),
    **dict.fromkeys(("link", "eturl", "rlnk", "pdf-file", "linkcard", "link-card", "external-link", "download"), _link),
    **dict.fromkeys(("math", "katex", "fig-math", "mathjax", "tex", "latex"), _formula),
    **dict.fromkeys(("raw", "rawhtml", "html", "unsafe"), _raw),
    **dict.fromkeys(("style", "color", "font", "text"), _inner),
    **dict.fromkeys(("new-in", "deprecated-in"), _new_in),
    **dict.fromkeys(("emoji", "term", "abbr"), _words),
    **{name: _small(role) for name, role in _MARKED.items()},
    "highlight": _highlight,
    "ref": _reference,
    "relref": _reference,
    "param": _param,
    "typeit": _typed,
    "person": _person,
    "friend": _card(1, 3),
    "friend-link": _card(1, 3),
    "showcase": _card(3, 1),
    "version": _version,
    "ruby": _ruby,
    "code-toggle": _code_toggle,
}
"""What each shortcode stands for, by name."""


def template(text: str, call: Call) -> str:
    """The Markdown a text template of the user makes of a shortcode: `{inner}`, `{0}` and `{title}` are filled in."""

    def fill(found: "re.Match[str]") -> str:
        name = found[1]
        if name == "inner":
            return call.text
        return call.get(int(name)) if name.isdecimal() else call.get(name.lower())

    return re.sub(r"\{(\w{1,40})\}", fill, text)


def is_blocks(shown: Shown) -> bool:
    """True where a shortcode stands for blocks of its own."""
    return bool(shown) and not isinstance(shown[0], Span)


def as_spans(shown: Shown) -> tuple[Span, ...]:
    """What a shortcode shows, inside a line."""
    blocks: list[Block] = [part for part in shown if not isinstance(part, Span)]
    spans = tuple(part for part in shown if isinstance(part, Span))
    return spans + flat_spans(blocks)
