"""Terminals that draw “ … ─ ★ in two cells: every row stays where it is meant to be, whatever is on it."""

import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.terminal.emulator import Emulator
from tests.terminal.pty_session import NO_MARGINS, XTERM, PtySession
from tui_reader.terminal.capabilities import TRUE_COLOUR, Capabilities
from tui_reader.terminal.render.ascii_fallback import ascii_fallback
from tui_reader.terminal.render.cell_grid import Grid, filled
from tui_reader.terminal.render.frame_diff import Pen, change_frame, clear_frame
from tui_reader.terminal.render.output_parser import OutputReader
from tui_reader.terminal.render.styles import Styles

ROOT = Path(__file__).resolve().parents[2]
WIDTH, HEIGHT = 24, 12
ONE, TWO = (
    Capabilities(colours=TRUE_COLOUR, margins=True, erase_paints=True, repeats=True, line_feed=True, ambiguous=cells)
    for cells in (1, 2)
)
looks = st.sampled_from(["", "1", "7", "48;5;236", "38;2;1;2;3;48;2;0;0;95"])
texts = st.text("ab 汉字，“”…─│╭★é·①α—", min_size=1, max_size=12)
pieces = st.tuples(st.integers(0, WIDTH - 1), st.integers(0, HEIGHT - 1), looks, texts, st.booleans())


def written(x: int, y: int, look: str, text: str) -> str:
    """A piece as the program writes it."""
    return f"\x1b[{y + 1};{x + 1}H\x1b[{look}m{text}\x1b[0m"


@settings(max_examples=80, deadline=None)
@given(st.lists(st.lists(pieces, min_size=1, max_size=12), min_size=1, max_size=5), st.sampled_from([ONE, TWO]))
def test_any_frames_stand_where_they_are_meant(frames, capabilities) -> None:
    """With fillers or without, as from a line that is typed, and cut anywhere by the right edge."""
    styles = Styles(capabilities)
    reader = OutputReader(Grid(WIDTH, HEIGHT), styles)
    ours, shown, pen = Emulator(WIDTH, HEIGHT, capabilities.ambiguous), Grid(WIDTH, HEIGHT), Pen()
    for frame in frames:
        for x, y, look, text, fill in frame:
            list(reader.feed(written(x, y, look, filled(text) if fill and capabilities.ambiguous == 2 else text)))
        changed = change_frame(shown, reader.grid, pen, styles)
        ours.feed(changed.text.encode())
        pen = changed.pen
        shown.take(reader.grid, range(HEIGHT))
        anew = Emulator(WIDTH, HEIGHT, capabilities.ambiguous)
        anew.feed(clear_frame(reader.grid, styles).text.encode())
        for terminal in (ours, anew):
            assert [
                [terminal.screen.buffer[y][x].data for x in range(WIDTH)] for y in range(HEIGHT)
            ] == reader.grid.cells


@given(st.text("“”…─│╭★é·①α汉字，é\xa0ﬁ🙂", min_size=1, max_size=20))
def test_where_no_utf8_is_taken_only_ascii_is_sent(text) -> None:
    styles = Styles(Capabilities(unicode=False))
    reader = OutputReader(Grid(60, 2), styles)
    list(reader.feed(text + "|"))
    frame = clear_frame(reader.grid, styles)
    assert frame.text.isascii()
    meant = OutputReader(Grid(60, 2), Styles(Capabilities()))
    list(meant.feed(text + "|"))
    assert reader.x == meant.x


def test_stand_ins_look_alike() -> None:
    assert [ascii_fallback(cell) for cell in ("“", "é", "，", "│", "汉", "ﬁ", "—")] == [
        '"',
        "e",
        ",",
        "|",
        "?",
        "f",
        "-",
    ]


LIST = range(24, 62)
"""Columns of the list on a screen of 120."""


def date_columns(session: PtySession) -> set[int]:
    """Columns at which the dates of the list begin, by the terminal's own count."""
    rows = session.emulator.screen.buffer
    texts = ("".join(rows[y][x].data or "\0" for x in LIST) for y in range(40))
    return {text.index("2021-03") for text in texts if "2021-03" in text}


@pytest.fixture
def feed(tmp_path: Path) -> Path:
    content = tmp_path / "feed" / "content"
    content.mkdir(parents=True)
    body = (
        "“引号”里的…字——★\n\n> 引用“一句”\n\n| 甲 | “乙” |\n|---|---|\n| — | … |\n\n```\nα│β\n```\n\n![图](none.png)\n"
    )
    for number in range(1, 9):
        title = f"“标题”…{number}——①★" * 3
        header = f"---\ntitle: {title}\ndate: 2021-03-0{number}\ntags: [“引”, α]\n---\n\n"
        (content / f"{number}.md").write_text(header + body, encoding="utf-8")
    return content


@pytest.mark.parametrize("ambiguous", [1, 2])
def test_panes_stay_aligned_whatever_the_terminal_draws(own_folders: Path, feed: Path, ambiguous: int) -> None:
    """Each row of the list ends with its date, in one column; each pane begins in its own."""
    given = {"HOME": str(own_folders), "PYTHONPATH": str(ROOT), "TERM": "xterm-256color"}
    argv = [sys.executable, "-m", "tui_reader", str(feed)]
    with PtySession(argv, (120, 40), given, XTERM if ambiguous == 2 else NO_MARGINS, ambiguous) as session:
        session.wait_for("里的")
        session.settle(0.4)
        for key in ("", "j", "j", "enter", "z", "z", "esc", "?", "esc", "/", "“", "esc"):
            session.press(key or "k", 0.3)
            assert len(date_columns(session)) <= 1, (key, session.text())
        assert "“" in session.text()


def test_a_width_that_is_set_is_not_asked_for(own_folders: Path, feed: Path) -> None:
    """The terminal says nothing and draws two cells."""
    config = own_folders / ".config" / "newsreader"
    config.mkdir(parents=True)
    (config / "config.toml").write_text('ambiguous_width = "2"\n')
    given = {"HOME": str(own_folders), "PYTHONPATH": str(ROOT)}
    with PtySession([sys.executable, "-m", "tui_reader", str(feed)], (120, 40), given, None, 2) as session:
        session.wait_for("里的")
        session.settle(0.4)
        assert len(date_columns(session)) == 1, session.text()
