"""A terminal to feed bytes to: pyte's screen, with what it lacks added: scrolling, repeats, left and right margins,
links, dim.
"""

import re
from collections.abc import Iterator
from unicodedata import east_asian_width
from unittest.mock import patch

import pyte
import pyte.screens
from pyte.screens import Char

LINK = re.compile(rb"\x1b\]8;[^;\x1b]*;([^\x1b\x07]*)(?:\x1b\\|\x07)")
BEGUN = re.compile(rb"\x1b(\[[0-?]*[ -/]*|[\]P_][^\x07\x1b]*\x1b?)?$")
WCWIDTH = pyte.screens.wcwidth
VISIBLE_ON_BLANK = ("bg", "underscore", "strikethrough", "reverse")


class EmulatorScreen(pyte.Screen):
    """pyte's screen; a cell's link and faintness stand in `Char.blink`, a field nothing else here uses."""

    def __init__(self, columns: int, lines: int, ambiguous: int = 1) -> None:
        self.ambiguous = ambiguous
        self.link = ""
        self.faint = False
        self.sides: tuple[int, int] | None = None
        self.last_drawn = " "
        super().__init__(columns, lines)

    def draw(self, data: str) -> None:
        data = data.replace("\u200e", "")  # pyte gives up the text behind it; terminals take it without width
        if not data:
            return
        plain = self.cursor.attrs
        self.cursor.attrs = plain._replace(blink=(self.link, self.faint))
        self._blank_half(self.cursor.x, self.cursor.x - 1)
        if self.ambiguous == 2:
            with patch.object(pyte.screens, "wcwidth", wide_width):
                super().draw(data)
        else:
            super().draw(data)
        self._blank_half(self.cursor.x, self.cursor.x)
        self.cursor.attrs = plain
        self.last_drawn = data[-1:]

    def _blank_half(self, second: int, blanked: int) -> None:
        """Blank what is left of a wide character when its other half was written over."""
        row = self.buffer[self.cursor.y]
        if 0 < second < self.columns and row[second].data == "":
            row[blanked] = row[blanked]._replace(data=" ")

    def select_graphic_rendition(self, *attrs: int, private: bool = False) -> None:
        left = list(attrs or (0,))
        while left:
            code = left.pop(0)
            if code in (38, 48):
                del left[: 4 if left[:1] == [2] else 2]
            elif code in (0, 2, 22):
                self.faint = code == 2
        super().select_graphic_rendition(*attrs)

    def repeat(self, count: int = 1, **_: bool) -> None:
        """REP: the last character again, `count` times."""
        self.draw(self.last_drawn * max(1, count))

    def set_sides(self, left: int = 0, right: int = 0, **_: bool) -> None:
        """DECSLRM, heard only while mode 69 is set; moves the cursor home."""
        if 69 << 5 in self.mode:
            self.sides = (max(left, 1) - 1, (right or self.columns) - 1)
            self.cursor_position()

    def reset_mode(self, *modes: int, **kwargs: bool) -> None:
        if 69 in modes:
            self.sides = None
        super().reset_mode(*modes, **kwargs)

    def scroll_up(self, count: int = 1, **_: bool) -> None:
        """SU: rows of the region move up."""
        self._shift(max(1, count), (self.margins or (0, self.lines - 1))[0])

    def scroll_down(self, count: int = 1, **_: bool) -> None:
        """SD: rows of the region move down."""
        self._shift(-max(1, count), (self.margins or (0, self.lines - 1))[0])

    def delete_lines(self, count: int | None = None) -> None:
        self._lines(count or 1)

    def insert_lines(self, count: int | None = None) -> None:
        self._lines(-(count or 1))

    def erase_in_display(self, how: int = 0, *args: object, **kwargs: bool) -> None:
        super().erase_in_display(how, *args, **kwargs)
        rows = range(self.cursor.y + 1, self.lines) if how == 0 else range(self.lines) if how == 2 else ()
        for y in rows:
            for x in range(self.columns):
                self.buffer[y][x] = self.cursor.attrs

    def _lines(self, count: int) -> None:
        left, right = self.sides or (0, self.columns - 1)
        top, bottom = self.margins or (0, self.lines - 1)
        if top <= self.cursor.y <= bottom and left <= self.cursor.x <= right:
            self._shift(count, self.cursor.y)
            self.cursor.x = left

    def _shift(self, count: int, top: int) -> None:
        """Move rows from `top` to the region's end up by `count` (down if negative) between the sides; blanks take
        the background.
        """
        left, right = self.sides or (0, self.columns - 1)
        bottom = (self.margins or (0, self.lines - 1))[1]
        blank = self.default_char._replace(bg=self.cursor.attrs.bg)
        before = {y: [self.buffer[y][x] for x in range(left, right + 1)] for y in range(top, bottom + 1)}
        for y in range(top, bottom + 1):
            cells = before.get(y + count) or [blank] * (right - left + 1)
            for x, cell in enumerate(cells, left):
                self.buffer[y][x] = cell

    def cells(self) -> list[list[tuple[object, ...]]]:
        """What is seen in every cell: a character and its look; of a blank only what shows."""
        return [[seen(self.buffer[y][x]) for x in range(self.columns)] for y in range(self.lines)]


def wide_width(character: str) -> int:
    """Cells of a character where those of ambiguous width take two."""
    cells: int = WCWIDTH(character)
    return 2 if cells == 1 and east_asian_width(character) == "A" else cells


def seen(cell: Char) -> tuple[object, ...]:
    """The look of a cell as an eye has it: colour and weight of the ink do not show on a blank."""
    if cell.data == " " and not (cell.reverse or cell.underscore or cell.strikethrough):
        return (" ", cell.bg, cell.blink[0] if cell.blink else "")
    return (
        cell.data,
        *(getattr(cell, name) for name in VISIBLE_ON_BLANK),
        cell.fg,
        cell.bold,
        cell.italics,
        cell.blink,
    )


class _Stream(pyte.ByteStream):
    csi = {**pyte.ByteStream.csi, "S": "scroll_up", "T": "scroll_down", "b": "repeat", "s": "set_sides"}
    events = frozenset([*pyte.ByteStream.events, "scroll_up", "scroll_down", "repeat", "set_sides"])


class Emulator:
    """A terminal of `columns` × `lines`: feed it bytes, look at its cells."""

    def __init__(self, columns: int = 120, lines: int = 40, ambiguous: int = 1) -> None:
        """`ambiguous`: cells in which characters of ambiguous width are drawn."""
        self.screen = EmulatorScreen(columns, lines, ambiguous)
        self._stream = _Stream(self.screen)
        self._begun = b""

    def feed(self, data: bytes) -> None:
        """Take bytes as a terminal would."""
        data = self._begun + data
        begun = BEGUN.search(data)
        whole = begun.start() if begun else len(data)
        self._begun = data[whole:]
        for piece, link in _by_link(data[:whole]):
            self._stream.feed(piece)
            if link is not None:
                self.screen.link = link

    def text(self) -> str:
        """The screen as lines without blanks at their ends."""
        rows = self.screen.buffer
        lines = ("".join(rows[y][x].data for x in range(self.screen.columns)) for y in range(self.screen.lines))
        return "\n".join(line.rstrip() for line in lines)


def _by_link(data: bytes) -> Iterator[tuple[bytes, str | None]]:
    """Pieces of `data` and the link that begins (or, empty, ends) after each; sequences pyte would print are left
    out.
    """
    data = re.sub(rb"\x1b\[[<>=][0-9;]*[a-zA-Z]|\x1b[P_][^\x1b]*\x1b\\", b"", data)
    begin = 0
    for match in LINK.finditer(data):
        yield data[begin : match.start()], match.group(1).decode()
        begin = match.end()
    yield data[begin:], None
