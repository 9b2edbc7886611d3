"""A login of another user that may only read, under a real sshd that passes every variable on, watched from outside:
no file is opened but those of the feed, of the installation and of the user's own folders, no program started, no
connection made.
"""

import contextlib
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.terminal.pty_session import NO_MARGINS, PtySession
from tests.terminal.restricted_login import check, prepare, variables
from tests.terminal.second_user import Watcher
from tests.terminal.sshd import Sshd
from tests.terminal.tempting_feed import SECRET
from tui_reader.ui.actions.all_actions import ACTIONS
from tui_reader.ui.commands.command_table import COMMANDS as typed_commands

PASSED = ("AcceptEnv *", "DisableForwarding yes", "PermitUserRC no")
SHELL = '#!/bin/sh\nexec {} "$@"\n'
"""The reader as a login shell: it gets the words that sshd gives a shell."""
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
TYPED = [f":{command.name} /etc/passwd\r\x1b" for command in typed_commands]
"""Every command of the command line."""


def try_keys(argv: Sequence[str], tried: list[str]) -> tuple[list[str], bytes]:
    """Log in and send keys, each with Escape to leave what it opened; the keys left when one ended the session."""
    with PtySession(argv, answers=NO_MARGINS) as session, contextlib.suppress(OSError):
        session.wait_for("首篇")
        session.press("enter", 0.3)
        while tried and not session.ended_within(0):
            session.send(tried.pop(0))
            session.settle(0.03, 0.2)
            session.send("\x1b")
            session.settle(0.04, 0.5)
    return tried, bytes(session.raw)


@pytest.fixture
def feed(tempting_feed: Path) -> Path:
    return tempting_feed


@pytest.fixture
def folder(tmp_path: Path, ground: Path) -> Path:
    """A folder for an sshd, whose keys every user can read."""
    made = ground / tmp_path.name
    made.mkdir()
    return made


def test_every_key_and_command_of_a_restricted_login(ground, program, user, feed, folder, figures) -> None:
    prepare(user, ground)
    sent = variables(ground, user.home)
    options = (f"ForceCommand {program} --restricted {feed}", *PASSED)
    before = {str(path): path.lstat().st_mtime_ns for path in feed.rglob("*")}
    with Sshd(folder, *options) as server, Watcher(server.pid, folder / "trace") as watcher:
        tried = [*KEYS, *MORE_KEYS, *COMMANDS, *TYPED]
        while tried:
            argv = server.client("touch", str(user.home / "proof"), user=user.name, sent=sent)
            tried, shown = try_keys(argv, tried)
            assert SECRET.encode() not in shown
    assert {str(path): path.lstat().st_mtime_ns for path in feed.rglob("*")} == before
    assert not (user.home / "proof").exists()
    deeds = watcher.deeds()
    check(deeds, user, feed, program)
    count = len(KEYS) + len(MORE_KEYS) + len(COMMANDS) + len(TYPED)
    figures.add("N7", {"keys, actions and typed commands": count, "calls of the system": len(deeds), "escapes": 0})


@pytest.mark.parametrize("way", ["command", "command without a feed", "login shell", "machine"])
def test_no_command_of_a_restricted_login_is_run(ground, program, machine, user, feed, folder, way) -> None:
    """By a forced command, as a login shell of two lines, and as the login shell itself where the machine restricts."""
    prepare(user, ground)
    sent = variables(ground, user.home)
    forced = {"command": f"{program} --restricted {feed}", "command without a feed": f"{program} --restricted"}.get(way)
    shell = program.with_name("shell")
    shell.write_text(
        f"#!/bin/sh\nexec {program} --restricted {feed}\n" if way == "login shell" else SHELL.format(program)
    )
    shell.chmod(0o755)
    user.set_shell(Path("/bin/sh") if forced else shell)
    if way == "machine":
        machine.write_text(f'restricted = true\ncontent = "{feed}"\n')
    options = (*([f"ForceCommand {forced}"] if forced else []), "Subsystem sftp /usr/lib/openssh/sftp-server", *PASSED)
    answers = []
    with Sshd(folder, *options) as server, Watcher(server.pid, folder / "trace") as watcher:
        for words in ((), ("touch", f"{user.home}/proof"), (f"-C {ground} show secret",), ("-s", "sftp")):
            argv = server.client(*words, terminal=False, user=user.name, sent=sent)
            done = subprocess.run(argv, capture_output=True, check=False, timeout=60, stdin=subprocess.DEVNULL)
            answers.append(done.stdout)
            assert SECRET.encode() not in done.stdout + done.stderr
    feeds_own = "从这里开始" if way == "command without a feed" else "首篇"
    assert feeds_own in answers[0].decode()
    assert not (user.home / "proof").exists()
    check(watcher.deeds(), user, feed, program)


def test_the_watcher_sees_a_way_out(ground, program, user, feed, folder) -> None:
    """Without the restriction the editor that the client names is started: the tests above would see it."""
    user.set_shell(Path("/bin/sh"))
    (user.home / ".config" / "newsreader" / "config.toml").unlink(missing_ok=True)
    (user.home / "proof").unlink(missing_ok=True)
    sent = {"EDITOR": variables(ground, user.home)["EDITOR"], "XDG_CACHE_HOME": str(user.home / "other")}
    options = (f"ForceCommand {program} {feed}", *PASSED)
    with (
        Sshd(folder, *options) as server,
        Watcher(server.pid, folder / "trace") as watcher,
        PtySession(server.client(user=user.name, sent=sent), answers=NO_MARGINS) as session,
    ):
        session.wait_for("首篇")
        session.press("enter", 0.3)
        session.send("e")
        session.settle(0.2, 60, lambda _: (user.home / "proof").exists())
        assert (user.home / "proof").exists(), session.text()
    deeds = watcher.deeds()
    assert str(ground / "tool") in {deed.path for deed in deeds if deed.call == "execve" and not deed.failed}
    assert any(deed.path.startswith(str(user.home / "other")) for deed in deeds)
    with pytest.raises(AssertionError):
        check(deeds, user, feed, program)
