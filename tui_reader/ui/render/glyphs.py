"""The marks and lines of the interface, in Unicode and in ASCII."""

from tui_reader.model.dataclass import dataclass, replace


@dataclass(frozen=True, slots=True)
class Glyphs:
    """Characters that nearly every font has, the Linux console's too.

    Most are of ambiguous width: where the terminal draws those in two cells, ASCII is used in their place.
    """

    pinned: str = "◆"
    """The post is pinned."""
    recommended: str = "★"
    """The post is recommended."""
    unread: str = "•"
    """The post is not read yet."""
    bookmarked: str = "▪"
    """The post is bookmarked."""
    problem: str = "!"
    """Something is wrong in the post's header."""
    included: str = "+"
    """The term is in the filter."""
    excluded: str = "−"
    """Posts with the term are left out."""
    either: str = "∨"
    """Between terms of which one is enough."""
    cursor_bar: str = "▌"
    """At the left edge of the row under the cursor."""
    separator: str = "│"
    """Between panes."""
    ellipsis: str = "…"
    """Where text was cut."""
    dot: str = "·"
    """Between things of one line."""
    bar_full: str = "━"
    """Done part of a progress bar."""
    bar_rest: str = "─"
    """Rest of a progress bar."""
    ambiguous: int = 1
    """Cells the terminal gives to characters of ambiguous width."""

    @property
    def ascii(self) -> bool:
        """Whether all of them are ASCII, and a page's marks are to be so too."""
        return self.separator.isascii()


UNICODE = Glyphs()
ASCII = Glyphs("^", "*", "o", "#", "!", "+", "-", "|", ">", "|", "~", "-", "=", "-")


def glyphs(style: str, ambiguous: int = 1) -> Glyphs:
    """The glyphs of a style (`unicode`, `ascii`); ASCII too where ambiguous characters take two cells."""
    return replace(ASCII if style == "ascii" or ambiguous == 2 else UNICODE, ambiguous=ambiguous)
