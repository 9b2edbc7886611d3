"""Themes: a style for every role of a page and every part of the screen.

A role or a part that a theme leaves out takes the style of its parent, and in the end that of plain text: so a theme
written for an older version goes on working.
"""

from collections.abc import Mapping
from enum import Enum

from tui_reader.model.dataclass import dataclass, field
from tui_reader.model.errors import ThemeError
from tui_reader.model.roles import Role

HUES = ("black", "red", "green", "yellow", "blue", "magenta", "cyan", "white")
ANSI = frozenset(("default", *HUES, *(f"bright_{hue}" for hue in HUES)))
"""Colours every terminal has under a name; what they look like depends on the terminal."""

ATTRIBUTES = ("bold", "italic", "underline", "strike", "dim", "reverse")
COLOURS = ("truecolor", "256", "16", "none")


class Part(Enum):
    """A part of the screen that is no text of a post."""

    SCREEN = "screen"
    """Everything that nothing else is drawn on; lies under every other style."""
    PANE_TITLE = "pane_title"
    PANE_TITLE_FOCUSED = "pane_title_focused"
    ROW = "row"
    """Title of a post in the list."""
    ROW_UNREAD = "row_unread"
    ROW_READ = "row_read"
    ROW_DATE = "row_date"
    ROW_MARK_PINNED = "row_mark_pinned"
    ROW_MARK_RECOMMENDED = "row_mark_recommended"
    ROW_MARK_BOOKMARK = "row_mark_bookmark"
    ROW_MARK_UNREAD = "row_mark_unread"
    ROW_MARK_PROBLEM = "row_mark_problem"
    CURSOR = "cursor"
    """Laid over the chosen row of the pane that has the keyboard."""
    CURSOR_BAR = "cursor_bar"
    """The bar at the left edge of that row."""
    CURSOR_UNFOCUSED = "cursor_unfocused"
    """Laid over the chosen row of a pane that has not."""
    SECTION = "section"
    """Heading in the sidebar."""
    TERM = "term"
    TERM_COUNT = "term_count"
    TERM_CHOSEN = "term_chosen"
    TERM_EXCLUDED = "term_excluded"
    STATUS = "status"
    STATUS_NOTICE = "status_notice"
    STATUS_ERROR = "status_error"
    PROGRESS = "progress"
    INPUT = "input"
    INPUT_ERROR = "input_error"
    """Laid over the characters of a query that cannot be read."""
    DIALOG = "dialog"
    DIALOG_TITLE = "dialog_title"
    DIALOG_KEY = "dialog_key"


GROUNDS: Mapping[Part, Part] = {
    Part.STATUS_NOTICE: Part.STATUS,
    Part.STATUS_ERROR: Part.STATUS,
    Part.PROGRESS: Part.STATUS,
    Part.INPUT_ERROR: Part.INPUT,
    Part.DIALOG_TITLE: Part.DIALOG,
    Part.DIALOG_KEY: Part.DIALOG,
}
"""The part another one stands on, where that is not the bare screen."""

ROLE_PARENTS: Mapping[Role, Role] = {
    Role.TITLE: Role.HEADING1,
    Role.META: Role.TEXT,
    Role.TERM: Role.LINK,
    Role.HEADING1: Role.STRONG,
    Role.HEADING2: Role.HEADING1,
    Role.HEADING3: Role.HEADING2,
    Role.HEADING4: Role.HEADING3,
    Role.HEADING5: Role.HEADING4,
    Role.HEADING6: Role.HEADING5,
    Role.STRONG: Role.TEXT,
    Role.EMPHASIS: Role.TEXT,
    Role.STRIKE: Role.TEXT,
    Role.INSERTED: Role.TEXT,
    Role.MARK: Role.STRONG,
    Role.SMALL: Role.META,
    Role.READING: Role.SMALL,
    Role.CODE: Role.TEXT,
    Role.KEY: Role.CODE,
    Role.MATH: Role.CODE,
    Role.LINK: Role.TEXT,
    Role.FOOTNOTE: Role.LINK,
    Role.QUOTE: Role.TEXT,
    Role.QUOTE_BAR: Role.META,
    Role.LIST_MARKER: Role.META,
    Role.TASK_DONE: Role.LIST_MARKER,
    Role.TASK_OPEN: Role.LIST_MARKER,
    Role.DEFINITION: Role.STRONG,
    Role.RULE: Role.META,
    Role.TABLE_HEAD: Role.STRONG,
    Role.TABLE_BORDER: Role.RULE,
    Role.FIGURE: Role.META,
    Role.FIGURE_FRAME: Role.RULE,
    Role.CAPTION: Role.META,
    Role.NOTE: Role.STRONG,
    Role.TIP: Role.NOTE,
    Role.IMPORTANT: Role.NOTE,
    Role.WARNING: Role.NOTE,
    Role.CAUTION: Role.WARNING,
    Role.LABEL: Role.STRONG,
    Role.PROBLEM: Role.CAUTION,
    Role.CODE_BLOCK: Role.TEXT,
    Role.CODE_LABEL: Role.META,
    Role.CODE_LINE_NUMBER: Role.META,
    Role.CODE_MARKED: Role.STRONG,
    Role.CODE_KEYWORD: Role.CODE_BLOCK,
    Role.CODE_NAME: Role.CODE_BLOCK,
    Role.CODE_TYPE: Role.CODE_NAME,
    Role.CODE_STRING: Role.CODE_BLOCK,
    Role.CODE_NUMBER: Role.CODE_STRING,
    Role.CODE_COMMENT: Role.CODE_BLOCK,
    Role.CODE_OPERATOR: Role.CODE_BLOCK,
    Role.CODE_INSERTED: Role.CODE_BLOCK,
    Role.CODE_DELETED: Role.CODE_BLOCK,
    Role.HIGHLIGHT: Role.MARK,
    Role.HIT_CURRENT: Role.HIT,
    Role.HINT: Role.HIT,
    Role.SELECTED: Role.HIT,
}
"""The role whose style another one takes where a theme leaves it out; those without one are in `LAST`."""

PART_PARENTS: Mapping[Part, Part] = {
    Part.PANE_TITLE: Part.SECTION,
    Part.PANE_TITLE_FOCUSED: Part.PANE_TITLE,
    Part.ROW: Part.SCREEN,
    Part.ROW_UNREAD: Part.ROW,
    Part.ROW_READ: Part.ROW,
    Part.ROW_DATE: Part.ROW,
    Part.ROW_MARK_PINNED: Part.ROW_MARK_RECOMMENDED,
    Part.ROW_MARK_RECOMMENDED: Part.ROW,
    Part.ROW_MARK_BOOKMARK: Part.ROW_MARK_RECOMMENDED,
    Part.ROW_MARK_UNREAD: Part.ROW_MARK_RECOMMENDED,
    Part.ROW_MARK_PROBLEM: Part.STATUS_ERROR,
    Part.CURSOR_UNFOCUSED: Part.CURSOR,
    Part.CURSOR_BAR: Part.PANE_TITLE_FOCUSED,
    Part.SECTION: Part.SCREEN,
    Part.TERM: Part.ROW,
    Part.TERM_COUNT: Part.ROW_DATE,
    Part.TERM_CHOSEN: Part.ROW_UNREAD,
    Part.TERM_EXCLUDED: Part.ROW_READ,
    Part.STATUS: Part.SCREEN,
    Part.STATUS_NOTICE: Part.STATUS,
    Part.STATUS_ERROR: Part.STATUS_NOTICE,
    Part.PROGRESS: Part.STATUS_NOTICE,
    Part.INPUT: Part.STATUS,
    Part.DIALOG: Part.SCREEN,
    Part.DIALOG_TITLE: Part.DIALOG,
    Part.DIALOG_KEY: Part.DIALOG_TITLE,
}
"""The part whose style another one takes where a theme leaves it out; those without one are in `LAST`."""


@dataclass(frozen=True, slots=True)
class ThemeStyle:
    """Colours and attributes of a piece of text."""

    fg: str | None = None
    """Colour of the letters: `#rrggbb`, an ANSI name, `default`; None lets what lies below show."""
    bg: str | None = None
    """Colour behind them, written alike."""
    bold: bool = False
    """Bold letters."""
    italic: bool = False
    """Slanted letters."""
    underline: bool = False
    """A line below."""
    strike: bool = False
    """A line through."""
    dim: bool = False
    """Fainter than usual, as the terminal sees fit."""
    reverse: bool = False
    """Colours of letters and background swapped."""

    def over(self, below: "ThemeStyle") -> "ThemeStyle":
        """This style laid over another: its colours win, attributes add up."""
        return ThemeStyle(
            fg=self.fg if self.fg is not None else below.fg,
            bg=self.bg if self.bg is not None else below.bg,
            bold=self.bold or below.bold,
            italic=self.italic or below.italic,
            underline=self.underline or below.underline,
            strike=self.strike or below.strike,
            dim=self.dim or below.dim,
            reverse=self.reverse or below.reverse,
        )


LAST: Mapping[Role | Part, ThemeStyle] = {
    Role.TEXT: ThemeStyle(),
    Role.RUBY: ThemeStyle(),
    Role.HIT: ThemeStyle(reverse=True),
    Part.SCREEN: ThemeStyle(),
    Part.CURSOR: ThemeStyle(reverse=True),
    Part.INPUT_ERROR: ThemeStyle(underline=True),
}
"""Styles of what has no parent where a theme leaves it out: plain, or what a terminal shows in any colours."""


def role_style(role: Role, styles: Mapping[Role, ThemeStyle]) -> ThemeStyle:
    """The style that a theme with these styles gives a role, its own or that of the nearest ancestor."""
    while role not in styles and role in ROLE_PARENTS:
        role = ROLE_PARENTS[role]
    return styles[role] if role in styles else LAST[role]


def part_style(part: Part, styles: Mapping[Part, ThemeStyle]) -> ThemeStyle:
    """The style that a theme with these styles gives a part, its own or that of the nearest ancestor."""
    while part not in styles and part in PART_PARENTS:
        part = PART_PARENTS[part]
    return styles[part] if part in styles else LAST[part]


@dataclass(frozen=True, slots=True, eq=False)
class Theme:
    """A complete set of styles. Two themes are equal only if they are the same object, so a theme can key a cache."""

    name: str
    """Name in the settings: the file's name without `.toml`."""
    title: str
    """Name shown to people."""
    dark: bool
    """True where letters are lighter than the background; without meaning where `colours` is `16` or `none`."""
    colours: str
    """Colours the terminal needs: `truecolor`, `256`, `16`, `none`."""
    palette: Mapping[str, str]
    """Named colours of the theme; each is `#rrggbb` or an ANSI name."""
    styles: Mapping[Role, ThemeStyle]
    """Style of each role as the file gives it, before it is laid over anything."""
    parts: Mapping[Part, ThemeStyle]
    """Style of each part as the file gives it, before it is laid over anything."""
    problems: tuple[ThemeError, ...] = ()
    """What is wrong in the file: each names its line; what is wrong is left out."""
    _blends: dict[tuple[Role, ...], ThemeStyle] = field(default_factory=dict, repr=False)
    """Blends already made."""
    _layers: dict[tuple[Part, ...], ThemeStyle] = field(default_factory=dict, repr=False)
    """Layered parts already made."""

    def style(self, role: Role) -> ThemeStyle:
        """How a run with this one role is drawn on the bare screen."""
        return self.blend((role,))

    def blend(self, roles: tuple[Role, ...]) -> ThemeStyle:
        """How a run with these roles is drawn: screen, plain text, then each role over the one before it."""
        style = self._blends.get(roles)
        if style is None:
            style = self.styles[Role.TEXT].over(self.parts[Part.SCREEN])
            for role in roles:
                style = self.styles[role].over(style)
            self._blends[roles] = style
        return style

    def part(self, *parts: Part) -> ThemeStyle:
        """How a part is drawn; of several, each is laid over the one before: `part(Part.ROW_UNREAD, Part.CURSOR)`."""
        style = self._layers.get(parts)
        if style is None:
            style = self.parts[Part.SCREEN]
            if parts and parts[0] in GROUNDS:
                style = self.parts[GROUNDS[parts[0]]].over(style)
            for part in parts:
                style = self.parts[part].over(style)
            self._layers[parts] = style
        return style
