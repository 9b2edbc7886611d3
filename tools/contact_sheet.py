"""Draw every screen and state of the reader at every size, small, on one sheet for each kind of colours.

Run it with `make sheet`; it takes minutes. Each place on a sheet that is not beautiful is a fault.
"""

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from PIL import Image, ImageDraw

from tests.terminal.pty_session import PtySession
from tools.make_picture import cells, draw, few_colours, font, reader

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "screens"
SIZES = ((160, 50), (120, 40), (80, 24), (60, 20), (40, 12))
LOOKS: Mapping[str, tuple[tuple[str, ...], Mapping[str, str]]] = {
    "dark": (("--theme", "dark"), {}),
    "light": (("--theme", "light"), {}),
    "16": ((), {"TERM": "xterm-16color", "COLORTERM": ""}),
    "none": ((), {"NO_COLOR": "1"}),
}
"""Name of a sheet → options of the command and variables of the environment."""
STATES: Mapping[str, tuple[str, ...]] = {
    "first screen": (),
    "list, further down": ("j", "j", "j", "j", "j"),
    "sidebar": ("shift+tab", "j", "j"),
    "filtered by a term": ("t", "S", "S", "H", "enter"),
    "nothing fits": ("esc", "5"),
    "post": ("1", "j", "j", "enter"),
    "find in the post": ("/", "的", "enter"),
    "link letters": ("f",),
    "outline": ("esc", "o"),
    "header": ("esc", "i"),
    "bookmark with a note": ("i", "M", "n", "o", "t", "e", "enter", "5"),
    "search": ("1", "/", "t", "a", "g", ":"),
    "command line": ("esc", ":", "s", "e"),
    "settings": ("esc", ",", "j", "j"),
    "themes": ("esc", "C"),
    "a key is changed": ("esc", "K", "m", "u"),
    "help": ("esc", "?"),
}
"""What a row of a sheet shows → keys that lead there from the row before; the sheet begins in the list."""
SCALE = 0.3
GAP = 8
LABEL = 18
COLOURS = {"none": 16}
"""Colours of a sheet where they are not as many as `MOST_COLOURS`."""
MOST_COLOURS = 24


def screens(look: str, size: tuple[int, int]) -> Iterator[Image.Image]:
    """The reader in each state, one after the other."""
    options, variables = LOOKS[look]
    with reader(size, "open", *options, **variables) as session:
        for keys in STATES.values():
            yield shrunk(session, keys, size)


def shrunk(session: PtySession, keys: tuple[str, ...], size: tuple[int, int]) -> Image.Image:
    """The screen after these keys, small."""
    for key in keys:
        session.press(key, quiet=0.15)
    session.settle(quiet=0.5)
    drawn = draw(tuple(cells(session.emulator.screen)), size)
    return drawn.resize((round(drawn.width * SCALE), round(drawn.height * SCALE)), Image.Resampling.LANCZOS)


def sheet(look: str) -> Image.Image:
    """All states below one another, all sizes beside one another."""
    columns = [list(screens(look, size)) for size in SIZES]
    widths = [column[0].width for column in columns]
    heights = [max(image.height for image in row) + LABEL + GAP for row in zip(*columns, strict=True)]
    whole = Image.new("RGB", (sum(widths) + GAP * (len(widths) + 1), sum(heights) + GAP), "#7f7f7f")
    pen = ImageDraw.Draw(whole)
    top = GAP
    for row, (name, height) in enumerate(zip(STATES, heights, strict=True)):
        pen.text((GAP, top), name, font=font(bold=False).font_variant(size=13), fill="#ffffff")
        left = GAP
        for column in columns:
            whole.paste(column[row], (left, top + LABEL))
            left += column[row].width + GAP
        top += height
    return few_colours(whole, COLOURS.get(look, MOST_COLOURS))


def main() -> None:
    """Write the sheets, or those that are named."""
    FOLDER.mkdir(exist_ok=True)
    for look in sys.argv[1:] or LOOKS:
        sheet(look).save(FOLDER / f"{look}.png", optimize=True)
        print(look)


if __name__ == "__main__":
    main()
