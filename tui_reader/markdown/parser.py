"""A post's Markdown becomes a document; there is always something to read, whatever the post holds."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from markdown_it.token import Token

from tui_reader.document.blocks import Block, Document, Note, Paragraph
from tui_reader.document.spans import Span, Text
from tui_reader.i18n.messages import tr
from tui_reader.markdown.block_reader import BlockReader
from tui_reader.markdown.dialect import PLACE, Dialect, block_tokens
from tui_reader.markdown.heuristics import bold_headings, without_title
from tui_reader.markdown.html.html_blocks import HtmlBlocks
from tui_reader.markdown.inline_reader import Inline, fixed
from tui_reader.markdown.shortcodes.shortcode_calls import Call, Cut, cut_shortcodes
from tui_reader.markdown.shortcodes.shortcode_kinds import SHORTCODES, as_spans, is_blocks, template, unknown
from tui_reader.model.roles import Role
from tui_reader.text.shortcode_lexer import is_inline

DEEPEST_SHORTCODE = 12
"""Shortcodes inside one another that are followed."""

_LINE_END = re.compile(r"\r\n?")
_UNREAL = re.compile("[\0\ufdd0\ufdd1]")
_REFERENCE = re.compile(r"(`+)(?:(?!\1).)*?\1|\[\^([^\]\s\[]+)\]", re.DOTALL)


@dataclass(frozen=True, slots=True)
class ParseOptions:
    """How a site and its reader want a post's Markdown read."""

    title: str = ""
    """The post's title, to drop a first heading that repeats it; empty keeps every heading."""
    math: bool = False
    """Dollar signs enclose formulas: the post says `math: true`, or the site turns Hugo's passthrough on."""
    hash_headings: bool = False
    """`#标题` without a blank is a heading."""
    typographer: bool = True
    """Straight quotes, dots and hyphens become typographic ones, as Goldmark does by default."""
    unicode_math: bool = True
    """Formulas are shown in Unicode where they can be; False keeps their TeX source."""
    templates: Mapping[str, str] = field(default_factory=dict)
    """Text templates for shortcodes of the site's own, by name: `{inner}`, `{0}` and `{title}` are filled in."""
    params: Mapping[str, str] = field(default_factory=dict)
    """Values of the site and the post that `{{< param >}}` may show, by name."""


@dataclass(slots=True)
class PostReader:
    """Reads one post: its Markdown, and the Markdown inside its shortcodes."""

    options: ParseOptions
    reader: BlockReader
    depth: int = 0
    """How many shortcodes stand around what is read now."""
    places: int = 0
    """Numbers given to shortcodes so far."""

    @property
    def params(self) -> Mapping[str, str]:
        """Values of the site and the post, by name."""
        return self.options.params

    def blocks(self, markdown: str, line: int) -> tuple[Block, ...]:
        """The blocks of Markdown that begins at `line` of the post."""
        source, inline, outer = self._cut(markdown, line), self.reader.inline, self.reader.numbers
        tokens = block_tokens(source.source, inline.env, inline.dialect)
        number_footnotes(tokens, inline.env, source.calls)
        self._read_all(source)
        self.reader.numbers = lambda number: line + source.number(number)
        blocks = self.reader.blocks(tokens)
        self.reader.numbers = outer
        return blocks

    def spans(self, markdown: str) -> tuple[Span, ...]:
        """The spans of Markdown that stands inside a line."""
        cut = self._cut(markdown, 0)
        self._read_all(cut)
        return self.reader.inline(cut.source.strip())

    def formula(self, source: str) -> str:
        """A formula in Unicode where it can be, its source where not."""
        return self.reader.inline.formula(source)

    def html(self, source: str, line: int) -> tuple[Block, ...]:
        """The blocks of HTML."""
        cut = self._cut(source, line)
        self._read_all(cut)
        tree = HtmlBlocks(self.reader.anchors, self.reader.inline, self.reader.shown)
        tree.feed_block(cut.source, line)
        return tuple(tree.finish())

    def _cut(self, markdown: str, line: int) -> Cut:
        """The Markdown with its shortcodes cut out."""
        if self.depth >= DEEPEST_SHORTCODE:
            return Cut(markdown)
        cut = cut_shortcodes(markdown, self.places, line)
        self.places += len(cut.calls)
        return cut

    def _read_all(self, cut: Cut) -> None:
        """Read each shortcode that was cut out; footnotes of the text around them have their numbers by then."""
        self.depth += 1
        for number, call in cut.calls.items():
            self._read(number, call)
        self.depth -= 1

    def _read(self, number: int, call: Call) -> None:
        """Read one shortcode: as blocks where it stands for blocks, and as spans where it stands in a line."""
        if call.name in self.options.templates:
            text = template(self.options.templates[call.name], call)
            shown = self.blocks(text, call.line) if call.alone else self.spans(text)
        elif is_inline(call.name):
            shown = ()
        else:
            shown = SHORTCODES.get(call.name, unknown)(call, self)
        inline = self.reader.inline
        inline.places[number] = as_spans(shown)
        if is_blocks(shown):
            self.reader.shown[number] = tuple(part for part in shown if not isinstance(part, Span))
            inline.sources[number] = call.source


def parse(body: str, options: ParseOptions = ParseOptions()) -> Document:
    """The document of a post's body; blocks at once, inline text when it is looked at. Never raises.

    A body that cannot be parsed is given as plain paragraphs under a note that says so.
    """
    try:
        return _parse(body, options)
    except Exception as error:  # noqa: BLE001
        return _as_text(body, error)


def _parse(body: str, options: ParseOptions) -> Document:
    source = _UNREAL.sub("\ufffd", _LINE_END.sub("\n", body) if "\r" in body else body)
    env: dict[str, object] = {"numbers": {}}
    inline = Inline(env, Dialect(options.math, options.hash_headings), options.typographer, options.unicode_math)
    post = PostReader(options, BlockReader(inline))
    blocks: list[Block] = [*post.blocks(source, 1), *post.reader.footnotes()]
    blocks = bold_headings(without_title(blocks, options.title), post.reader.anchors)
    return Document(tuple(blocks), source.count("\n") + 1)


def number_footnotes(tokens: Sequence[Token], env: dict[str, object], calls: Mapping[int, Call]) -> None:
    """Give each footnote its number, in the order the text and its shortcodes refer to them; unknown labels get
    none.
    """
    footnotes, numbers = env.get("footnotes"), env["numbers"]
    if not isinstance(footnotes, dict) or not isinstance(numbers, dict):
        return
    known = {str(label)[1:] for label in footnotes["refs"]}
    for token in tokens:
        text = PLACE.sub(lambda place: calls[int(place[1])].source if int(place[1]) in calls else "", _text(token))
        for found in _REFERENCE.finditer(text):
            if found[2] in known:
                numbers.setdefault(found[2], len(numbers) + 1)


def _text(token: Token) -> str:
    """The inline Markdown of a token that holds some."""
    if token.type == "table":
        return "\n".join(cell for row in token.meta["rows"] for cell in row)
    return token.content if token.type == "inline" else ""


def _as_text(body: str, error: Exception) -> Document:
    """The body as plain paragraphs, under a note."""
    title = tr("This post could not be read as Markdown; here is its text")
    note = Note(Role.PROBLEM, title, (Paragraph(fixed((Span(f"{type(error).__name__}: {error}"),))),))
    lines = [line for line in re.split(r"\r\n?|\n", body) if line.strip()]
    paragraphs = (Paragraph(Text(line, lambda source: (Span(source),))) for line in lines)
    return Document((note, *paragraphs), body.count("\n") + 1)
