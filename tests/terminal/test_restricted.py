"""A login that may only read: every key and every command under a real sshd, with an auditor inside the reader.

The auditor (PEP 578) writes down every file opened, program started and connection made, so that a way out shows even
where it leads nowhere by chance.
"""

import ast
import contextlib
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from shlex import quote

import pytest

from tests.terminal.pty_session import NO_MARGINS, PtySession
from tests.terminal.sshd import Sshd
from tui_reader.ui.actions.all_actions import ACTIONS

ROOT = Path(__file__).resolve().parents[2]
KEYS = [chr(code) for code in range(0x20, 0x7F) if chr(code) not in "qQ"] + [chr(code) for code in range(1, 0x1B)]
"""Every key of a keyboard but those that only leave."""
MORE_KEYS = [
    "\x1bOP",
    "\x1b[15~",
    "\x1b[24~",
    "\x1b[3~",
    "\x1b[2~",
    "\x1bx",
    "\x1b!",
    "\x1b[1;5P",
    "\x1c",
    "\x1d",
    "\x1e",
    "\x1f",
]
COMMANDS = ["\x10" + "\x0e" * row + "\r" for row in range(len(ACTIONS))]
"""Every row of the command palette."""
SECRET = "the-secret-of-another-file"
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
    """Posts that would lead out if they could: links of the file system, pictures and links to files, sequences."""
    (tmp_path / "secret.md").write_text(f"---\ntitle: {SECRET}\n---\n{SECRET}\n")
    content = tmp_path / "feed" / "content"
    (content / "bundle").mkdir(parents=True)
    (content / "linked.md").symlink_to(tmp_path / "secret.md")
    (content / "folder").symlink_to(tmp_path)
    (content / "bundle" / "picture.png").symlink_to(tmp_path / "secret.md")
    ways = " ".join(
        f"[{name}]({target})"
        for name, target in (
            ("file", f"file://{tmp_path}/secret.md"),
            ("up", "../../../secret.md"),
            ("net", "http://127.0.0.1:9/"),
            ("self", "two.md"),
            ("odd", "-oProxyCommand=touch"),
            ("script", "javascript:alert(1)"),
        )
    )
    body = f"第一行 {ways}\n\n![p](picture.png) ![q](/../../secret.md) ![r](http://127.0.0.1:9/x.png)\n\n## A\n\n## B\n\n`$(touch x)`\n"
    (content / "bundle" / "index.md").write_text(
        f"---\ntitle: 首篇\ndate: 2022-07-28\ntags: [a]\n---\n\n{body}", "utf-8"
    )
    (content / "two.md").write_text(f"---\ntitle: Two\ndate: 2022-07-01\ntags: [a]\n---\n\n{body}", "utf-8")
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


def try_keys(client: Sequence[str], tried: list[str]) -> tuple[list[str], bytes]:
    """Log in and send keys, each with Escape and Enter to leave what it opened; the keys left when one ended the
    session.
    """
    with PtySession(client, answers=NO_MARGINS) as session, contextlib.suppress(OSError):
        session.wait_for("首篇")
        session.press("enter", 0.3)
        while tried and not session.ended_within(0):
            session.send(tried.pop(0))
            session.settle(0.03, 0.2)
            session.send("\x1b")
            session.settle(0.04, 0.5)
    return tried, bytes(session.raw)


def strangers(home: Path) -> list[str]:
    """Processes with this home that are not the reader."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            if f"HOME={home}".encode() in (folder / "environ").read_bytes().split(b"\0"):
                found.append((folder / "cmdline").read_bytes().replace(b"\0", b" ").decode())
    return [line for line in found if "tui_reader" not in line]


def forced_command(tmp_path: Path, home: Path, feed: Path, audited: Path) -> Path:
    """The command that a login runs whatever it asked for."""
    variables = {**hostile_environment(tmp_path, home), "HOME": str(home), "PYTHONPATH": f"{audited}:{ROOT}"}
    given = " ".join(f"{name}={quote(value)}" for name, value in variables.items())
    script = tmp_path / "forced"
    script.write_text(
        f"#!/bin/sh\ncd {quote(str(ROOT))} && exec env {given} {quote(sys.executable)} -m tui_reader --restricted {quote(str(feed))}\n"
    )
    script.chmod(0o755)
    return script


def test_a_restricted_login_can_do_nothing_but_read(tmp_path: Path, home: Path, feed: Path, audited: Path) -> None:
    write_settings(home, tmp_path)
    forced = forced_command(tmp_path, home, feed, audited)
    options = (f"ForceCommand {forced}", "AllowTcpForwarding no", "X11Forwarding no", "PermitUserRC no")
    before = {str(path): path.lstat().st_mtime_ns for path in feed.rglob("*")}
    with Sshd(tmp_path, *options) as server:
        tried = [*KEYS, *MORE_KEYS, *COMMANDS]
        while tried:
            tried, sent = try_keys(server.client("touch", str(home / "proof")), tried)
            assert SECRET.encode() not in sent
            assert strangers(home) == []
    assert {str(path): path.lstat().st_mtime_ns for path in feed.rglob("*")} == before
    assert not (home / "proof").exists()
    assert {path.relative_to(home).parts[0] for path in home.rglob("*")} <= {".config", ".local", ".cache"}
    check_heard(audited, tmp_path, home)


def test_the_auditor_hears_a_way_out(tmp_path: Path, home: Path, feed: Path, audited: Path) -> None:
    """Without the restriction the editor is started: the test above would see it."""
    write_settings(home, tmp_path)
    given = {**hostile_environment(tmp_path, home), "HOME": str(home), "PYTHONPATH": f"{audited}:{ROOT}"}
    given = {name: value for name, value in given.items() if not name.startswith("TEXTUAL")}
    with PtySession([sys.executable, "-m", "tui_reader", "open", str(feed)], env=given) as session:
        session.wait_for("首篇")
        session.press("enter", 0.3)
        session.send("e")
        end = time.monotonic() + 5
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
