"""The modes of the terminal stand in one table: nobody else writes them, and Textual's driver has none that the table
lacks.
"""

import ast
import re
from pathlib import Path

import pytest
from textual.drivers import linux_driver

from tests.architecture.limits import ROOT
from tui_reader.ui.session.modes import (
    FRAME,
    KEYBOARD,
    LEAVE_ALL,
    SESSION,
    SYNCHRONISED,
    TerminalModes,
    switches_mode,
)

PACKAGE = ROOT / "tui_reader"
TABLE = PACKAGE / "ui" / "session" / "modes.py"
_SWITCH = re.compile(r"\x1b\[(?:\?[\d;]+[hl]|\?$|[<>]\d*u)")
EXCEPTIONS = {
    ("terminal/render/screen_state.py", "\x1b[?2026h"): "begins one frame; its end is in the same write",
    ("terminal/render/screen_state.py", "\x1b[?2026l"): "ends it",
    ("terminal/render/scroll.py", "\x1b[?69h"): "margins around one scroll; switched off in the same sequence",
    ("terminal/render/scroll.py", "\x1b[?69l"): "switches them off",
    ("terminal/render/output_parser.py", "\x1b[?1049h"): "recognises what Textual writes; writes nothing",
    ("terminal/render/output_parser.py", "\x1b[?1049l"): "the same",
}
"""File and sequence → why it is not in the table."""
NOT_SWITCHED_ON = {
    1000: "1002 holds it",
    1003: "reports every movement, each some bytes over the line",
    1015: "a form of the mouse that 1006 replaces",
    1016: "pixels are of no use to a screen of cells",
    2048: "SIGWINCH tells the size",
}
"""Modes that Textual's driver switches and ours leaves alone."""


def switches(file: Path) -> list[str]:
    """Sequences in a file's texts that switch a mode; pieces of texts that are put together too."""
    texts = []
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str | bytes):
            texts.append(node.value if isinstance(node.value, str) else node.value.decode("latin-1"))
    return [found for text in texts for found in _SWITCH.findall(text)]


def test_nobody_else_switches_a_mode() -> None:
    found = {
        (file.relative_to(PACKAGE).as_posix(), sequence)
        for file in PACKAGE.rglob("*.py")
        if file != TABLE
        for sequence in switches(file)
    }
    assert found == EXCEPTIONS.keys()


@pytest.mark.parametrize(
    "text",
    [
        'A = "\\x1b[?1002h"',
        "A = b'\\x1b[m\\x1b[?25;7l'",
        'A = f"{1}\\033[?69h{2}"',
        'A = "\\x1b[<u"',
        "A = '\\x1b[>1u'",
    ],
)
def test_a_planted_switch_is_seen(tmp_path: Path, text: str) -> None:
    (tmp_path / "planted.py").write_text(text)
    assert len(switches(tmp_path / "planted.py")) == 1


def test_a_question_is_no_switch(tmp_path: Path) -> None:
    (tmp_path / "asks.py").write_text('A = "\\x1b[?2026$p\\x1b[6n\\x1b[>q\\x1b[?2004"')
    assert switches(tmp_path / "asks.py") == []


def test_every_mode_is_switched_off_by_its_own_number() -> None:
    for mode in (*SESSION, *FRAME):
        if mode is KEYBOARD:
            assert (mode.on[:3], mode.off) == ("\x1b[>", "\x1b[<u")
        else:
            assert mode.on[:-1] == mode.off[:-1]
            assert {mode.on[-1], mode.off[-1]} == {"h", "l"}
    assert len({mode.on[:-1] for mode in (*SESSION, *FRAME)}) == len(SESSION) + len(FRAME)
    assert all(LEAVE_ALL.count(mode.off) == 1 for mode in (*SESSION, *FRAME))


def test_textual_switches_no_mode_that_the_table_lacks() -> None:
    written = "".join(switches(Path(linux_driver.__file__)))
    numbers = set(map(int, re.findall(r"\?(\d+)", written)))
    ours = {int(found) for mode in SESSION for found in re.findall(r"\?(\d+)", mode.on)}
    assert numbers - ours == NOT_SWITCHED_ON.keys()
    flags = (
        linux_driver.KITTY_DISAMBIGUATE_ESCAPE_CODES
        | linux_driver.KITTY_REPORT_ALL_KEYS
        | linux_driver.KITTY_REPORT_ASSOCIATED_TEXT
    )
    assert f"\x1b[>{flags}u" == KEYBOARD.on


def test_what_is_on_is_switched_on_once_and_off_in_reverse() -> None:
    modes = TerminalModes()
    first, second, third = SESSION[:3]
    assert modes.switch_on(first) == first.on
    assert modes.switch_on(first, second, third) == second.on + third.on
    assert modes.switch_off(second) == second.off
    assert modes.switch_off(second) == ""
    assert modes.leave() == third.off + first.off
    assert modes.leave() == ""


def test_only_switches_that_last_are_left_out_of_what_textual_writes() -> None:
    assert all(switches_mode(text) for mode in SESSION for text in (mode.on, mode.off, mode.on + mode.off))
    assert switches_mode("\x1b[?1000;1003h")
    assert not any(map(switches_mode, (SYNCHRONISED.on, SYNCHRONISED.off, "\x1b[?2026$p", "text", "", "\x1b[?25lx")))
