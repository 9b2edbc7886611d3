"""The harness itself: a shell on it answers as a shell does."""

import signal
from pathlib import Path

from tests.terminal.pty_session import PtySession
from tests.terminal.tmux_session import TmuxSession


def test_a_program_on_a_pty_gets_keys_and_its_bytes_are_counted() -> None:
    with PtySession(["cat"], size=(40, 10)) as session:
        reply = session.press("汉字")
        assert reply.data == "汉字".encode()
        assert reply.count == 6
        assert session.text().startswith("汉字")
        session.signal(signal.SIGINT)
        assert session.ended_within()
        assert session.exit_status == -signal.SIGINT


def test_a_query_is_answered() -> None:
    with PtySession(
        ["sh", "-c", "stty raw -echo; printf '\\033[6n'; head -c 6 | od -An -c; sleep 9"], size=(40, 10)
    ) as session:
        session.wait_for("033   [   1   ;   1   R")


def test_a_closed_terminal_ends_a_program() -> None:
    session = PtySession(["cat"])
    session.hang_up()
    assert session.ended_within()


def test_a_program_in_tmux(tmp_path: Path) -> None:
    with TmuxSession(["cat"], tmp_path, size=(30, 5)) as session:
        session.type("汉字 ok")
        assert session.wait_for("汉字 ok")
        session.resize(20, 5)
        session.keys("C-c")
        assert session.wait_until_ended()
