"""What this terminal can do, decided in one place from the environment and from what the terminal answered (pure)."""

import re
from collections.abc import Mapping

from tui_reader.model.dataclass import dataclass

TRUE_COLOUR = 1 << 24


@dataclass(frozen=True, slots=True)
class Capabilities:
    """What the terminal can do; the defaults suit a plain VT100 with colours."""

    colours: int = 256
    """Number of colours: 16,777,216, 256, 16, 8, or 0 for none at all."""
    full_screen: bool = True
    """True where escape sequences may be sent; false on `TERM=dumb` and where there is no terminal."""
    unicode: bool = True
    """True where the terminal takes UTF-8; false asks for ASCII."""
    ambiguous: int = 1
    """Cells a character of ambiguous width takes: 1 or 2."""
    margins: bool = False
    """Left and right margins (DECSLRM), so that one column can scroll."""
    synchronised: bool = False
    """Synchronised output (mode 2026): a frame is shown at once."""
    erase_paints: bool = False
    """Erasing paints the background in use (BCE)."""
    repeats: bool = False
    """REP repeats a character."""
    links: bool = False
    """OSC 8 links."""
    clipboard: bool = False
    """OSC 52 reaches a clipboard, as far as one can know without trying."""
    multiplexer: str = ""
    """`tmux`, `screen`, or empty."""
    remote: bool = False
    """True over SSH: send little, never animate."""
    display: bool = False
    """True where a browser can be opened for the person: a display of this machine and no SSH."""
    dark: bool | None = None
    """Whether the background is dark; None when the terminal did not say."""
    tells_background: bool = False
    """It tells when its background becomes dark or light (mode 2031)."""
    name: str = ""
    """What the terminal calls itself (XTVERSION), or empty."""
    other_screen: bool = True
    """An alternate screen, so that the shell's text comes back at the end."""
    placeholders: bool = False
    """Pictures by kitty's graphics protocol, shown where its placeholders stand."""
    line_feed: bool = False
    """A line feed moves straight down: the tty does not add a carriage return."""


@dataclass(frozen=True, slots=True)
class Answers:
    """What a terminal answered."""

    name: str = ""
    """Answer to XTVERSION, `tmux 3.3a`, `XTerm(390)`."""
    modes: frozenset[int] = frozenset()
    """Private modes it knows (DECRQM answered set or reset)."""
    background: tuple[int, int, int] | None = None
    """Background colour, 0 to 255 each, from OSC 11."""
    ambiguous: int = 0
    """Cells the probed character took; 0 when not known."""
    complete: bool = False
    """True once the last question (DA1) was answered: nothing more will come."""
    utf8: bool = False
    """A character of two bytes took one cell, as only UTF-8 has it."""


_MODE_SYNCHRONISED, _MODE_MARGINS, _MODE_BACKGROUND = 2026, 69, 2031
_ERASE_PAINTS = re.compile(
    r"xterm|linux|tmux|foot|alacritty|wezterm|kitty|konsole|vte|gnome|rxvt|st-|st$|contour|ghostty|mintty|putty"
)
_REPEATS = re.compile(r"tmux|foot|alacritty|kitty|wezterm|ghostty")
_NAMED_REPEATS = re.compile(r"xterm|tmux|foot|kitty|wezterm|vte|konsole|mintty|contour|ghostty|iterm", re.IGNORECASE)
_NO_LINKS = re.compile(r"linux|screen|rxvt|dumb|vt\d|cons25")
_PLACEHOLDERS = re.compile(r"kitty\(0\.(2[89]|[3-9]\d)|kitty\([1-9]|ghostty")
"""kitty has placeholders since 0.28; WezTerm, Konsole and others know the protocol without them."""
_ONE_SCREEN = re.compile(r"linux|vt\d|cons25")
_PUT_BY_PYTHON = ("C.UTF-8", "C.utf8")
_NO_CLIPBOARD = re.compile(r"linux|dumb|vt\d|cons25")


def capabilities(environment: Mapping[str, str], answers: Answers = Answers(), tty: bool = True) -> Capabilities:
    """Abilities from environment variables and answers; `tty` false means output goes to no terminal."""
    term = environment.get("TERM", "")
    multiplexer = "tmux" if answers.name.startswith("tmux") else _multiplexer(environment, term)
    remote = any(environment.get(name) for name in ("SSH_CONNECTION", "SSH_TTY", "SSH_CLIENT"))
    tmux = multiplexer == "tmux"
    named = names_utf8(environment)
    return Capabilities(
        colours=_colours(environment, term),
        full_screen=tty and term not in ("", "dumb", "unknown"),
        unicode=answers.utf8 if named is None else named,
        ambiguous=answers.ambiguous or 1,
        margins=_MODE_MARGINS in answers.modes,
        synchronised=_MODE_SYNCHRONISED in answers.modes,
        tells_background=_MODE_BACKGROUND in answers.modes,
        erase_paints=multiplexer != "screen" and (tmux or bool(_ERASE_PAINTS.search(term))),
        repeats=multiplexer != "screen" and bool(_REPEATS.search(term) or _NAMED_REPEATS.search(answers.name)),
        links=not _NO_LINKS.match(term) or tmux,
        clipboard=not _NO_CLIPBOARD.match(term),
        multiplexer=multiplexer,
        remote=remote,
        display=not remote and bool(environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY")),
        dark=None if answers.background is None else is_dark(answers.background),
        name=answers.name,
        other_screen=not _ONE_SCREEN.match(term),
        placeholders=bool(_PLACEHOLDERS.match(answers.name)),
    )


def names_utf8(environment: Mapping[str, str]) -> bool | None:
    """Whether the locale of an environment is UTF-8, None where it names none; the first of LC_ALL, LC_CTYPE, LANG
    decides.

    Where the locale is C or not installed, Python puts LC_CTYPE=C.UTF-8 into the environment (PEP 538): that names
    nothing.
    """
    variables = ["LC_ALL", "LC_CTYPE", "LANG"]
    if environment.get("LC_CTYPE") in _PUT_BY_PYTHON:
        variables.remove("LC_CTYPE")
    value = next((environment[name] for name in variables if environment.get(name)), "")
    return bool(re.search(r"utf-?8", value, re.IGNORECASE)) if value else None


def is_dark(colour: tuple[int, int, int]) -> bool:
    """Whether a background is dark, by its luma (ITU-R BT.601)."""
    red, green, blue = colour
    return 299 * red + 587 * green + 114 * blue < 128_000


def _multiplexer(environment: Mapping[str, str], term: str) -> str:
    if environment.get("TMUX") or term.startswith("tmux"):
        return "tmux"
    return "screen" if environment.get("STY") or term.startswith("screen") else ""


def _colours(environment: Mapping[str, str], term: str) -> int:
    """Colours of the terminal; `NO_COLOR` set to anything but nothing means none (no-color.org)."""
    if environment.get("NO_COLOR") or term in ("", "dumb", "unknown") or re.match(r"vt\d", term):
        return 0
    if environment.get("COLORTERM", "").lower() in ("truecolor", "24bit") or term.endswith("-direct"):
        return TRUE_COLOUR
    if term == "linux" or term.endswith("-16color"):
        return 16
    if "256" in term or re.match(r"xterm-kitty|foot|alacritty|wezterm|tmux|xterm-ghostty|contour", term):
        return 256
    return 16 if term.startswith(("xterm", "rxvt", "screen")) else 8
