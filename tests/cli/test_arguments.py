"""The parser: a path alone opens it, common options stand anywhere, errors are one line."""

import subprocess
import sys
from pathlib import Path

import pytest

from tui_reader.cli.command_line import _WITH_VALUE, build_parser, parse, with_command
from tui_reader.cli.registry import load_commands

COMMANDS = load_commands()


def parsed(*arguments: str):
    return parse(arguments)


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        ([], ["open"]),
        (["~/site"], ["open", "~/site"]),
        (["-C", "list"], ["open", "-C", "list"]),
        (["-C", "site", "list"], ["-C", "site", "list"]),
        (["--debug", "list", "--json"], ["--debug", "list", "--json"]),
        (["--query", "show", "site"], ["open", "--query", "show", "site"]),
        (["--query=x"], ["open", "--query=x"]),
        (["./list"], ["open", "./list"]),
        (["--", "list"], ["open", "--", "list"]),
        (["--help"], ["--help"]),
        (["--version"], ["--version"]),
        (["show", "--help"], ["show", "--help"]),
    ],
)
def test_open_is_meant_where_no_command_is_named(given, meant):
    assert with_command(given) == meant


@pytest.mark.parametrize("arguments", [("-C", "site", "list"), ("list", "-C", "site"), ("--content=site", "list")])
def test_the_feed_is_named_before_or_after_the_command(arguments):
    found = parsed(*arguments)
    assert (found.command, found.content) == ("list", Path("site"))


def test_a_folder_named_like_a_command_is_a_folder():
    found = parsed("-C", "list", "show", "post", "--width", "60")
    assert (found.command, found.content, found.post, found.width) == ("show", Path("list"), "post", 60)


def test_switches_before_the_command_are_not_lost_behind_it():
    found = parsed("--debug", "--no-sync", "bookmarks", "add", "x", "--note", "n")
    assert (found.debug, found.no_sync, found.action, found.post, found.note) == (True, True, "add", "x", "n")


@pytest.mark.parametrize(
    "arguments",
    [
        ("元宇宙", "-draft", "--json", "--limit", "3"),
        ("--limit", "3", "元宇宙", "-draft", "--json"),
        ("--json", "--limit=3", "--", "元宇宙", "-draft"),
    ],
)
def test_a_word_with_a_dash_is_searched_for(arguments):
    found = parsed("search", *arguments)
    assert (found.words, found.json, found.limit) == (["元宇宙", "-draft"], True, 3)


@pytest.mark.parametrize(
    "arguments",
    [
        ("list", "--limit", "-1"),
        ("list", "--limit", "x"),
        ("list", "--sort", "oldest"),
        ("show", "x", "--width", "3"),
        ("show", "x", "--plain", "--json"),
        ("terms", "tags", "categories"),
        ("bookmarks", "burn"),
        ("-c", "scp -t /etc"),
        ("list", "--lim", "3"),
        ("\x1b]0;x\x07", "more"),
    ],
)
def test_wrong_usage_is_one_line_and_exit_2(arguments, capsys):
    with pytest.raises(SystemExit) as ended:
        parsed(*arguments)
    assert ended.value.code == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith("newsreader: ")
    assert said.err.count("\n") == 1
    assert "\x1b" not in said.err


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_an_example(command, capsys):
    with pytest.raises(SystemExit) as ended:
        parsed(command, "--help")
    assert ended.value.code == 0
    assert f"newsreader {command}" in capsys.readouterr().out.partition("Example:")[2]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_a_module_that_runs_it(command):
    package, _, module = COMMANDS[command].run.__module__.rpartition(".")
    assert package in ("tui_reader.cli.commands", "tui_reader.cli.commands.for_shells")
    assert module == f"cmd_{command}"
    commands = Path(__file__).parents[2] / "tui_reader" / "cli" / "commands"
    (file,) = commands.rglob(f"cmd_{command}.py")
    assert "def run(call: Call) -> int:" in file.read_text("utf-8")


def valued_options(parser):
    """The options of a parser that take a value."""
    return {name for action in parser._actions if action.nargs != 0 for name in action.option_strings}


def test_options_with_a_value_before_a_command_or_among_words_are_known():
    parser = build_parser([COMMANDS["open"], COMMANDS["search"]])
    inner = next(action.choices for action in parser._actions if action.dest == "command")
    wanted = valued_options(parser).union(*map(valued_options, inner.values()))
    assert set(_WITH_VALUE) == wanted


def test_the_parser_of_one_command_loads_no_other():
    probe = "import sys; from tui_reader.cli.command_line import parse; parse(['list']); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True)
    loaded = [name for name in done.stdout.split() if name.startswith("tui_reader.cli.commands.")]
    assert loaded == ["tui_reader.cli.commands.cmd_list"]


def test_help_loads_nothing_that_commands_work_with():
    probe = "import sys; from tui_reader.cli.registry import load_commands; load_commands(); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True)
    parts = {name.split(".")[1] for name in done.stdout.split() if name.startswith("tui_reader.")}
    assert parts <= {"cli", "config", "i18n", "model", "text"}


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        (["help"], ["--help"]),
        (["help", "list"], ["list", "--help"]),
        (["help", "nosuch"], ["--help"]),
        (["-C", "/tmp", "help"], ["--help"]),
        (["version"], ["--version"]),
        (["version", "list"], ["--version"]),
    ],
)
def test_help_and_version_may_be_words(typed: list[str], meant: list[str]) -> None:
    assert with_command(typed) == meant


def test_bookmarks_are_listed_by_name_too(call, feed) -> None:
    call("bookmarks add news/one.md")
    assert call("bookmarks list").out == call("bookmarks").out
    assert call("bookmarks --json list").out == call("bookmarks list --json").out == call("bookmarks --json").out
