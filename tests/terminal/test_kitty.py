"""Pictures for terminals that draw them: the sequences, the cells that stand for a picture, and that frames leave
those whole.
"""

import base64
import re
import unicodedata
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.terminal.emulator import Emulator
from tests.terminal.test_frame import FULL
from tui_reader.terminal.capabilities import TRUE_COLOUR, Answers, capabilities
from tui_reader.terminal.colour import TRUE
from tui_reader.terminal.kitty_graphics import MARKS, MOST, forget_picture, picture_number, placeholders, send_picture
from tui_reader.terminal.probe.picture_probe import cell_pixels, reads_as_yes, tmux_shows_pictures
from tui_reader.terminal.render.cell_grid import PLACEHOLDER, cells_of
from tui_reader.terminal.render.screen_state import ScreenState
from tui_reader.terminal.render.styles import Style, Styles

GRAPHICS = re.compile(r"\x1b_G([^;\x1b]*)(?:;([A-Za-z0-9+/=]*))?\x1b\\")


@pytest.mark.parametrize(
    ("name", "knows"),
    [
        ("kitty(0.28.1)", True),
        ("kitty(0.42.0)", True),
        ("kitty(1.0.0)", True),
        ("ghostty 1.1.3", True),
        ("kitty(0.27.1)", False),
        ("kitty(0.9.0)", False),
        ("WezTerm 20240203", False),
        ("tmux 3.4", False),
        ("XTerm(390)", False),
        ("", False),
    ],
)
def test_terminals_that_show_pictures_where_placeholders_stand(name: str, knows: bool) -> None:
    assert capabilities({"TERM": "xterm-256color"}, Answers(name=name)).placeholders == knows


@given(st.binary(min_size=1, max_size=20_000), st.booleans())
def test_what_is_sent_is_the_picture_in_pieces_of_fair_size(png: bytes, tmux: bool) -> None:
    pieces = send_picture(77, png, 40, 12, tmux)
    plain = [
        piece.removeprefix("\x1bPtmux;").removesuffix("\x1b\\").replace("\x1b\x1b", "\x1b") if tmux else piece
        for piece in pieces
    ]
    found = [GRAPHICS.fullmatch(piece) for piece in plain]
    assert all(match is not None and len(match[2]) <= 4096 for match in found)
    assert base64.b64decode("".join(match[2] for match in found if match)) == png
    keys = [dict(pair.split("=") for pair in match[1].split(",")) for match in found if match]
    assert keys[0] | {"m": ""} == {"a": "T", "q": "2", "f": "100", "U": "1", "i": "77", "c": "40", "r": "12", "m": ""}
    assert [key["m"] for key in keys] == ["1"] * (len(keys) - 1) + ["0"]
    assert all(len(match[2]) % 4 == 0 for match in found if match)


def test_a_picture_is_forgotten_by_its_number() -> None:
    assert forget_picture(77, False) == "\x1b_Ga=d,q=2,d=I,i=77\x1b\\"
    assert forget_picture(77, True) == "\x1bPtmux;\x1b\x1b_Ga=d,q=2,d=I,i=77\x1b\x1b\\\x1b\\"


def test_the_marks_are_those_that_the_protocol_counts_with() -> None:
    assert [hex(ord(MARKS[at])) for at in (0, 1, 2, 15, 35, 100, 255)] == [
        "0x305",
        "0x30d",
        "0x30e",
        "0x357",
        "0x592",
        "0x7eb",
        "0xa8e5",
    ]
    assert MOST == 256 == len(set(MARKS)) and list(MARKS) == sorted(MARKS)
    assert all(unicodedata.combining(mark) == 230 and not unicodedata.decomposition(mark) for mark in MARKS)


@given(st.integers(0, MOST - 1), st.integers(1, 120))
def test_every_cell_stands_for_itself(row: int, cells: int) -> None:
    found = cells_of(placeholders(row, cells))
    assert len(found) == cells
    assert list(found) == [PLACEHOLDER + MARKS[row] + MARKS[column] for column in range(cells)]


@given(st.integers(0, 1 << 22), st.integers(0, 10_000))
def test_the_number_of_a_picture_is_sent_as_the_colour_it_is(session: int, count: int) -> None:
    number = picture_number(count, session, True)
    assert 0 < number < 1 << 24
    styles = Styles(replace(FULL, colours=TRUE_COLOUR))
    look = styles.number(Style(ink=TRUE | number))
    assert f"38;2;{number >> 16};{number >> 8 & 255};{number & 255}" in styles.change(0, look)
    small = picture_number(count, session, False)
    styles = Styles(replace(FULL, colours=256))
    assert 16 <= small < 256 and styles.change(0, styles.number(Style(ink=small))) == f"\x1b[38;5;{small}m"


def test_pictures_side_by_side_have_different_numbers() -> None:
    assert len({picture_number(count, session, True) for session in (4711, 4712) for count in range(128)}) == 256


def page(top: int, first: int) -> str:
    """What Textual writes for a picture of 6 × 4 cells whose first row stands at line `top` of a page of text."""
    rows = []
    for y in range(12):
        line = first + y
        rows.append(f"\x1b[{y + 1};1Hline {line:<18}")
        if 0 <= line - top < 4:
            rows.append(f"\x1b[{y + 1};9H\x1b[38;2;1;2;3m{placeholders(line - top, 6)}\x1b[0m")
    return "".join(rows)


@pytest.mark.parametrize("can", [FULL, replace(FULL, margins=False), replace(FULL, repeats=False, erase_paints=False)])
def test_a_terminal_shows_the_cells_of_a_picture_wherever_the_text_scrolls(can: object) -> None:
    screen, meant, ours = ScreenState((24, 12), can), Emulator(24, 12), Emulator(24, 12)
    for first in (0, 1, 3, 9, 6, 5, 20, 4):
        assert list(screen.write(page(5, first))) == []
        meant.feed(page(5, first).encode())
        ours.feed(screen.frame().encode())
        assert ours.screen.cells() == meant.screen.cells()


def test_painting_anew_erases_no_picture() -> None:
    """Ghostty forgets its pictures on ED 2."""
    screen = ScreenState((24, 12), FULL)
    screen.frame()
    screen.forget()
    assert "\x1b[2J" not in screen.frame()


def test_cells_of_a_picture_are_written_one_after_another() -> None:
    screen = ScreenState((24, 12), FULL)
    screen.frame()
    list(screen.write(f"\x1b[3;3H\x1b[38;2;1;2;3m{placeholders(0, 10)}\x1b[0m"))
    assert placeholders(0, 10) in screen.frame()


@pytest.mark.parametrize(
    ("answer", "shows"),
    [
        ("xterm-kitty on 256,RGB,bpaste", True),
        ("xterm-ghostty all RGB", True),
        ("xterm-kitty 1 RGB", True),
        ("xterm-kitty off RGB", False),
        ("xterm-kitty 0 RGB", False),
        ("xterm-kitty on 256,bpaste", False),
        ("xterm-256color on RGB", False),
        ("", False),
    ],
)
def test_what_tmux_answers(answer: str, shows: bool) -> None:
    assert reads_as_yes(answer + "\n") == shows


def test_nobody_is_asked_where_there_is_no_tmux() -> None:
    assert not tmux_shows_pictures({})


def test_a_tmux_that_is_gone_shows_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TMUX", "/nowhere/socket,1,0")
    assert not tmux_shows_pictures({"TMUX": "/nowhere/socket,1,0"})


def test_a_file_has_no_cells() -> None:
    with Path("/dev/null").open() as file:
        assert cell_pixels(file.fileno()) is None
