"""How many keys a task takes from the first screen, in a real tmux: the table is pressed key by key, and each task is
found without the manual.
"""

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.terminal.tmux_session import TmuxSession
from tui_reader.ui.actions.all_actions import ACTIONS
from tui_reader.ui.commands.command_table import COMMANDS
from tui_reader.ui.state.choices import Choice

READER = [sys.executable, "-m", "tui_reader"]
Steps = tuple[tuple[str, str], ...]
"""Keys by tmux's names, each with what stands on the screen then."""


@dataclass(frozen=True, slots=True)
class Task:
    """Something a person wants, and the keys that do it."""

    name: str
    """What is wanted."""
    at_most: int
    """Keys that it may take."""
    steps: Steps
    """The keys that it takes."""
    word: str
    """What one types behind `?` or `:` to find it."""
    before: Steps = ()
    """What was done before and is not counted."""


TASKS = (
    Task("exclude a term", 3, (("!", "Posts without any"), ("Enter", "without 山西")), "leave out"),
    Task(
        "two terms with or",
        3,
        (("|", "Posts with any"), ("Tab", "+山西"), ("Enter", "山西 or 元宇宙")),
        "or this",
    ),
    Task(
        "back to the post before a link",
        1,
        (("BSpace", "this is the first"),),
        "place before",
        (("Enter", "this is the first"), ("f", "dsecond"), ("d", "this is the second")),
    ),
    Task(
        "a note found again",
        2,
        (("'", "read this again"),),
        "notes",
        (("M", "Note"), ("read this again", "read this again"), ("Enter", "1 / 3")),
    ),
    Task(
        "theme changed and kept", 4, (("C", "High contrast"), ("j", "High contrast"), ("Enter", "Kept: theme")), "theme"
    ),
    Task(
        "key rebound",
        5,
        (("K", "Press the key"), ("m", "Now: m"), ("V", "No other action has it"), ("Enter", "Kept: bookmark")),
        "another key",
    ),
    Task("own feed made the default", 3, (("A", "begins with morning"),), "begin with"),
    Task(
        "the same from the chooser of feeds",
        3,
        (("`", "Begin with morning"), ("PageDown", "Begin with morning"), ("Enter", "begins with morning")),
        "feeds",
    ),
    Task("next feed", 2, (("~", "It is evening."),), "next feed"),
)
"""What the reader must allow, with the keys that it does."""


@pytest.fixture
def settings(own_folders: Path, tmp_path: Path) -> Path:
    """Settings that name two feeds; the file."""
    posts = {
        "morning": {
            "one": ("first", "2024-03-01", "this is the first, [second](two.md)"),
            "two": ("second post", "2024-02-01", "this is the second"),
            "three": ("third", "2024-01-01", "this is the third"),
        },
        "evening": {"one": ("late", "2024-01-01", "It is evening.")},
    }
    tables = "# mine\n"
    for site, files in posts.items():
        for name, (title, date, body) in files.items():
            post = tmp_path / site / "content" / f"{name}.md"
            post.parent.mkdir(parents=True, exist_ok=True)
            post.write_text(f"---\ntitle: {title}\ndate: {date}\ntags: [山西, 元宇宙]\n---\n\n{body}\n", "utf-8")
        (tmp_path / site / "hugo.toml").write_text(f'title = "{site} site"\n', "utf-8")
        tables += f'[[feeds]]\nname = "{site}"\npath = "{tmp_path / site}"\n'
    file = own_folders / ".config" / "newsreader" / "config.toml"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(tables, "utf-8")
    return file


@pytest.fixture
def tmux(own_folders: Path, settings: Path) -> Iterator[TmuxSession]:
    env = {"HOME": str(own_folders), "TERM": "tmux-256color", "COLORTERM": "truecolor"}
    with (
        tempfile.TemporaryDirectory(prefix="nr-") as folder,
        TmuxSession([*READER, "morning"], Path(folder), (120, 40), env) as session,
    ):
        session.wait_for("this is the first")
        yield session


def press(tmux: TmuxSession, steps: Steps) -> None:
    """Press keys one after the other, each when the one before has shown what it does; what is no key is typed."""
    for key, shows in steps:
        tmux.type(key) if " " in key else tmux.keys(key)
        tmux.wait_for(shows)


def go_to_first_screen(tmux: TmuxSession) -> None:
    """Show another view and the whole feed again."""
    press(tmux, (("2", "Recommended · newest"), ("1", "All · newest")))


def test_each_task_takes_the_keys_that_it_may(tmux: TmuxSession, settings: Path) -> None:
    for task in TASKS:
        assert len(task.steps) <= task.at_most, task.name
        go_to_first_screen(tmux)
        press(tmux, (*task.before, *task.steps))
    go_to_first_screen(tmux)
    press(tmux, ((":", "a command"), ("read before:2024-02-15", "before:2024-02-15"), ("Enter", "marked as read")))
    written = settings.read_text("utf-8")
    assert written.startswith("# mine\n") and 'bookmark = "V"' in written and "content = " in written


def test_each_task_is_found_by_its_words() -> None:
    known = [Choice(each.id, each.label, each.help) for each in ACTIONS]
    known += [Choice(each.name, each.name, each.help()) for each in COMMANDS]
    for task in TASKS:
        assert any(choice.fits(task.word.split()) for choice in known), task.name


def test_the_newest_post_as_text_takes_one_command(settings: Path) -> None:
    done = subprocess.run([*READER, "-C", "morning", "show", "--newest"], capture_output=True, text=True, check=True)
    assert "this is the first" in done.stdout
