"""`newsreader` on a terminal that draws nothing, and with its errors sent elsewhere."""

import shlex
import sys

import pytest

from tests.terminal.pty_session import PtySession

PROGRAM = f"{shlex.quote(sys.executable)} -m tui_reader"
TITLE = "首个元宇宙影视基地在山西启动"


def session(feed, line: str, **environment: str) -> PtySession:
    """A shell line with the program, on a terminal."""
    return PtySession(["sh", "-c", line], env={"NEWSREADER_CONTENT": str(feed), **environment})


@pytest.mark.parametrize(
    "line", [f"TERM=dumb {PROGRAM}", f"unset TERM; {PROGRAM}", f"true | {PROGRAM}", f"{PROGRAM} | cat"]
)
def test_where_nothing_can_be_drawn_the_list_is_printed(feed, line):
    with session(feed, line) as run:
        assert run.ended_within(20)
        assert TITLE in run.raw.decode()
        assert b"\x1b" not in run.raw


def test_errors_sent_to_a_file_do_not_carry_the_screen_off(feed, tmp_path):
    with session(feed, f"{PROGRAM} 2>{tmp_path}/errors") as run:
        run.wait_for("首个")
        run.send("Q")
        assert run.ended_within(20)
    assert b"\x1b" not in (tmp_path / "errors").read_bytes()


def test_a_failure_on_the_screen_ends_in_one_line(feed):
    broken = (
        "import sys, tui_reader.ui.widgets.sidebar as s, tui_reader.cli.main as m; "
        "s.Sidebar.render_line = lambda self, y: 1 / 0; sys.exit(m.main([]))"
    )
    with session(feed, f"{shlex.quote(sys.executable)} -c {shlex.quote(broken)}") as run:
        assert run.ended_within(20)
        assert run.exit_status == 3
        text = run.text()
        assert "newsreader: something went wrong: ZeroDivisionError" in text
        assert "Traceback" not in text
        assert "locals" not in text
