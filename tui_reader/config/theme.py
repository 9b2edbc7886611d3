"""Themes: every role of a page and every part of the screen gets a look, read from a TOML file and checked to be complete."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
from typing import TypeVar

from tui_reader.config.paths import Paths, shipped_themes
from tui_reader.i18n.messages import tr
from tui_reader.model.errors import ThemeError
from tui_reader.model.roles import Role

HUES = ("black", "red", "green", "yellow", "blue", "magenta", "cyan", "white")
ANSI = frozenset(("default", *HUES, *(f"bright_{hue}" for hue in HUES)))
"""Colours every terminal has under a name; what they look like is the terminal's own affair."""

ATTRIBUTES = ("bold", "italic", "underline", "strike", "dim", "reverse")
COLOURS = ("truecolor", "256", "16", "none")

_Key = TypeVar("_Key", Role, "Part")


class Part(Enum):
    """A part of the screen that is no text of a post."""

    SCREEN = "screen"
    """Everything that nothing else is drawn on; lies under every other look."""
    SEPARATOR = "separator"
    """Line between two panes."""
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
    CURSOR_UNFOCUSED = "cursor_unfocused"
    """Laid over the chosen row of a pane that has not."""
    SECTION = "section"
    """Heading in the sidebar."""
    TERM = "term"
    TERM_COUNT = "term_count"
    TERM_CHOSEN = "term_chosen"
    TERM_EXCLUDED = "term_excluded"
    STATUS = "status"
    STATUS_KEY = "status_key"
    STATUS_NOTICE = "status_notice"
    STATUS_ERROR = "status_error"
    PROGRESS = "progress"
    SCROLLBAR = "scrollbar"
    SCROLLBAR_THUMB = "scrollbar_thumb"
    INPUT = "input"
    INPUT_ERROR = "input_error"
    """Laid over the characters of a query that cannot be read."""
    DIALOG = "dialog"
    DIALOG_TITLE = "dialog_title"
    DIALOG_KEY = "dialog_key"


_GROUND: Mapping[Part, Part] = {
    Part.STATUS_KEY: Part.STATUS,
    Part.STATUS_NOTICE: Part.STATUS,
    Part.STATUS_ERROR: Part.STATUS,
    Part.PROGRESS: Part.STATUS,
    Part.INPUT_ERROR: Part.INPUT,
    Part.DIALOG_TITLE: Part.DIALOG,
    Part.DIALOG_KEY: Part.DIALOG,
}
"""The part another one stands on, where that is not the bare screen."""


@dataclass(frozen=True, slots=True)
class Look:
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

    def over(self, below: "Look") -> "Look":
        """This look laid over another: its colours win, attributes add up."""
        return Look(
            fg=self.fg if self.fg is not None else below.fg,
            bg=self.bg if self.bg is not None else below.bg,
            bold=self.bold or below.bold,
            italic=self.italic or below.italic,
            underline=self.underline or below.underline,
            strike=self.strike or below.strike,
            dim=self.dim or below.dim,
            reverse=self.reverse or below.reverse,
        )


@dataclass(frozen=True, slots=True, eq=False)
class Theme:
    """A complete set of looks. Two themes are equal only if they are the same object, so a theme can key a cache."""

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
    looks: Mapping[Role, Look]
    """Look of each role as the file gives it, before it is laid over anything."""
    parts: Mapping[Part, Look]
    """Look of each part as the file gives it, before it is laid over anything."""
    _blends: dict[tuple[Role, ...], Look] = field(default_factory=dict, repr=False)
    """Blends already made."""
    _layers: dict[tuple[Part, ...], Look] = field(default_factory=dict, repr=False)
    """Layered parts already made."""

    def look(self, role: Role) -> Look:
        """How a run with this one role is drawn on the bare screen."""
        return self.blend((role,))

    def blend(self, roles: tuple[Role, ...]) -> Look:
        """How a run with these roles is drawn: screen, plain text, then each role over the one before it."""
        look = self._blends.get(roles)
        if look is None:
            look = self.looks[Role.TEXT].over(self.parts[Part.SCREEN])
            for role in roles:
                look = self.looks[role].over(look)
            self._blends[roles] = look
        return look

    def part(self, *parts: Part) -> Look:
        """How a part is drawn; of several, each is laid over the one before: `part(Part.ROW_UNREAD, Part.CURSOR)`."""
        look = self._layers.get(parts)
        if look is None:
            look = self.parts[Part.SCREEN]
            if parts and parts[0] in _GROUND:
                look = self.parts[_GROUND[parts[0]]].over(look)
            for part in parts:
                look = self.parts[part].over(look)
            self._layers[parts] = look
        return look


def theme_files(paths: Paths) -> dict[str, Path]:
    """Name and file of every theme: the shipped ones, then the user's, which win over a shipped one of the same name."""
    files: dict[str, Path] = {}
    for folder in (shipped_themes(), paths.themes):
        try:
            found = sorted(folder.glob("*.toml"))
        except OSError:
            continue
        files |= {file.stem: file for file in found}
    return files


def available_themes(paths: Paths) -> tuple[str, ...]:
    """Names of the themes that can be chosen, in alphabetical order."""
    return tuple(sorted(theme_files(paths)))


def automatic_theme(dark: bool, colours: str) -> str:
    """Name of the shipped theme that suits a terminal with this background and these colours (one of `COLOURS`)."""
    tone = "dark" if dark else "light"
    return {"256": f"{tone}-256", "16": "ansi", "none": "plain"}.get(colours, tone)


def load_theme(name: str, paths: Paths, colours: str = "truecolor") -> Theme:
    """The theme of this name, in a form for a terminal with these colours (one of `COLOURS`).

    `light` is `light-256` where there are 256, if there is such a file. Where there are 16 or none, a theme that needs more
    gives way to a shipped one that does not. Raises ThemeError where there is no theme of this name, or where its file cannot
    be read or leaves out a role or a part.
    """
    files = theme_files(paths)
    if name not in files:
        known = tr("the themes are: {names}").replace("{names}", ", ".join(sorted(files)))
        raise ThemeError(tr("there is no theme “{name}”").replace("{name}", name), known)
    theme = read_theme(files.get(f"{name}-{colours}", files[name]))
    if colours in ("16", "none") and COLOURS.index(theme.colours) < COLOURS.index(colours):
        return read_theme(files[automatic_theme(theme.dark, colours)])
    return theme


def read_theme(file: Path) -> Theme:
    """The theme a file holds; raises ThemeError naming the file and the line or the key that is wrong."""
    return _ThemeFile(file).theme()


class _ThemeFile:
    """A theme file while it is read: knows its text, so that a wrong key can be named with its line."""

    def __init__(self, file: Path) -> None:
        self.file = file
        try:
            self.text = file.read_text(encoding="utf-8")
            self.data = tomllib.loads(self.text)
        except OSError as error:
            raise ThemeError(f"{file}: cannot be read: {error.strerror or error}") from error
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            place = re.search(r"at line (\d+)", str(error))
            raise ThemeError(f"{file}: is no TOML: {error}", line=int(place[1]) if place else None) from error

    def theme(self) -> Theme:
        """Everything in the file, over the theme it is based on."""
        self._lay_over_base()
        palette = {key: self._colour(key, value, {}) for key, value in self._table("palette").items()}
        looks = self._looks("roles", {role.value: role for role in Role}, palette)
        parts = self._looks("parts", {part.value: part for part in Part}, palette)
        self._check_complete("roles", [role.value for role in Role if role not in looks])
        self._check_complete("parts", [part.value for part in Part if part not in parts])
        return Theme(
            name=self.file.stem,
            title=str(self.data.get("title", self.file.stem)),
            dark=bool(self.data.get("dark", True)),
            colours=self._colours(),
            palette=palette,
            looks=looks,
            parts=parts,
        )

    def _lay_over_base(self) -> None:
        """Fill in what the file leaves to the shipped theme it names with `based_on`, colour by colour, look by look."""
        name = self.data.get("based_on")
        if name is None:
            return
        shipped = {file.stem: file for file in shipped_themes().glob("*.toml")}
        if name not in shipped or shipped[name] == self.file:
            raise self._wrong(
                "based_on", f"“{name}” is no shipped theme", f"write one of: {', '.join(sorted(shipped))}"
            )
        base = _ThemeFile(shipped[name])
        base._lay_over_base()
        tables = {key: base._table(key) | self._table(key) for key in ("palette", "roles", "parts")}
        self.data = base.data | self.data | tables

    def _colours(self) -> str:
        value = self.data.get("colours", "truecolor")
        if value not in COLOURS:
            raise self._wrong("colours", f"“{value}” is not known", f"write one of: {', '.join(COLOURS)}")
        return str(value)

    def _table(self, name: str) -> dict[str, object]:
        value = self.data.get(name, {})
        if not isinstance(value, dict):
            raise self._wrong(name, "is no table", f"write [{name}] and a line for each name below it")
        return value

    def _looks(self, section: str, keys: Mapping[str, _Key], palette: Mapping[str, str]) -> dict[_Key, Look]:
        """The looks of one table; a key that is neither role nor part is an error, so that a slip is noticed."""
        looks = {}
        for key, value in self._table(section).items():
            if key not in keys:
                raise self._wrong(key, f"[{section}] knows no such name", f"it knows: {', '.join(sorted(keys))}")
            looks[keys[key]] = self._look(key, value, palette)
        return looks

    def _look(self, key: str, value: object, palette: Mapping[str, str]) -> Look:
        """A look from its words: a colour, `on` a colour, attributes, in any order."""
        if not isinstance(value, str):
            raise self._wrong(key, "is no text", 'write words such as "ink on paper bold"')
        colours: dict[str, str] = {}
        attributes: dict[str, bool] = {}
        place = "fg"
        for word in value.split():
            if word == "on":
                place = "bg"
            elif word in ATTRIBUTES:
                attributes[word] = True
            elif place in colours:
                raise self._wrong(key, f"“{word}” is one colour too many", 'write words such as "ink on paper bold"')
            else:
                colours[place] = self._colour(key, word, palette)
        return Look(fg=colours.get("fg"), bg=colours.get("bg"), **attributes)

    def _colour(self, key: str, value: object, palette: Mapping[str, str]) -> str:
        """A colour by its name in the palette, as `#rrggbb`, or by its ANSI name."""
        if isinstance(value, str):
            if value in palette:
                return palette[value]
            if value in ANSI or _is_hex(value):
                return value.lower()
        known = ", ".join((*palette, *ATTRIBUTES)) if palette else "#rrggbb or an ANSI name such as bright_blue"
        raise self._wrong(key, f"“{value}” is no colour", f"known here: {known}")

    def _check_complete(self, section: str, missing: list[str]) -> None:
        if missing:
            raise ThemeError(f"{self.file}: [{section}] lacks {', '.join(missing)}", 'or write based_on = "dark"')

    def _wrong(self, key: str, message: str, hint: str) -> ThemeError:
        """The error for a key, with its line in the file where it can be found."""
        for number, line in enumerate(self.text.splitlines(), start=1):
            if line.lstrip("[ ").startswith(key):
                return ThemeError(f"{self.file}, line {number}: {key}: {message}", hint, number)
        return ThemeError(f"{self.file}: {key}: {message}", hint)


def _is_hex(value: str) -> bool:
    return len(value) == 7 and value[0] == "#" and all(c in "0123456789abcdefABCDEF" for c in value[1:])


def contrast(fg: str, bg: str) -> float:
    """Contrast of two `#rrggbb` colours, 1 to 21 (WCAG 2.2, definition of contrast ratio)."""
    lighter, darker = sorted((_luminance(fg), _luminance(bg)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    """Relative luminance, 0 to 1 (WCAG 2.2)."""
    channels = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
