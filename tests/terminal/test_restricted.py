"""Commands that may only read, with an auditor inside the reader; `test_second_user.py` looks on from outside.

The auditor (PEP 578) writes down every file opened, program started and connection made, so that a way out shows even
where it leads nowhere by chance.
"""

import ast
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from tests.terminal.pty_session import PtySession
from tests.terminal.tempting_feed import SECRET, write_feed
from tui_reader.linear.line_table import BY_NAME

ROOT = Path(__file__).resolve().parents[2]
AUDITOR = """
import os, sys
WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT
log = os.open({log!r}, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
def hear(event, args):
    if event == "open" and isinstance(args[0], (str, bytes)):
        os.write(log, (repr(("write" if (args[2] or 0) & WRITES else "read", os.fsdecode(args[0]))) + "\\n").encode())
    elif event in ("subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.fork", "pty.spawn", "os.startfile"):
        os.write(log, (repr(("start", str(args[0]) if args else event)) + "\\n").encode())
    elif event in ("socket.connect", "socket.bind", "socket.getaddrinfo", "urllib.Request", "webbrowser.open"):
        os.write(log, (repr(("connect", str(args))) + "\\n").encode())
sys.addaudithook(hear)
"""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    folder = tmp_path / "login"
    folder.mkdir()
    return folder


@pytest.fixture
def feed(tmp_path: Path) -> Path:
    content = tmp_path / "feed" / "content"
    write_feed(tmp_path, content)
    return content


@pytest.fixture
def audited(tmp_path: Path) -> Path:
    """A folder to put before the others in PYTHONPATH; the auditor writes to `log` in it."""
    folder = tmp_path / "auditor"
    folder.mkdir()
    (folder / "sitecustomize.py").write_text(AUDITOR.format(log=str(folder / "log")))
    return folder


def hostile_environment(tmp_path: Path, home: Path) -> dict[str, str]:
    """Variables that other programs would obey."""
    program, proof = tmp_path / "program", home / "proof"
    program.write_text(f"#!/bin/sh\ntouch {proof}\n")
    program.chmod(0o755)
    obeyed = dict.fromkeys(("EDITOR", "VISUAL", "PAGER", "BROWSER", "SHELL", "MANPAGER", "LESSOPEN"), str(program))
    files = dict.fromkeys(("TEXTUAL_LOG", "TEXTUAL_SCREENSHOT_FILENAME", "HISTFILE"), str(proof))
    others = {
        "TEXTUAL": "debug,devtools",
        "TEXTUAL_DRIVER": "program:Driver",
        "TEXTUAL_SCREENSHOT": "1",
        "TEXTUAL_SCREENSHOT_LOCATION": str(home),
        "NEWSREADER_CONTENT": str(tmp_path),
        "NEWSREADER_RESTRICTED": "0",
        "PYTHONSTARTUP": str(program),
        "DISPLAY": ":0",
        "ESCDELAY": "10",
    }
    return {**obeyed, **files, **others}


def write_settings(home: Path, tmp_path: Path) -> None:
    """Settings of the one who logs in, that ask for all that is forbidden."""
    folder = home / ".config" / "newsreader"
    folder.mkdir(parents=True)
    (folder / "config.toml").write_text(
        f'restricted = false\neditor = "{tmp_path / "program"}"\nlog_file = "{home / "proof"}"\ncontent = "{tmp_path}"\n'
    )


def heard(audited: Path) -> Iterator[tuple[str, str]]:
    """What the auditor wrote down: `read`, `write`, `start` or `connect`, and what."""
    for line in (audited / "log").read_text("utf-8", "replace").splitlines():
        kind, what = ast.literal_eval(line)
        yield kind, what


def check_heard(audited: Path, tmp_path: Path, home: Path) -> None:
    """Nothing was started but Python itself, no connection made, nothing written but marks and index, no other file
    read.
    """
    own = tuple(str(home / folder / "newsreader") for folder in (".config", ".local/state", ".cache"))
    allowed = (*own, "/dev/", str(ROOT), str(Path(sys.prefix)), str(Path(sys.base_prefix)))
    for kind, what in heard(audited):
        assert kind != "connect", what
        assert kind != "start" or what == sys.executable, what
        if kind == "write":
            assert (what.startswith(allowed) and "__pycache__" in what) or what.startswith((*own, "/dev/")), what
        if kind == "read":
            assert os.path.realpath(what) != str(tmp_path / "secret.md"), what
            assert not what.startswith(("/etc/passwd", "/etc/shadow")), what


def test_the_auditor_hears_a_way_out(tmp_path: Path, home: Path, feed: Path, audited: Path) -> None:
    """Without the restriction the editor is started: the test above would see it."""
    write_settings(home, tmp_path)
    given = {**hostile_environment(tmp_path, home), "HOME": str(home), "PYTHONPATH": f"{audited}:{ROOT}"}
    given = {name: value for name, value in given.items() if not name.startswith("TEXTUAL")}
    with PtySession([sys.executable, "-m", "tui_reader", "open", str(feed)], env=given) as session:
        session.wait_for("首篇")
        session.press("enter", 0.3)
        session.send("e")
        end = time.monotonic() + 30
        while not (home / "proof").exists() and time.monotonic() < end:
            session.settle(0.1, 0.2)
    assert ("start", str(tmp_path / "program")) in set(heard(audited))
    with pytest.raises(AssertionError):
        check_heard(audited, tmp_path, home)


@pytest.mark.parametrize(
    "command",
    [
        ("--debug", "list", "--query", "("),
        ("bookmarks", "import", "{secret}"),
        ("bookmarks", "export"),
        ("show", "{secret}"),
        ("show", "../../secret"),
        ("show", "linked.md"),
        ("check",),
        ("list", "--json"),
        ("search", "the"),
        ("open", "--theme", "{secret}"),
    ],
)
def test_restricted_commands_show_and_write_nothing_else(
    tmp_path: Path, home: Path, feed: Path, audited: Path, command: Sequence[str]
) -> None:
    write_settings(home, tmp_path)
    given = {**os.environ, **hostile_environment(tmp_path, home), "HOME": str(home), "PYTHONPATH": f"{audited}:{ROOT}"}
    words = [word.replace("{secret}", str(tmp_path / "secret.md")) for word in command]
    argv = [sys.executable, "-m", "tui_reader", "--restricted", "-C", str(feed), *words]
    done = subprocess.run(argv, env=given, capture_output=True, check=False, timeout=60, stdin=subprocess.DEVNULL)
    assert SECRET.encode() not in done.stdout + done.stderr
    assert not (home / "proof").exists()
    check_heard(audited, tmp_path, home)


def test_restricted_reading_line_by_line_shows_and_writes_nothing_else(
    tmp_path: Path, home: Path, feed: Path, audited: Path
) -> None:
    """Every command, in the list and in a post, with what would lead out of the feed behind it; every number."""
    write_settings(home, tmp_path)
    given = {**os.environ, **hostile_environment(tmp_path, home), "HOME": str(home), "PYTHONPATH": f"{audited}:{ROOT}"}
    ways = ("", "/etc/passwd", str(tmp_path / "secret.md"), f"editor {tmp_path / 'program'}", "../../secret.md", "1")
    commands = [f"{name} {way}" for name in BY_NAME if name != "quit" for way in ways]
    numbers = [f"{number}" for number in range(12)]
    opened = [line for command in commands for line in ("post 首篇", command)]
    lines = [*commands, *opened, *(line for number in numbers for line in ("post 首篇", "links", number))]
    argv = [sys.executable, "-m", "tui_reader", "--restricted", "-C", str(feed), "open", "--linear"]
    text = "\n".join(lines).encode()
    done = subprocess.run(argv, env=given, capture_output=True, check=False, timeout=120, input=text)
    assert done.returncode == 0, done.stderr
    said = done.stdout.decode()
    assert "No editor in restricted mode" in said and "nothing is written in restricted mode" in said
    assert SECRET not in said and not (home / "proof").exists()
    check_heard(audited, tmp_path, home)
