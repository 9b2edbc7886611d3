"""What may stand at the end of a command line, and where its words begin and end."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.feeds import write_files
from tui_reader.cli.arguments import Parser
from tui_reader.cli.command_line import build_parser
from tui_reader.cli.commands.for_shells import cmd_complete
from tui_reader.cli.registry import load_commands
from tui_reader.cli.typed_line import end_of_line, split_line

FREE = {"limit", "width", "note", "text", "version", "help", "fix_hint", "template", "what", "kind", "value"}
"""Values that nobody can know beforehand."""


def parsers(parser: Parser) -> Iterator[Parser]:
    yield parser
    for below in parser.commands.values():
        yield from parsers(below)


@pytest.fixture(scope="module")
def parser():
    return build_parser(load_commands().values())


def test_every_value_is_offered_by_somebody(parser):
    valued = {
        a.dest: a
        for one in parsers(parser)
        for a in (*one.options.values(), *one.arguments)
        if a.nargs != 0 and a.choices is None
    }
    assert (
        not set(valued)
        - set(cmd_complete._SHELLS)
        - set(cmd_complete._FEEDS)
        - set(cmd_complete._WORDS)
        - {"theme"}
        - FREE
    )


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("newsreader ", [""]),
        ("newsreader li", ["li"]),
        ("newsreader list ", ["list", ""]),
        ("/usr/bin/newsreader list --query 'tag:山 ", ["list", "--query", "tag:山 "]),
        ('newsreader show "A ti', ["show", "A ti"]),
        ("newsreader show A\\ ti", ["show", "A ti"]),
        ("newsreader show A\\ ", ["show", "A "]),
        ("LANG=C newsreader sh", ["sh"]),
        ("", [""]),
    ],
)
def test_a_line_is_parted_into_words(line, words):
    assert split_line(line) == words


@given(st.text(max_size=40))
def test_any_line_has_a_word_that_is_being_typed(line):
    assert split_line("newsreader " + line)


@pytest.mark.parametrize(
    ("words", "dest", "typed"),
    [
        (["list", "--query", "a"], "query", "a"),
        (["list", "--query=a"], "query", "a"),
        (["--lang", "z"], "lang", "z"),
        (["show", "--width", "4", "x"], "post", "x"),
        (["bookmarks", "note", "x", "t"], "text", "t"),
        (["search", "a", "b"], "words", "b"),
        (["search", "--", "-a"], "words", "-a"),
        (["site", ""], None, ""),
        (["x"], "path", "x"),
        (["terms", "tags", ""], None, ""),
        (["show", "--no-such", "x"], "post", "x"),
    ],
)
def test_what_a_word_is_a_value_of(parser, words, dest, typed):
    end = end_of_line(parser, words, "open")
    assert (end.argument.dest if end.argument else None, end.typed) == (dest, typed)


def test_options_before_the_word_choose_the_feed(parser):
    assert end_of_line(parser, ["-C", "site", "show", "--plain", "x"], "open").given == {"content": "site"}
    assert end_of_line(parser, ["--content=site", "show", "x"], "open").given == {"content": "site"}


@given(st.lists(st.text(max_size=8) | st.sampled_from(["list", "-C", "--", "--query", "bookmarks", "add"]), min_size=1))
def test_no_line_is_too_odd(words):
    end_of_line(build_parser(load_commands().values()), words, "open")


@pytest.mark.parametrize("line", ["complete -- show ''", "complete -- --theme ''", "complete -- -C /nowhere show ''"])
def test_nothing_is_read_and_nothing_is_said_where_there_is_no_index(call, own_folders, line):
    answer = call(line)
    assert (answer.code, answer.err) == (0, "")


def test_a_line_opens_no_other_feed_where_that_is_restricted(call, feed, tmp_path):
    other = write_files(tmp_path / "other", {"elsewhere.md": "---\ntitle: E\ndate: 2022-01-01\n---\n"}, "")
    assert call(f"-C {other} sync").code == call(f"-C {feed} sync").code == 0
    line = f"complete -- -C {other} show ''"
    assert "elsewhere.md" in call(f"-C {feed} {line}").out
    restricted = call(f"--restricted -C {feed} {line}").out
    assert "elsewhere.md" not in restricted
    assert "news/first.md" in restricted
