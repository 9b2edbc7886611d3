"""Code keeps every character, its colours and the line width."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.layout.pages import page_of, texts
from tui_reader.document.blocks import Code
from tui_reader.layout.blocks.code_roles import LONGEST, code_runs
from tui_reader.layout.slices import LINES
from tui_reader.model.roles import Role
from tui_reader.text.cells import width
from tui_reader.text.sanitize import sanitize_lines

SOURCES = st.text(alphabet="abc =()\"'#\n\t中文，é{}[]/*", max_size=200)


@settings(deadline=None, max_examples=80)
@given(SOURCES, st.sampled_from(["", "python", "c", "html", "json", "diff", "bash", "yaml", "nonsense"]))
def test_colours_change_no_character(source: str, language: str) -> None:
    lines = sanitize_lines(source)
    runs = code_runs(lines, language, (Role.CODE_BLOCK,))
    assert ["".join(run.text for run in line) for line in runs] == lines


@settings(deadline=None, max_examples=80)
@given(SOURCES, st.integers(6, 40), st.sampled_from([None, 1, 98]))
def test_code_fits_the_measure_and_loses_nothing(source: str, cells: int, number: int | None) -> None:
    of = page_of(Code(source, "python", first_number=number), width=cells)
    assert all(width(line) <= cells for line in texts(of))
    quiet = {Role.CODE_LINE_NUMBER, Role.CODE_LABEL, Role.LABEL}
    shown = "".join(run.text for y in range(of.height) for run in of.line(y).runs if quiet.isdisjoint(run.roles))
    assert "".join(shown.split()) == "".join("".join(sanitize_lines(source)).split())


@pytest.mark.parametrize(
    ("language", "source", "role"),
    [
        ("python", "def", Role.CODE_KEYWORD),
        ("python", "'text'", Role.CODE_STRING),
        ("python", "# 注释", Role.CODE_COMMENT),
        ("python", "3.14", Role.CODE_NUMBER),
        ("c", "int x;", Role.CODE_TYPE),
        ("diff", "+new", Role.CODE_INSERTED),
        ("diff", "-old", Role.CODE_DELETED),
        ("html", "<br>", Role.CODE_KEYWORD),
        ("go-html-template", '<br class="{{ .Name }}">', Role.CODE_KEYWORD),
    ],
)
def test_what_a_token_is(language: str, source: str, role: Role) -> None:
    assert any(role in run.roles for run in code_runs([source], language, ())[0])


def test_the_rest_of_a_long_line_begins_where_the_line_did() -> None:
    assert texts(page_of(Code("    one_name(second_name, third_name)"), width=28)) == [
        "     one_name(second_name, ",
        "     ┆ third_name)",
    ]


def test_a_long_line_is_cut_beside_words() -> None:
    assert texts(page_of(Code('return f"你好，{name}！这一行很长"'), width=24)) == [
        ' return f"你好，{name}！',
        ' ┆ 这一行很长"',
    ]
    assert texts(page_of(Code("x" * 30), width=24))[0] == " " + "x" * 23


@settings(deadline=None, max_examples=80)
@given(st.lists(st.sampled_from(["name", "value_2", "0xff", "=", "+", "，中文", '"', " "]), max_size=30).map("".join))
def test_no_short_word_of_code_is_cut(source: str) -> None:
    lines = [line.strip(" ┆") for line in texts(page_of(Code(source), width=60))]
    words = [word for word in re.findall(r"[A-Za-z0-9_]+", source) if len(word) <= 28]
    assert all(any(word in line for line in lines) for word in words)


def test_every_line_is_filled() -> None:
    of = page_of(Code("a\n\nb", "python"), width=30)
    assert {of.line(y).fill for y in range(of.height)} == {Role.CODE_BLOCK}


def test_marked_lines_have_a_ground_of_their_own() -> None:
    of = page_of(Code("a\nb\nc", marked=frozenset({2})))
    assert [of.line(y).fill for y in range(3)] == [Role.CODE_BLOCK, Role.CODE_MARKED, Role.CODE_BLOCK]


def test_very_long_code_is_set_without_colours_and_in_slices() -> None:
    of = page_of(Code("x = 1\n" * (LINES * 3), "python", first_number=1))
    of.line(0)
    assert not of.settled
    numbers = [line.split()[0] for line in texts(of)[1:]]
    assert numbers == [str(number) for number in range(1, LINES * 3 + 1)]
    long_line = code_runs(["x = 1;" * LONGEST], "python", ())
    assert len(long_line[0]) == 1


def test_a_drawing_that_is_too_wide_is_parted_where_it_is_blank() -> None:
    drawing = "+----+     +----+\n| 一 |---->| b  |      .--- 1\n+----+     +----+   --+\n                      '--- 2"
    shown = ["+----+     +----+", "| 一 |---->| b  |", "+----+     +----+", "", "   .--- 1", "--+", "  '--- 2"]
    assert [line[1:] for line in texts(page_of(Code(drawing, "goat"), width=26))][1:] == shown
    assert texts(page_of(Code(drawing, "goat"), width=60))[1:] == [f" {line}" for line in drawing.split("\n")]
    assert "┆" in "".join(texts(page_of(Code(drawing), width=26))), "other code is carried on, as its author wrote it"


@settings(deadline=None, max_examples=80)
@given(st.lists(st.text(alphabet="+-| 一.'  ", max_size=60), max_size=6), st.integers(8, 50))
def test_a_drawing_keeps_every_character(lines: list[str], cells: int) -> None:
    shown = texts(page_of(Code("\n".join(lines), "ascii"), width=cells))
    assert all(width(line) <= cells for line in shown)
    assert sorted("".join("".join(shown[1:]).split()).replace("┆", "")) == sorted("".join("".join(lines).split()))
