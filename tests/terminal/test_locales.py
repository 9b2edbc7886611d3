"""Locales without UTF-8: one line says so, nothing but ASCII is sent, and nothing raises."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.terminal.pty_session import NO_MARGINS, XTERM, PtySession
from tui_reader.terminal.capabilities import Answers, capabilities, names_utf8
from tui_reader.terminal.probe.terminal_probe import AnswerReader, questions

ROOT = Path(__file__).resolve().parents[2]
SAID = "The locale is not UTF-8"


@pytest.mark.parametrize(
    ("environment", "named"),
    [
        ({"LANG": "zh_CN.UTF-8"}, True),
        ({"LANG": "C.utf8"}, True),
        ({"LANG": "C"}, False),
        ({"LANG": "C", "LC_CTYPE": "C.UTF-8"}, False),
        ({"LC_CTYPE": "C.UTF-8"}, None),
        ({"LC_CTYPE": "UTF-8"}, True),
        ({"LC_ALL": "POSIX", "LANG": "zh_CN.UTF-8"}, False),
        ({"LC_ALL": "zh_CN.GBK"}, False),
        ({"LC_ALL": "", "LANG": ""}, None),
    ],
)
def test_what_a_locale_says_of_utf8(environment, named) -> None:
    """`LC_CTYPE=C.UTF-8` is what Python writes itself where the locale is C."""
    assert names_utf8(environment) is named


def test_where_no_locale_is_named_the_terminal_is_asked() -> None:
    for term in ("xterm", "screen"):
        assert questions({"TERM": term}).count("\x1b[6n") == (2 if term == "xterm" else 1)
    for place, expected in (("\x1b[1;2R", True), ("\x1b[1;3R", False), ("", False)):
        reader = AnswerReader(encoding_asked=True)
        assert reader.feed(f"{place}\x1b[1;3R\x1b[?1c" if place else "\x1b[?1c") == ""
        assert reader.answers.utf8 is expected
        assert capabilities({"TERM": "xterm"}, reader.answers).unicode is expected
        assert reader.answers.ambiguous == (2 if place else 0)
    assert not capabilities({"TERM": "xterm", "LANG": "C"}, Answers(utf8=True)).unicode


def opened(home: Path, answers=NO_MARGINS, **locale: str) -> PtySession:
    given = {"HOME": str(home), "PYTHONPATH": str(ROOT), **dict.fromkeys(("LANG", "LC_ALL", "LC_CTYPE"), ""), **locale}
    return PtySession([sys.executable, "-m", "tui_reader"], (120, 40), given, answers)


@pytest.mark.parametrize("locale", [{"LC_ALL": "POSIX"}, {"LANG": "zh_CN.GBK"}, {}])
def test_one_line_says_so_and_only_ascii_is_sent(own_folders: Path, locale) -> None:
    """Unset counts so only where the terminal does not show that it reads UTF-8."""
    with opened(own_folders, NO_MARGINS if locale else None, **locale) as session:
        session.wait_for(SAID)
        session.wait_for("SSH")
        for key in ("j", "enter", "space", "z", "esc", "/", "汉", "esc", "?", "esc", "f", "esc", "o", "esc", "m", "y"):
            session.press(key, 0.25)
        assert SAID not in session.text()
        asked = bytes(session.raw).replace("\u00f1".encode(), b"").replace("\u201c".encode(), b"")
        assert asked.isascii()
        session.send("Q")
        assert session.ended_within()
        assert session.exit_status == 0


def test_a_terminal_that_reads_utf8_gets_it_where_no_locale_is_set(own_folders: Path) -> None:
    with opened(own_folders, XTERM) as session:
        session.wait_for("从这里开始")
        session.settle(0.3)
        assert SAID not in session.text()


@pytest.mark.parametrize("locale", [{"LC_ALL": "C"}, {"LC_ALL": "en_US.ISO-8859-1"}, {}])
@pytest.mark.parametrize("command", [("list",), ("show", "Start"), ("search", "终端"), ("check",), ("list", "--json")])
def test_commands_raise_nothing(own_folders: Path, locale, command) -> None:
    kept = {name: value for name, value in os.environ.items() if name not in ("LANG", "LC_ALL", "LC_CTYPE")}
    for more in ({}, {"PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}, {"PYTHONIOENCODING": "ascii"}):
        environment = {**kept, "HOME": str(own_folders), "PYTHONPATH": str(ROOT), **locale, **more}
        argv = [sys.executable, "-m", "tui_reader", *command]
        done = subprocess.run(argv, env=environment, capture_output=True, check=False, timeout=60)
        assert done.returncode in (0, 1, 3), done.stderr
        assert b"Traceback" not in done.stderr
        assert b"Error" not in done.stderr
