"""How a page is laid out: its width and options, and the card at its head."""

from collections.abc import Callable

from tui_reader.model.dataclass import dataclass
from tui_reader.model.post import Resource


@dataclass(frozen=True, slots=True)
class PictureRoom:
    """The room a picture takes; none where a frame stands in its place."""

    cells: int = 0
    """Cells it is wide; 0 for a frame."""
    rows: int = 0
    """Lines it is high."""
    trouble: str = ""
    """Why it cannot be drawn, as a message for the frame; empty where there is nothing to tell."""


@dataclass(frozen=True, slots=True)
class Layout:
    """Width and options of a page; two pages of one document with equal layouts are equal."""

    width: int = 76
    """Widest line in cells, margin for hanging punctuation included."""
    paragraphs: str = "as-is"
    """`as-is` keeps the author's indents, `indent` gives every paragraph two ideographs, `spaced` none."""
    ascii: bool = False
    """Draw bars, bullets and rules with ASCII characters only."""
    ambiguous: int = 1
    """Cells the terminal gives to characters of ambiguous width: 1 or 2."""
    resolve: Callable[[str], Resource] | None = None
    """Finds a picture by the name in the post; None leaves pictures unexamined."""
    measure_picture: Callable[[Resource, int], PictureRoom] | None = None
    """Tells the room of a picture that may be so many cells wide; None draws no pictures."""
    hanging_punctuation: int = 0
    """Cells at the right edge that only closing marks may reach into: 0, 1 or 2."""
    cjk_latin_spacing: bool = False
    """Put a blank between Chinese and Latin where the author wrote none."""


@dataclass(frozen=True, slots=True)
class Head:
    """The card a page begins with; texts may be raw, they are made safe when they are laid out."""

    title: str = ""
    """Title of the post."""
    dates: tuple[str, ...] = ()
    """Dates as they are to be shown, the most important first: `2022-07-28`."""
    authors: tuple[str, ...] = ()
    """Names of the authors."""
    words: int = 0
    """Words as Hugo counts them; 0 leaves the count out."""
    minutes: int = 0
    """Reading time in minutes; 0 leaves it out."""
    terms: tuple[tuple[str, str], ...] = ()
    """Taxonomy and term of each link: (`tags`, `山西`)."""
    problems: tuple[str, ...] = ()
    """What is wrong with the post, one sentence each."""
    bookmark: tuple[str, ...] = ()
    """What the user's bookmark says, one line each."""
