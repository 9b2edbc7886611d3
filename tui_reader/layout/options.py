"""How a page is to be set: its measure and manner, and the card at its head."""

from collections.abc import Callable
from dataclasses import dataclass

from tui_reader.model.post import Resource


@dataclass(frozen=True, slots=True)
class PictureRoom:
    """The room a picture takes; none where a frame stands in its place."""

    cells: int = 0
    """Cells it is wide; 0 for a frame."""
    rows: int = 0
    """Lines it is high."""
    trouble: str = ""
    """Why it cannot be drawn, in words for the frame; empty where nothing need be said."""


@dataclass(frozen=True, slots=True)
class Layout:
    """Measure and manner of a page; two pages of one document with equal layouts are equal."""

    width: int = 76
    """Widest line in cells, margin for hanging marks included."""
    paragraphs: str = "as-is"
    """`as-is` keeps the author's indents, `indent` gives every paragraph two ideographs, `spaced` none."""
    ascii: bool = False
    """Draw bars, bullets and rules with ASCII characters alone."""
    ambiguous: int = 1
    """Cells the terminal gives to characters of ambiguous width: 1 or 2."""
    resolve: Callable[[str], Resource] | None = None
    """Finds a picture by the name the post writes; None leaves every picture unexamined."""
    measure_picture: Callable[[Resource, int], PictureRoom] | None = None
    """Says what room a picture takes that may be so many cells wide; None draws no picture at all."""
    hang: int = 0
    """Cells at the right edge that only closing marks may reach into: 0, 1 or 2."""
    gaps: bool = False
    """Put a blank between Chinese and Latin where the author wrote none."""


@dataclass(frozen=True, slots=True)
class Head:
    """The card a page begins with; texts may be raw, they are made safe when set."""

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
