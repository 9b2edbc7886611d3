"""The user's editor, and how each editor is told the line to begin at."""

import os
from collections.abc import Mapping
from pathlib import Path

from tui_reader.config.child_process import Command, find_command, read_command
from tui_reader.i18n.messages import tr
from tui_reader.model.errors import ProgramError

SYSTEM_EDITORS = ("editor", "sensible-editor", "vi", "nano")
"""Programs that are tried where the user names no editor, in this order."""

_PLUS = ("+{line}", "{file}")
_COLON = ("{file}:{line}",)
_GOTO = ("--goto", "{file}:{line}")
_FORMS: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys("vi vim nvim view vimx gvim nvi nex elvis vile mg ne joe jmacs jstar jpico rjoe".split(), _PLUS),
    **dict.fromkeys("nano rnano pico emacs emacsclient micro kak mcedit gedit gnome-text-editor".split(), _PLUS),
    **dict.fromkeys("code code-insiders codium vscodium cursor windsurf".split(), _GOTO),
    **dict.fromkeys("hx helix subl zed zeditor".split(), _COLON),
    "kate": ("--line", "{line}", "{file}"),
    "kwrite": ("--line", "{line}", "{file}"),
    "jed": ("{file}", "-g", "{line}"),
}
"""What each editor understands as a file and a line, by the name of its program; others get the file alone."""


def editor_command(setting: str) -> Command:
    """The editor of the settings, of `$VISUAL`, of `$EDITOR`, else the system's; a blank one counts as none.

    Raises ProgramError.
    """
    hint = tr("set `editor` in the settings, or $EDITOR")
    named = (setting, os.environ.get("VISUAL", ""), os.environ.get("EDITOR", ""))
    chosen = next((text for text in named if text.strip()), "")
    if chosen:
        return read_command(chosen, hint)
    for name in SYSTEM_EDITORS:
        try:
            return find_command((name,))
        except ProgramError:
            continue
    raise ProgramError(tr("No editor"), hint)


def at_line(editor: Command, file: Path, line: int = 0) -> Command:
    """The editor with a file to open, at a line from 1 where the editor is known to take one; 0 for no line."""
    form = _FORMS.get(_program_name(editor), ("{file}",)) if line > 0 else ("{file}",)
    places = {"{file}": str(file), "{line}": str(line), "+{line}": f"+{line}", "{file}:{line}": f"{file}:{line}"}
    return editor.with_arguments(*(places.get(word, word) for word in form))


def _program_name(editor: Command) -> str:
    """The name of the program behind links such as Debian's `editor`, without the variant in `vim.basic`."""
    real = Path(editor.program).resolve().name
    return next((name for name in (real, real.split(".")[0], real.split("-")[0]) if name in _FORMS), real)
