"""Output: whatever a post holds, no terminal sees a control character of it; data in a pipe stays whole."""

import io
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui_reader.cli.formats.ansi import ansi_line, colours_of, sgr
from tui_reader.cli.output import Output
from tui_reader.config.theme import ThemeStyle
from tui_reader.feed.changes import Progress
from tui_reader.layout.options import Layout
from tui_reader.layout.page import Line, Run
from tui_reader.model.roles import Role
from tui_reader.text.cells import width
from tui_reader.text.sanitize import is_safe

ATTACK = "标题\x1b]0;owned\x07\x9b31m\u202eevil\u2066\x00\x7f\U000e0041"


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def streams():
    return Terminal(), Terminal()


@pytest.fixture
def output(streams):
    return Output(*streams)


@settings(max_examples=100, deadline=None)
@given(st.text() | st.just(ATTACK))
def test_json_is_the_same_data_without_one_harmful_character(text):
    out = io.StringIO()
    Output(out, io.StringIO()).json({"text": text})
    assert json.loads(out.getvalue()) == {"text": text}
    harmless = out.getvalue().rstrip("\n")
    assert all(ord(character) >= 0x20 and not 0x7F <= ord(character) < 0xA0 for character in harmless)
    assert not any("\u202a" <= character <= "\u202e" or "\u2066" <= character <= "\u2069" for character in harmless)


def test_a_json_array_has_an_element_a_line_and_may_be_empty(streams, output):
    output.json_array([{"a": 1}, {"b": "山西"}])
    output.json_array([])
    assert streams[0].getvalue() == '[\n{"a": 1},\n{"b": "山西"}\n]\n[]\n'


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(st.text(max_size=30), st.text(max_size=60), st.text(max_size=30)), min_size=1, max_size=5))
def test_a_table_is_safe_and_its_columns_stand_below_each_other(rows):
    out = io.StringIO()
    Output(out, io.StringIO()).table([("|" + a, "|" + b, "|" + c) for a, b, c in rows])
    lines = out.getvalue().split("\n")[:-1]
    assert len(lines) == len(rows)
    assert all(is_safe(line) for line in lines)


def test_columns_are_counted_in_cells(streams, output, monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    output.table([("山西", "x", "a.md"), ("b", "元宇宙", "b.md")])
    first, second, _ = streams[0].getvalue().split("\n")
    assert width(first[: first.index("x")]) == width(second[: second.index("元")]) == 6


def test_on_a_terminal_the_title_gives_way(streams, output, monkeypatch):
    monkeypatch.setenv("COLUMNS", "40")
    output.table([("2022-07-28", "首个元宇宙影视基地在山西启动" * 3, "news/a.md")])
    line = streams[0].getvalue().rstrip("\n")
    assert width(line) <= 40
    assert line.endswith("news/a.md")
    assert "…" in line


def test_lines_and_messages_are_made_safe(streams, output):
    output.line(ATTACK)
    output.tell(ATTACK)
    output.text(f"{ATTACK}\n{ATTACK}\n")
    for stream in streams:
        assert all(is_safe(line) for line in stream.getvalue().split("\n"))


def test_what_goes_into_a_file_loses_what_is_harmful_and_no_more():
    out = io.StringIO()
    Output(out, io.StringIO()).text(f"\tá 👨‍👩‍👧 می\u200cخواهم {ATTACK}\r\n")
    assert out.getvalue() == "\tá 👨‍👩‍👧 می\u200cخواهم 标题]0;owned31mevil\n"


def test_progress_wipes_its_line(streams, output, monkeypatch):
    monkeypatch.setenv("TERM", "xterm")
    with output.progress() as report:
        assert report is not None
        report(Progress(5, 10, "posts"))
    assert "5/10" in streams[1].getvalue()
    assert streams[1].getvalue().endswith("\r")


def test_where_there_was_no_progress_nothing_is_wiped(streams, output, monkeypatch):
    monkeypatch.setenv("TERM", "xterm")
    with output.progress():
        pass
    assert streams[1].getvalue() == ""


def test_nobody_watches_a_pipe():
    with Output(io.StringIO(), io.StringIO()).progress() as report:
        assert report is None


@pytest.mark.parametrize(
    ("environment", "colours"),
    [
        ({"TERM": "xterm-256color", "COLORTERM": "truecolor"}, "truecolor"),
        ({"TERM": "xterm-256color"}, "256"),
        ({"TERM": "linux"}, "16"),
        ({"TERM": "dumb", "COLORTERM": "truecolor"}, "none"),
        ({"TERM": "xterm", "NO_COLOR": "1"}, "none"),
        ({}, "none"),
    ],
)
def test_colours_come_from_the_environment(environment, colours):
    assert colours_of(environment) == colours


@pytest.mark.parametrize(
    ("style", "colours", "codes"),
    [
        (ThemeStyle(), "truecolor", ""),
        (ThemeStyle(fg="default", bold=True), "truecolor", "1"),
        (ThemeStyle(fg="#ff8000", bg="#000000"), "truecolor", "38;2;255;128;0;48;2;0;0;0"),
        (ThemeStyle(fg="#ff8700"), "256", "38;5;208"),
        (ThemeStyle(fg="red", bg="bright_blue", underline=True), "16", "4;31;104"),
        (ThemeStyle(fg="#ff8000", italic=True), "none", "3"),
    ],
)
def test_styles_become_sgr(style, colours, codes):
    assert sgr(style, colours) == codes


class OneLook:
    """A theme in which everything is bold, and code stands on a ground."""

    def blend(self, roles):
        return ThemeStyle(bold=True, bg="red" if Role.CODE_BLOCK in roles else None)


def test_a_filled_line_reaches_to_the_edge():
    line = Line((Run("•"), Run("西", (Role.CODE_BLOCK,))), fill=Role.CODE_BLOCK)
    assert ansi_line(line, OneLook(), Layout(5), "16") == "\x1b[1m•\x1b[0m\x1b[1;41m西\x1b[0m\x1b[1;41m  \x1b[0m"
    assert ansi_line(Line((Run("x"),)), OneLook(), Layout(6), "16") == "\x1b[1mx\x1b[0m"
