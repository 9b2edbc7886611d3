"""Inline tokens become spans: one small function for each kind of token, in one table."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from markdown_it.token import Token

from tui_reader.document.spans import Span, Text
from tui_reader.markdown.autolink import loose_links
from tui_reader.markdown.dialect import PLACE, PLACE_OPEN, PLAIN, Dialect, inline_tokens
from tui_reader.markdown.emoji import with_emoji
from tui_reader.markdown.html.html_inline import (
    HIDDEN,
    close_tag,
    file_name,
    open_tag,
    picture_address,
    read_tag,
    safe_address,
    words_of,
)
from tui_reader.markdown.math import to_unicode
from tui_reader.markdown.smart_quotes import curl_quotes
from tui_reader.markdown.span_builder import Frame, Spans
from tui_reader.model.roles import Role
from tui_reader.text.punctuation import Quotes

MOST_BRACKETS = 2000
"""Opening brackets in one block beyond which its marks are not read: finding their ends could take seconds."""

_SPECIAL = re.compile(r"[\\`*_\[<!&$~=+^'\"@:\n\t\ufdd0]|  |--|\.\.\.|>>|www\.")
_ICON = re.compile(r":\(fa[a-z-]*[^()\n]*\):|:fa[srlbd]? fa-[a-z0-9-]+:")
_EDGES = {"link_open": ("[", "["), "link_close": ("](", ")"), "image": ("![", ")"), "footnote_ref": ("[^", "]")}
_ATTRIBUTE = r"(?:[.#][\w-]+|[\w-]+=(?:\"[^\"]*\"|'[^']*'|[^\s\"'}]+))"
_ATTRIBUTES = re.compile(rf"\{{:?\s*{_ATTRIBUTE}(?:\s+{_ATTRIBUTE})*\s*\}}")
_DASHES = re.compile(r"---?|\.\.\.")
_NAMING = frozenset(("text", "text_special", "code_inline", "softbreak"))
_OPENS: dict[str, Frame] = {
    "strong_open": Frame("strong", (Role.STRONG,)),
    "em_open": Frame("em", (Role.EMPHASIS,)),
    "s_open": Frame("s", (Role.STRIKE,)),
    "mark_open": Frame("mark", (Role.MARK,)),
    "ins_open": Frame("ins", (Role.INSERTED,)),
}


@dataclass(slots=True)
class Inline:
    """Parses the text of the blocks of one document; called with the source of one block."""

    env: dict[str, object] = field(default_factory=dict)
    """References of the document, and under `numbers` the number of each footnote's label."""
    dialect: Dialect = PLAIN
    """How the Markdown is read."""
    typographer: bool = True
    """Straight quotes and dots become typographic ones."""
    unicode_math: bool = True
    """Formulas are shown in Unicode where they can be."""
    places: dict[int, tuple[Span, ...]] = field(default_factory=dict)
    """What each shortcode in the text shows inside a line."""
    sources: dict[int, str] = field(default_factory=dict)
    """What a shortcode that stands for blocks shows inside code: itself."""

    def __call__(self, source: str) -> tuple[Span, ...]:
        """The spans of one block's Markdown; the Markdown itself where reading it fails. Never raises."""
        if not _SPECIAL.search(source):
            return (Span(source.strip(" ")),) if source.strip(" ") else ()
        if source.count("[") > MOST_BRACKETS:
            return self._unread(source)
        try:
            spans = self.spans_of(inline_tokens(source, self.env, self.dialect))
        except Exception:  # noqa: BLE001
            return self._unread(source)
        return self._filled(spans) if PLACE_OPEN in source else spans

    def _filled(self, spans: tuple[Span, ...]) -> tuple[Span, ...]:
        """The spans with the shortcodes resolved that formulas and other marks swallowed."""
        return tuple(
            replace(span, text=self.fill_code(span.text)) if PLACE_OPEN in span.text else span for span in spans
        )

    def _unread(self, source: str) -> tuple[Span, ...]:
        """The Markdown itself, on one line."""
        return (Span(self.fill(source).replace("\n", " ")),)

    def spans_of(self, tokens: Sequence[Token]) -> tuple[Span, ...]:
        """The spans of inline tokens."""
        spans = Spans()
        quotes = Quotes()
        for index, token in enumerate(tokens):
            if token.type == "text":
                self._text(spans, tokens, index, quotes)
            elif token.type == "html_inline":
                _html(self, spans, tokens, index)
            else:
                _KINDS.get(token.type, _nothing)(self, spans, token)
        return spans.spans()

    def formula(self, source: str) -> str:
        """A formula in Unicode where it can be, its source where not."""
        source = self.fill_code(source)
        return (to_unicode(source) if self.unicode_math else None) or source.strip()

    def words(self, source: str) -> str:
        """The characters of a heading's Markdown that make its name: every blank counts, dashes and pictures do not."""
        pieces = []
        for token in inline_tokens(source, self.env, self.dialect):
            if token.type == "text" and self.typographer:
                pieces.append(_DASHES.sub("", token.content))
            elif token.type == "place":
                pieces.append(self.shown(int(token.meta["groups"][0])))
            elif token.type in _NAMING:
                pieces.append(token.content or " ")
        return "".join(pieces)

    def fill(self, address: str) -> str:
        """An address or a tag with the shortcodes in it resolved."""
        return PLACE.sub(lambda found: self.shown(int(found[1])), address).strip()

    def fill_code(self, source: str) -> str:
        """Code with the shortcodes in it resolved."""
        if PLACE_OPEN not in source:
            return source
        return PLACE.sub(lambda found: self.sources.get(int(found[1])) or self.shown(int(found[1])), source)

    def shown(self, number: int) -> str:
        """The characters a shortcode shows."""
        return "".join(span.text for span in self.places.get(number, ()))

    def _text(self, spans: Spans, tokens: Sequence[Token], index: int, quotes: Quotes) -> None:
        text = tokens[index].content
        if text.startswith("{") and index and tokens[index - 1].type in ("image", "link_close", "place"):
            text = _ATTRIBUTES.sub("", text)
        if self.typographer and tokens[index].info != "auto":
            before, after = _edge(tokens, index, -1), _edge(tokens, index, 1)
            text = curl_quotes(text, before, after, quotes)
        if ":" in text:
            text = with_emoji(text)
            text = _ICON.sub("", text)
        if tokens[index].info == "auto" or ("@" not in text and "www." not in text):
            spans.text(text)
            return
        for piece, target in loose_links(text):
            spans.open(Frame("auto", (Role.LINK,) if target else (), target))
            spans.text(piece)
            spans.close("auto")


def _raw(token: Token, step: int) -> str:
    """The characters of the source a token begins or ends with, as far as they tell what a quote beside it is."""
    if token.type in ("softbreak", "hardbreak"):
        return "\n"
    if token.type in _EDGES:
        return _EDGES[token.type][0 if step > 0 else 1]
    return token.markup + token.content + token.markup if token.type == "code_inline" else token.markup or token.content


def _edge(tokens: Sequence[Token], index: int, step: int) -> str:
    """One character before or up to six behind a text token in the source; empty at the ends of the block."""
    raw = ""
    at = index + step
    while 0 <= at < len(tokens) and len(raw) < (6 if step > 0 else 1):
        raw = raw + _raw(tokens[at], step) if step > 0 else _raw(tokens[at], step)
        at += step
    return raw[:6] if step > 0 else raw[-1:]


def _nothing(_inline: Inline, _spans: Spans, _token: Token) -> None:
    """A token that adds nothing to the text."""


def _open(_inline: Inline, spans: Spans, token: Token) -> None:
    spans.open(_OPENS[token.type])


def _close(_inline: Inline, spans: Spans, token: Token) -> None:
    spans.close(token.type.removesuffix("_close"))


def _special(_inline: Inline, spans: Spans, token: Token) -> None:
    spans.text(token.content.replace("\n", " "))


def _code(inline: Inline, spans: Spans, token: Token) -> None:
    spans.code(inline.fill_code(token.content))


def _link_open(inline: Inline, spans: Spans, token: Token) -> None:
    target = safe_address(inline.fill(str(token.attrs.get("href", ""))))
    spans.open(Frame("link", (Role.LINK,) if target else (), target))


def _link_close(_inline: Inline, spans: Spans, _token: Token) -> None:
    spans.close("link")


def _image(inline: Inline, spans: Spans, token: Token) -> None:
    source = picture_address(inline.fill(str(token.attrs.get("src", ""))))
    words = "".join(span.text for span in inline.spans_of(token.children or ())).replace("\n", " ")
    spans.figure(
        words_of(words) or inline.fill(str(token.attrs.get("title", ""))) or file_name(source),
        source,
        inline.fill(str(token.attrs.get("title", ""))),
    )


def _html(inline: Inline, spans: Spans, tokens: Sequence[Token], index: int) -> None:
    """Put in a tag; one that would hide its text is left out where nothing ends it."""
    tag = read_tag(inline.fill(tokens[index].content))
    if tag is None:
        return
    name, closes, attributes = tag
    if closes:
        close_tag(spans, name)
    elif name not in HIDDEN or any(token.content.lower().startswith(f"</{name}") for token in tokens[index:]):
        open_tag(spans, name, attributes)


def _soft(_inline: Inline, spans: Spans, _token: Token) -> None:
    spans.soft_break()


def _hard(_inline: Inline, spans: Spans, _token: Token) -> None:
    spans.hard_break()


def _footnote(inline: Inline, spans: Spans, token: Token) -> None:
    label = str(token.meta["label"])
    numbers = inline.env.get("numbers", {})
    assert isinstance(numbers, dict)
    spans.reference(numbers[label], label)


def _ruby(_inline: Inline, spans: Spans, token: Token) -> None:
    base, reading = token.meta["groups"]
    spans.text(base)
    if reading.strip():
        spans.text(f"({reading.strip()})", Role.SMALL)


def _shift(_inline: Inline, spans: Spans, token: Token) -> None:
    spans.open(Frame(token.type))
    spans.text(token.meta["groups"][0])
    spans.close(token.type)


def _math(inline: Inline, spans: Spans, token: Token) -> None:
    source = next(group for group in token.meta["groups"] if group is not None)
    spans.text(inline.formula(source).replace("\n", " "), Role.MATH)


def _place(inline: Inline, spans: Spans, token: Token) -> None:
    for span in inline.places.get(int(token.meta["groups"][0]), ()):
        spans.put(span)


_KINDS: dict[str, Callable[[Inline, Spans, Token], None]] = {
    **dict.fromkeys(_OPENS, _open),
    **dict.fromkeys([name.replace("_open", "_close") for name in _OPENS], _close),
    "text_special": _special,
    "code_inline": _code,
    "link_open": _link_open,
    "link_close": _link_close,
    "image": _image,
    "softbreak": _soft,
    "hardbreak": _hard,
    "footnote_ref": _footnote,
    "ruby": _ruby,
    "sup": _shift,
    "sub": _shift,
    "math": _math,
    "place": _place,
}


def fixed(spans: tuple[Span, ...]) -> Text:
    """A text whose spans are known already; its source is their characters."""
    return Text("".join(span.text for span in spans), lambda _source: spans)
