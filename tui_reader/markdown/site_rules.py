"""What a site's configuration says of its Markdown: Hugo's `markup.goldmark`, `markup.highlight` and `enableEmoji`.

One value for both ways to read Markdown, so that what is counted and what is shown follow the same options.
"""

import re
from typing import Literal

from tui_reader.model.dataclass import dataclass

_RANGE = re.compile(r"(\d+)(?:\s*-\s*(\d+))?")
MOST_MARKED = 10_000
"""Lines of one block of code that may stand out."""

EXTRAS = ("delete", "insert", "mark", "subscript", "superscript")
"""Marks that Hugo reads only where a site switches them on, by their names in the configuration."""


@dataclass(frozen=True, slots=True)
class CodeRules:
    """How code between fences is set (`markup.highlight`)."""

    highlighted: bool = True
    """Fences are highlighted, and their line numbers count; False leaves plain code (`codeFences`)."""
    numbers: Literal["", "table", "inline"] = ""
    """Where highlighted code has its line numbers; empty for none."""
    beside: bool = True
    """Line numbers that a fence asks for stand in a table beside the code, else in it (`lineNumbersInTable`)."""
    guesses: bool = False
    """Code in no language, or one without a highlighter, is highlighted as well (`guessSyntax`)."""
    first: int = 1
    """Number of the first line."""
    marked: str = ""
    """Lines that stand out: `2-4 7`."""
    bare: bool = False
    """Highlighted code has no block of its own around it (`hl_inline`)."""
    classes: bool = False
    """Every class of token is named, else only those that have a colour of their own (`noClasses` off)."""
    style: str = "monokai"
    """Name of the colours."""
    wrapper: str = "highlight"
    """Classes of the block around highlighted code (`wrapperClass`)."""


@dataclass(frozen=True, slots=True)
class Passthrough:
    """What encloses text that is passed on as it stands (`extensions.passthrough`), opening and closing."""

    blocks: tuple[tuple[str, str], ...] = ()
    """Delimiters of text that stands between paragraphs."""
    inline: tuple[tuple[str, str], ...] = ()
    """Delimiters of text that stands in its line."""


@dataclass(frozen=True, slots=True)
class Rules:
    """The settings of a site that change what its Markdown becomes."""

    raw_html: bool = False
    """HTML in Markdown is kept; Hugo leaves it out by default."""
    xhtml: Literal["", "all", "without pictures"] = ""
    """Elements that enclose nothing end in ` />`, which Hugo counts as a word where it cuts summaries; pictures end so
    where no render hook writes them.
    """
    hard_wraps: bool = False
    """Every line end in a paragraph is a line break."""
    typographer: bool = True
    """Straight quotes, dashes and dots become typographic ones."""
    signs: tuple[tuple[str, str], ...] = ()
    """HTML that the site writes in the place of a typographic sign, by that sign; `apostrophe` is told from `’`."""
    join_lines: Literal["", "simple", "css3draft"] = ""
    """Line ends between wide characters vanish; `css3draft` drops those beside one wide character as well."""
    escaped_blanks: bool = False
    r"""`\ ` is nothing at all (`escapedSpace`)."""
    footnotes: bool = True
    """`[^1]` is a footnote."""
    backlink: str = "&#x21a9;&#xfe0e;"
    """HTML at the end of a footnote that leads back."""
    tables: bool = True
    """Rows of cells between `|` are a table."""
    tasks: bool = True
    """`- [ ]` is a box to tick."""
    definitions: bool = True
    """A line that begins with `: ` says what the line before it means."""
    strikethrough: bool = True
    """`~~text~~` is struck."""
    links: bool = True
    """Bare addresses are links (`linkify`)."""
    link_protocol: str = "https"
    """Scheme of bare addresses without one."""
    extras: tuple[str, ...] = ()
    """Those of EXTRAS that the site switches on."""
    refused: tuple[str, ...] = ()
    """Those of EXTRAS, and `emoji`, that the site switches off by name: they are shown as they stand."""
    emoji: bool = False
    """`:joy:` is an emoji (`enableEmoji`)."""
    heading_attributes: bool = True
    """`# Title {#id .class}` ends in attributes."""
    block_attributes: bool = False
    """A line of attributes in braces under a block belongs to it."""
    heading_ids: bool = True
    """Headings have their names as ids (`autoHeadingID`)."""
    heading_names: Literal["github", "github-ascii", "blackfriday"] = "github"
    """How the name of a heading is made from its text, for links to it."""
    term_names: bool = False
    """Terms that are defined have names as headings have (`autoDefinitionTermID`)."""
    wraps_images: bool = True
    """A picture alone stands in a paragraph."""
    passthrough: Passthrough | None = None
    """What encloses text, formulas for the most part, that is passed on as it stands; None where nothing does."""
    code: CodeRules = CodeRules()
    """How code is set."""

    @property
    def delimiters(self) -> dict[str, dict[int, str]]:
        """For each mark that runs around text the tag it makes, by the length of the run; without those that are
        always read.
        """
        found: dict[str, dict[int, str]] = {}
        if not self.strikethrough:
            lowered = {1: "sub", 2: "sub"} if "subscript" in self.extras else {}
            found["~"] = {**lowered, **({2: "s"} if "delete" in self.extras else {})}
        if "superscript" in self.extras:
            found["^"] = {1: "sup", 2: "sup"}
        if "mark" in self.extras:
            found["="] = {2: "mark"}
        if "insert" in self.extras:
            found["+"] = {2: "ins"}
        return {sign: lengths for sign, lengths in found.items() if lengths}

    @property
    def unusual(self) -> str:
        """Characters that mean more, or less, than they do by default."""
        signs = "".join(self.delimiters) + ("" if self.strikethrough else "~")
        lines = self.hard_wraps or bool(self.xhtml) or bool(self.join_lines)
        passed = self.passthrough.blocks + self.passthrough.inline if self.passthrough else ()
        signs += "".join(opening[0] for opening, _ in passed)
        return signs + ":" * self.emoji + "!" * (not self.wraps_images) + "\n" * lines


USUAL = Rules()
"""What holds where a site says nothing."""


def read_lines(ranges: str) -> frozenset[int]:
    """Line numbers of `[2,"4-6"]`, `2 4-6` or `2,4-6`, the lowest 10,000 of them."""
    pairs = sorted((int(first[:9]), int((last or first)[:9])) for first, last in _RANGE.findall(ranges))
    lines: list[int] = []
    for first, last in pairs:
        begin = max(first, lines[-1] + 1) if lines else first
        lines += range(begin, min(last + 1, begin + MOST_MARKED - len(lines)))
    return frozenset(lines)
