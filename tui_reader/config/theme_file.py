"""Theme files: TOML with a palette, a style for each role and each part, and perhaps a shipped theme it is based on."""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import TypeVar

from tui_reader.config.paths import Paths, shipped_themes
from tui_reader.config.settings_file import MOST_NAMED, line_of_key
from tui_reader.config.theme import ANSI, ATTRIBUTES, COLOURS, Part, Theme, ThemeStyle, part_style, role_style
from tui_reader.config.user_files import files_in, read_user_file
from tui_reader.i18n.messages import tr, tr_count
from tui_reader.model.dataclass import replace
from tui_reader.model.errors import ThemeError
from tui_reader.model.roles import Role
from tui_reader.text.toml import read_toml

_Key = TypeVar("_Key", Role, Part)


def theme_files(paths: Paths) -> dict[str, Path]:
    """Name and file of every theme: the shipped ones, then the user's, which win over a shipped one of the same
    name.
    """
    files: dict[str, Path] = {}
    for folder in (shipped_themes(), paths.themes):
        files |= {file.stem: file for file in files_in(folder, ".toml")}
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

    `light` is `light-256` where there are 256, if there is such a file. Where there are 16 or none, a theme that
    needs more gives way to a shipped one that does not. Raises ThemeError where there is no theme of this name, or
    where its file cannot be read; single keys that are wrong are in `Theme.problems`.
    """
    files = theme_files(paths)
    if name not in files:
        known = tr("the themes are: {names}").replace("{names}", ", ".join(sorted(files)))
        raise ThemeError(tr("there is no theme “{name}”").replace("{name}", name), known)
    theme = read_theme(files.get(f"{name}-{colours}", files[name]))
    if colours in ("16", "none") and COLOURS.index(theme.colours) < COLOURS.index(colours):
        return read_theme(files[automatic_theme(theme.dark, colours)])
    return theme


def suitable_theme(asked: str, setting: str, automatic: str, paths: Paths, colours: str = "truecolor") -> Theme:
    """The theme to draw with: the one asked for on the command line, else that of the settings, else the automatic one.

    A theme of the settings that cannot be used never stops a start: the automatic one takes its place, and the reason
    is in
    `Theme.problems`. Raises ThemeError for the one that was asked for, as `load_theme` does.
    """
    if asked and asked != "auto":
        return load_theme(asked, paths, colours)
    if asked or setting == "auto":
        return _automatic(automatic, paths, colours)
    try:
        return load_theme(setting, paths, colours)
    except ThemeError as error:
        line = line_of_key(paths.settings_file, "theme")
        named = ThemeError(f"{paths.settings_file}:{line}: {error.message}", error.hint, line) if line else error
        return replace(_automatic(automatic, paths, colours), problems=(named,))


def _automatic(name: str, paths: Paths, colours: str) -> Theme:
    """The theme of this name; the shipped one, with the reason in its problems, where the user's cannot be read."""
    try:
        return load_theme(name, paths, colours)
    except ThemeError as error:
        return replace(read_theme(shipped_themes() / f"{name}.toml"), problems=(error,))


def read_theme(file: Path) -> Theme:
    """The theme a file holds, its wrong keys in `Theme.problems`; raises ThemeError where the file is no TOML or
    cannot be read.
    """
    return _ThemeFile(file).theme()


class _ThemeFile:
    """A theme file while it is read: knows its text, so that a wrong key can be named with its line."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.problems: list[ThemeError] = []
        self.faults = 0
        """Wrong keys in tables, also those that are not named."""
        self.base_palette: dict[str, object] = {}
        try:
            self.text = read_user_file(file)
            self.data = read_toml(self.text)
        except OSError as error:
            raise ThemeError(f"{file}: cannot be read: {error.strerror or error}") from error
        except ValueError as error:
            place = re.search(r"at line (\d+)", str(error))
            raise ThemeError(f"{file}: is no TOML: {error}", line=int(place[1]) if place else None) from error

    def theme(self) -> Theme:
        """Everything in the file, over the theme it is based on."""
        self._lay_over_base()
        palette = self._palette()
        styles = self._read_styles("roles", {role.value: role for role in Role}, palette)
        parts = self._read_styles("parts", {part.value: part for part in Part}, palette)
        return Theme(
            name=self.file.stem,
            title=str(self.data.get("title", self.file.stem)),
            dark=bool(self.data.get("dark", True)),
            colours=self._colours(),
            palette=palette,
            styles={role: role_style(role, styles) for role in Role},
            parts={part: part_style(part, parts) for part in Part},
            problems=(*self.problems, *self._more()),
        )

    def _lay_over_base(self) -> None:
        """Fill in what the file leaves to the shipped theme it names with `based_on`, colour by colour, style by
        style.
        """
        name = self.data.get("based_on")
        if name is None:
            return
        shipped = {file.stem: file for file in shipped_themes().glob("*.toml")}
        if name not in shipped or shipped[name] == self.file:
            hint = f"write one of: {', '.join(sorted(shipped))}"
            self.problems.append(self._wrong("based_on", f"“{name}” is no shipped theme", hint))
            return
        base = _ThemeFile(shipped[name])
        base._lay_over_base()
        self.base_palette = base._table("palette")
        tables = {key: base._table(key) | self._table(key) for key in ("palette", "roles", "parts")}
        self.data = base.data | self.data | tables

    def _colours(self) -> str:
        value = self.data.get("colours", "truecolor")
        if value in COLOURS:
            return str(value)
        self.problems.append(self._wrong("colours", f"“{value}” is not known", f"write one of: {', '.join(COLOURS)}"))
        return "truecolor"

    def _table(self, name: str) -> dict[str, object]:
        value = self.data.get(name, {})
        if isinstance(value, dict):
            return value
        self.problems.append(self._wrong(name, "is no table", f"write [{name}] and a line for each name below it"))
        return {}

    def _palette(self) -> dict[str, str]:
        """The named colours that are colours."""
        palette = {}
        for key, value in self._table("palette").items():
            with self._noted():
                palette[key] = self._colour(key, value, {})
            if key not in palette and key in self.base_palette:
                palette[key] = self._colour(key, self.base_palette[key], {})
        return palette

    @contextmanager
    def _noted(self) -> Iterator[None]:
        """What is wrong with one key is a problem of the theme, and the key is left out."""
        try:
            yield
        except ThemeError as error:
            self.faults += 1
            if self.faults <= MOST_NAMED:
                self.problems.append(error)

    def _more(self) -> Iterator[ThemeError]:
        """The number of faults that are not named."""
        if self.faults > MOST_NAMED:
            more = tr_count("{n} more fault", "{n} more faults", self.faults - MOST_NAMED)
            yield ThemeError(f"{self.file}: {more}")

    def _read_styles(
        self, section: str, keys: Mapping[str, _Key], palette: Mapping[str, str]
    ) -> dict[_Key, ThemeStyle]:
        """The styles of one table; a key that is neither role nor part is a problem, so that a slip is noticed."""
        styles = {}
        for key, value in self._table(section).items():
            with self._noted():
                if key not in keys:
                    raise self._wrong(key, f"[{section}] knows no such name", f"it knows: {', '.join(sorted(keys))}")
                styles[keys[key]] = self._read_style(key, value, palette)
        return styles

    def _read_style(self, key: str, value: object, palette: Mapping[str, str]) -> ThemeStyle:
        """A style from its words: a colour, `on` a colour, attributes, in any order."""
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
        return ThemeStyle(fg=colours.get("fg"), bg=colours.get("bg"), **attributes)

    def _colour(self, key: str, value: object, palette: Mapping[str, str]) -> str:
        """A colour by its name in the palette, as `#rrggbb`, or by its ANSI name."""
        if isinstance(value, str):
            if value in palette:
                return palette[value]
            if value in ANSI or _is_hex(value):
                return value.lower()
        known = (
            ", ".join((*islice(palette, MOST_NAMED), *ATTRIBUTES))
            if palette
            else "#rrggbb or an ANSI name such as bright_blue"
        )
        raise self._wrong(key, f"“{value}” is no colour", f"known here: {known}")

    def _wrong(self, key: str, message: str, hint: str) -> ThemeError:
        """The error for a key, with its line in the file where it can be found; of keys that are not named, without."""
        if self.faults >= MOST_NAMED:
            return ThemeError(f"{self.file}: {key}: {message}", hint)
        for number, line in enumerate(self.text.splitlines(), start=1):
            if line.lstrip("[ ").startswith(key):
                return ThemeError(f"{self.file}, line {number}: {key}: {message}", hint, number)
        return ThemeError(f"{self.file}: {key}: {message}", hint)


def _is_hex(value: str) -> bool:
    return len(value) == 7 and value[0] == "#" and all(c in "0123456789abcdefABCDEF" for c in value[1:])
