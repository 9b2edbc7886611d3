"""What every shortcode shows whatever its form: what it encloses, and what its form did not use of words and
addresses.
"""

import re

from tui_reader.document.blocks import Block, Caption, Code, Figure, Note, Paragraph, Quote
from tui_reader.document.plain import as_spans
from tui_reader.document.spans import Span
from tui_reader.markdown.attributes import Attributes, read_attributes
from tui_reader.markdown.block_reader import code_block
from tui_reader.markdown.html.html_inline import safe_address
from tui_reader.markdown.inline_reader import fixed
from tui_reader.markdown.shortcodes.shortcode_arguments import (
    TITLES,
    Kind,
    Rest,
    is_container,
    kind_of,
    language_among_words,
    language_of,
    places_of_words,
    rest_of,
)
from tui_reader.markdown.shortcodes.shortcode_calls import Call, Shown, Writer
from tui_reader.model.dataclass import replace
from tui_reader.model.roles import Role

_FENCE = re.compile(r"^[ \t]*(?:```|~~~)", re.MULTILINE)
_PATH = re.compile(r"[~.]{0,2}/?(?:[\w.-]+/)*[\w-]*\.\w+")
_LANGUAGE = re.compile(r"[\w+#.-]*")
_LINES = re.compile(r"hl_lines\s*+=\s*+([\d\s,\"'\[\]-]+?)(?:,\s*+\w++\s*+=|$)")
_OPTIONS = ("linenos", "linenostart", "hl_lines", "hl-lines", "start", "highlight")


def plain_words(markdown: str, writer: Writer) -> str:
    """The characters of Markdown that stands inside a line."""
    return "".join(span.text for span in writer.spans(markdown)) if markdown else ""


def linked(spans: tuple[Span, ...], target: str) -> tuple[Span, ...]:
    """Spans as one link; as they are where the address is none, or none that may be followed.

    Links among them stay what they are, and the address stands behind them where nothing else does.
    """
    target = safe_address(target)
    if not target:
        return spans
    if all(span.target for span in spans):
        return (*spans, Span(" "), Span(target, (Role.LINK,), target))
    return tuple(replace(span, roles=(*span.roles, Role.LINK), target=span.target or target) for span in spans)


def link_of(words: str, target: str, writer: Writer) -> tuple[Span, ...]:
    """Markdown as a link; the address itself where there are no words."""
    return linked(writer.spans(words) if words else (Span(target.removeprefix("mailto:")),), target)


def code_of(call: Call, language: str) -> Code:
    """The inner text as code, with the options that Hugo's `highlight` and its fences know.

    Its title is the first that no box around it has, by name or behind the name of the shortcode.
    """
    titles = [name for name in ("title", "filename", "file", "name", "caption") if name not in call.used]
    places = places_of_words(call) or [at for at in range(len(call.positional)) if _PATH.fullmatch(call.peek(at))]
    marked = call.get("hl_lines", "hl-lines", "highlight")
    options = {name: call.get(name) for name in _OPTIONS if call.named.get(name)}
    values = {**options, "hl_lines": marked, "title": call.get(*titles, *places[:1])}
    return code_block(call.code.rstrip(), language, Attributes(values=values), call.line)


def highlight(call: Call, _writer: Writer) -> Shown:
    """Hugo's own: the language, then options in one text."""
    if not call.encloses:
        return ()
    options = call.get("options", *((1,) if re.match(r"\s*\w+\s*=", call.peek(1)) else ()))
    attributes = read_attributes(options)
    lines = _LINES.search(options)
    values = dict(attributes.values) if attributes else {}
    if lines:
        values["hl_lines"] = lines[1]
    call.used.update(name for name in call.named if name in values)
    places = (0,) if _LANGUAGE.fullmatch(call.peek(0)) else ()
    return (code_of(replace(call, named={**values, **call.named}), call.get("lang", "language", "type", *places)),)


def content(call: Call, writer: Writer) -> tuple[Block, ...]:
    """What a shortcode encloses, as blocks: code where it names a language, else Markdown."""
    if not call.encloses:
        return ()
    language = language_of(call)
    if language is None or _FENCE.search(call.inner or ""):
        return writer.blocks(call.text, call.line)
    return (code_of(call, language),)


def content_spans(call: Call, writer: Writer) -> tuple[Span, ...]:
    """What a shortcode encloses, inside a line."""
    if not call.encloses:
        return ()
    return writer.spans(call.text) if language_of(call) is None else (Span(call.code.strip(), (Role.CODE,)),)


def enclosed(call: Call, writer: Writer) -> Shown:
    """What a shortcode encloses, as it stands: blocks where it stands alone, else spans."""
    return content(call, writer) if call.alone else content_spans(call, writer)


def title_of(call: Call, writer: Writer, *places: str | int) -> str:
    """The characters of the title a shortcode names; a position counts where it holds words."""
    names = [name for name in TITLES if name not in call.used and kind_of(name, call.peek(name)) is Kind.WORDS]
    return plain_words(call.get(*names[:1], *places), writer)


def unknown(call: Call, writer: Writer) -> Shown:
    """A shortcode of the site's own: what it encloses under its title or name, or what its arguments say."""
    if call.encloses:
        if not call.alone or "\n" not in (call.inner or ""):
            return _within_line(call, writer)
        language = language_among_words(call)
        if language is not None and not _FENCE.search(call.inner or ""):
            return (code_of(call, language),)
        blocks = content(call, writer)
        if len(blocks) == 1 and isinstance(blocks[0], Code) and blocks[0].title:
            return blocks
        return _boxed(call, blocks, writer)
    rest = rest_of(call)
    if rest.addresses or any(kind_of(name, value) is Kind.WORDS for name, value in call.named.items()):
        return rest_spans(rest, writer)
    return (label(call),)


def _within_line(call: Call, writer: Writer) -> Shown:
    """What a shortcode nobody knows encloses on one line, as a link where it has an address and no words beside it."""
    spans = content_spans(call, writer)
    rest = rest_of(call)
    if rest.words or not rest.addresses:
        return spans
    return linked(spans, call.get(*(name for name, value in call.named.items() if value == rest.addresses[0])))


def _boxed(call: Call, blocks: tuple[Block, ...], writer: Writer) -> Shown:
    """Blocks under the title of a shortcode nobody knows, else under the first words it says, else under what its
    arguments or it are called; what holds other shortcodes only needs none.
    """
    title = title_of(call, writer, *places_of_words(call)[:1])
    if not title:
        names = [name for name, value in call.named.items() if kind_of(name, value) is Kind.WORDS]
        title = plain_words(call.get(*names[:1]), writer)
    if not title and (is_container(call) or (len(blocks) == 1 and isinstance(blocks[0], Code))):
        return blocks
    title = title or " ".join(_said(call)) or call.peek("lang") or call.name
    return (Note(Role.LABEL, title, blocks, call.line),)


def _said(call: Call) -> list[str]:
    """The arguments without a name that are no settings: all that a shortcode nobody knows says of itself."""
    return [word for word in call.positional if not re.fullmatch(r"true|false|[\d.%]+(?:px)?", word)]


def label(call: Call, more: str = "") -> Span:
    """The name of a shortcode that says nothing else, with the words behind it that are no settings, and `more`."""
    call.used.update(range(len(call.positional)))
    return Span(f"‹{' '.join((call.name, *_said(call), *filter(None, (more,))))}›", (Role.LABEL,))


def rest_spans(rest: Rest, writer: Writer) -> tuple[Span, ...]:
    """Words and addresses that no form used: the first words lead to the first address."""
    addresses = list(rest.addresses)
    parts = [link_of(word, addresses.pop(0) if addresses else "", writer) for word in rest.words]
    parts += [link_of("", address, writer) for address in addresses]
    spans: list[Span] = []
    for part in parts:
        spans += (Span(" · "), *part) if spans else part
    return tuple(spans)


def with_rest(call: Call, shown: Shown, writer: Writer) -> Shown:
    """What a form made of a shortcode, and whatever else of it a reader would miss."""
    rest = rest_of(call)
    if rest.inner:
        inner = enclosed(call, writer)
        shown = _joined(shown, inner)
        rest = replace(rest_of(call), inner=False)
    if rest.words or rest.addresses:
        rest = _unseen(rest, shown, writer)
    spans = rest_spans(rest, writer)
    if not spans:
        return shown
    if not shown:
        return spans
    if all(isinstance(part, Span) for part in shown):
        return _joined(shown, (Span(" ("), *spans, Span(")")))
    return _with_line(call, shown, spans, bool(rest.words))


def _unseen(rest: Rest, shown: Shown, writer: Writer) -> Rest:
    """The rest without what is to be seen already."""
    spans = as_spans(shown)
    text = "".join(span.text for span in spans)
    targets = {address for span in spans for address in (span.target, span.source)}
    words = tuple(word for word in rest.words if plain_words(word, writer) not in text)
    return Rest(words, tuple(address for address in rest.addresses if address not in targets))


def _joined(first: Shown, second: Shown) -> Shown:
    """Two results one after the other; spans beside blocks become a paragraph."""
    spans = [part for part in (*first, *second) if isinstance(part, Span)]
    if len(spans) == len(first) + len(second):
        return tuple(spans)
    return (*_as_blocks(first), *_as_blocks(second))


def _as_blocks(shown: Shown) -> tuple[Block, ...]:
    spans = tuple(part for part in shown if isinstance(part, Span))
    blocks = tuple(part for part in shown if not isinstance(part, Span))
    return (Paragraph(fixed(spans)), *blocks) if spans else blocks


def _with_line(call: Call, shown: Shown, spans: tuple[Span, ...], has_words: bool) -> tuple[Block, ...]:
    """Blocks with one line more: in the box they are, else below them; words before what is in the box, a mere
    address behind it.
    """
    blocks = _as_blocks(shown)
    line, last = Paragraph(fixed(spans), line=call.line), blocks[-1]
    if len(blocks) == 1 and isinstance(last, Note | Quote) and last.line == call.line:
        is_first = has_words and isinstance(last, Note)
        return (replace(last, blocks=(line, *last.blocks) if is_first else (*last.blocks, line)),)
    if isinstance(last, Figure | Caption):
        first = replace(last, captioned=True) if isinstance(last, Figure) else last
        return (*blocks[:-1], first, Caption(line.text, call.line))
    return (*blocks, line)
