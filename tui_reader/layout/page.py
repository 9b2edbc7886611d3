"""What a page is made of: lines of runs with roles, links and anchors.

No colours: a theme gives each role a style.
"""

from enum import Enum

from tui_reader.model.dataclass import dataclass
from tui_reader.model.roles import Role


@dataclass(frozen=True, slots=True)
class Run:
    """Text with one set of roles; safe for a terminal, without line ends and tabs."""

    text: str
    """The characters, in reading order."""
    roles: tuple[Role, ...] = ()
    """What it is; empty means plain text. The style of a later role is laid over that of an earlier one."""
    link: int | None = None
    """Number of the link it belongs to (`Page.link`), or None."""

    def with_text(self, text: str) -> "Run":
        """The same with other text."""
        return Run(text, self.roles, self.link)


REPEATED = -1
"""Cell of a run of a table that says again what stands elsewhere: the name of a column, a cell of several rows."""
TABLE_BEGINS = -2
"""Cell of the run that a table begins with."""


@dataclass(frozen=True, slots=True)
class CellRun(Run):
    """A run of a table's cell: the lines of a table hold pieces of several cells side by side."""

    cell: int = REPEATED
    """Number of the cell among those of its table, in reading order: names of columns first, then row by row."""
    then: str = "\n"
    """What stands in the text between this piece of the cell and the next: nothing, a blank, a line feed."""

    def with_text(self, text: str) -> "CellRun":
        """The same with other text."""
        return CellRun(text, self.roles, self.link, self.cell, self.then)


@dataclass(frozen=True, slots=True)
class Picture:
    """One line's share of a picture: whoever draws the page draws it from `cell` on."""

    path: str
    """Path of the picture's file."""
    row: int
    """Which line of the picture this is, from 0."""
    rows: int
    """Lines the whole picture takes."""
    cell: int
    """First cell of the picture in the line."""
    cells: int
    """Cells it is wide."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a page, at most as wide as the page's width in cells."""

    runs: tuple[Run, ...] = ()
    """Runs from left to right; no run reaches past the page's width."""
    fill: Role | None = None
    """Role whose background fills the line from `indent` to the page's width (code blocks), or None."""
    indent: int = 0
    """Cell at which `fill` begins."""
    joined: bool = False
    """True where the paragraph goes on in the next line: copying joins them again."""
    blank_join: bool = False
    """True where a blank stood between this line and the next in a joined paragraph."""
    picture: Picture | None = None
    """The picture drawn on this line, whose only runs are blanks then; None for none."""
    anchors: tuple[str, ...] = ()
    """Names to jump to that stand at this line: headings, footnotes and the places that refer to them."""

    @property
    def text(self) -> str:
        """The characters of the line without roles."""
        return "".join(run.text for run in self.runs)

    @property
    def then(self) -> str:
        """What stands in the text between this line and the next: nothing, a blank, a line feed."""
        return (" " if self.blank_join else "") if self.joined else "\n"


class LinkKind(Enum):
    """Where a link leads."""

    WEB = "web"
    """`https:`, `http:`, `mailto:` and the like: shown, copied, opened where there is a display."""
    POST = "post"
    """Another post of the feed, by path or URL: opened in the reader."""
    ANCHOR = "anchor"
    """A heading or footnote of the same post."""
    TERM = "term"
    """A term of the header card, `tags/元宇宙`: shows the posts that carry it."""
    FILE = "file"
    """A picture or download that belongs to the post."""


@dataclass(frozen=True, slots=True)
class Link:
    """A link of the post."""

    target: str
    """The address as the post writes it, made safe."""
    kind: LinkKind
    """Where it leads."""
    text: str = ""
    """What the link is written on."""


@dataclass(frozen=True, slots=True)
class Position:
    """A position in a post that survives another width or an edit: it is found again by its words."""

    block: int
    """Index of the block at the top of the screen."""
    offset: int
    """Characters of the block's text before the first one on the screen."""
    words: str = ""
    """The first characters of text from there on (at most 40), to find it again after an edit."""
    part: float = 0.0
    """How far into the post it is, 0 to 1: for lists and when the words are gone."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A piece of text that was looked for: cells `start` to `end` of line `line`."""

    line: int
    """Index of the line in the page."""
    start: int
    """First cell."""
    end: int
    """Cell after the last."""
    rest: bool = False
    """True for the part of a hit that a line's end parted from its beginning: no hit of its own."""
