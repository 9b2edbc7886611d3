"""The end that waits for nobody: after its last bytes nothing else of the reader reaches the terminal."""

import fcntl
import os
import pty
import termios
import threading
from collections.abc import Iterator

import pytest

from tui_reader.terminal.io.writer import Writer
from tui_reader.ui.session.modes import ALTERNATE_SCREEN, FOCUS, LEAVE_ALL, MOUSE_BUTTONS, TerminalModes
from tui_reader.ui.session.shutdown import Tty

FRAME = b"\x1b[?2026hframe\x1b[?2026l"
ON = (ALTERNATE_SCREEN, FOCUS)
OFF = b"\x1b[m\x1b[?69l\x1b[?2026l" + (FOCUS.off + ALTERNATE_SCREEN.off).encode()


@pytest.fixture
def line() -> Iterator[tuple[int, int]]:
    """The terminal's end of a line, which nobody waits at, and the program's, whose bytes nothing changes."""
    terminal, program = pty.openpty()
    attributes = termios.tcgetattr(program)
    attributes[1] &= ~termios.OPOST
    termios.tcsetattr(program, termios.TCSANOW, attributes)
    os.set_blocking(terminal, False)
    yield terminal, program
    os.close(terminal)
    os.close(program)


def shown(terminal: int) -> bytes:
    """What has come to the terminal so far."""
    found = b""
    try:
        while data := os.read(terminal, 65536):
            found += data
    except BlockingIOError:
        return found
    return found


def tty(program: int, modes: TerminalModes) -> Tty:
    return Tty(program, termios.tcgetattr(program), modes)


def test_an_interface_that_draws_without_end_writes_nothing_behind_the_last_word(line) -> None:
    terminal, program = line
    modes, drawn = TerminalModes(), threading.Event()

    def draw() -> bytes:
        drawn.set()
        with modes.turn:
            return FRAME

    writer = Writer(program, draw, lambda: None)
    with modes.turn:
        writer.send(modes.switch_on(*ON).encode())
    modes.written_behind(writer.silence)
    assert drawn.wait(30)
    reading = threading.Thread(target=Tty.give_back, args=(tty(program, modes),))
    reading.start()
    got = b""
    while reading.is_alive():
        got += shown(terminal)
    reading.join()
    got += shown(terminal)
    head, _, last = got.rpartition(b"\x1b[m")
    assert head.startswith((ON[0].on + ON[1].on).encode() + FRAME)
    assert b"\x1b[m" + last in (OFF, LEAVE_ALL.encode())
    writer.send(b"more")
    writer.close()
    assert shown(terminal) == b""


def test_a_switch_is_sent_before_another_thread_takes_the_last_word(line) -> None:
    """The driver computed what switches the modes off, and has not sent it yet."""
    terminal, program = line
    modes = TerminalModes()
    modes.switch_on(*ON)
    computed, go_on = threading.Event(), threading.Event()

    def leave() -> None:
        with modes.turn:
            text = modes.leave()
            computed.set()
            go_on.wait(30)
            os.write(program, text.encode())

    driver = threading.Thread(target=leave)
    driver.start()
    assert computed.wait(30)
    end = threading.Thread(target=Tty.give_back, args=(tty(program, modes),))
    end.start()
    go_on.set()
    driver.join()
    end.join()
    assert shown(terminal) in ((FOCUS.off + ALTERNATE_SCREEN.off).encode(), LEAVE_ALL.encode())


def test_what_is_off_already_is_not_switched_off_again(line) -> None:
    """A keyboard's way that is taken from the stack twice was the shell's the second time."""
    terminal, program = line
    modes = TerminalModes()
    modes.switch_on(*ON)
    modes.leave()
    tty(program, modes).give_back()
    assert shown(terminal) == b""


def test_an_interface_that_never_ends_its_turn_is_not_waited_for(line) -> None:
    terminal, program = line
    modes, taken, over = TerminalModes(), threading.Event(), threading.Event()

    def hold() -> None:
        with modes.turn:
            taken.set()
            over.wait(30)

    threading.Thread(target=hold, daemon=True).start()
    assert taken.wait(30)
    tty(program, modes).give_back()
    assert shown(terminal) == LEAVE_ALL.encode()
    over.set()


def test_what_waits_for_a_line_that_takes_nothing_is_never_written() -> None:
    reads, writes = os.pipe()
    room = fcntl.fcntl(writes, fcntl.F_GETPIPE_SZ)
    os.set_blocking(writes, False)
    writer = Writer(writes, bytes, lambda: None)
    writer.send(b"a" * 2 * room)
    os.set_blocking(reads, True)
    assert os.read(reads, 1) == b"a"
    assert not writer.silence(1)
    os.set_blocking(reads, False)
    assert len(shown(reads)) < room + 4096
    writer.close()
    assert shown(reads) == b""
    os.close(reads)
    os.close(writes)


@pytest.mark.parametrize("sent", [b"", b"all"])
def test_a_line_that_is_free_is_silent_at_once(sent: bytes) -> None:
    reads, writes = os.pipe()
    written = threading.Event()
    writer = Writer(writes, lambda: written.set() or b"", lambda: None)
    if sent:
        writer.send(sent)
        assert written.wait(30)
        assert os.read(reads, 9) == sent
    assert writer.silence(1)
    writer.close()
    os.close(reads)
    os.close(writes)


def test_the_last_word_names_only_what_is_on() -> None:
    modes = TerminalModes()
    modes.switch_on(*ON, MOUSE_BUTTONS)
    modes.switch_off(MOUSE_BUTTONS)
    assert modes.cut_short(0).encode() == OFF
