"""Block tokens become blocks: one small function for each kind of token, in one table."""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from textwrap import dedent

from markdown_it.token import Token

from tui_reader.document.blocks import (
    Align,
    Block,
    Caption,
    Code,
    Definition,
    Definitions,
    Figure,
    Footnote,
    Footnotes,
    Heading,
    Item,
    ListBlock,
    Note,
    Paragraph,
    Quote,
    Rule,
    Table,
)
from tui_reader.document.plain import one_line
from tui_reader.document.spans import Text
from tui_reader.i18n.messages import tr
from tui_reader.markdown.anchors import Anchors
from tui_reader.markdown.attributes import Attributes, split_attributes, split_info
from tui_reader.markdown.dialect import PLACE, PLACE_OPEN, block_tokens
from tui_reader.markdown.heuristics import ALERTS, captions, is_prose, is_pushed_right, split_indent, split_paragraphs
from tui_reader.markdown.html.html_blocks import HtmlBlocks
from tui_reader.markdown.html.html_elements import paragraph_or_figures
from tui_reader.markdown.html.html_hiding import after_end, before_beginning, begins_hiding, last_ends
from tui_reader.markdown.inline_reader import Inline, is_too_long
from tui_reader.markdown.site_rules import read_lines
from tui_reader.markdown.smart_quotes import quotes_left_open
from tui_reader.model.dataclass import dataclass, field, replace

_MARKUP = re.compile(r"\s*<[/!A-Za-z]")
"""How indented text begins that goes on with the HTML around it."""
_TASK = re.compile(r"\[( |[xX](?!\]\())\]\s*")
_ALERT = re.compile(r"\[!([A-Za-z]+)\][+-]?[ \t]*([^\n]*)(?:\n|$)")
_FORMULA = re.compile(r"\$\$(.+)\$\$|\\\[(.+)\\\]", re.DOTALL)
NO_TITLE = "~"
"""What stands for the title of an alert that has none, as YAML writes null."""
MOST_PICTURES = 200
"""Pictures in one paragraph beyond which it is read as text."""
_BEGINNINGS = frozenset(("$", "\\", "!", "[", "<", "`"))
_PICTURES = re.compile(r"(?:\s*(?:\[\s*)?(?:!\[|<img\b))", re.IGNORECASE)
_EMBEDDED = re.compile(r"\s*<(video|audio|iframe|embed)\b[^>]*>(?:.*</\1>)?\s*", re.IGNORECASE | re.DOTALL)
_PICTURE_LINE = re.compile(r"[ \t]*(?:!\[[^\]\n]*\]\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\)[ \t]*)+\\?")


@dataclass(slots=True)
class BlockReader:
    """Turns the tokens of one document into blocks."""

    inline: Inline
    """Parses the text of the blocks when it is looked at."""
    anchors: Anchors = field(default_factory=Anchors)
    """Names of the headings."""
    numbers: Callable[[int], int] = lambda line: line + 1
    """The line in the post, from 1, of a line in the parsed source, from 0."""
    shown: dict[int, tuple[Block, ...]] = field(default_factory=dict)
    """Blocks of the shortcodes that stand for blocks, by their number."""
    notes: dict[str, tuple[Block, ...]] = field(default_factory=dict)
    """Blocks of the footnotes, by their label."""
    unread: int = 0
    """Line of the first text with more marks than are read; 0 where there is none."""
    open_quotes: int = 0
    """Double quotes of the blocks so far that were opened and not closed: Goldmark pairs them over blocks."""

    def blocks(self, tokens: Sequence[Token]) -> tuple[Block, ...]:
        """The blocks of one container's tokens."""
        if any(token.type == "html_block" or (token.type == "inline" and begins_hiding(token)) for token in tokens):
            return tuple(captions(self._with_html(tokens)))
        made: list[Block] = []
        for chunk in chunks(tokens):
            if chunk[0].type in _KINDS:
                made += _KINDS[chunk[0].type](self, chunk)
        return tuple(captions(made))

    def _with_html(self, tokens: Sequence[Token]) -> list[Block]:
        """The blocks of tokens among which HTML stands: its elements may reach around what is Markdown."""
        tree = HtmlBlocks(self.anchors, self.inline, self.shown)
        groups = list(chunks(tokens))
        ends = last_ends(groups)
        for number, chunk in enumerate(groups):
            kind, source = chunk[0].type, chunk[0].content
            beginning = before_beginning(chunk[1].content, self.inline) if kind == "paragraph_open" else None
            is_html = kind == "html_block" or (kind == "code_block" and tree.is_open and _MARKUP.match(source))
            if is_html:
                tree.feed_block(source, self.line(chunk[0]))
            elif tree.hides:
                self._behind_hidden(tree, chunk)
            elif beginning and ends.get(beginning[2], -1) > number:
                tree.add(_one_paragraph(self, beginning[0], self.line(chunk[0])))
                tree.feed_block(beginning[1], self.line(chunk[0]))
            elif kind == "paragraph_open" and tree.preformatted:
                self._preformatted(tree, chunk[1])
            elif kind in _KINDS:
                tree.add(_KINDS[kind](self, chunk))
            if tree.hides and ends.get(tree.hides, -1) <= number:
                tree.show()
        return tree.finish()

    def _preformatted(self, tree: HtmlBlocks, token: Token) -> None:
        """A paragraph of Markdown inside preformatted HTML, which may end in it."""
        name = tree.preformatted
        inside, end, behind = token.content, "", ""
        if found := after_end(token.content, name, self.inline):
            end, behind = found
            inside = token.content[: len(token.content) - len(end) - len(behind)]
        tree.add_preformatted(inside)
        tree.feed_block(end, self.line(token))
        if behind.strip():
            tree.add(_one_paragraph(self, behind.lstrip("\n"), self.line(token)))

    def _behind_hidden(self, tree: HtmlBlocks, chunk: Sequence[Token]) -> None:
        """What of a block of Markdown stands behind the end of the element that hides its beginning."""
        for token in chunk:
            source = token.content if token.type == "inline" else ""
            while source and tree.hides and (found := after_end(source, tree.hides, self.inline)):
                tree.feed_block(found[0], self.line(token))
                source = found[1]
            if token.type == "html_block":
                tree.feed_block(token.content, self.line(token))
            elif source and not tree.hides:
                tree.add(_one_paragraph(self, source.lstrip("\n"), self.line(token)))

    def text(self, source: str, line: int = 1) -> Text:
        """A text of this document that begins at `line`, not yet parsed."""
        if is_too_long(source):
            self.unread = self.unread or line
            return Text(source, self.inline)
        before = self.open_quotes
        if source.count('"') % 2:
            self.open_quotes = quotes_left_open(source, before)
        return Text(source, partial(self.inline, open_quotes=before) if before else self.inline)

    def prose(self, source: str, line: int) -> list[Block]:
        """The blocks of Markdown that was indented like code, its paragraphs indented as prose is."""
        outer, self.numbers = self.numbers, lambda number: line + number
        blocks = self.blocks(block_tokens(source, self.inline.env, self.inline.dialect))
        self.numbers = outer
        return [replace(block, indent=2) if isinstance(block, Paragraph) else block for block in blocks]

    def line(self, token: Token) -> int:
        """Line of the post a token begins at, from 1."""
        return self.numbers(token.map[0]) if token.map else 0

    def footnotes(self) -> Iterator[Footnotes]:
        """The footnotes that are referred to, as one block, where there are any."""
        numbers = self.inline.env.get("numbers", {})
        assert isinstance(numbers, dict)
        if numbers:
            notes = (Footnote(label, number, self.notes.get(label, ())) for label, number in numbers.items())
            yield Footnotes(tuple(notes))


def chunks(tokens: Sequence[Token]) -> Iterator[Sequence[Token]]:
    """Each block's tokens, from its opening to its closing one."""
    start = depth = 0
    for index, token in enumerate(tokens):
        depth += token.nesting
        if depth == 0:
            yield tokens[start : index + 1]
            start = index + 1


def _heading(reader: BlockReader, chunk: Sequence[Token]) -> list[Block]:
    has_attributes = reader.inline.dialect.rules.heading_attributes
    source, attributes = split_attributes(chunk[1].content) if has_attributes else (chunk[1].content, Attributes())
    name = (
        reader.anchors.take(reader.inline.fill_code(attributes.id))
        if attributes.id
        else reader.anchors.of_heading(reader.inline.words(source))
    )
    line = reader.line(chunk[0])
    return [Heading(int(chunk[0].tag[1]), reader.text(source, line), name, line)] if source.strip() else []


def _paragraph(reader: BlockReader, chunk: Sequence[Token]) -> list[Block]:
    line = reader.line(chunk[0])
    made: list[Block] = []
    for source in split_paragraphs(chunk[1].content):
        if PLACE_OPEN in source:
            made += _with_shortcodes(reader, source, line)
        else:
            made += _one_paragraph(reader, source, line)
        line += source.count("\n") + 1
    return made


def _one_paragraph(reader: BlockReader, source: str, line: int) -> list[Block]:
    """The blocks of one paragraph: formula, pictures, or text."""
    source, _attributes = _without_attributes(source)
    if source.lstrip()[:1] in _BEGINNINGS or "\n![" in source:
        made = _apart(reader, source, line)
        if made is not None:
            return made
    indent, text = split_indent(source)
    return [Paragraph(reader.text(text, line), indent, line)] if text.strip() else []


def _apart(reader: BlockReader, source: str, line: int) -> list[Block] | None:
    """The blocks of a paragraph that is a formula, pictures or an embedded page; None where it is text."""
    whole = source.strip()
    if reader.inline.dialect.formulas_in_code and whole[:1] == whole[-1:] == "`":
        whole = whole.strip("`").strip()
    formula = _FORMULA.fullmatch(whole)
    if formula and "$$" not in formula.group(1 if formula[1] else 2):
        return [reader.inline.formula_block(formula[1] or formula[2], line)]
    if (_PICTURES.match(source) or "\n![" in source) and source.count("![") <= MOST_PICTURES:
        return _pictures(reader, source, line)
    if source.lstrip()[:1] == "<" and not reader.inline(source):
        return []
    if _EMBEDDED.fullmatch(source):
        tree = HtmlBlocks(reader.anchors, reader.inline, reader.shown)
        tree.feed_block(source, line)
        return tree.finish()
    return None


def _without_attributes(source: str) -> tuple[str, Attributes]:
    """A paragraph without a last line of attributes in braces."""
    if not source.endswith("}"):
        return source, Attributes()
    head, _, last = source.rpartition("\n")
    if not last.startswith("{") or not last.rstrip().endswith("}"):
        return source, Attributes()
    rest, attributes = split_attributes(last)
    return (head, attributes) if not rest.strip() else (source, Attributes())


def _pictures(reader: BlockReader, source: str, line: int) -> list[Block]:
    """Figures of the lines that are pictures alone; the lines between them stay text."""
    made: list[Block] = []
    waiting: list[str] = []
    for text in source.split("\n"):
        if _PICTURE_LINE.fullmatch(text):
            made += _text_or_figures(reader, "\n".join(waiting), line)
            waiting = []
            made += _text_or_figures(reader, text.rstrip("\\"), line)
        else:
            waiting.append(text)
    return made + _text_or_figures(reader, "\n".join(waiting), line)


def _text_or_figures(reader: BlockReader, source: str, line: int) -> list[Block]:
    if not source.strip():
        return []
    spans = reader.inline(source)
    found = paragraph_or_figures(spans, line)
    if found and isinstance(found[0], Figure):
        return found
    indent, text = split_indent(source)
    return [Paragraph(reader.text(text), indent, line)] if found else []


def _with_shortcodes(reader: BlockReader, source: str, line: int) -> list[Block]:
    """A paragraph cut at the lines that hold nothing but shortcodes which stand for blocks."""
    made: list[Block] = []
    waiting: list[str] = []
    for text in source.split("\n"):
        numbers = [int(number) for number in PLACE.findall(text)]
        if numbers and not PLACE.sub("", text).strip() and any(number in reader.shown for number in numbers):
            made += _one_paragraph(reader, "\n".join(waiting), line)
            waiting = []
            for number in numbers:
                made += reader.shown.get(number) or paragraph_or_figures(reader.inline.inside(number), line)
        elif not numbers or PLACE.sub("", text).strip() or any(map(reader.inline.shown, numbers)):
            waiting.append(text)
    return made + _one_paragraph(reader, "\n".join(waiting), line)


def _quote(reader: BlockReader, chunk: Sequence[Token]) -> list[Block]:
    line = reader.line(chunk[0])
    alert = _ALERT.match(chunk[2].content) if len(chunk) > 3 and chunk[1].type == "paragraph_open" else None
    if alert is None or alert[1].lower() not in ALERTS:
        return [Quote(reader.blocks(chunk[1:-1]), line=line)]
    chunk[2].content = chunk[2].content[alert.end() :]
    title = one_line(reader.inline(alert[2])).strip() or tr(alert[1].capitalize())
    role = ALERTS[alert[1].lower()]
    return [Note(role, "" if title == NO_TITLE else title, reader.blocks(chunk[1:-1]), line)]


def _list(reader: BlockReader, chunk: Sequence[Token]) -> list[Block]:
    start = int(chunk[0].attrs.get("start", 1)) if chunk[0].type == "ordered_list_open" else None
    items = tuple(_item(reader, inner) for inner in chunks(chunk[1:-1]))
    tight = all(token.hidden for token in chunk if token.type == "paragraph_open" and token.level == chunk[0].level + 2)
    return [ListBlock(items, start, tight, reader.line(chunk[0]))]


def _item(reader: BlockReader, chunk: Sequence[Token]) -> Item:
    inner = chunk[1:-1]
    done = None
    tasks = reader.inline.dialect.rules.tasks
    if tasks and len(inner) > 1 and inner[0].type == "paragraph_open" and (task := _TASK.match(inner[1].content)):
        done = task[1] != " "
        inner[1].content = inner[1].content[task.end() :]
    return Item(reader.blocks(inner), done)


def _fence(reader: BlockReader, chunk: Sequence[Token]) -> list[Block]:
    token = chunk[0]
    language, attributes = split_info(reader.inline.fill_code(token.info))
    source = reader.inline.fill_code(token.content).rstrip("\n")
    if language == "math":
        return [reader.inline.formula_block(source, reader.line(token))]
    return [code_block(source, language, _with_site(attributes, language, reader), reader.line(token))]


def _with_site(attributes: Attributes, language: str, reader: BlockReader) -> Attributes:
    """The attributes of a fence over what the site says of all its code."""
    rules = reader.inline.dialect.rules.code
    if not rules.highlighted or not (language or rules.guesses):
        return attributes
    site = {"linenos": "true" if rules.numbers else "", "hl_lines": rules.marked}
    start = {"linenostart": str(rules.first)} if rules.numbers and attributes.values.get("linenos") != "false" else {}
    return replace(
        attributes, values={**{key: value for key, value in site.items() if value}, **start, **attributes.values}
    )


def _math(reader: BlockReader, chunk: Sequence[Token]) -> list[Block]:
    return [reader.inline.formula_block(chunk[0].content, reader.line(chunk[0]))]


def code_block(source: str, language: str, attributes: Attributes, line: int) -> Code:
    """A code block as its attributes say: title, line numbers, marked lines."""
    values = attributes.values
    numbered = attributes.is_on("linenos") or "linenostart" in values
    start = values.get("linenostart", "1")
    first = (int(start[:9]) if start.isdecimal() else 1) if numbered else None
    title = values.get("title") or values.get("name") or values.get("file") or ""
    return Code(source, language, title, first, read_lines(values.get("hl_lines", "")), line)


def _indented(reader: BlockReader, chunk: Sequence[Token]) -> list[Block]:
    token = chunk[0]
    source, line = token.content, reader.line(token)
    if is_pushed_right(source):
        return [Caption(reader.text(source.strip()), line)]
    if is_prose(source):
        return reader.prose(dedent(source), line)
    return [Code(reader.inline.fill_code(source).strip("\n"), line=line)]


def _table(reader: BlockReader, chunk: Sequence[Token]) -> list[Block]:
    line = reader.line(chunk[0])
    rows = [tuple(reader.text(cell, line) for cell in row) for row in chunk[0].meta["rows"]]
    align = tuple(Align(word) for word in chunk[0].meta["align"])
    return [Table(rows[0], tuple(rows[1:]), align, line)]


def _rule(reader: BlockReader, chunk: Sequence[Token]) -> list[Block]:
    return [Rule(reader.line(chunk[0]))]


def _definitions(reader: BlockReader, chunk: Sequence[Token]) -> list[Block]:
    items: list[tuple[tuple[Text, ...], list[Block]]] = []
    terms: list[Text] = []
    for inner in chunks(chunk[1:-1]):
        if inner[0].type == "dt_open":
            terms.append(reader.text(inner[1].content))
            continue
        if terms or not items:
            items.append((tuple(terms), []))
            terms = []
        items[-1][1].extend(reader.blocks(inner[1:-1]))
    made = tuple(Definition(named, tuple(blocks)) for named, blocks in items)
    return [Definitions(made, reader.line(chunk[0]))]


def _footnote(reader: BlockReader, chunk: Sequence[Token]) -> list[Block]:
    reader.notes.setdefault(str(chunk[0].meta["label"]), reader.blocks(chunk[1:-1]))
    return []


_KINDS: dict[str, Callable[[BlockReader, Sequence[Token]], list[Block]]] = {
    "heading_open": _heading,
    "paragraph_open": _paragraph,
    "blockquote_open": _quote,
    "bullet_list_open": _list,
    "ordered_list_open": _list,
    "fence": _fence,
    "math_block": _math,
    "code_block": _indented,
    "table": _table,
    "hr": _rule,
    "dl_open": _definitions,
    "footnote_reference_open": _footnote,
}
