"""Frames: a terminal that is fed ours shows what one fed the program's own output shows, for any output."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.terminal.emulator import Emulator
from tui_reader.terminal.capabilities import TRUE_COLOUR, Capabilities
from tui_reader.terminal.render.cell_grid import Grid
from tui_reader.terminal.render.frame_diff import Pen, change_frame, clear_frame
from tui_reader.terminal.render.output_parser import OutputReader
from tui_reader.terminal.render.styles import Styles

WIDTH, HEIGHT = 24, 12
PLAIN = Capabilities(colours=TRUE_COLOUR, links=True, line_feed=True)
FULL = replace(PLAIN, margins=True, erase_paints=True, repeats=True)

texts = st.text("ab 　汉字，“”─é", min_size=1, max_size=12) | st.sampled_from([" " * 20, "─" * 12, "中文排版的一行字"])
looks = st.sampled_from(
    ["", "1", "3;4", "7", "9", "31", "48;5;236", "1;38;2;215;0;95", "38;2;1;2;3;48;2;0;0;95", "4;44", "2", "1;2;95;107"]
)
links = st.sampled_from(["", "", "", "https://example.org/a", "https://example.org/b?x=1"])
pieces = st.tuples(st.integers(0, WIDTH - 1), st.integers(0, HEIGHT - 1), looks, texts, links)


def written(x: int, y: int, look: str, text: str, link: str) -> str:
    """A piece as Textual writes it: place, link, look, text, reset; cut so that it fits the row."""
    room = WIDTH - x
    while len(text) and sum(2 if "　" <= c <= "￠" else 1 for c in text) > room:
        text = text[:-1]
    styled = f"\x1b[{look}m{text}\x1b[0m" if look else text
    linked = f"\x1b]8;id=1;{link}\x1b\\{styled}\x1b]8;;\x1b\\" if link else styled
    return f"\x1b[{y + 1};{x + 1}H{linked}"


class Screens:
    """Two terminals: one is fed the program's output, one our frames."""

    def __init__(self, capabilities: Capabilities) -> None:
        self.meant, self.ours = Emulator(WIDTH, HEIGHT), Emulator(WIDTH, HEIGHT)
        self.styles = Styles(capabilities)
        self.reader = OutputReader(Grid(WIDTH, HEIGHT), self.styles)
        self.shown = Grid(WIDTH, HEIGHT)
        self.pen = Pen()
        self.sent = 0

    def show(self, output: str) -> str:
        """One frame; what was sent for it."""
        list(self.reader.feed(output))
        self.meant.feed(output.encode())
        frame = change_frame(self.shown, self.reader.grid, self.pen, self.styles)
        self.ours.feed(frame.text.encode())
        self.pen = frame.pen
        self.shown.take(self.reader.grid, range(HEIGHT))
        return frame.text

    def check(self) -> None:
        """Both terminals show the same, and so does a third one painted anew."""
        assert self.ours.screen.cells() == self.meant.screen.cells()
        anew = Emulator(WIDTH, HEIGHT)
        anew.feed(clear_frame(self.reader.grid, self.styles).text.encode())
        assert anew.screen.cells() == self.meant.screen.cells()


def rows_of(lines: list[str], x: int, look: str) -> str:
    return "".join(written(x, y, look, line.ljust(14), "") for y, line in enumerate(lines[: HEIGHT - 1]))


@settings(max_examples=80, deadline=None)
@given(st.lists(st.lists(pieces, min_size=1, max_size=12), min_size=1, max_size=5), st.sampled_from([PLAIN, FULL]))
def test_any_frames_show_what_was_meant(frames, capabilities) -> None:
    screens = Screens(capabilities)
    for frame in frames:
        screens.show("".join(written(*piece) for piece in frame))
        screens.check()


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.text("ab 汉字，", max_size=7), min_size=20, max_size=30),
    st.lists(st.integers(-12, 12), min_size=1, max_size=4),
    st.integers(0, 10),
    looks,
    st.sampled_from([PLAIN, FULL]),
)
def test_any_scrolling_shows_what_was_meant(lines, steps, x, look, capabilities) -> None:
    screens = Screens(capabilities)
    screens.show("".join(written(0, y, "7", "侧栏" * 12, "") for y in range(HEIGHT)))
    top = 8
    for step in [0, *steps]:
        top = max(0, min(top + step, len(lines) - HEIGHT))
        screens.show(rows_of([f"{line}" for line in lines[top:]], x, look) + written(2, HEIGHT - 1, "1", str(top), ""))
        screens.check()


def scrolling_bytes(capabilities: Capabilities) -> int:
    screens = Screens(capabilities)
    lines = [f"{number:02} 汉字的行" for number in range(40)]
    side = "".join(written(0, y, "", f"{y}", "") for y in range(HEIGHT))
    screens.show(side + rows_of(lines, 4, "32"))
    count = len(screens.show(rows_of(lines[1:], 4, "32")).encode())
    screens.check()
    return count


def test_margins_let_one_column_scroll() -> None:
    narrow, wide = scrolling_bytes(FULL), scrolling_bytes(PLAIN)
    assert narrow < 90
    assert wide < 180


def test_a_changed_word_costs_little_more_than_its_letters() -> None:
    screens = Screens(PLAIN)
    screens.show(written(0, 3, "31", "the quick brown fox", ""))
    assert screens.show(written(4, 3, "31", "clear", "")) in ("\x1b[15Dclear", "\x1b[5Gclear")


def test_a_frame_that_changes_nothing_sends_nothing() -> None:
    screens = Screens(FULL)
    screens.show(written(0, 3, "31", "the same", ""))
    assert screens.show(written(0, 3, "31", "the same", "")) == ""
