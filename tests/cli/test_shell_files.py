"""Completions and man page: level with the parser, and bash completes by them."""

import subprocess
from pathlib import Path

import pytest

from tools import make_completions
from tui_reader.cli.registry import load_commands

COMMANDS = load_commands()
BASH = make_completions.FOLDER / "newsreader.bash"


@pytest.mark.parametrize("name", make_completions.FILES)
def test_the_files_are_what_the_parser_says(name):
    assert (make_completions.FOLDER / name).read_text("utf-8") == make_completions.files()[name], "run `make docs`"


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        (["newsreader", "bo"], ["bookmarks"]),
        (["newsreader", "list", "--so"], ["--sort"]),
        (["newsreader", "list", "--sort", "n"], ["newest"]),
        (["newsreader", "-C", "list", "show", "--pl"], []),
        (["newsreader", "show", "--pl"], ["--plain"]),
        (["newsreader", "bookmarks", "ex"], ["export"]),
        (["newsreader", "no-such"], []),
    ],
)
def test_bash_offers_what_fits(typed, offered):
    words = " ".join(f"'{word}'" for word in typed)
    script = f'. "$1"; COMP_WORDS=({words}); COMP_CWORD={len(typed) - 1}; _newsreader; echo "${{COMPREPLY[*]}}"'
    done = subprocess.run(["bash", "-c", script, "bash", str(BASH)], capture_output=True, timeout=30)
    assert done.stderr == b""
    assert done.stdout.decode().split() == offered


@pytest.mark.parametrize("command", COMMANDS)
def test_the_man_page_tells_of_every_command(command):
    page = Path(make_completions.FOLDER / "newsreader.1").read_text("utf-8")
    assert f"\n.SH {command.upper()}\n" in page
    assert COMMANDS[command].example.replace("-", "\\-") in page
