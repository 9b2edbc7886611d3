"""Reading line by line: it reaches what the screen reaches, on a terminal it sends no escape sequence, it ends well."""

import os
import signal
import sys
import tempfile
from pathlib import Path

import pytest

from tests.linear.conftest import Talk
from tests.terminal.pty_session import PtySession
from tests.terminal.tmux_session import TmuxSession
from tui_reader.config.paths import user_paths
from tui_reader.config.settings import NamedFeed, OpenOptions, Settings
from tui_reader.feed.library import open_library
from tui_reader.i18n.messages import use_language
from tui_reader.linear.line_table import BY_NAME
from tui_reader.ui.actions.all_actions import ACTIONS
from tui_reader.ui.actions.all_actions import BY_ID as ACTIONS_BY_ID
from tui_reader.ui.commands.command_table import COMMANDS
from tui_reader.ui.keys import show_key

READER = [sys.executable, "-m", "tui_reader", "--linear"]
TWINS = {
    "more": "down page_down half_down list_page read_on open",
    "up": "up page_up half_up",
    "list": "back back_or_quit refresh",
    "top": "top",
    "end": "end",
    "view": "view_all view_recommended view_unread view_continue view_bookmarks view_notes "
    "saved_1 saved_2 saved_3 saved_4 saved_5",
    "language": "language",
    "feed": "feeds next_feed",
    "begin": "default_feed",
    "search": "search",
    "term": "jump_term",
    "sort": "sort",
    "days": "timeline",
    "head": "fold_head",
    "add": "toggle_term",
    "or": "offer_term",
    "without": "exclude_term",
    "less": "clear_filter",
    "next": "next_post",
    "previous": "previous_post",
    "heading": "next_heading",
    "heading-before": "previous_heading",
    "outline": "outline",
    "match": "next_match",
    "match-before": "previous_match",
    "part": "next_part",
    "part-before": "previous_part",
    "related": "related",
    "translation": "translation",
    "links": "links",
    "address": "address copy_link",
    "header": "header",
    "markdown": "copy_markdown",
    "edit": "edit",
    "run": "post_command",
    "bookmark": "bookmark bookmark_all",
    "note": "bookmark_note",
    "read": "toggle_read read_all",
    "highlight": "select select_sentence select_posts",
    "highlights": "highlights",
    "undo": "undo",
    "back": "previous_place previous_place_in_post",
    "forward": "next_place",
    "history": "history",
    "settings": "settings",
    "set": "wider narrower",
    "help": "help palette command",
    "quit": "quit interrupt",
}
"""What can be typed → the actions of the screen that it does."""
ON_SCREENS = {
    "next_pane", "previous_pane", "next_group", "previous_group", "wide_table", "left", "right", "pictures", "full_width",
    "theme", "rebind", "stop",
}  # fmt: skip
"""Actions that have no meaning without panes, pictures, colours and keys."""


def test_every_action_of_the_screen_and_every_command_has_its_twin() -> None:
    done = {action for actions in TWINS.values() for action in actions.split()}
    assert done | ON_SCREENS == {action.id for action in ACTIONS} and not done & ON_SCREENS
    assert set(TWINS) <= set(BY_NAME)
    assert {command.name for command in COMMANDS} - {"theme"} <= set(BY_NAME)


def test_a_short_form_is_the_key_of_the_screen() -> None:
    own = {"b", "!", "|", "+", "<-", "->", "l", "q", ".", "g", "G"}
    for name, command in BY_NAME.items():
        if command.short and command.short not in own:
            keys = [show_key(key) for action in TWINS[name].split() for key in ACTIONS_BY_ID[action].keys.split(",")]
            assert command.short in keys, name
    shorts = [command.short for command in BY_NAME.values() if command.short]
    assert len(set(shorts)) == len(shorts) and not {*shorts} & {*BY_NAME}


def test_what_is_read_here_is_read_on_the_screen(talk: Talk, feed: Path) -> None:
    talk(["post 随笔", "", "quit"])
    library = open_library(feed, Settings(), user_paths())
    path = "notes/third.zh.md"
    place = library.marks.place(path)
    assert place is not None and place.words.startswith("第9段")
    assert library.posts.rows([library.posts.id_of(path) or 0])[0].read
    library.close()
    assert "Where you stopped reading" in talk(["post 随笔"])


def test_a_post_is_written_to_a_file_and_none_is_written_over(talk: Talk, own_folders: Path) -> None:
    said = talk(["post 随笔", "export", "1", "export text ~/third.zh.txt", "export nosuch"])
    assert "1. text" in said and f"Written: {own_folders}/third.zh.txt" in said
    assert "exists already" in said and "There is no “nosuch”" in said
    assert "第9段" in (own_folders / "third.zh.txt").read_text("utf-8")
    assert "restricted" in talk(["post 随笔", "export html"], Settings(watch_seconds=0, restricted=True))
    assert [file.name for file in own_folders.glob("*.html")] == []


def test_words_are_in_the_language_of_the_interface(talk: Talk) -> None:
    use_language("zh_CN")
    try:
        said = talk(["view", "help 书签", "post 首个"])
    finally:
        use_language("en")
    assert "3 篇文章" in said and "未读" in said and "加书签" in said and "2 级标题：背景" in said


def test_help_on_a_name_says_that_command_alone_and_never_nothing(talk: Talk) -> None:
    said = talk(["help or", "help s", "help series", "help nowhere"])
    named, short, about, none = said.split("> help ")[1:]
    assert "or / | TERM: " in named and "sort" not in named
    assert "sort / s NAME: " in short and "series" not in short
    assert about.count(": ") > 1
    assert "There is no command “nowhere”" in none


def test_feeds_are_changed_between_with_one_way_back(talk: Talk, feed: Path, tmp_path: Path) -> None:
    post = tmp_path / "other/content/one.md"
    post.parent.mkdir(parents=True)
    post.write_text("---\ntitle: elsewhere\ndate: 2020-01-01\n---\nfar\n", "utf-8")
    feeds = NamedFeed("here", str(feed)), NamedFeed("there", str(tmp_path / "other"), sort="title")
    said = talk(["feed there", "1", "back", "back", "feed all", "feed nowhere"], Settings(watch_seconds=0, feeds=feeds))
    there = said.split("> feed there")[1]
    assert "there: All - by title, 1 post" in there and "far" in there
    assert "here: All - 中文 - newest, 3 posts" in there.split("> back")[2]
    assert "All feeds" in there and "elsewhere, there, 2020-01-01" in there and "There is no “nowhere”" in there


def test_what_changed_in_the_files_is_said(talk: Talk, feed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from tui_reader.linear import line_loop

    def write(session: object, line: str) -> None:
        (feed / "content/new.zh.md").write_text("---\ntitle: 新的\ndate: 2022-09-01\n---\n新\n", "utf-8")

    monkeypatch.setattr(line_loop, "do_line", write)
    assert "1 new post. list says the posts anew" in talk(["x"], Settings(watch_seconds=0.001))


def test_restricted_it_starts_no_program_and_writes_no_settings(talk: Talk) -> None:
    settings = Settings(watch_seconds=0, restricted=True)
    said = talk(["1", "edit", "run x", "set editor x", "set measure 40", "keep", "begin"], settings)
    assert said.count("in restricted mode") == 4 and "There is no “editor”" in said
    assert not user_paths().settings_file.exists()


def test_an_offer_of_the_first_time_is_said(talk: Talk) -> None:
    assert "begin: begin with this feed" in talk([], None, OpenOptions(offers_default=True))


def environment(home: Path) -> dict[str, str]:
    return {
        "HOME": str(home),
        "TERM": "xterm-256color",
        "INPUTRC": "",
        "LANG": "C.UTF-8",
        "LINES": "23",
        "COLUMNS": "80",
    }


def test_on_a_terminal_lines_are_edited_and_completed_without_an_escape_sequence(feed: Path, own_folders: Path) -> None:
    (own_folders / ".inputrc").write_text("set show-mode-in-prompt on\nset colored-completion-prefix on\n")
    with PtySession([*READER, str(feed), "--lang", "zh"], env=environment(own_folders)) as run:
        run.wait_for("list>")
        run.send("view un\t")
        run.wait_for("view unread")
        run.send("\r")
        run.wait_for("Unread - ")
        run.send("term sx\t")
        run.settle(0.5, 30, lambda session: "山西" in session.text().rpartition("list>")[2])
        assert "山西" in run.text().rpartition("list>")[2]
        run.send("\x03")
        run.wait_for("quit or Ctrl+d leaves")
        run.send("post 随笔\r")
        run.wait_for("第2段")
        run.send("\x04")
        assert run.ended_within() and run.exit_status == 0
        assert b"\x1b" not in run.raw


def test_a_lost_line_keeps_the_place(feed: Path, own_folders: Path) -> None:
    with PtySession([*READER, str(feed), "--lang", "zh"], env=environment(own_folders)) as run:
        run.wait_for("list>")
        run.send("post 随笔\r")
        run.wait_for("post>")
        run.send("\r")
        run.wait_for("第9段")
        run.settle(0.2, 5)
        os.kill(run.pid, signal.SIGHUP)
        assert run.ended_within() and run.exit_status == 128 + signal.SIGHUP
    library = open_library(feed, Settings(), user_paths())
    place = library.marks.place("notes/third.zh.md")
    library.close()
    assert place is not None and place.part > 0


def test_in_tmux_where_nothing_can_be_drawn_the_feed_is_read_line_by_line(feed: Path, own_folders: Path) -> None:
    argv = ["env", "TERM=dumb", *READER[:-1], str(feed)]
    with (
        tempfile.TemporaryDirectory(prefix="nr-") as folder,
        TmuxSession(argv, Path(folder), (60, 20), {"HOME": str(own_folders)}) as tmux,
    ):
        tmux.wait_for("list>")
        tmux.type("/背景")
        tmux.keys("Enter")
        tmux.wait_for("背景 - newest, ")
        tmux.keys("1", "Enter")
        tmux.wait_for("基地占地六千亩")
        tmux.type("note 再读")
        tmux.keys("Enter")
        tmux.wait_for("Bookmarked")
        tmux.type("quit")
        tmux.keys("Enter")
        assert tmux.wait_until_ended()


def test_the_setting_is_enough_on_a_terminal_and_a_pipe_gets_the_list(feed: Path, own_folders: Path) -> None:
    file = own_folders / ".config/newsreader/config.toml"
    file.parent.mkdir(parents=True)
    file.write_text("linear = true\n", "utf-8")
    env = environment(own_folders)
    with PtySession([*READER[:-1], str(feed)], env=env) as run:
        run.wait_for("list>")
        run.send("q\r")
        assert run.ended_within()
    with PtySession(["sh", "-c", f"{sys.executable} -m tui_reader {feed} | cat"], env=env) as run:
        assert run.ended_within() and "first.zh.md" in run.raw.decode()
