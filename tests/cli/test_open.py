"""`newsreader` on a terminal that draws nothing, and with its errors sent elsewhere."""

import shlex
import sys

import pytest

from tests.terminal.pty_session import PtySession
from tui_reader.config.default_feed import offer_once
from tui_reader.config.paths import user_paths
from tui_reader.config.settings import Settings

PROGRAM = f"{shlex.quote(sys.executable)} -m tui_reader"
TITLE = "首个元宇宙影视基地在山西启动"


def session(feed, line: str, **environment: str) -> PtySession:
    """A shell line with the program, on a terminal."""
    return PtySession(["sh", "-c", line], env={"NEWSREADER_CONTENT": str(feed), **environment})


@pytest.mark.parametrize(
    "line",
    [f"unset TERM; {PROGRAM}", f"TERM=dumb {PROGRAM} --no-linear", f"true | {PROGRAM}", f"TERM=dumb {PROGRAM} | cat"],
)
def test_where_nothing_can_be_drawn_the_list_is_printed(feed, line):
    with session(feed, line) as run:
        assert run.ended_within()
        assert TITLE in run.raw.decode()
        assert b"\x1b" not in run.raw


def test_errors_sent_to_a_file_do_not_carry_the_screen_off(feed, tmp_path):
    with session(feed, f"{PROGRAM} 2>{tmp_path}/errors") as run:
        run.wait_for("首个")
        run.send("Q")
        assert run.ended_within()
    assert b"\x1b" not in (tmp_path / "errors").read_bytes()


def test_a_failure_on_the_screen_ends_in_one_line(feed):
    broken = (
        "import sys, tui_reader.ui.widgets.sidebar as s, tui_reader.cli.main as m; "
        "s.Sidebar.render_line = lambda self, y: 1 / 0; sys.exit(m.main([]))"
    )
    with session(feed, f"{shlex.quote(sys.executable)} -c {shlex.quote(broken)}") as run:
        assert run.ended_within()
        assert run.exit_status == 3
        text = run.text()
        assert "newsreader: something went wrong: ZeroDivisionError" in text
        assert "Traceback" not in text
        assert "locals" not in text


def test_a_feed_is_remembered_and_its_settings_keep_their_comments(feed, own_folders, call):
    file = own_folders / ".config/newsreader/config.toml"
    file.parent.mkdir(parents=True)
    file.write_text('# mine\ntheme = "dark"  # at night\n', "utf-8")
    assert call(f"{feed} --remember").code == 0
    assert file.read_text("utf-8") == f'# mine\ntheme = "dark"  # at night\ncontent = "{feed}"\n'
    for wrong in ("open --remember", f"{feed}/nowhere --remember", f"--restricted {feed} --remember"):
        file.unlink(missing_ok=True)
        assert call(wrong).code in (2, 3)
        assert not file.exists()


def test_a_feed_that_a_path_names_is_offered_once_where_none_is_kept(feed, own_folders):
    paths, place = user_paths(), feed
    assert not offer_once(paths, Settings(restricted=True), place)
    assert not offer_once(paths, Settings(content="~/site"), place)
    assert not offer_once(paths, Settings(), next(place.rglob("*.md")))
    assert not paths.offers.exists()
    assert offer_once(paths, Settings(), place)
    assert not offer_once(paths, Settings(), place)


def test_the_offer_stands_on_the_first_screen_of_a_terminal_and_no_second_time(feed, own_folders):
    for there in (True, False):
        with PtySession(["sh", "-c", f"{PROGRAM} {feed}"]) as run:
            run.wait_for("首个")
            run.settle(0.5, 5)
            assert ("begin with this feed" in run.text()) is there
            run.send("Q")
            assert run.ended_within()
