"""Other people's text on every path out of the program: no terminal obeys it, and no pipe hands it on to one.

What each path lets through stands in docs/promises.md.
"""

import base64
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.hostile.attacks import FORBIDDEN, FORBIDDEN_IN_A_PIPE, IN_LINE, NUMBER, VALUE, write_feed, write_user
from tests.terminal.pty_session import PtySession

PROGRAM = (sys.executable, "-m", "tui_reader")
STYLE = re.compile(rf"\x1b\[(?!{NUMBER})[0-9;]*m")
"""The only sequences that the command line itself sends."""
SEQUENCE = re.compile(
    r"\x1b\[([0-?]*)[ -/]*[@-~]|\x1b\]([^\x07\x1b]*)(?:\x07|\x1b\\)|\x1b[PX^_]([^\x1b]*)\x1b\\|\x1b[ -/]*[0-~]|[\b\r\n]"
)
"""What the screen may send beside text: control sequences, operating system commands, device control strings."""
COMMANDS = (
    "list",
    "list --json",
    "list --query text:EVIL",
    "search EVIL",
    "search EVIL --json",
    "terms",
    "terms --json",
    "check",
    "check --json --fix-hint",
    "sync --full",
    "sync --full --json",
    "paths",
    "paths --json",
    "show evil",
    "show evil --plain",
    "show evil --ansi",
    "show evil --json",
    "show evil --markdown",
    "bookmarks",
    "bookmarks --json",
    "bookmarks export --format json",
    "bookmarks export --format markdown",
    "bookmarks export --format html",
    "show EVIL",
    f"show no{IN_LINE}",
    f"list --query ({IN_LINE}",
    f"list --query date:{IN_LINE}",
    f"search {IN_LINE}",
    f"list --sort {IN_LINE}",
    f"list --lang {IN_LINE}",
    f"list --limit {IN_LINE}",
    f"terms {IN_LINE}",
    f"-C {IN_LINE} list",
    f"--theme {IN_LINE} show evil --ansi",
    f"bookmarks import {IN_LINE}",
    f"bookmarks remove {IN_LINE}",
    f"bookmarks add no{IN_LINE}",
    f"--{IN_LINE}",
    f"help {IN_LINE}",
)
WHOLE = ("list", "search EVIL", "terms", "check", "show evil --markdown", "bookmarks")
"""Commands that show whole fields: the test is as hostile as it is meant to be."""


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """A user with hostile settings, a hostile feed and a hostile note."""
    home = tmp_path_factory.mktemp("home")
    write_feed(home / "feed")
    write_user(home / ".config" / "newsreader")
    found = {"HOME": str(home), "PATH": os.environ["PATH"], "LANG": "C.UTF-8", "TERM": "xterm-256color"}
    found |= {"NEWSREADER_CONTENT": str(home / "feed"), "COLUMNS": "9000", "PYTHONUTF8": "1"}
    assert in_a_pipe(["bookmarks", "add", "evil", "--note", VALUE], found).strip()
    return found


def words_of(command: str) -> list[str]:
    """The arguments of a command: an attack is one word, whatever blanks are in it."""
    return [word.replace("@", IN_LINE) for word in command.replace(IN_LINE, "@").split(" ")]


def on_a_terminal(arguments: list[str], environment: dict[str, str]) -> str:
    """What the command line sends to a terminal, standard output and error together."""
    with PtySession([*PROGRAM, *arguments], (200, 50), environment, answers=None) as session:
        session.settle(0.05, 60.0, lambda program: program.ended_within(0.0))
        return bytes(session.raw).decode()


def in_a_pipe(arguments: list[str], environment: dict[str, str]) -> str:
    """What it sends into a pipe."""
    done = subprocess.run(
        [*PROGRAM, *arguments], env=environment, timeout=60, stdin=subprocess.DEVNULL, capture_output=True
    )
    return (done.stdout + done.stderr).decode()


WAYS = ((on_a_terminal, FORBIDDEN), (in_a_pipe, FORBIDDEN_IN_A_PIPE))


@pytest.mark.parametrize("command", COMMANDS, ids=range(len(COMMANDS)))
@pytest.mark.parametrize(("say", "forbidden"), WAYS, ids=["terminal", "pipe"])
def test_no_command_hands_on_what_a_terminal_obeys(environment, figures, command, say, forbidden):
    said = say(words_of(command), environment)
    assert said.strip()
    assert "Traceback" not in said
    assert "END" in said or command not in WHOLE
    # A terminal's lines end in CR LF, and the progress of a sync is drawn over itself with CR.
    plain = STYLE.sub("", said).replace("\n", "")
    plain = plain.replace("\r", "") if say is on_a_terminal else plain
    found = forbidden.search(plain)
    theirs = len(forbidden.findall(plain))
    figures.add(
        "N5", {"commands on a terminal and in a pipe": 1, "bytes looked at": len(said.encode()), "theirs": theirs}
    )
    assert not found, repr(plain[max(0, found.start() - 60) : found.end() + 60])


def test_json_keeps_every_character(environment):
    post = json.loads(in_a_pipe(["show", "evil", "--json"], environment).partition("\nnewsreader:")[0])
    marks = json.loads(
        in_a_pipe(["bookmarks", "export", "--format", "json"], environment).partition("\nnewsreader:")[0]
    )
    assert IN_LINE in post["body"]
    assert VALUE in [mark["note"] for mark in marks]


def test_the_log_holds_nothing_that_is_obeyed_where_it_is_read(environment):
    in_a_pipe(["--debug", "show", f"no {IN_LINE}"], environment)
    (log,) = Path(environment["HOME"]).rglob("*.log")
    said = log.read_text("utf-8")
    assert "Traceback" in said
    assert "END" in said
    assert not FORBIDDEN.search(said.replace("\n", ""))


PASTED = "\x1b[200~" + IN_LINE.replace("\x1b[201~", "") + "\x1b[201~"
KEYS = (
    *"j j enter space o esc f esc i i y Y v j y m M".split(" "),
    *(PASTED, "enter"),
    *"H esc x esc w esc T L 5 j enter esc 6 7 t EVIL esc ? esc ctrl+p EVIL esc /".split(" "),
    *(PASTED, "enter"),
    *"/ (EVIL enter esc tab tab j j j space enter s D tab esc F enter ctrl+c".split(" "),
)


def test_no_screen_sends_what_others_wrote(environment, figures):
    with PtySession([*PROGRAM], (160, 50), {**environment, "COLUMNS": ""}) as session:
        session.wait_for("EVIL")
        for key in KEYS:
            session.press(key, 0.1)
            if key == "Y":
                session.settle(0.1, 60.0, lambda program: b"\x1b]52;" in program.raw)
        said = bytes(session.raw).decode()
        assert not session.ended_within(0.0), session.text()
    commands = own_commands(said)
    assert [command for command in commands if command.startswith("8;id=")], "no link was drawn"
    assert [command for command in commands if command.startswith("52;c;")], "nothing was copied"
    figures.add("N5", {"keys on the screen": len(KEYS), "bytes looked at": len(said.encode())})


def test_a_screen_that_does_not_open_says_why_and_no_more(environment):
    said = on_a_terminal(["open", "--theme", IN_LINE], environment)
    assert "END" in said
    own_commands(said)


def own_commands(said: str) -> list[str]:
    """The operating system commands in what a screen sent; AssertionError where anything of theirs is in it."""
    commands = []
    for found in SEQUENCE.finditer(said):
        control, command, device = found.groups()
        assert NUMBER not in (control or "") + (device or ""), repr(found[0])
        if command is not None:
            assert is_own(command), repr(found[0])
            commands.append(command)
    rest = SEQUENCE.sub("", said)
    forbidden = FORBIDDEN.search(rest)
    assert not forbidden, repr(rest[max(0, forbidden.start() - 60) : forbidden.end() + 60])
    return commands


def is_own(command: str) -> bool:
    """Is it an operating system command of ours: a link in printable ASCII, a question, or what was copied?"""
    number, _, rest = command.partition(";")
    if number == "52":
        return not FORBIDDEN_IN_A_PIPE.search(base64.b64decode(rest.removeprefix("c;")).decode().replace("\n", ""))
    return number in ("8", "10", "11", "22") and rest.isascii() and (number == "8" or NUMBER not in rest)
