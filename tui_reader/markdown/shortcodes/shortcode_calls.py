"""Hugo's shortcodes found in a post: `{{< name … >}}` and `{{% name … %}}`, with arguments, inner text and pairs.

Each shortcode is cut out of the Markdown and a numbered place is left for it.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Mapping
from textwrap import dedent
from typing import Protocol

from tui_reader.document.blocks import Block, MathBlock
from tui_reader.document.spans import Span
from tui_reader.markdown.dialect import PLACE_CLOSE, PLACE_OPEN
from tui_reader.model.dataclass import dataclass, field
from tui_reader.text.shortcode_lexer import Tag, find_tags, pair_tags, read_arguments, unescape_tags

Shown = tuple[Block, ...] | tuple[Span, ...]
"""What a shortcode stands for: blocks of its own, or spans inside a line."""

INNER = ""
"""Stands for the inner text among the arguments that were read."""

_MARKS = re.compile(r"\s*(?:(?:[>*+-]|\d{1,9}[.)]|\[[ xX]\])\s+)*")


def fold_name(name: str) -> str:
    """A shortcode's name without hyphens and capitals: themes write one name in several ways."""
    return name.replace("-", "").replace("_", "").lower()


class Writer(Protocol):
    """What a shortcode's function may use of the document it stands in."""

    @property
    def params(self) -> Mapping[str, str]:
        """Values of the site and the post, by name."""

    def blocks(self, markdown: str, line: int) -> tuple[Block, ...]:
        """The blocks of Markdown that begins at `line` of the post."""

    def spans(self, markdown: str) -> tuple[Span, ...]:
        """The spans of Markdown that stands inside a line."""

    def formula(self, source: str, line: int) -> MathBlock:
        """A formula that stands alone."""

    def html(self, source: str, line: int) -> tuple[Block, ...]:
        """The blocks of HTML."""


@dataclass(frozen=True, slots=True)
class Call:
    """One use of a shortcode. It remembers what of it was read, so that the rest can be shown as well."""

    name: str
    """Its name."""
    positional: tuple[str, ...]
    """Arguments without a name."""
    named: dict[str, str]
    """Arguments by name, lower case."""
    inner: str | None
    """Text between the opening and the closing tag; None where there is no closing tag."""
    source: str
    """The whole shortcode as it stands in the post."""
    line: int = 0
    """Line of the post it begins at, from 1."""
    alone: bool = False
    """Nothing else stands on its lines."""
    sign: str = "<"
    """`<` or `%`, as it is written."""
    parent: "Call | None" = None
    """The shortcode right around it."""
    index: int = 0
    """How many of its name stand before it in the same parent."""
    used: set[str | int] = field(default_factory=set)
    """Names and positions of the arguments that were read, and INNER where the inner text was."""

    def get(self, *names: str | int) -> str:
        """Read the first argument that is there, by name or by position from 0; empty where none is."""
        for name in names:
            if value := self.peek(name):
                self.used.add(name)
                return value
        return ""

    def peek(self, name: str | int) -> str:
        """An argument by name or position, without reading it; empty where there is none."""
        if isinstance(name, str):
            return self.named.get(name, "")
        return self.positional[name] if name < len(self.positional) else ""

    @property
    def kind(self) -> str:
        """Its name as themes share it: without folders, hyphens and capitals."""
        return fold_name(self.name.rpartition("/")[2])

    @property
    def encloses(self) -> bool:
        """True where there is an inner text."""
        return bool((self.inner or "").strip())

    @property
    def text(self) -> str:
        """Read the inner text, without the blank lines around it and the blanks all its lines begin with; empty
        without any.
        """
        self.used.add(INNER)
        return dedent((self.inner or "").strip("\n")) if self.encloses else ""

    @property
    def code(self) -> str:
        """Read the inner text as what it is where no Markdown stands in it."""
        return unescape_tags(self.text)


@dataclass(slots=True)
class Cut:
    """Markdown with its shortcodes cut out."""

    source: str
    """The Markdown with numbered places."""
    calls: dict[int, Call] = field(default_factory=dict)
    """The shortcodes by their numbers."""
    starts: list[int] = field(default_factory=list)
    """Lines from which on the numbers differ, in order."""
    shifts: list[int] = field(default_factory=list)
    """How many lines were cut out before each of them."""

    def number(self, line: int) -> int:
        """The line before the cut, from 0, of a line after it, from 0."""
        place = bisect_right(self.starts, line) - 1
        return line + (self.shifts[place] if place >= 0 else 0)

    def shift(self, start: int, lines: int) -> None:
        """Count `lines` more that were cut out before line `start`."""
        self.shifts.append(lines + (self.shifts[-1] if self.shifts else 0))
        self.starts.append(start)


def _stands_alone(source: str, start: int, end: int) -> bool:
    """True where nothing but blanks and the marks of lists and quotes is left and right of source[start:end]."""
    before = source.rfind("\n", 0, start) + 1
    after = source.find("\n", end)
    beside = source[end : after if after >= 0 else len(source)]
    return bool(_MARKS.fullmatch(source, before, start)) and not beside.strip()


@dataclass(slots=True)
class _Cutter:
    """Copies the text up to each shortcode and leaves a place for it."""

    source: str
    first: int
    line: int
    parent: Call | None
    cut: Cut = field(default_factory=lambda: Cut(""))
    pieces: list[str] = field(default_factory=list)
    last: int = 0
    lines: int = 0
    names: Counter[str] = field(default_factory=Counter)

    def put(self, text: str) -> None:
        """Add text to what is left."""
        self.pieces.append(text)
        self.lines += text.count("\n")

    def take(self, tag: Tag, closing: Tag | None) -> None:
        """Cut out the shortcode that begins with `tag`; `closing` ends it where it is a pair."""
        self.put(self.source[self.last : tag.start])
        self.last = closing.end if closing else tag.end
        if tag.literal:
            self.put(tag.literal)
            return
        if not tag.closes:
            number = self.first + len(self.cut.calls)
            self.cut.calls[number] = self._call(tag, closing)
            self.put(f"{PLACE_OPEN}{number}{PLACE_CLOSE}")
        if more := self.source.count("\n", tag.start, self.last):
            self.cut.shift(self.lines + 1, more)

    def _call(self, tag: Tag, closing: Tag | None) -> Call:
        positional, named = read_arguments(tag.arguments)
        inner = self.source[tag.end : closing.start] if closing else None
        whole = self.source[tag.start : self.last]
        self.names[tag.name] += 1
        return Call(
            tag.name,
            positional,
            named,
            inner,
            whole,
            self.line + self.cut.number(self.lines),
            _stands_alone(self.source, tag.start, self.last),
            "%" if tag.close == "%" else "<",
            self.parent,
            self.names[tag.name] - 1,
        )


def cut_shortcodes(source: str, first: int, line: int = 1, parent: Call | None = None) -> Cut:
    """Cut the shortcodes out of Markdown that begins at `line` of the post, inside `parent`; their numbers begin at
    `first`.

    Escaped ones become text, closing tags that nothing opened are dropped.
    """
    if "{{" not in source:
        return Cut(source)
    tags = list(find_tags(source))
    ends = pair_tags(tags)
    cutter = _Cutter(source, first, line, parent)
    place = 0
    while place < len(tags):
        end = ends.get(place, place)
        cutter.take(tags[place], tags[end] if end > place else None)
        place = end + 1
    cutter.put(source[cutter.last :])
    cutter.cut.source = "".join(cutter.pieces)
    return cutter.cut


Function = Callable[[Call, Writer], Shown]
"""Reads one kind of shortcode."""


def plain_words(markdown: str, writer: Writer) -> str:
    """The characters of Markdown that stands inside a line."""
    return "".join(span.text for span in writer.spans(markdown)) if markdown else ""
