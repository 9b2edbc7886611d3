"""Text of posts is made safe before it is measured: whatever a title holds, rows are as wide as their pane and
columns stand.
"""

import ast
import io
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.strip import Strip

from tests.terminal.emulator import Emulator
from tui_reader.cli.commands.cmd_list import row_cells
from tui_reader.cli.output import Output
from tui_reader.config.paths import user_paths
from tui_reader.config.settings import Settings
from tui_reader.config.theme import Part
from tui_reader.config.theme_file import load_theme
from tui_reader.model.post import Counts, Facet, ListHeading, Row, TermCount
from tui_reader.model.query import Query
from tui_reader.terminal.capabilities import Capabilities
from tui_reader.terminal.render.cell_grid import FILLER, Grid
from tui_reader.terminal.render.styles import Styles
from tui_reader.text.cells import width as cells
from tui_reader.text.sanitize import is_safe, sanitize
from tui_reader.ui.render.glyphs import glyphs
from tui_reader.ui.render.list_rows import RowStyle, show_date
from tui_reader.ui.render.rows import (
    Entry,
    cells_of,
    entry_pieces,
    fill,
    heading_pieces,
    shorten,
    status_left,
    status_pieces,
    status_room,
    title_pieces,
)
from tui_reader.ui.render.strips import Painter
from tui_reader.ui.screens.choose import Choices
from tui_reader.ui.startup.first_paint import draw_first
from tui_reader.ui.startup.initial_state import InitialState
from tui_reader.ui.state.arrangement import arrange
from tui_reader.ui.state.choices import Choice
from tui_reader.ui.state.filter import Chosen, Filter
from tui_reader.ui.widgets.overlay import Look
from tui_reader.ui.widgets.status_line import StatusLine

OWN_MARK = "\u200e"
"""Stands behind letters that run from right to left, so that a terminal that reorders leaves the rest of the row."""
PACKAGE = Path(__file__).resolve().parents[2] / "tui_reader"
WRITTEN = [
    "⚠️ 注意", "1️⃣ first", "👨‍👩‍👧 family", "🇨🇳🇩🇪", "👍🏽", "🏳️‍🌈", "❤️‍🔥", "©️", "#️⃣", "é̂̃̄", "שלום", "\u202eabc", "a\x1b[31mb", "x\r\ny", "ｱﾞ", "각",
    "\u1100\u1161", "\u2028", "\ufeff", "\ue000", "\ud800", "“quoted” — …", "\t", "नमस्ते", "ᄒ", "\u0300", "\U000e0041", "﷽", "\u3000",
]  # fmt: skip
"""Sequences that terminals and tables of widths do not agree on."""


def without_own_marks(text: str) -> str:
    """A drawn row without what the program itself adds to letters: fillers, and marks behind right-to-left ones."""
    return text.replace(FILLER, "").replace(OWN_MARK, "")


@pytest.mark.parametrize("title", ["שלום עולם", "שלום 2022", "مرحبا", "mixed עולם 2022 …"])
def test_what_stands_behind_right_to_left_letters_keeps_its_place(title: str) -> None:
    painter = Painter(load_theme("dark", user_paths()), 1)
    (line,) = RowStyle(40, glyphs("unicode")).lines(Row(1, "a.md", f"\u202e{title}\u200e", datetime(2020, 7, 28)))
    drawn = painter.row(line, 40)
    before, after = "".join(segment.text for segment in drawn).split(OWN_MARK)
    assert before.endswith(f"  {title}") and after.rstrip().endswith(" 2020-07")
    assert drawn.cell_length == 40
    emulator = Emulator(40, 1)
    emulator.feed("".join(segment.text for segment in drawn).encode())
    assert emulator.text().replace(OWN_MARK, "").endswith(" 2020-07") and emulator.screen.cursor.x == 40


PIECE = st.one_of(
    st.sampled_from(WRITTEN),
    st.text(st.sampled_from("\u200d\ufe0f\ufe0e\u20e3\U0001f3fb\U0001f1e6\U0001f468❤1a中"), max_size=6),
    st.characters(),
    st.text("abc 山西", max_size=12),
)
TITLE = st.lists(PIECE, max_size=12).map("".join)
AMBIGUOUS = st.sampled_from((1, 2))
WIDTH = st.integers(20, 90)
NOW = datetime.now(UTC)
THEME = load_theme("dark", user_paths())


def width_of(pieces: tuple[tuple[str, object], ...], ambiguous: int) -> int:
    """Cells that are drawn for pieces: each is drawn alone, after it was made safe."""
    return sum(cells(sanitize(text), ambiguous) for text, _ in pieces)


def row_of(title: str, **more: object) -> Row:
    """A row of the list with a date of today."""
    return Row(1, "a.md", title, NOW, **more)


@given(TITLE, st.integers(0, 40), AMBIGUOUS)
def test_filled_text_is_safe_and_has_its_width(text: str, room: int, ambiguous: int) -> None:
    for made in (fill(text, room, ambiguous=ambiguous), shorten(text, room, ambiguous=ambiguous)):
        assert is_safe(made)
        assert cells(made, ambiguous) <= room
    assert cells(fill(text, room, ambiguous=ambiguous), ambiguous) == room
    assert cells_of(text, ambiguous) == cells(sanitize(text), ambiguous)


@given(TITLE, WIDTH, AMBIGUOUS, st.booleans(), st.sampled_from(("auto", "one", "two")), st.booleans())
def test_a_row_of_the_list_fits_and_its_date_stands(
    title: str, width: int, ambiguous: int, read: bool, rows: str, times: bool
) -> None:
    row, style = (
        row_of(title, read=read, bookmarked=not read),
        RowStyle(width, glyphs("unicode", ambiguous), rows, times),
    )
    lines = style.lines(row)
    assert len(lines) == style.height(row) <= {"auto": 3, "one": 1, "two": 2}[rows]
    assert all(width_of(pieces, ambiguous) == width for pieces in lines)
    assert width_of(lines[0][:-1], ambiguous) == width - len(style.when(row)) - 2
    assert lines[0][-1][0] == f" {style.when(row)} "
    assert rows != "two" or len(lines) == 2


@given(TITLE, st.integers(40, 90), AMBIGUOUS)
def test_a_title_is_shown_whole_on_as_many_lines_as_it_needs(title: str, width: int, ambiguous: int) -> None:
    row, style = row_of(title), RowStyle(width, glyphs("unicode", ambiguous))
    shown = ["".join(text for text, part in pieces if part is Part.ROW_UNREAD) for pieces in style.lines(row)]
    words = "".join(sanitize(title).split())
    if cells_of(title, ambiguous) < 2 * (width - 18):
        assert "".join("".join(shown).split()) == words
    else:
        assert words.startswith("".join("".join(shown).split()).rstrip("….")[:-1])


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("首个元宇宙影视基地在山西启动", ["首个元宇宙影视基地在", "山西启动"]),
        ("golang.org/x/text/language", ["golang.org/x/text/", "language"]),
        ("「出雲神話」へ行った話、その後", ["「出雲神話」へ行った", "話、その後"]),
        ("short", ["short"]),
    ],
)
def test_titles_are_broken_as_text_is(title: str, lines: list[str]) -> None:
    assert list(RowStyle(32, glyphs("unicode")).title(row_of(title))) == lines


@given(TITLE, st.integers(0, 99_999), WIDTH, AMBIGUOUS, st.sampled_from(("term", "more", "saved", "heading")))
def test_a_row_of_the_sidebar_fits_and_its_count_stands(
    name: str, count: int, width: int, ambiguous: int, kind: str
) -> None:
    chosen = Filter(include=(Chosen("tags", name),))
    pieces = entry_pieces(Entry(kind, name, count, "tags"), width, chosen, glyphs("unicode", ambiguous))
    assert width_of(pieces, ambiguous) == width - (kind == "heading")
    assert kind == "heading" or pieces[-1][0] == f" {count} "


@given(TITLE, WIDTH, AMBIGUOUS, st.booleans())
def test_titles_of_panes_and_days_fit(text: str, width: int, ambiguous: int, focused: bool) -> None:
    marks, heading = glyphs("unicode", ambiguous), ListHeading(0, "day", date(2022, 7, 28))
    assert width_of(title_pieces(text, width, marks, focused=focused), ambiguous) == width - 1
    assert width_of(heading_pieces(heading, 12, width, marks, "2"), ambiguous) == width


@given(TITLE, TITLE, TITLE, st.integers(40, 120), AMBIGUOUS)
def test_the_status_line_fits_and_its_right_end_stands(
    words: str, place: str, right: str, width: int, ambiguous: int
) -> None:
    right = shorten(right, 16, ambiguous=ambiguous)
    left = status_left(words, place, status_room(right, width, ambiguous), glyphs("unicode", ambiguous))
    pieces = status_pieces(left, right, width, ambiguous)
    assert width_of(pieces, ambiguous) == width
    assert pieces[-1][0].endswith(f"{right}  ")


@given(TITLE, WIDTH, AMBIGUOUS)
def test_a_notice_fits(text: str, width: int, ambiguous: int) -> None:
    line = StatusLine(Painter(THEME, ambiguous), glyphs("unicode", ambiguous))
    shown = line._fit(text, width - 4)
    assert is_safe(shown)
    assert cells(shown, ambiguous) <= width - 4


@given(TITLE, st.text("ab中", max_size=4), WIDTH, AMBIGUOUS)
def test_a_row_of_the_chooser_fits_and_its_detail_stands(label: str, detail: str, width: int, ambiguous: int) -> None:
    pane = Choices(
        Look(Painter(THEME, ambiguous), glyphs("unicode", ambiguous), 0),
        label,
        (Choice("value", label, detail), Choice("", label)),
    )
    choice, heading, title = pane.line(0, width), pane.line(1, width), pane.title(width)
    assert {drawn(strip, ambiguous) for strip in (choice, heading, title)} == {width}
    assert unshaped(choice).endswith(f" {detail} ")


def drawn(strip: Strip, ambiguous: int) -> int:
    """Cells of a strip as it was drawn; the second cell of a character of ambiguous width is a filler."""
    text = "".join(segment.text for segment in strip)
    assert strip.cell_length == cells(unshaped(strip), ambiguous)
    assert is_safe(without_own_marks(text))
    return strip.cell_length


def unshaped(strip: Strip) -> str:
    """The text of a strip without fillers."""
    return "".join(segment.text for segment in strip).replace(FILLER, "")


@given(st.lists(TITLE, min_size=2, max_size=12), st.lists(TITLE, max_size=4), TITLE, AMBIGUOUS)
def test_columns_of_the_first_paint_stand(titles: list[str], terms: list[str], site: str, ambiguous: int) -> None:
    initial = InitialState(
        SimpleNamespace(site=SimpleNamespace(title=site)),
        Settings(),
        THEME,
        glyphs("unicode", ambiguous),
        ambiguous=ambiguous,
        filter=Filter(words=site),
        base=Query(),
        rows=tuple(row_of(title) for title in titles),
        counts=Counts((("all", 3),), (Facet("tags", tuple(TermCount(term, 7) for term in terms)),)),
        total=len(titles),
    )
    day = show_date(NOW)
    grid = draw_first(initial, Grid(120, 30), Styles(Capabilities()))
    columns = arrange(120, "posts")
    end = columns.sidebar + columns.posts - 1
    style, y = RowStyle(columns.posts, initial.glyphs), 2
    for row in initial.rows:
        assert y >= 29 or "".join(grid.cells[y][end - len(day) : end]) == day
        y += style.height(row)
    counts = [row for row in grid.cells if "".join(row[columns.sidebar - 2 : columns.sidebar]) == "7 "]
    assert len(counts) == len(terms)
    assert all(is_safe(without_own_marks("".join(row))) for row in grid.cells)


@given(st.lists(TITLE, min_size=1, max_size=8), st.integers(40, 120), st.booleans())
def test_columns_of_a_printed_list_stand(titles: list[str], width: int, terminal: bool) -> None:
    out = io.StringIO()
    out.isatty = lambda: terminal
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COLUMNS", str(width))
        Output(out, None).table([row_cells(row_of(title)) for title in titles])
    lines = out.getvalue().split("\n")[:-1]
    assert len(lines) == len(titles)
    assert all(is_safe(line) for line in lines)
    assert all(line.startswith(f"{NOW:%Y-%m-%d}  N    ") and line.endswith("  a.md") for line in lines)
    assert len({cell_len(line) for line in lines}) == 1
    assert not terminal or cell_len(lines[0]) <= width


@pytest.mark.parametrize("title", [title for title in WRITTEN if title != "नमस्ते"])
@pytest.mark.parametrize("ambiguous", [1, 2])
def test_a_terminal_draws_a_row_as_wide_as_it_counts(title: str, ambiguous: int) -> None:
    """The emulator has a table of widths of its own; it cannot draw the spacing marks of Devanagari."""
    emulator = Emulator(100, 2, ambiguous)
    (pieces,) = RowStyle(60, glyphs("unicode", ambiguous), "one").lines(row_of(f"before {title} after"))
    emulator.feed("".join(sanitize(text) for text, _ in pieces).encode("utf-8"))
    assert emulator.screen.cursor.x == 60


MEASURES = {"fit", "pad", "width", "cut", "ends", "cell_len"}
"""Functions that measure text as it is."""
MAY_MEASURE: Mapping[str, str] = {
    "rows.py": "makes text safe first; everybody else measures through it",
    "list_rows.py": "parts titles, made safe first, into lines",
    "strips.py": "draws: makes text safe first, and set lines are safe already",
    "page_mouse.py": "set lines, which are safe already",
}
"""Modules of the interface that may use them, and why."""


def measures(source: str) -> Iterator[str]:
    """Functions that measure unsafe text which a module imports."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ImportFrom) and node.module in (
            "tui_reader.text.cells",
            "rich.cells",
            "tui_reader.text",
        ):
            yield from (alias.name for alias in node.names if alias.name in MEASURES | {"cells"})
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name in ("tui_reader.text.cells", "rich.cells"))


def test_the_interface_measures_text_in_one_place() -> None:
    found = {file.name for file in (PACKAGE / "ui").rglob("*.py") if list(measures(file.read_text("utf-8")))}
    assert found == set(MAY_MEASURE)


@pytest.mark.parametrize(
    "source",
    [
        "from tui_reader.text.cells import width as w",
        "import tui_reader.text.cells",
        "def f():\n    from rich.cells import cell_len",
    ],
)
def test_a_planted_measure_is_seen(source: str) -> None:
    assert list(measures(source))
