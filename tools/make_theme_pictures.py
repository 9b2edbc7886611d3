"""Draw a small picture of each theme for its page of the manual. Run it with `make docs`."""

from pathlib import Path

from PIL import Image

from tools.make_picture import cells, draw, few_colours, reader
from tui_reader.config.paths import shipped_themes

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "manual" / "themes"
SIZE = (112, 20)
SCALE = 0.6
COLOURS = 48
"""Colours of a picture: a theme has some twenty, the others lie between letters and their ground."""
KEYS = ("j", "j", "enter", "j", "j")
"""Keys that lead to a post with headings beside the list."""


def picture_of(theme: str) -> Image.Image:
    """A post beside the list in a theme."""
    with reader(SIZE, "open", "--theme", theme) as session:
        for key in KEYS:
            session.press(key, quiet=0.5)
        drawn = draw(tuple(cells(session.emulator.screen)), SIZE)
    small = drawn.resize((round(drawn.width * SCALE), round(drawn.height * SCALE)), Image.Resampling.LANCZOS)
    return few_colours(small, COLOURS)


def theme_names() -> list[str]:
    """The shipped themes; forms for 256 colours look nearly like the themes they are forms of."""
    return sorted(file.stem for file in shipped_themes().glob("*.toml") if not file.stem.endswith("-256"))


def main() -> None:
    """Write the pictures."""
    FOLDER.mkdir(exist_ok=True)
    for theme in theme_names():
        picture_of(theme).save(FOLDER / f"{theme}.png", optimize=True)


if __name__ == "__main__":
    main()
