"""Starts the interface: the first screen is painted from the index, and Textual is loaded behind it."""

import gc
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

from tui_reader.config.paths import Paths
from tui_reader.config.settings import OpenOptions, Settings
from tui_reader.config.settings_file import MOST_NAMED, line_of_key
from tui_reader.config.theme import Theme
from tui_reader.feed.library import Library, open_library
from tui_reader.i18n.messages import use_language
from tui_reader.model.absent_modules import without_module
from tui_reader.model.dataclass import dataclass, replace
from tui_reader.terminal.capabilities import Answers, Capabilities, capabilities
from tui_reader.terminal.probe.terminal_probe import Question, ask, window_size
from tui_reader.ui.session.modes import TerminalModes, leave_terminal
from tui_reader.ui.session.shutdown import leave_on_signals
from tui_reader.ui.startup.first_paint import FirstPaint, paint_first
from tui_reader.ui.startup.heap import share_heap
from tui_reader.ui.startup.initial_state import InitialState, choose_glyphs, choose_theme, prepare_initial_state

if TYPE_CHECKING:
    from tui_reader.ui.keys import KeyFault

_ASKS_TEXTUAL = re.compile(r"TEXTUAL(?!_COLOR_SYSTEM$)")
"""Names of variables that ask something of Textual: log files, screenshots, a driver of one's own, a line to a
debugger.
"""


def run(source: Path | None, settings: Settings, paths: Paths, options: OpenOptions) -> int:
    """Read the feed at `source` on the terminal; gives the exit code. Raises ReaderError where it cannot be opened."""
    gc.disable()  # nothing dies while modules load; the app turns it on again after the first paint
    modes = TerminalModes()
    leave_on_signals()
    question = ask(os.environ)
    try:
        settings = replace(settings, restricted=settings.restricted or options.restricted)
        library = open_library(source, settings, paths)
        start = Start(library, settings, paths, options, modes)
        first = start.paint(question) if not options.plain_driver else None
        return show(start, question, first)
    finally:
        leave_terminal(modes)
        if question is not None:
            question.close()


@dataclass(frozen=True, slots=True)
class Start:
    """What the reader starts with."""

    library: Library
    """The open feed."""
    settings: Settings
    """The user's settings."""
    paths: Paths
    """The user's folders."""
    options: OpenOptions
    """What the command line asks for."""
    modes: TerminalModes
    """What is switched on on the terminal."""

    def capabilities(self, answers: Answers) -> Capabilities:
        """What the terminal can do, by what it answered, and by what the settings say of it."""
        can = capabilities(os.environ, answers)
        width = self.settings.ambiguous_width
        if self.options.plain_driver:
            return replace(can, ambiguous=1)  # what Textual sends has no fillers
        return can if width == "auto" else replace(can, ambiguous=int(width))

    def initial_state(self, can: Capabilities) -> InitialState:
        """What the first screen shows on a terminal of these capabilities. Raises QueryError, ThemeError."""
        if not can.unicode:
            use_language("en")
        theme = choose_theme(self.settings, self.options, self.paths, can)
        settings = checked_settings(self.settings, theme, self.paths)
        return prepare_initial_state(self.library, settings, theme, can, self.options)

    def suited(self, initial: InitialState, can: Capabilities) -> InitialState:
        """The initial state with the theme and the glyphs that suit other capabilities; a theme that was chosen since
        the start stays. Raises ThemeError.
        """
        options = self.options if initial.settings.theme == self.settings.theme else OpenOptions()
        return replace(
            initial,
            theme=choose_theme(initial.settings, options, self.paths, can),
            glyphs=choose_glyphs(initial.settings, can),
            can=can,
            ambiguous=can.ambiguous,
        )

    def paint(self, question: Question | None) -> tuple[InitialState, FirstPaint] | None:
        """Paint the first screen before Textual is loaded, where the terminal has answered already."""
        if question is not None and not question.answers(0.0).complete:
            return None
        initial = self.initial_state(self.capabilities(question.answers(0.0) if question else Answers()))
        painted = paint_first(initial, window_size(0), self.modes)
        return (initial, painted) if painted else None


def show(start: Start, question: Question | None, first: tuple[InitialState, FirstPaint] | None) -> int:
    """Load Textual and hand the terminal over to it; gives the exit code."""
    from tui_reader.config.child_process import change_own_variable  # noqa: PLC0415 - after the first paint

    if not start.options.plain_driver:
        # Our driver finds the terminal's colours, and finds them exactly.
        change_own_variable("TEXTUAL_COLOR_SYSTEM", "truecolor")
    if start.settings.restricted:
        for name in [name for name in os.environ if _ASKS_TEXTUAL.match(name)]:
            change_own_variable(name, None)
    share_heap()
    with without_module("ssl"):  # asyncio, below Textual, loads OpenSSL: 4 MB for connections that nobody makes here
        from tui_reader.ui.app import ReaderApp  # noqa: PLC0415  loaded behind the first paint
        from tui_reader.ui.session.connection import Connection  # noqa: PLC0415  it knows Textual

    with Connection(question, start.capabilities, start.modes) as connection:
        initial, painted = first if first is not None else (start.initial_state(connection.capabilities()), None)
        driver = connection.driver_class(initial.can, start.options.plain_driver, painted)
        app = ReaderApp(initial, driver, start.suited)
        connection.end_with(app.shutdown_hooks())
        try:
            # While a program hears the mouse, GNU screen keeps an escape until the next key.
            app.read(mouse=start.settings.mouse and initial.can.multiplexer != "screen")
        finally:
            start.library.close()
        if app.failure is not None:
            raise app.failure
        return connection.exit_code


def checked_settings(settings: Settings, theme: Theme, paths: Paths) -> Settings:
    """The settings with those keys that work, and with what is wrong in them, in keys and theme, a line each, for the
    notice after the first paint.
    """
    faults: tuple[KeyFault, ...] = ()
    if settings.keys:
        from tui_reader.ui.keys import read_key_settings  # noqa: PLC0415  it loads every action

        read = read_key_settings(settings.keys, settings.key_preset)
        faults, settings = read.faults, replace(settings, keys=read.written)
    keys = (
        f"{_place(paths.settings_file, fault.action)}: {fault.message} — {fault.hint}" for fault in faults[:MOST_NAMED]
    )
    return replace(settings, problems=(*settings.problems, *map(str, theme.problems), *keys))


def _place(file: Path, action: str) -> str:
    """File and line of an action's keys; the name of the setting where they stand in the machine's own file."""
    line = line_of_key(file, "keys", action)
    return f"{file}:{line}" if line else f"keys.{action}"
