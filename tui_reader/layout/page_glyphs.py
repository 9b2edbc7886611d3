"""The signs and lines a page is drawn with, once in Unicode and once in ASCII."""

from tui_reader.model.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Glyphs:
    """One set of signs; every field is one grapheme unless it says otherwise."""

    bullets: tuple[str, ...] = ("•", "◦", "▪")
    """Bullets of the first, second, third level; deeper levels begin again."""
    bar: str = "▎"
    """Bar at the left of quotes and notes."""
    rule: str = "─"
    """Thin rule."""
    dotted: str = "┄"
    """Rule between the rows of a table whose cells have several lines, and under the third level of headings."""
    heavy: str = "━"
    """Rule under the head of a table and under the first heading."""
    corners: tuple[str, str, str, str] = ("╭", "╮", "╰", "╯")
    """Corners of a frame: top left, top right, bottom left, bottom right."""
    side: str = "│"
    """Side of a frame."""
    wrapped: str = "┆"
    """Stands before the rest of a line of code that is too long."""
    back: str = "↑"
    """Leads from a footnote back to its place."""
    done: str = "☑"
    """A task that is done."""
    open: str = "☐"
    """A task that is not done."""
    dot: str = "·"
    """Stands between the parts of a quiet line."""
    ellipsis: str = "…"
    """Stands for what was left out."""


UNICODE = Glyphs()
ASCII = Glyphs(
    bullets=("*", "-", "+"),
    bar="|",
    rule="-",
    dotted=".",
    heavy="=",
    corners=("+", "+", "+", "+"),
    side="|",
    wrapped=">",
    back="^",
    done="[x]",
    open="[ ]",
    dot="-",
    ellipsis="...",
)
