"""The reader in real terminals, used as a person does: after a way out a click, the wheel, a drag, another window and a
paste leave nothing on the prompt but the pasted text.
"""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from shlex import join

import pytest

from tests.figures import Figures
from tests.terminal.mode_log import ModeLog
from tests.terminal.real_terminal import Display, RealSession, RealTerminal, need, wait_for

ROOT = Path(__file__).resolve().parents[2]
READER = (sys.executable, "-m", "tui_reader")
TERMINALS = {
    "xterm": ("xterm", "-u8", "-geometry", "120x30", "-e", "{command}"),
    "vte": ("lxterminal", "--no-remote", "--geometry=120x30", "-e", "{command}"),
    "alacritty": (
        *("alacritty", "-o", "window.dimensions.columns=120", "-o", "window.dimensions.lines=30"),
        *("-e", "sh", "-c", "{command}"),
    ),
}
BARE = "[general]\nhidemenubar=true\nhidescrollbar=true\n"
"""Settings of lxterminal: its window holds cells alone."""
PASTED = "pasted text"


@pytest.fixture(scope="module")
def display() -> Iterator[Display]:
    for program in ("xdotool", "xsel"):
        need(program)
    with Display() as made:
        yield made


@pytest.fixture
def feed(own_folders: Path, tmp_path: Path) -> Path:
    content = tmp_path / "feed" / "content"
    content.mkdir(parents=True)
    for number in range(1, 9):
        header = f"---\ntitle: Post {number}\ndate: 2022-07-0{number}\n---\n"
        text = f"{header}\nText of {number} with [a link](https://example.org/).\n"
        (content / f"{number}.md").write_text(text, encoding="utf-8")
    given = {**os.environ, "HOME": str(own_folders), "PYTHONPATH": str(ROOT)}
    subprocess.run([*READER, "-C", str(content), "sync"], env=given, check=True, capture_output=True)
    return content


def use_the_prompt(session: RealSession) -> bytes:
    """What a terminal sends for all that a person does at a prompt, up to a last key."""
    terminal = session.terminal
    session.typed.clear()
    terminal.click(40, 10)
    terminal.click(40, 10, button=4)
    terminal.click(40, 12, button=5)
    terminal.drag(30, 5)
    session.look_away("a")
    session.paste(PASTED)
    terminal.key("z")
    session.settle(0.1, 30, lambda session: session.typed.endswith(b"z"))
    return bytes(session.typed).lstrip(b"a")


def expect_prompt(session: RealSession, way: str) -> None:
    """No mode is on by what was sent, nor by what the terminal sends."""
    assert ModeLog(bytes(session.raw)).left == set(), way
    assert use_the_prompt(session) == f"{PASTED}z".encode(), way
    session.send(b"\x15")


def row_of(session: RealSession, text: str) -> int:
    return next(at for at, line in enumerate(session.text().splitlines()) if text in line)


def between(name: str, folder: Path, inside: Path) -> tuple[str, ...]:
    """The command line of what stands between a terminal and the program `inside`."""
    need("mosh-server" if name == "mosh" else name)
    sockets = folder / "s"
    sockets.mkdir(mode=0o700)
    if name == "tmux":
        (folder / "tmux.conf").write_text("set -g mouse on\n")
        return ("tmux", "-S", str(sockets / "t"), "-f", str(folder / "tmux.conf"), "new-session", str(inside))
    if name == "screen":
        (folder / "screenrc").write_text("startup_message off\ndefutf8 on\naltscreen on\n")
        return ("env", f"SCREENDIR={sockets}", "screen", "-U", "-c", str(folder / "screenrc"), str(inside))
    served = subprocess.run(
        ["mosh-server", "new", "-i", "127.0.0.1", "--", str(inside)],
        env={**os.environ, "LANG": "C.UTF-8"},
        capture_output=True,
        text=True,
        check=True,
        timeout=30,
    )
    _, _, port, key = next(line for line in served.stdout.splitlines() if line.startswith("MOSH CONNECT")).split()
    return ("env", f"MOSH_KEY={key}", "mosh-client", "127.0.0.1", port)


@pytest.mark.parametrize("name", ["tmux", "screen", "mosh"])
def test_nothing_reaches_a_prompt_behind_another_program(
    display: Display, own_folders: Path, tmp_path: Path, feed: Path, name: str
) -> None:
    """Where tmux, screen or mosh stands between: what reaches the shell in it is written down there."""
    typed, pid, inside = tmp_path / "typed", tmp_path / "pid", tmp_path / "inside"
    inside.write_text(
        f"#!/bin/sh\nexport HOME={own_folders} PYTHONPATH={ROOT}\n{join([*READER, str(feed)])}\n"
        f"stty raw -echo\necho prompt\necho $$ > {pid}\nexec cat > {typed}\n"
    )
    inside.chmod(0o755)
    given = {"HOME": str(own_folders), "PYTHONPATH": str(ROOT), "STY": "", "TMUX": ""}
    with (
        RealTerminal(display, tmp_path, TERMINALS["xterm"]) as terminal,
        RealSession(between(name, tmp_path, inside), terminal, given) as session,
    ):
        session.wait_for("Text of 8")
        session.settle(0.5)
        session.send("j")
        session.wait_for("Text of 7")
        session.send("Q")
        try:
            session.wait_for("prompt")
            terminal.click(40, 10)
            session.look_away("a")
            session.paste(PASTED)
            terminal.key("z")
            session.settle(0.1, 30, lambda _: typed.exists() and typed.read_bytes().endswith(b"z"))
            assert typed.read_bytes().lstrip(b"a") == f"{PASTED}z".encode()
        finally:
            wait_for(pid.exists)
            os.kill(int(pid.read_text()), signal.SIGKILL)


def read(session: RealSession) -> None:
    """A click opens a post, the wheel moves the list, a paste is text in the search line."""
    session.wait_for("Text of 8")
    row = row_of(session, "Post 5")
    session.terminal.click(session.text().splitlines()[row].index("Post 5"), row)
    session.wait_for("Text of 5")
    session.settle(0.2)
    session.send("/")
    session.look_away("w")
    session.terminal.paste("Q\x1bQ words")
    session.wait_for("words")
    session.press("esc")
    session.press("esc")
    session.wait_for("Text of")


@pytest.mark.parametrize(
    "name", ["xterm", *(pytest.param(name, marks=pytest.mark.faults) for name in TERMINALS if name != "xterm")]
)
def test_nothing_reaches_the_prompt(
    display: Display, own_folders: Path, tmp_path: Path, feed: Path, figures: Figures, name: str
) -> None:
    editor = tmp_path / "editor"
    editor.write_text("#!/bin/sh\necho edit here\nread -r line\n")
    editor.chmod(0o755)
    given = {"HOME": str(own_folders), "PYTHONPATH": str(ROOT), "PS1": "ready> ", "EDITOR": str(editor)}
    shell = ("bash", "--norc", "--noediting", "-i")
    (tmp_path / ".config" / "lxterminal").mkdir(parents=True)
    (tmp_path / ".config" / "lxterminal" / "lxterminal.conf").write_text(BARE)
    with (
        RealTerminal(display, tmp_path, TERMINALS[name]) as terminal,
        RealSession(shell, terminal, given) as session,
    ):
        session.wait_for("ready>")
        session.send(join([*READER, str(feed)]) + "\n")
        read(session)
        for way, keys, shown, back in (
            ("Ctrl+Z", "\x1a", "Stopped", "fg\n"),
            ("editor", "e", "edit here", "\n"),
        ):
            session.send(keys)
            session.wait_for(shown)
            expect_prompt(session, way)
            session.send(f"{back}")
            session.wait_for("Text of")
        session.send("Q")
        session.settle(0.3, 30, lambda session: not ModeLog(bytes(session.raw)).left)
        expect_prompt(session, "Q")
        figures.add("N6", {"ways out in a real terminal": 3, "bytes on the prompt": 0})
        session.send("exit\n")
        assert session.ended_within()
