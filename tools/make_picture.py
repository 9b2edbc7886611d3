"""Draw the picture of the README: the reader on a terminal of its own, cell by cell. Run it with `make docs`.

Every character stands in the cell the terminal gives it, so a picture that is not aligned means a reader that is not.
"""

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pyte
from PIL import Image, ImageDraw, ImageFont

from tests.terminal.pty_session import PtySession

PICTURE = Path(__file__).resolve().parents[1] / "docs" / "picture.png"
SIZE = (120, 34)
KEYS = ("home",)
"""Keys that lead from the first screen to the one that is drawn."""

FIRST_TITLE = "从这里开始"
"""Title of the first post: it is on the screen once the feed has been read."""

CELL = (10, 22)
FONT_SIZE, NARROW_SIZE = 20, 17
BASELINE = 18
"""Pixels from the top of a cell to the line the letters stand on."""

MOST_COLOURS, LEAST_APART = 256, 6
"""Colours of a picture, and how far any two of them lie apart, as the sum of their differences in red, green and blue;
with fewer colours they lie further apart by as much, but for grounds.
"""
GROUND = 0.002
"""Part of a picture that has a colour which is a ground, and no edge of a letter."""
BACKGROUND, INK = "17181b", "d9d5cc"
"""Colours of what the program leaves to the terminal."""

FAMILY = "Noto Sans Mono CJK SC"
FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.local/share/fonts", "/Library/Fonts")
NAMED = {
    "black": "1e1e1e", "red": "cd3131", "green": "0dbc79", "brown": "b5a642", "blue": "2472c8", "magenta": "bc3fbc",
    "cyan": "11a8cd", "white": "e5e5e5",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell as it is painted."""

    x: int
    """Column, from 0."""
    y: int
    """Row, from 0."""
    text: str
    """Its character; blank for none."""
    width: int
    """Cells it takes, 1 or 2."""
    ink: str
    """Colour of the character, `#rrggbb`."""
    ground: str
    """Colour behind it."""
    bold: bool
    """Drawn in the bold font."""
    underline: bool
    """Drawn with a line below."""


def colour(name: str, default: str) -> str:
    """A colour of the emulator as `#rrggbb`."""
    return "#" + (default if name == "default" else NAMED.get(name.removeprefix("bright"), name))


def cells(screen: pyte.Screen) -> Iterator[Cell]:
    """Every cell that holds something, wide characters once."""
    for y in range(screen.lines):
        row = screen.buffer[y]
        for x in range(screen.columns):
            char = row[x]
            if char.data == "":
                continue
            ink, ground = colour(char.fg, INK), colour(char.bg, BACKGROUND)
            if char.reverse:
                ink, ground = ground, ink
            width = 2 if x + 1 < screen.columns and row[x + 1].data == "" else 1
            yield Cell(x, y, char.data, width, ink, ground, char.bold, char.underscore)


@cache
def font(bold: bool) -> ImageFont.FreeTypeFont:
    """The font, whose Latin letters are half as wide as its Chinese ones; ends the program where it is not
    installed.
    """
    for file in font_files(f"NotoSansCJK-{'Bold' if bold else 'Regular'}.ttc"):
        for index in range(12):
            face = ImageFont.truetype(str(file), FONT_SIZE, index=index)
            if face.getname()[0] == FAMILY:
                return face
    sys.exit(f"the font {FAMILY} is missing: install it (on Debian: apt install fonts-noto-cjk)")


@cache
def narrow_font() -> ImageFont.FreeTypeFont:
    """A font for signs that the main one draws two cells wide where the terminal gives them one: `★`, `…`, `─`."""
    for file in font_files("DejaVuSansMono.ttf"):
        return ImageFont.truetype(str(file), NARROW_SIZE)
    sys.exit("the font DejaVu Sans Mono is missing: install it (on Debian: apt install fonts-dejavu-core)")


def font_files(name: str) -> Iterator[Path]:
    """Where a font file of this name lies."""
    for folder in FOLDERS:
        yield from Path(folder).expanduser().rglob(name)


def draw(painted: Sequence[Cell], size: tuple[int, int]) -> Image.Image:
    """The picture of a screen of `size` (columns, rows): all grounds first, so that no ground cuts a letter off."""
    width, height = CELL
    image = Image.new("RGB", (size[0] * width, size[1] * height), f"#{BACKGROUND}")
    pen = ImageDraw.Draw(image)
    for cell in painted:
        left, top = cell.x * width, cell.y * height
        pen.rectangle((left, top, left + cell.width * width - 1, top + height - 1), fill=cell.ground)
    for cell in painted:
        draw_character(pen, cell)
    return image


def draw_character(pen: ImageDraw.ImageDraw, cell: Cell) -> None:
    """The character of a cell, in the font that keeps it within its cells, and the line below it."""
    width, height = CELL
    left, base, right = cell.x * width, cell.y * height + BASELINE, (cell.x + cell.width) * width
    face = font(cell.bold)
    if face.getlength(cell.text) > cell.width * width:
        face = narrow_font()
    if cell.text.strip():
        pen.text((left, base), cell.text, font=face, fill=cell.ink, anchor="ls")
    if cell.underline:
        pen.line((left, base + 3, right - 1, base + 3), fill=cell.ink)


@contextmanager
def reader(size: tuple[int, int], *arguments: str, **variables: str) -> Iterator[PtySession]:
    """The reader at rest on the sample feed, newly installed; `variables` are those of its environment."""
    with TemporaryDirectory() as home:
        environment = {"HOME": home, "LANG": "zh_CN.UTF-8", "LC_ALL": "", **variables}
        environment |= {f"XDG_{name}_HOME": f"{home}/{name.lower()}" for name in ("CONFIG", "STATE", "CACHE")}
        with PtySession([sys.executable, "-m", "tui_reader", *arguments], size, environment) as session:
            session.wait_for(FIRST_TITLE)
            session.settle(quiet=2, timeout=60, until=PtySession.rests)
            yield session


def screen_of_the_reader(keys: Sequence[str]) -> pyte.Screen:
    """The reader's screen after pressing `keys`."""
    with reader(SIZE) as session:
        for key in keys:
            session.press(key, quiet=1)
        return session.emulator.screen


def few_colours(image: Image.Image, most: int) -> Image.Image:
    """The image in so many colours at the most: those that it has most of, each as it is, so that grounds and accents
    stay what the theme says; those between them go to the nearest.
    """
    pixels, kept = image.width * image.height, list[tuple[int, int, int]]()
    for count, colour in sorted(image.getcolors(pixels) or (), reverse=True):
        apart = LEAST_APART if count > GROUND * pixels else LEAST_APART * MOST_COLOURS // most
        if all(sum(abs(one - other) for one, other in zip(colour, known, strict=True)) >= apart for known in kept):
            kept.append(colour)
        if len(kept) == most:
            break
    palette = Image.new("P", (1, 1))
    palette.putpalette([value for colour in kept for value in colour])
    return image.quantize(palette=palette, dither=Image.Dither.NONE)


def main() -> None:
    """Write the picture."""
    font(bold=True)
    image = draw(tuple(cells(screen_of_the_reader(KEYS))), SIZE)
    few_colours(image, MOST_COLOURS).save(PICTURE, optimize=True)


if __name__ == "__main__":
    main()
