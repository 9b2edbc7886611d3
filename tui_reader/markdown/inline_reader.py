"""Inline tokens become spans: one small function for each kind of token, in one table."""

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from html import unescape

from markdown_it.token import Token

from tui_reader.document.blocks import Block, MathBlock
from tui_reader.document.plain import as_spans, file_name, one_line
from tui_reader.document.spans import Span, Text
from tui_reader.markdown.autolink import loose_links
from tui_reader.markdown.dialect import PLACE, PLACE_OPEN, PLAIN, Dialect, inline_tokens
from tui_reader.markdown.emoji import with_emoji
from tui_reader.markdown.formula_rules import formula_in
from tui_reader.markdown.html.html_drawing import Drawing
from tui_reader.markdown.html.html_inline import VOID, close_tag, hides_content, open_tag, read_tag, safe_address
from tui_reader.markdown.html.html_media import KINDS_OF_FILE, picture_address, words_of
from tui_reader.markdown.html.html_tags import tag_at
from tui_reader.markdown.site_rules import Rules
from tui_reader.markdown.smart_quotes import curl_quotes, with_paired_quotes
from tui_reader.markdown.span_builder import Frame, Spans
from tui_reader.model.dataclass import dataclass, field, replace
from tui_reader.model.roles import Role
from tui_reader.text.punctuation import Quotes

MOST_BRACKETS = 2000
"""Opening brackets in one block beyond which its marks are not read: finding their ends could take seconds."""

MOST_SIGNS = 5000
"""Signs that may mean something in one block beyond which its marks are not read; in real posts there are at most
some 2,000.
"""
_SIGNS = "\\`*_[<!&$~=+^'\"@:\n{"

_SPECIAL = re.compile(r"[\\`*_\[<!&$~=+^'\"@:\n\t\ufdd0]|  |--|\.\.\.|>>|www\.")
_MARKED = re.compile(r"[<*`\[\\]")
"""Signs of Markdown or HTML in a picture's title, which themes set as text."""
_ICON = re.compile(r":\(fa[^()\n]*+\):|:fa[srlbd]? fa-[a-z0-9-]+:")
_PAIRS = {"s": "~~", "mark": "==", "ins": "++", "sup": "^", "sub": "~"}
_EDGES = {
    "link_open": ("[", "["),
    "link_close": ("](", ")"),
    "image": ("![", ")"),
    "footnote_ref": ("[^", "]"),
    **{f"{name}_{end}": (sign, sign) for name, sign in _PAIRS.items() for end in ("open", "close")},
}
"""What the source of a token begins and ends with, where the token itself does not tell."""
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
    "sup_open": Frame("sup"),
    "sub_open": Frame("sub"),
}


@dataclass(slots=True)
class Inline:
    """Parses the text of the blocks of one document; called with the source of one block."""

    env: dict[str, object] = field(default_factory=dict)
    """References of the document, and under `numbers` the number of each footnote's label."""
    dialect: Dialect = PLAIN
    """How the Markdown is read."""
    unicode_math: bool = True
    """Formulas are shown in Unicode where they can be."""
    places: dict[int, Sequence[Block | Span]] = field(default_factory=dict)
    """What each shortcode in the text stands for."""
    sources: dict[int, str] = field(default_factory=dict)
    """What a shortcode that stands for blocks shows inside code: itself."""

    kept: dict[str, tuple[Span, ...]] | None = None
    """What is read while a shortcode is, by its Markdown: those around it look at the same text again."""

    def __call__(self, source: str, open_quotes: int = 0) -> tuple[Span, ...]:
        """The spans of one block's Markdown, before which so many double quotes were opened and not closed; the
        Markdown itself where reading it fails. Never raises.
        """
        if self.kept is None or open_quotes:
            return self._read(source, open_quotes)
        if source not in self.kept:
            self.kept[source] = self._read(source)
        return self.kept[source]

    def _read(self, source: str, open_quotes: int = 0) -> tuple[Span, ...]:
        if not _SPECIAL.search(source):
            return (Span(source.strip(" ")),) if source.strip(" ") else ()
        if is_too_long(source):
            return self._unread(source)
        try:
            spans = self.spans_of(inline_tokens(source, self.env, self.dialect), open_quotes)
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

    def spans_of(self, tokens: Sequence[Token], open_quotes: int = 0) -> tuple[Span, ...]:
        """The spans of inline tokens, before which so many double quotes were opened and not closed."""
        spans = Spans()
        quotes = Quotes(double=open_quotes)
        if self.dialect.rules.typographer and not self.dialect.rules.signs:
            tokens = with_paired_quotes(tokens)
        ends, drawn = _last_ends(tokens), 0
        for index, token in enumerate(tokens):
            if index < drawn:
                continue
            if token.type == "html_inline" and token.content[:4].lower() == "<svg":
                drawn = _drawing(spans, tokens, index, ends)
            elif token.type == "text":
                self._text(spans, tokens, index, quotes)
            elif token.type == "html_inline":
                _html(self, spans, token, index, ends)
            else:
                _KINDS.get(token.type, _nothing)(self, spans, token)
        return spans.spans()

    def formula(self, source: str) -> str:
        """A formula in Unicode where it can be, its source where not."""
        from tui_reader.text.formula.one_line import in_one_line  # noqa: PLC0415 - few posts hold a formula

        source = self.fill_code(source)
        return (in_one_line(source) or " ".join(source.split())) if self.unicode_math else source.strip()

    def formula_block(self, source: str, line: int) -> MathBlock:
        """A formula that stands alone, on a line of the post."""
        source = self.fill_code(source)
        return MathBlock(self.formula(source), line, source if self.unicode_math else "")

    def words(self, source: str) -> str:
        """The characters of a heading's Markdown that make its name: every blank counts, dashes and pictures do not."""
        if is_too_long(source):
            return source
        pieces = []
        for token in inline_tokens(source, self.env, self.dialect):
            if token.type == "text" and self.dialect.rules.typographer:
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
        return "".join(span.text for span in self.inside(number))

    def inside(self, number: int) -> tuple[Span, ...]:
        """What a shortcode shows inside a line: found when it is asked for, and kept, since finding it reads the text
        of all its blocks.
        """
        spans = self.places[number] = as_spans(self.places.get(number, ()))
        return spans

    def _text(self, spans: Spans, tokens: Sequence[Token], index: int, quotes: Quotes) -> None:
        text = tokens[index].content
        if text.startswith("{") and index and tokens[index - 1].type in ("image", "link_close", "place"):
            found = _ATTRIBUTES.match(text)
            text = text[found.end() :] if found else text
        if self.dialect.rules.typographer and tokens[index].info != "auto":
            before, after = _edge(tokens, index, -1), _edge(tokens, index, 1)
            text = curl_quotes(text, before, after, quotes, _signs(self.dialect.rules))
        if ":" in text:
            text = text if "emoji" in self.dialect.rules.refused else with_emoji(text)
            text = _ICON.sub("", text)
        rules = self.dialect.rules
        if tokens[index].info == "auto" or not rules.links or ("@" not in text and "www." not in text):
            spans.text(text)
            return
        for piece, target in loose_links(text, rules.link_protocol):
            spans.open(Frame("auto", (Role.LINK,) if target else (), target))
            spans.text(piece)
            spans.close("auto")


@cache
def _signs(rules: Rules) -> Mapping[str, str]:
    """What the site has in the place of typographic signs."""
    return {sign: unescape(written) for sign, written in rules.signs}


def is_too_long(source: str) -> bool:
    """Does a block hold more marks than are read?"""
    if len(source) <= MOST_BRACKETS:
        return False
    return source.count("[") > MOST_BRACKETS or (
        len(source) > MOST_SIGNS and sum(map(source.count, _SIGNS)) > MOST_SIGNS
    )


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
    formula = formula_in(token.content) if inline.dialect.formulas_in_code else None
    if formula:
        spans.text(inline.formula(formula).replace("\n", " "), Role.MATH)
    else:
        spans.code(inline.fill_code(token.content))


def _link_open(inline: Inline, spans: Spans, token: Token) -> None:
    target = safe_address(inline.fill(str(token.attrs.get("href", ""))))
    spans.open(Frame("link", (Role.LINK,) if target else (), target))


def _link_close(_inline: Inline, spans: Spans, _token: Token) -> None:
    spans.close("link")


def _image(inline: Inline, spans: Spans, token: Token) -> None:
    source = picture_address(inline.fill(str(token.attrs.get("src", ""))))
    words = "".join(span.text for span in inline.spans_of(token.children or ())).replace("\n", " ")
    title = inline.fill(str(token.attrs.get("title", "")))
    if _MARKED.search(title):
        title = one_line(inline(title.replace("\n", " ")))
    spans.figure(words_of(words) or title or file_name(source), source, title)


def _last_ends(tokens: Sequence[Token]) -> dict[str, int]:
    """For each element that is ended, the index of the last tag that ends one."""
    return {
        token.content[2:].rstrip("> \t\n").lower(): index
        for index, token in enumerate(tokens)
        if token.type == "html_inline" and token.content.startswith("</")
    }


def _html(inline: Inline, spans: Spans, token: Token, index: int, ends: Mapping[str, int]) -> None:
    """Put in a tag; one that would hide its text is left out where nothing ends it."""
    tag = read_tag(inline.fill(token.content))
    if tag is None:
        return
    name, closes, attributes = tag
    if closes:
        close_tag(spans, name)
    elif name in VOID or not hides_content(name, attributes) or ends.get(name, -1) > index:
        open_tag(spans, name, attributes)
    elif name in KINDS_OF_FILE:
        open_tag(spans, "embed", attributes)


def _drawing(spans: Spans, tokens: Sequence[Token], index: int, ends: Mapping[str, int]) -> int:
    """Put in the words of a drawing; the number of the token behind its end, or behind its tag where none ends it."""
    if ends.get("svg", -1) < index:
        return index + 1
    drawing = Drawing()
    for number in range(index + 1, len(tokens)):
        found = tag_at(tokens[number].content) if tokens[number].type == "html_inline" else None
        if not drawing.read(found[0] if found else tokens[number].content):
            spans.text(drawing.words())
            return number + 1
    return index + 1


def _soft(inline: Inline, spans: Spans, _token: Token) -> None:
    if inline.dialect.rules.hard_wraps:
        spans.hard_break()
    else:
        spans.soft_break()


def _hard(_inline: Inline, spans: Spans, _token: Token) -> None:
    spans.hard_break()


def _footnote(inline: Inline, spans: Spans, token: Token) -> None:
    label = str(token.meta["label"])
    numbers = inline.env.get("numbers", {})
    assert isinstance(numbers, dict)
    spans.reference(numbers[label], label)


def _ruby(inline: Inline, spans: Spans, token: Token) -> None:
    """What the reading belongs to, with its own marks, and the reading behind it."""
    base, reading = token.meta["groups"]
    roles = (Role.RUBY,) if reading.strip() else ()
    for span in inline.spans_of(inline_tokens(base, inline.env, inline.dialect)):
        spans.put(replace(span, roles=(*roles, *span.roles)))
    if roles:
        spans.text(f"({reading.strip()})", Role.RUBY, Role.READING)


def _inline_note(inline: Inline, spans: Spans, token: Token) -> None:
    """A note written where it belongs, in brackets."""
    spans.open(Frame("note", (Role.SMALL,)))
    spans.text(" (" if spans.done and spans.done[-1].text[-1:].isascii() else "(")
    for span in inline.spans_of(token.children or ()):
        spans.put(span)
    spans.text(")")
    spans.close("note")


def _shift(_inline: Inline, spans: Spans, token: Token) -> None:
    spans.open(Frame(token.type))
    spans.text(token.meta["groups"][0])
    spans.close(token.type)


def _math(inline: Inline, spans: Spans, token: Token) -> None:
    source = next(group for group in token.meta["groups"] if group is not None)
    spans.text(inline.formula(source).replace("\n", " "), Role.MATH)


def _place(inline: Inline, spans: Spans, token: Token) -> None:
    for span in inline.inside(int(token.meta["groups"][0])):
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
    "inline_note": _inline_note,
    "sup": _shift,
    "sub": _shift,
    "math": _math,
    "place": _place,
}


def fixed(spans: tuple[Span, ...]) -> Text:
    """A text whose spans are known already; its source is their characters."""
    return Text("".join([span.text for span in spans]), lambda _source: spans)
