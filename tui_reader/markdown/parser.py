"""A post's Markdown becomes a document; there is always something to read, whatever the post holds."""

import re
from collections.abc import Mapping, Sequence

from markdown_it.token import Token

from tui_reader.document.blocks import Block, Code, Document, MathBlock, Note, Paragraph
from tui_reader.document.spans import Span, Text
from tui_reader.i18n.messages import tr
from tui_reader.markdown.anchors import Anchors
from tui_reader.markdown.block_reader import BlockReader
from tui_reader.markdown.dialect import PLACE, Dialect, block_tokens
from tui_reader.markdown.formula_rules import Delimiters
from tui_reader.markdown.heuristics import bold_headings, captions, without_title
from tui_reader.markdown.html.html_blocks import HtmlBlocks
from tui_reader.markdown.inline_reader import Inline, fixed
from tui_reader.markdown.shortcodes.shortcode_calls import Call, Cut, cut_shortcodes
from tui_reader.markdown.shortcodes.shortcode_kinds import is_blocks, show, template
from tui_reader.markdown.site_rules import USUAL, Rules
from tui_reader.model.dataclass import dataclass, field
from tui_reader.model.roles import Role
from tui_reader.text.shortcode_lexer import is_inline

DEEPEST_SHORTCODE = 12
"""Shortcodes inside one another that are followed."""
MOST_LINES = 8000
"""Lines with text that are read as Markdown; what follows is shown as it stands. The longest real posts have some
1,500.
"""

_LINE_END = re.compile(r"\r\n?")
_UNREAL = re.compile("[\0\ufdd0\ufdd1]")
_TICKS = re.compile("`+")
_REFERENCE = re.compile(r"\[\^([^\]\s\[]+)\]")


@dataclass(frozen=True, slots=True)
class ParseOptions:
    """How a site and its reader want a post's Markdown read."""

    title: str = ""
    """The post's title, to drop a first heading that repeats it; empty keeps every heading."""
    formulas: Delimiters = ()
    """What encloses formulas, where the post or its site turns them on; none where they are off."""
    formulas_in_code: bool = False
    """Code that holds nothing but a formula is one, as scripts of some sites have it."""
    html: bool = False
    """The body is written in HTML, in which no mark of Markdown means anything."""
    hash_headings: bool = False
    """`#标题` without a blank is a heading."""
    rules: Rules = USUAL
    """The site's options of Markdown."""
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
    around: Call | None = None
    """The shortcode right around what is read now."""

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

    def formula(self, source: str, line: int) -> MathBlock:
        """A formula that stands alone."""
        return self.reader.inline.formula_block(source, line)

    def html(self, source: str, line: int) -> tuple[Block, ...]:
        """The blocks of HTML."""
        cut = self._cut(source, line)
        self._read_all(cut)
        tree = HtmlBlocks(self.reader.anchors, self.reader.inline, self.reader.shown, is_markdown=False)
        tree.feed_block(cut.source, line)
        return tuple(captions(tree.finish()))

    def _cut(self, markdown: str, line: int) -> Cut:
        """The Markdown with its shortcodes cut out."""
        if self.depth >= DEEPEST_SHORTCODE:
            return Cut(markdown)
        cut = cut_shortcodes(markdown, self.places, line, self.around)
        self.places += len(cut.calls)
        return cut

    def _read_all(self, cut: Cut) -> None:
        """Read each shortcode that was cut out; footnotes of the text around them have their numbers by then."""
        self.depth += 1
        for number, call in cut.calls.items():
            if self.depth == 1:
                self.reader.inline.kept = {}
            self._read(number, call)
        self.depth -= 1
        if not self.depth:
            self.reader.inline.kept = None

    def _read(self, number: int, call: Call) -> None:
        """Read one shortcode: as blocks where it stands for blocks, and as spans where it stands in a line."""
        outer, self.around = self.around, call
        if call.name in self.options.templates:
            text = template(self.options.templates[call.name], call)
            shown = self.blocks(text, call.line) if call.alone else self.spans(text)
        elif is_inline(call.name):
            shown = ()
        else:
            shown = show(call, self)
        self.around = outer
        inline = self.reader.inline
        inline.places[number] = shown
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


def _dialect(options: ParseOptions) -> Dialect:
    return Dialect(options.formulas, options.hash_headings, options.rules, options.formulas_in_code)


def _parse(body: str, options: ParseOptions) -> Document:
    source = _UNREAL.sub("\ufffd", _LINE_END.sub("\n", body) if "\r" in body else body)
    env: dict[str, object] = {"numbers": {}}
    inline = Inline(env, _dialect(options), options.unicode_math)
    post = PostReader(options, BlockReader(inline, Anchors(options.rules.heading_names)))
    end = _end_of_reading(source)
    blocks: list[Block] = [*(post.html if options.html else post.blocks)(source[:end], 1), *post.reader.footnotes()]
    blocks = bold_headings(without_title(blocks, options.title), post.reader.anchors)
    if post.reader.unread:
        message = tr("The text of line {line} has too many marks; it is shown as it stands")
        blocks.insert(0, _note(message.format(line=post.reader.unread)))
    if end < len(source):
        line = source.count("\n", 0, end) + 1
        message = tr("This post has too many lines; from line {line} on it is shown as it stands")
        blocks = [_note(message.format(line=line)), *blocks, Code(source[end:].strip("\n"), line=line)]
    return Document(tuple(blocks), source.count("\n") + 1)


def _end_of_reading(source: str) -> int:
    """How many characters are read as Markdown: MOST_LINES lines with text."""
    if source.count("\n") < MOST_LINES:
        return len(source)
    place = count = 0
    while count < MOST_LINES and place < len(source):
        end = source.find("\n", place) + 1 or len(source)
        count += end - place > 1
        place = end
    return place if source[place:].strip() else len(source)


def _note(message: str) -> Note:
    """What the reader is told about how a post is shown."""
    return Note(Role.PROBLEM, message, ())


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
        for found in _REFERENCE.finditer(_without_code(text) if "`" in text else text):
            if found[1] in known:
                numbers.setdefault(found[1], len(numbers) + 1)


def _without_code(text: str) -> str:
    """Inline Markdown without its code: what stands between two runs of equally many backticks."""
    runs = [match.span() for match in _TICKS.finditer(text)]
    last = {end - start: index for index, (start, end) in enumerate(runs)}
    kept, place, index = [], 0, 0
    while index < len(runs):
        start, end = runs[index]
        if last[end - start] == index:
            index += 1
            continue
        kept.append(text[place:start])
        index += 1
        while runs[index][1] - runs[index][0] != end - start:
            index += 1
        place = runs[index][1]
        index += 1
    return "".join((*kept, text[place:]))


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
