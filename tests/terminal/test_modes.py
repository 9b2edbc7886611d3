"""Every mode that is switched on is switched off by its own number, on every way out; and on again on every way
back.
"""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from shlex import join, quote

import pytest

from tests.figures import Figures
from tests.terminal.mode_log import ModeLog
from tests.terminal.pty_session import XTERM, PtySession

ROOT = Path(__file__).resolve().parents[2]
READER = (sys.executable, "-m", "tui_reader")
TELLS = {**XTERM, b"\x1b[?2031$p": b"\x1b[?2031;2$y", b"\x1b[?2048$p": b"\x1b[?2048;2$y"}
"""A terminal that has every mode that is asked for."""
ON = {1049, 25, 1002, 1006, 1004, 2004, 7, 2031}
"""What is not as a shell has it while the reader is on the screen."""
SWITCHED_ON = ("?1049h", "?25l", "?1002h", "?1006h", "?1004h", "?2004h", "?7l", ">u", "?2031h")
"""Every switch of a start, in order."""
SWITCHED_OFF = ("?1006l", "?1002l", "?2031l", "<u", "?7h", "?2004l", "?1004l", "?25h", "?1049l")
"""Every switch of an end: the mouse goes first, with the keys."""
PLAIN_ON = (*SWITCHED_ON[:-1], "\x1b]22;default")
"""The same as Textual has it: it gives the pointer its usual shape, and asks for no news of the background."""
PLAIN_OFF = tuple(one for one in SWITCHED_OFF if one != "?2031l")
PAINTED_ON, PAINTED_OFF = ("?1049h", "?25l"), ("?25h", "?1049l")
"""Those of a reader that ends after its first screen, before Textual has the terminal."""
ALL_OFF = ("?2031l", "<u", "?7h", "?2004l", "?1004l", "?1006l", "?1002l", "?25h", "?1049l")
"""Those of a reader that cannot tell any more what is on."""
WAYS: dict[str, Callable[[PtySession], None]] = {
    "quit": lambda session: session.send("Q"),
    "SIGTERM": lambda session: session.signal(signal.SIGTERM),
    "SIGHUP": lambda session: session.signal(signal.SIGHUP),
    "SIGINT": lambda session: session.signal(signal.SIGINT),
}
PROGRAM = r'''
# The reader with something planted; it waits for the terminal's answers, so that the first screen is painted on a busy machine too.
import os, signal, sys, threading, time
from dataclasses import replace
from tui_reader.cli.main import main
import tui_reader.ui.startup.launch, tui_reader.ui.app, tui_reader.ui.session.connection
from tui_reader.ui.app import ReaderApp
from tui_reader.ui.session.connection import Connection
from tui_reader.ui.session.shutdown import ShutdownHooks

def crash(*_):
    raise RuntimeError("planted")

def draw_for_ever(app):
    while True:
        app._driver.write("\x1b[1;1H" + str(time.monotonic()))
        app._driver.flush()

def linger(descriptor, data):
    """As on a busy machine: others come between the last word and the end of the process."""
    count = write(descriptor, data)
    time.sleep(0.1 if bytes(data).endswith(b"\x1b[?1049l") else 0)
    return count

def answered(environment):
    question = ask(environment)
    question.answers(20.0)
    return question

write, os.write = os.write, linger
ask, tui_reader.ui.startup.launch.ask = tui_reader.ui.startup.launch.ask, answered
{planted}
sys.argv = ["newsreader", *sys.argv[1:]]
sys.exit(main(sys.argv[1:]))
'''
EARLY = (*PAINTED_ON, *PAINTED_OFF)
PLANTED = {
    "an error after the start": ("ReaderApp.on_ready = crash", (*SWITCHED_ON, *SWITCHED_OFF)),
    "an error before the start": ("Connection.__enter__ = crash", EARLY),
    "an error at the driver's start": ("Connection.driver_class = crash", EARLY),
    "SIGTERM before the start": ("Connection.__enter__ = lambda self: os.kill(os.getpid(), signal.SIGTERM)", EARLY),
    "SIGHUP before the start": ("Connection.__enter__ = lambda self: os.kill(os.getpid(), signal.SIGHUP)", EARLY),
    "an interface that is stuck, and draws": (
        "ReaderApp.shutdown_hooks = lambda self: ShutdownHooks(lambda: time.sleep(9), crash)\n"
        "def stuck(app):\n"
        "    threading.Thread(target=draw_for_ever, args=(app,), daemon=True).start()\n"
        "    os.kill(os.getpid(), signal.SIGTERM)\n"
        "ReaderApp.on_ready = stuck",
        (*SWITCHED_ON, *ALL_OFF),
    ),
}
"""What goes wrong → code that makes it so, and every switch of that session."""


@pytest.fixture
def feed(own_folders: Path, tmp_path: Path) -> Path:
    """A feed whose index is level already, so that the first screen is painted before Textual is there."""
    content = tmp_path / "feed" / "content"
    content.mkdir(parents=True)
    for number in range(1, 9):
        header = f"---\ntitle: Post {number}\ndate: 2022-07-0{number}\n---\n"
        text = f"{header}\nText of {number} with [a link](https://example.org/).\n"
        (content / f"{number}.md").write_text(text, encoding="utf-8")
    given = {**os.environ, "HOME": str(own_folders), "PYTHONPATH": str(ROOT)}
    subprocess.run([*READER, "-C", str(content), "sync"], env=given, check=True, capture_output=True)
    return content


def opened(home: Path, argv: tuple[str, ...], **env: str) -> PtySession:
    given = {"HOME": str(home), "PYTHONPATH": str(ROOT), **env}
    return PtySession(argv, (120, 30), given, TELLS)


def reader(home: Path, feed: Path, *arguments: str, **env: str) -> PtySession:
    """A session that has shown a post, so that every mode is on."""
    session = opened(home, (*READER, "open", *arguments, str(feed)), **env)
    session.wait_for("Text of 8")
    session.settle(0.4)
    return session


def modes(session: PtySession) -> ModeLog:
    return ModeLog(bytes(session.raw))


def expect_ended(session: PtySession, switches: tuple[str, ...] = (*SWITCHED_ON, *SWITCHED_OFF)) -> None:
    """The program is gone, these switches and no others were sent, and no mode is left on."""
    assert session.ended_within()
    session.settle(0.1, 1)
    expect_switched(session, switches)


def expect_switched(session: PtySession, switches: tuple[str, ...]) -> None:
    found = modes(session)
    assert tuple(found.switches) == switches
    assert (found.left, found.keyboards, found.open_frames) == (set(), 0, set())


@pytest.mark.parametrize("arguments", [(), ("--plain-driver",)], ids=["frames", "plain"])
@pytest.mark.parametrize("way", WAYS)
def test_every_mode_is_switched_off_at_the_end(
    own_folders: Path, feed: Path, figures: Figures, way: str, arguments
) -> None:
    with reader(own_folders, feed, *arguments) as session:
        on = modes(session)
        assert on.left == ON - ({2031} if arguments else set())
        assert on.keyboards == 1
        WAYS[way](session)
        expect_ended(session, (*PLAIN_ON, *PLAIN_OFF) if arguments else (*SWITCHED_ON, *SWITCHED_OFF))
        figures.add("N6", {"ways out": 1, "modes left on": len(modes(session).left)})


@pytest.mark.parametrize("case", PLANTED)
def test_every_mode_is_switched_off_when_something_goes_wrong(own_folders: Path, feed: Path, case: str) -> None:
    planted, switches = PLANTED[case]
    program = PROGRAM.replace("{planted}", planted)
    with opened(own_folders, (sys.executable, "-c", program, "open", str(feed))) as session:
        expect_ended(session, switches)
        assert "stuck" not in case or bytes(session.raw).endswith(b"\x1b[?1049l"), "drawn behind the last word"
        assert b"Traceback" not in bytes(session.raw)
        if "SIG" in case:
            assert session.exit_status == 128 + getattr(signal, case.split()[0])


def test_without_mouse_and_kitty_keyboard_neither_is_switched(own_folders: Path, feed: Path) -> None:
    with reader(own_folders, feed, TEXTUAL_DISABLE_KITTY_KEY="1", STY="1.pts", TERM="screen") as session:
        found = modes(session)
        assert found.left >= {1049, 25, 2004, 7}
        assert not found.left & {1002, 1006}
        assert not found.ever_keyboard
        session.send("Q")
        few = ("?1049h", "?25l", "?1004h", "?2004h", "?7l", "?7h", "?2004l", "?1004l", "?25h", "?1049l")
        expect_ended(session, few)
        assert b"u" not in bytes(session.raw).rpartition(b"\x1b[<")[2][:1]


def test_the_shell_has_its_modes_between_ctrl_z_and_fg(own_folders: Path, feed: Path) -> None:
    shell = ("bash", "--norc", "--noediting", "-i")
    with opened(own_folders, shell, PS1="ready> ") as session:
        session.wait_for("ready>")
        session.send(join([*READER, str(feed)]) + "\n")
        for _ in range(2):
            session.wait_for("Text of 8")
            session.settle(0.4)
            assert modes(session).left == ON
            session.send("ctrl+z")
            session.wait_for("Stopped")
            assert modes(session).left == set()
            assert modes(session).keyboards == 0
            session.send("clear; fg\n")
        session.wait_for("Text of 8")
        session.settle(0.4)
        session.send("Q")
        session.settle(0.4, until=lambda session: not modes(session).left)
        expect_switched(session, (*SWITCHED_ON, *SWITCHED_OFF) * 3)


def test_a_parent_that_is_killed_leaves_the_shell_its_terminal(own_folders: Path, feed: Path) -> None:
    """The shell behind it takes the terminal back, and the reader, in the background now, ends."""
    pid = own_folders / "pid"
    script = f"echo $$ > {quote(str(pid))}; {join([*READER, str(feed)])}; true"
    with opened(own_folders, ("bash", "--norc", "--noediting", "-i"), PS1="ready> ") as session:
        session.wait_for("ready>")
        session.send(join(["sh", "-c", script]) + "\n")
        session.wait_for("Text of 8")
        session.settle(0.4, until=lambda session: modes(session).left == ON)
        os.kill(int(pid.read_text()), signal.SIGKILL)
        session.settle(0.4, 30, lambda session: not modes(session).left and not modes(session).keyboards)
        expect_switched(session, (*SWITCHED_ON, *SWITCHED_OFF))
        wait_gone(own_folders)
        session.send("exit\n")
        assert session.ended_within()
        assert b"^[" not in bytes(session.raw), "an answer came to the shell"


@pytest.mark.parametrize("way", ["closed", "the shell is killed"])
def test_a_terminal_that_is_gone_leaves_no_process(own_folders: Path, feed: Path, way: str) -> None:
    shell = ("bash", "-c", f"{join([*READER, str(feed)])}; true")
    with opened(own_folders, shell) as session:
        session.wait_for("Text of 8")
        session.settle(0.4, until=lambda session: modes(session).left == ON)
        if way == "closed":
            session.hang_up()
        else:
            session.signal(signal.SIGKILL)
        assert session.ended_within()
        wait_gone(own_folders)
        switches = tuple(modes(session).switches)
        assert switches == (*SWITCHED_ON, *SWITCHED_OFF)[: max(len(SWITCHED_ON), len(switches))]


def wait_gone(home: Path) -> None:
    """Until no reader of this home is left; AssertionError when that never comes."""
    end = time.monotonic() + 30
    while found := [folder for folder in Path("/proc").glob("[0-9]*") if is_reader(folder, home)]:
        assert time.monotonic() < end, found
        time.sleep(0.02)


def is_reader(process: Path, home: Path) -> bool:
    try:
        ours = f"HOME={home}".encode() in (process / "environ").read_bytes().split(b"\0")
        return ours and b"tui_reader" in (process / "cmdline").read_bytes().split(b"\0")
    except OSError:
        return False


def test_a_stop_that_nobody_can_hear_is_left_once(own_folders: Path, feed: Path) -> None:
    with reader(own_folders, feed) as session:
        session.signal(signal.SIGSTOP)
        session.signal(signal.SIGCONT)
        session.settle(0.5)
        assert modes(session).left == ON
        assert modes(session).keyboards == 1
        session.send("Q")
        expect_ended(session, (*SWITCHED_ON, *SWITCHED_OFF) * 2)


def test_the_editor_has_its_modes(own_folders: Path, feed: Path, tmp_path: Path) -> None:
    editor = tmp_path / "editor"
    editor.write_text("#!/bin/sh\necho edit here\nread -r line\n")
    editor.chmod(0o755)
    with reader(own_folders, feed, EDITOR=str(editor)) as session:
        session.send("e")
        session.wait_for("edit here")
        assert modes(session).left == set()
        assert modes(session).keyboards == 0
        session.send("\n")
        session.wait_for("Text of 8")
        session.settle(0.4)
        assert modes(session).left == ON
        assert modes(session).keyboards == 1
        session.send("Q")
        expect_ended(session, (*SWITCHED_ON, *SWITCHED_OFF) * 2)


def test_the_address_stands_on_a_screen_without_modes(own_folders: Path, feed: Path) -> None:
    with reader(own_folders, feed) as session:
        session.press("enter")
        session.press("F")
        session.send("a")
        session.wait_for("back to the reader")
        assert modes(session).left == set()
        assert modes(session).keyboards == 0
        session.send("enter")
        session.wait_for("Text of 8")
        session.settle(0.4)
        assert modes(session).left == ON
        session.send("Q")
        expect_ended(session, (*SWITCHED_ON, *SWITCHED_OFF) * 2)


def test_the_log_keeps_each_number_by_itself() -> None:
    log = ModeLog(b"\x1b[?1002;1006h\x1b[?25l\x1b[>25u\x1b[?1000l\x1b[?1006l")
    assert log.left == {1002, 25}
    assert log.keyboards == 1
    assert log.switches == ["?1002h", "?1006h", "?25l", ">u", "?1000l", "?1006l"]
    frame = b"\x1b[?2026h\x1b[?69h\x1b[3;9s\x1b[2;8r"
    torn = ModeLog(frame + b"\x1b]2;a title\x07\x1b]11;?\x1b\\\x1b[4 q\x1b=\x0e")
    assert torn.open_frames == {"?2026", "?69", "columns", "region"}
    assert torn.switches == ["\x1b]2;a title", "\x1b[4 q", "\x1b=", "\x0e"]
    assert ModeLog(frame + b"\x1b[r\x1b[?69l\x1b[?2026l").open_frames == set()
    assert ModeLog(b"\x1b[?7l\x1b[?69h\x1b[?69l\x1b[?7h\x1b[>1u\x1b[<u").left == set()
