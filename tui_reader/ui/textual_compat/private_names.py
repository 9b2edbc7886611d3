"""Every private name of Textual that the reader uses, and why no public one would do.

Textual may change these in any release. They are used in this folder only; tests/architecture/test_private_names.py
asserts that the installed Textual has each of them, that those we override or call still take the same parameters,
and that this list is complete.
"""

from tui_reader.model.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class PrivateName:
    """One private name of Textual."""

    owner: str
    """Full name of the class or module that has it."""
    name: str
    """The name, with its underscore."""
    reason: str
    """What it is needed for."""
    parameters: tuple[str, ...] | None = None
    """Parameters of a function that we override or call, `self` left out, `*` before a variadic one; None for a
    value.
    """


_APP = "textual.app.App"
_DRIVER = "textual.driver.Driver"
_LINUX = "textual.drivers.linux_driver.LinuxDriver"

PRIVATE_NAMES: tuple[PrivateName, ...] = (
    PrivateName("textual", "_xterm_parser", "turns what is typed into Textual's key events; has no public place"),
    PrivateName(_APP, "_driver", "pictures are sent to the terminal between frames, which only the driver can do"),
    PrivateName(_APP, "_exception", "an error inside Textual is raised again, so that it becomes one line"),
    PrivateName(_APP, "_exit_renderables", "tracebacks that Textual would print at the end are dropped"),
    PrivateName(_APP, "_handle_exception", "an unexpected error ends the reader without a traceback", ("error",)),
    PrivateName(_APP, "_print_error_renderables", "the same, for errors that Textual catches itself", ()),
    PrivateName(_DRIVER, "_debug", "handed on to the parser of keys, as Textual does"),
    PrivateName(_DRIVER, "_loop", "tells sizes of the window, and gives up a frame that is never acknowledged"),
    PrivateName(_DRIVER, "_mouse", "the mouse is left alone where the settings or the terminal say so"),
    PrivateName(_LINUX, "_get_terminal_size", "the terminal's own size, not that of COLUMNS and LINES", ()),
    PrivateName(_LINUX, "_key_thread", "tells whether keys are read: not while the program is stopped"),
    PrivateName(_LINUX, "_query_in_band_window_resize", "SIGWINCH tells the size; nothing is asked", ()),
    PrivateName(_LINUX, "_request_terminal_sync_mode_support", "asked before the start, with everything else", ()),
    PrivateName(_LINUX, "_must_signal_resume", "Textual is told that the program goes on after a stop"),
)
