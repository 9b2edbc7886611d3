"""Lines and parts of the screen become Textual strips, with the styles of a theme."""

from collections.abc import Callable

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip
from textual.theme import Theme as TextualTheme

from tui_reader.config.theme import Part, Theme, ThemeStyle
from tui_reader.layout.page import Line
from tui_reader.model.roles import Role
from tui_reader.terminal.colour import is_true
from tui_reader.terminal.render.cell_grid import FILLER, shape
from tui_reader.text.cells import width as cells_of
from tui_reader.text.sanitize import sanitize_piece
from tui_reader.ui.render.glyphs import Glyphs
from tui_reader.ui.render.rows import Pieces, with_bar

_ROLES = tuple[Role, ...]


def style_of(wanted: ThemeStyle, over: Style | None = None) -> Style:
    """The Rich style that stands for a theme's style, laid over another style where one is given."""
    style = Style(
        color=wanted.fg,
        bgcolor=wanted.bg,
        bold=wanted.bold or None,
        italic=wanted.italic or None,
        underline=wanted.underline or None,
        strike=wanted.strike or None,
        dim=wanted.dim or None,
        reverse=wanted.reverse or None,
    )
    return style if over is None else over + style


class Painter:
    """Draws with one theme; styles are made once for each combination of roles."""

    def __init__(self, theme: Theme, ambiguous: int = 1) -> None:
        """`ambiguous`: cells the terminal gives to characters of ambiguous width."""
        self.use(theme, ambiguous)

    def use(self, theme: Theme, ambiguous: int) -> None:
        """Draw with another theme, for another terminal, from now on."""
        self.theme = theme
        self.ambiguous = ambiguous
        self._shape = shape(ambiguous)
        self._ground = style_of(theme.part(Part.SCREEN))
        self._parts: dict[tuple[Part, ...], Style] = {}
        self._roles: dict[_ROLES, Style] = {}

    def part(self, *parts: Part) -> Style:
        """The style of a part of the screen; of several, each is laid over the one before."""
        style = self._parts.get(parts)
        if style is None:
            style = self._parts[parts] = style_of(self.theme.part(*parts))
        return style

    def roles(self, roles: _ROLES) -> Style:
        """The style of text with these roles, a later one laid over an earlier one."""
        style = self._roles.get(roles)
        if style is None:
            style = self._roles[roles] = style_of(self.theme.blend(roles), self._ground)
        return style

    def blank(self, width: int, part: Part = Part.SCREEN) -> Strip:
        """A row of blanks."""
        return Strip([Segment(" " * width, self.part(part))], width)

    def line(self, line: Line, margins: tuple[int, int], width: int, address: Callable[[int], str]) -> Strip:
        """A line of a page in a row of `width` cells; `margins` are the cells left of the text and up to its right end.

        `address` gives the address of a link by its number, empty for links that the terminal is not told of.
        """
        left, right = margins
        segments = [Segment(" " * left, self._ground)] if left else []
        used = left
        for run in line.runs:
            style = self.roles(run.roles)
            if run.link is not None and (target := address(run.link)):
                style = style + Style(link=target)
            segments.append(Segment(self._shape(run.text), style))
            used += cells_of(run.text, self.ambiguous)
        if line.fill and used < right:
            segments.append(Segment(" " * (right - used), self.roles((line.fill,))))
            used = right
        if used < width:
            segments.append(Segment(" " * (width - used), self._ground))
        strip = Strip(segments, max(used, width))
        return strip if used <= width else strip.crop(0, width)

    def row(self, pieces: Pieces, width: int, over: Part | None = None, glyphs: Glyphs | None = None) -> Strip:
        """A row of pieces from left to right, made safe, filled with blanks to `width`; `over` is laid over all of
        it, with the bar of these glyphs where it is the cursor.
        """
        if over is Part.CURSOR and glyphs is not None:
            pieces = with_bar(pieces, glyphs.cursor_bar)
        laid = (over,) if over else ()
        segments, used = [], 0
        for raw, part in pieces:
            text = sanitize_piece(raw)
            segments.append(Segment(self._shape(text), self.part(part, *laid)))
            used += cells_of(text, self.ambiguous)
        if used < width:
            segments.append(Segment(" " * (width - used), self.part(*laid or (Part.SCREEN,))))
        strip = Strip(segments, max(used, width))
        return strip if used <= width else strip.crop(0, width)


def lay_over(strip: Strip, first: int, last: int, style: Style) -> Strip:
    """The strip with the cells from `first` up to `last` in another style."""
    inside = Strip(Segment.apply_style(strip.crop(first, last), post_style=style), last - first)
    return Strip.join([strip.crop(0, first), inside, strip.crop(last, strip.cell_length)])


def write_over(strip: Strip, first: int, letters: str, style: Style) -> Strip:
    """The strip with ASCII letters from cell `first` on in place of what stood there."""
    return put_over(strip, first, Strip([Segment(letters, style)], len(letters)))


def put_over(strip: Strip, first: int, other: Strip) -> Strip:
    """The strip with another one from cell `first` on in place of what stood there."""
    last = first + other.cell_length
    return Strip.join([strip.crop(0, first), other, part_of(strip, last, strip.cell_length)])


def part_of(strip: Strip, first: int, last: int) -> Strip:
    """The cells from `first` up to `last`, blanks where the strip ends before; half a wide character is a blank."""
    part = strip.crop(min(first, strip.cell_length), last)
    if part.text.startswith(FILLER):
        part = Strip.join([Strip([Segment(" ")], 1), part.crop(1)])
    return part.adjust_cell_length(last - first)


_ANSI_VARIABLES = {
    "ansi-background": "ansi_default",
    "ansi-foreground": "ansi_default",
    "input-cursor-background": "ansi_default",
    "input-cursor-foreground": "ansi_default",
    "input-cursor-text-style": "reverse",
    "screen-selection-background": "ansi_default",
    "screen-selection-foreground": "ansi_default",
}
"""What Textual's own styles refer to when a theme keeps the terminal's colours."""


def textual_theme(theme: Theme) -> TextualTheme:
    """The theme for Textual's own widgets: the command palette and the search box."""
    ground, text = theme.part(Part.SCREEN), theme.part(Part.ROW)
    accent = theme.part(Part.PANE_TITLE_FOCUSED).fg or text.fg or "ansi_default"
    plain = not is_true(ground.bg)
    back = "ansi_default" if plain else str(ground.bg)
    fore = "ansi_default" if plain else (text.fg or "#888888")
    dialog = back if plain else (theme.part(Part.DIALOG).bg or back)
    return TextualTheme(
        name=f"newsreader-{theme.name}",
        primary=textual_colour(accent),
        foreground=fore,
        background=back,
        surface=dialog,
        panel=dialog,
        dark=theme.dark,
        ansi=plain,
        variables=_ANSI_VARIABLES if plain else {},
    )


def textual_colour(name: str) -> str:
    """A colour name as Textual knows it."""
    return name if is_true(name) or name.startswith("ansi_") else f"ansi_{name}"
