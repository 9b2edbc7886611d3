"""The connection to the terminal from start to end: questions while Textual loads, the driver, the end when the line
drops.
"""

import os
from collections.abc import Callable, Mapping
from types import TracebackType

from textual.driver import Driver

from tui_reader.terminal.capabilities import Answers, Capabilities, capabilities
from tui_reader.terminal.probe.terminal_probe import Question, ask
from tui_reader.ui.session.modes import TerminalModes
from tui_reader.ui.session.shutdown import Shutdown, ShutdownHooks, Tty
from tui_reader.ui.startup.first_paint import FirstPaint
from tui_reader.ui.textual_compat.driver import driver_class
from tui_reader.ui.textual_compat.terminal_line import Line


class Connection:
    """Use with `with`, around everything that uses the terminal: on the way out the tty is as it was."""

    def __init__(
        self, question: Question | None, judge: Callable[[Answers], Capabilities], modes: TerminalModes | None = None
    ) -> None:
        """`question`: what was asked already (`terminal.ask.ask`), so that answers come while Textual is imported.

        `judge` makes capabilities of what was answered, then and later. `modes`: what is switched on on the terminal
        already.
        """
        self._judge = judge
        self._modes = modes or TerminalModes()
        self._question = question
        self._ending: Shutdown | None = None

    def __enter__(self) -> "Connection":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._question is not None:
            self._question.close()

    @property
    def exit_code(self) -> int:
        """0, or 128 and the number of the signal that ended the reader."""
        return self._ending.exit_code if self._ending is not None else 0

    def capabilities(self, seconds: float = 0.15) -> Capabilities:
        """What the terminal can do; waits for answers until `seconds` after they were asked for."""
        answers = self._question.answers(seconds) if self._question is not None else Answers()
        return self._judge(answers)

    def driver_class(self, can: Capabilities, plain: bool = False, first: FirstPaint | None = None) -> type[Driver]:
        """The driver for `App(driver_class=…)`; `plain` sends what Textual writes as it is.

        `first` is what the terminal shows already, from before Textual was loaded.
        """
        return driver_class(Line(can, self._question, self._judge, self._lost, first, plain, self._modes))

    def end_with(self, shutdown_hooks: ShutdownHooks) -> None:
        """End as `shutdown_hooks` say when the line drops or the process is told to go; call it in the main thread."""
        tty = Tty(0, self._question.before, self._modes) if self._question is not None else None
        self._ending = Shutdown(shutdown_hooks, tty)
        self._ending.install()

    def _lost(self) -> None:
        if self._ending is not None:
            self._ending.lost()


def connect(environment: Mapping[str, str] | None = None) -> Connection:
    """Ask the terminal and go on at once."""
    given = os.environ if environment is None else environment
    return Connection(ask(given), lambda answers: capabilities(given, answers))
